#include "codebook-write.h"

#include <glib/gi18n-lib.h>

static guint
count_documents (const SchoAnnotation *const *list, guint n)
{
  guint documents = 0;

  /* They come by document. */
  for (guint i = 0; i < n; i++)
    documents += i == 0 || list[i]->document != list[i - 1]->document;
  return documents;
}

static char *
dup_counts (const SchoAnnotation *const *list, guint n)
{
  guint documents = count_documents (list, n);
  g_autofree char *codings = g_strdup_printf (ngettext ("%u coding", "%u codings", n), n);
  g_autofree char *where
      = g_strdup_printf (ngettext ("%u document", "%u documents", documents), documents);

  return n > 0 ? g_strconcat (codings, " · ", where, NULL) : g_steal_pointer (&codings);
}

static gboolean
write_quotation (Codebook *self,
                 Passages *passages,
                 const SchoAnnotation *coding,
                 GError **error)
{
  g_autofree char *words = passages_dup_words (passages, coding, error);
  g_autofree char *source = NULL;

  if (words == NULL)
    return FALSE;
  source = passages_dup_source (passages, coding);
  self->form->quotation (self, words, source);
  return TRUE;
}

/* Those that are marked, or, where none is, the first that are wanted. */
static gboolean
write_examples (Codebook *self,
                Passages *passages,
                const SchoAnnotation *const *list,
                guint n,
                GError **error)
{
  guint n_marked = 0;

  for (guint i = 0; i < n; i++)
    n_marked += (list[i]->flags & SCHO_ANNOTATION_EXAMPLE) != 0;
  for (guint i = 0; i < n; i++)
    {
      gboolean is_wanted = n_marked > 0 ? (list[i]->flags & SCHO_ANNOTATION_EXAMPLE) != 0
                                        : i < self->n_examples;

      if (is_wanted && !write_quotation (self, passages, list[i], error))
        return FALSE;
    }
  return TRUE;
}

static void
write_note (Codebook *self, const char *title, const char *words)
{
  if (words != NULL && words[0] != '\0')
    self->form->note (self, title, words);
}

static gboolean
write_code (Codebook *self, Passages *passages, const SchoCode *code, GError **error)
{
  guint n;
  const SchoAnnotation *const *list = passages_get (passages, code->id, &n);
  g_autofree char *counts = dup_counts (list, n);

  self->form->begin_code (self, code, counts);
  write_note (self, NULL, code->definition);
  write_note (self, _ ("When to use"), code->use_when);
  write_note (self, _ ("When not"), code->use_not);
  write_note (self, _ ("Memo"), code->memo);
  if (!write_examples (self, passages, list, n, error))
    return FALSE;
  self->form->end_code (self);
  return TRUE;
}

static void
write_begin (Codebook *self)
{
  const SchoProjectInfo *info = scho_snapshot_get_info (self->snapshot);
  /* Translators: the title of a project */
  g_autofree char *title = g_strdup_printf (_ ("Codebook: %s"), info->title);

  self->form->begin (self, title, info->memo);
}

gboolean
codebook_write (Codebook *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (Passages) passages = passages_new (self->selection);
  const gboolean *shown = self->selection->shown.codes;
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);
  guint top
      = self->selection->which.code != 0
            ? scho_snapshot_get_code_depth (self->snapshot, self->selection->which.code)
            : 0;

  write_begin (self);
  for (gsize i = 0; i < n; i++)
    {
      if (shown != NULL && !shown[codes[i]->id])
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      self->depth = scho_snapshot_get_code_depth (self->snapshot, codes[i]->id) - top;
      if (!write_code (self, passages, codes[i], error))
        return FALSE;
    }
  self->form->end (self);
  return TRUE;
}

gboolean
codebook_init (Codebook *self,
               Selection *selection,
               SchoSnapshot *snapshot,
               SchoOptions *options,
               SchoOutput *output,
               GCancellable *cancellable,
               GError **error)
{
  if (!selection_init_any (selection, snapshot, options, output, cancellable, error))
    return FALSE;
  uncarried_tell (scho_output_get_losses (output), selection->snapshot, &selection->which,
                  ~UNCARRIED_OF_CODES | CARRIES_CODES | CARRIES_DEFINITIONS | CARRIES_USES
                      | CARRIES_CODE_MEMOS | CARRIES_EXAMPLES | self->form->carries);
  controls_tell_names (scho_output_get_losses (output), selection->snapshot,
                       &selection->which,
                       CARRIES_CODES | CARRIES_DEFINITIONS | CARRIES_USES
                           | CARRIES_CODE_MEMOS | CARRIES_PROJECT_MEMO);
  self->snapshot = selection->snapshot;
  self->selection = selection;
  self->has_pseudonyms = scho_options_get_boolean (options, "pseudonyms")
                         && scho_pseudonyms_exist (snapshot);
  self->n_examples
      = (guint) CLAMP (scho_options_get_integer (options, "examples"), 0, 1000);
  return TRUE;
}

GOutputStream *
codebook_open (SchoSnapshot *snapshot,
               SchoOutput *output,
               const char *ending,
               GError **error)
{
  g_autofree char *name
      = g_strdup_printf ("%s.%s", scho_snapshot_get_info (snapshot)->title, ending);

  return scho_output_open (output, name, error);
}

gboolean
codebook_write_plain (SchoSnapshot *snapshot,
                      SchoOutput *output,
                      SchoOptions *options,
                      const CodebookForm *form,
                      const char *ending,
                      GCancellable *cancellable,
                      GError **error)
{
  g_auto (Selection) selection = { 0 };
  g_autoptr (TeiWriter) writer = NULL;
  Codebook self = { .form = form };
  GOutputStream *stream;

  if (!codebook_init (&self, &selection, snapshot, options, output, cancellable, error)
      || !(stream = codebook_open (snapshot, output, ending, error)))
    return FALSE;
  self.writer = writer = tei_writer_new (stream, cancellable);
  return codebook_write (&self, cancellable, error) && tei_writer_close (writer, error);
}
