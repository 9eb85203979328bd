#include "quotes.h"

#include "letters.h"

#include <scholiast/lookup.h>
#include <string.h>

#define MOST_CHARACTERS 300 /* of a passage */
#define AROUND 60           /* characters before and after it */

struct _SchoQuote
{
  GObject parent_instance;
  SchoAnnotation coding;
  char *before, *words, *after, *document, *coder, *folded;
};

G_DEFINE_FINAL_TYPE (SchoQuote, scho_quote, G_TYPE_OBJECT)

static void
scho_quote_finalize (GObject *object)
{
  SchoQuote *self = SCHO_QUOTE (object);

  g_free (self->before);
  g_free (self->words);
  g_free (self->after);
  g_free (self->document);
  g_free (self->coder);
  g_free (self->folded);
  G_OBJECT_CLASS (scho_quote_parent_class)->finalize (object);
}

static void
scho_quote_class_init (SchoQuoteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scho_quote_finalize;
}

static void
scho_quote_init (SchoQuote *self)
{
}

static char *
dup_one_line (SchoText *text, guint32 start, guint32 end)
{
  char *words = scho_text_dup_range (text, start, end);

  return g_strdelimit (words, "\n\t", ' ');
}

static char *
dup_passage (SchoText *text, guint32 start, guint32 end)
{
  g_autofree char *words = NULL;

  if (end - start <= MOST_CHARACTERS)
    return dup_one_line (text, start, end);
  words = dup_one_line (text, start, start + MOST_CHARACTERS);
  return g_strconcat (words, "…", NULL);
}

/* Words are not cut where there is a space to cut at. */
static char *
dup_before (SchoText *text, guint32 passage)
{
  guint32 start = passage > AROUND ? passage - AROUND : 0;
  g_autofree char *words = dup_one_line (text, start, passage);
  const char *space = start > 0 ? strchr (words, ' ') : NULL;

  if (start == 0)
    return g_steal_pointer (&words);
  return g_strconcat ("…", space != NULL ? space + 1 : words, NULL);
}

static char *
dup_after (SchoText *text, guint32 passage)
{
  guint32 length = scho_text_get_length (text);
  guint32 end = length - passage > AROUND ? passage + AROUND : length;
  g_autofree char *words = dup_one_line (text, passage, end);
  char *space = end < length ? strrchr (words, ' ') : NULL;

  if (space != NULL)
    *space = '\0';
  return end < length ? g_strconcat (words, "…", NULL) : g_steal_pointer (&words);
}

static SchoQuote *
quote_new (SchoSnapshot *snapshot, SchoText *text, const SchoAnnotation *coding)
{
  SchoQuote *self = g_object_new (SCHO_TYPE_QUOTE, NULL);
  g_autofree char *all = NULL;

  self->coding = *coding;
  self->coding.memo = NULL; /* the snapshot's */
  self->before = dup_before (text, coding->start);
  self->words = dup_passage (text, coding->start, coding->end);
  self->after = dup_after (text, coding->end);
  self->document
      = g_strdup (scho_snapshot_get_document (snapshot, coding->document)->title);
  self->coder = g_strdup (scho_snapshot_get_coder (snapshot, coding->coder)->name);
  all = g_strjoin (" ", self->before, self->words, self->after, self->document,
                   self->coder, NULL);
  self->folded = scho_letters_fold (all);
  return self;
}

const SchoAnnotation *
scho_quote_get_coding (SchoQuote *self)
{
  return &self->coding;
}

const char *
scho_quote_get_before (SchoQuote *self)
{
  return self->before;
}

const char *
scho_quote_get_words (SchoQuote *self)
{
  return self->words;
}

const char *
scho_quote_get_after (SchoQuote *self)
{
  return self->after;
}

const char *
scho_quote_get_document (SchoQuote *self)
{
  return self->document;
}

const char *
scho_quote_get_coder (SchoQuote *self)
{
  return self->coder;
}

const char *
scho_quote_get_folded (SchoQuote *self)
{
  return self->folded;
}

/* Reading */

typedef struct
{
  SchoSnapshot *snapshot;
  guint32 code;
  gboolean examples;
} Task;

static void
task_free (gpointer data)
{
  Task *self = data;

  scho_snapshot_unref (self->snapshot);
  g_free (self);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Task *self = data;
  g_autoptr (GPtrArray) quotes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) codings
      = scho_lookup_annotations (self->snapshot, &(SchoFilter){ .code = self->code });
  g_autoptr (SchoText) text = NULL;
  guint32 document = 0;

  for (guint i = 0; i < codings->len; i++)
    {
      const SchoAnnotation *coding = codings->pdata[i];

      if (self->examples && !(coding->flags & SCHO_ANNOTATION_EXAMPLE))
        continue;
      if (g_task_return_error_if_cancelled (task))
        return;
      if (coding->document != document)
        {
          g_clear_pointer (&text, scho_text_unref);
          document = coding->document;
          text = scho_snapshot_read_text (self->snapshot, document, NULL);
        }
      if (text != NULL)
        g_ptr_array_add (quotes, quote_new (self->snapshot, text, coding));
    }
  g_task_return_pointer (task, g_steal_pointer (&quotes),
                         (GDestroyNotify) g_ptr_array_unref);
}

void
scho_quotes_read (SchoSnapshot *snapshot,
                  guint32 code,
                  gboolean examples,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Task *self = g_new0 (Task, 1);

  self->snapshot = scho_snapshot_ref (snapshot);
  self->code = code;
  self->examples = examples;
  g_task_set_task_data (task, self, task_free);
  g_task_run_in_thread (task, read_thread);
}

GPtrArray *
scho_quotes_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
