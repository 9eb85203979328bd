#include "comments.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  guint passage;
  char *author, *words;
} Comment;

struct _Comments
{
  GArray *list; /* of Comment */
};

static void
clear_comment (gpointer data)
{
  Comment *comment = data;

  g_free (comment->author);
  g_free (comment->words);
}

Comments *
comments_new (void)
{
  Comments *self = g_new0 (Comments, 1);

  self->list = g_array_new (FALSE, FALSE, sizeof (Comment));
  g_array_set_clear_func (self->list, clear_comment);
  return self;
}

void
comments_free (Comments *self)
{
  g_array_unref (self->list);
  g_free (self);
}

void
comments_add (Comments *self, guint passage, const char *author, const char *words)
{
  Comment comment = { passage, g_strdup (author), g_strdup (words) };

  g_array_append_val (self->list, comment);
}

guint
comments_get_n (Comments *self)
{
  return self->list->len;
}

static guint32
ensure_code (SchoStep *step)
{
  /* Translators: the code of passages that somebody commented in Word or LibreOffice */
  const char *name = _ ("Comment");
  guint32 code = scho_step_find_code (step, 0, name);

  if (code == 0)
    code = scho_step_add_code (
        step, &(SchoCode){ .name = name, .colour = scho_colour_nth (0) });
  return code;
}

static const char *
get_author (const Comment *comment, const char *coder)
{
  if (comment->author != NULL && comment->author[0] != '\0')
    return comment->author;
  return coder != NULL ? coder : _ ("Unknown");
}

void
comments_apply (Comments *self,
                TextBuilder *builder,
                SchoStep *step,
                guint32 document,
                const char *name,
                const char *coder)
{
  guint n_lost = 0;

  for (guint i = 0; i < self->list->len; i++)
    {
      const Comment *comment = &g_array_index (self->list, Comment, i);
      SchoAnnotation annotation
          = { .document = document, .weight = SCHO_NO_WEIGHT, .memo = comment->words };

      if (!text_builder_get (builder, comment->passage, &annotation.start,
                             &annotation.end))
        {
          n_lost++;
          continue;
        }
      annotation.code = ensure_code (step);
      annotation.coder = scho_step_ensure_coder (step, get_author (comment, coder));
      scho_step_add_annotation (step, &annotation);
    }
  if (self->list->len > n_lost)
    scho_step_add_note (step, _ ("“%s”: comments that became memos on passages: %u"),
                        name, self->list->len - n_lost);
  if (n_lost > 0)
    scho_step_add_note (step, _ ("“%s”: comments on nothing, left out: %u"), name,
                        n_lost);
}
