#include "comments.h"
#include "lost.h"

#include "../csv/code-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A longer one is no name of a code, in characters. */
#define LONGEST_NAME 60

typedef struct
{
  guint passage;
  char *author, *words;
  gint64 time; /* in milliseconds, -1: not known */
} Comment;

struct _Comments
{
  GArray *list; /* of Comment */
  CommentsCodes codes;
  CodeNames *names; /* nullable: while they are applied */
  guint n_codings;
};

static void
clear_comment (gpointer data)
{
  Comment *comment = data;

  g_free (comment->author);
  g_free (comment->words);
}

Comments *
comments_new (CommentsCodes codes)
{
  Comments *self = g_new0 (Comments, 1);

  self->codes = codes;
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

static gint64
parse_date (const char *date)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time
      = date != NULL ? g_date_time_new_from_iso8601 (date, zone) : NULL;

  return time != NULL ? MAX (g_date_time_to_unix (time), 0) * 1000 : -1;
}

void
comments_add (Comments *self,
              guint passage,
              const char *author,
              const char *date,
              const char *words)
{
  Comment comment = { passage, g_strdup (author), g_strdup (words), parse_date (date) };

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

/* A path makes what is missing of it. */
static guint32
make_code (Comments *self, SchoStep *step, const char *label)
{
  g_auto (GStrv) parts = scho_code_path_split (label);
  guint32 parent = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *name = code_names_clean (parts[i]);
      guint32 id = code_names_find_below (self->names, parent, name);

      if (name[0] == '\0')
        continue;
      if (id == 0)
        {
          id = scho_step_add_code (
              step,
              &(SchoCode){ .name = name,
                           .parent = parent,
                           .colour = scho_colour_nth (
                               (guint) scho_step_get_n_changes (step, SCHO_NOUN_CODE)) });
          code_names_add (self->names, id, parent, name);
        }
      parent = id;
    }
  return parent;
}

static guint32
find_label (Comments *self, const char *words, gsize n)
{
  g_autofree char *label = g_strstrip (g_strndup (words, n));
  gboolean ambiguous = FALSE;

  return label[0] != '\0' ? code_names_find (self->names, label, &ambiguous) : 0;
}

/* The longest beginning of the first line that names a code, up to a colon or all of it.
 * @memo: (out): what comes after */
static guint32
find_code (Comments *self, const char *words, const char **memo)
{
  gsize n = strcspn (words, "\n");
  guint32 code = words[n] == '\0' ? find_label (self, words, n) : 0;

  *memo = words + n;
  while (code == 0 && n > 0)
    if (words[--n] == ':')
      {
        code = find_label (self, words, n);
        *memo = words + n + 1;
      }
  return code;
}

/* What may be a name of a code: up to the first colon, or a short line without one. */
static guint32
invent_code (Comments *self, SchoStep *step, const char *words, const char **memo)
{
  gsize line = strcspn (words, "\n"), n = MIN (strcspn (words, ":"), line);
  g_autofree char *label = g_strstrip (g_strndup (words, n));
  gboolean is_named = words[n] == ':' || words[n] == '\0';

  if (!is_named || label[0] == '\0' || g_utf8_strlen (label, -1) > LONGEST_NAME)
    return 0;
  *memo = words + n + (words[n] == ':');
  return make_code (self, step, label);
}

/* 0 where it says none. */
static guint32
choose_code (Comments *self, SchoStep *step, const char *words, const char **memo)
{
  guint32 code = 0;

  if (self->codes != COMMENTS_NO_CODES)
    code = find_code (self, words, memo);
  if (code == 0 && self->codes == COMMENTS_NEW_CODES)
    code = invent_code (self, step, words, memo);
  return code;
}

static void
apply (Comments *self, SchoStep *step, const Comment *comment, SchoAnnotation *annotation)
{
  const char *memo = NULL;
  g_autofree char *words = NULL;
  guint32 code = choose_code (self, step, comment->words, &memo);

  if (comment->time >= 0)
    annotation->uuid = scho_uuid_new_at (comment->time);
  annotation->code = code;
  annotation->memo = comment->words;
  if (code == 0)
    annotation->code = ensure_code (step);
  else
    {
      words = g_strstrip (g_strdup (memo));
      annotation->memo = words[0] != '\0' ? words : NULL;
      self->n_codings++;
    }
  scho_step_add_annotation (step, annotation);
}

static void
tell (Comments *self, SchoStep *step, const char *name, guint n_lost)
{
  guint n_memos = self->list->len - n_lost - self->n_codings;

  if (self->n_codings > 0)
    scho_step_add_note (step, _ ("“%s”: comments that became codings: %u"), name,
                        self->n_codings);
  if (n_memos > 0)
    scho_step_add_note (step, _ ("“%s”: comments that became memos on passages: %u"),
                        name, n_memos);
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

  self->names = code_names_new (scho_step_get_base (step));
  for (guint i = 0; i < self->list->len; i++)
    {
      const Comment *comment = &g_array_index (self->list, Comment, i);
      SchoAnnotation annotation = { .document = document, .weight = SCHO_NO_WEIGHT };

      if (!text_builder_get (builder, comment->passage, &annotation.start,
                             &annotation.end))
        {
          n_lost++;
          lost_add (scho_step_get_losses (step), 1, _ ("Comments on nothing"), name,
                    comment->words);
          continue;
        }
      annotation.coder = scho_step_ensure_coder (step, get_author (comment, coder));
      apply (self, step, comment, &annotation);
    }
  g_clear_pointer (&self->names, code_names_free);
  tell (self, step, name, n_lost);
}
