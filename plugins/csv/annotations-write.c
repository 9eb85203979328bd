#include "annotations.h"
#include "csv-writer.h"
#include "../shared/pseudonyms-option.h"
#include "../shared/uncarried.h"

#include <glib/gi18n-lib.h>

const SchoOptionSpec annotations_export_options[] = {
  { "document", SCHO_OPTION_DOCUMENT, "", N_ ("Which document"), NULL },
  { "coder", SCHO_OPTION_CODER, "", N_ ("Whose codings"), NULL },
  { "quote", SCHO_OPTION_BOOLEAN, "true", N_ ("With the text of each passage"), NULL },
  PSEUDONYMS_OPTION,
  { NULL },
};

typedef struct
{
  SchoSnapshot *snapshot;
  CsvWriter *writer;
  char **labels;      /* by code id, made when first needed */
  GHashTable *titles; /* of char *, with TRUE where several documents have it */
  gboolean with_quote;
  guint32 coder; /* 0: all */
} Export;

static const char *
get_label (Export *self, guint32 code)
{
  if (self->labels[code] == NULL)
    self->labels[code] = scho_snapshot_dup_code_label (self->snapshot, code);
  return self->labels[code];
}

static void
count_titles (Export *self)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  self->titles = g_hash_table_new (g_str_hash, g_str_equal);
  for (gsize i = 0; i < n; i++)
    g_hash_table_insert (
        self->titles, (gpointer) documents[i]->title,
        GINT_TO_POINTER (g_hash_table_contains (self->titles, documents[i]->title)));
}

/* The title, or the UUID where the title does not say which. */
static char *
dup_document_name (Export *self, const SchoDocument *document)
{
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  if (!g_hash_table_lookup (self->titles, document->title))
    return g_strdup (document->title);
  scho_uuid_format (&document->uuid, uuid);
  return g_strdup (uuid);
}

static void
add_quote (Export *self, SchoText *text, const SchoAnnotation *annotation)
{
  gsize start = scho_text_offset_to_byte (text, annotation->start);
  gsize end = scho_text_offset_to_byte (text, annotation->end);

  csv_writer_add_n (self->writer, scho_text_get_utf8 (text, NULL) + start, end - start);
}

static gboolean
write_document (Export *self,
                const SchoDocument *document,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (SchoText) text = NULL;
  g_autofree char *name = dup_document_name (self, document);
  gsize n;
  const SchoAnnotation *annotations
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);

  if (n > 0 && self->with_quote
      && !(text = scho_snapshot_read_text (self->snapshot, document->id, error)))
    return FALSE;

  for (gsize i = 0; i < n; i++)
    {
      const SchoAnnotation *annotation = &annotations[i];

      if (self->coder != 0 && annotation->coder != self->coder)
        continue;
      csv_writer_add (self->writer, name);
      csv_writer_add_number (self->writer, annotation->start);
      csv_writer_add_number (self->writer, annotation->end);
      csv_writer_add (self->writer, get_label (self, annotation->code));
      csv_writer_add (self->writer,
                      scho_snapshot_get_coder (self->snapshot, annotation->coder)->name);
      csv_writer_add (self->writer, annotation->memo);
      if (self->with_quote)
        add_quote (self, text, annotation);
      if (!csv_writer_end_row (self->writer, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_header (Export *self, GCancellable *cancellable, GError **error)
{
  static const char *const names[]
      = { "document", "start", "end", "code", "coder", "memo", "quote" };

  for (guint i = 0; i < G_N_ELEMENTS (names) - !self->with_quote; i++)
    csv_writer_add (self->writer, names[i]);
  return csv_writer_end_row (self->writer, cancellable, error);
}

static gboolean
write_documents (Export *self,
                 const SchoDocument *only,
                 const SchoProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      if (only != NULL && documents[i] != only)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !write_document (self, documents[i], cancellable, error))
        return FALSE;
      scho_progress_set (progress, (i + 1.0) / n, documents[i]->title);
    }
  return TRUE;
}

static void
export_clear (Export *self)
{
  guint32 n = scho_snapshot_get_code_limit (self->snapshot);

  for (guint32 i = 0; i < n; i++)
    g_free (self->labels[i]);
  g_free (self->labels);
  g_clear_pointer (&self->titles, g_hash_table_unref);
  g_clear_pointer (&self->writer, csv_writer_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

/* What is not named stays as it is: all. */
static gboolean
read_filter (SchoSnapshot *snapshot,
             SchoOptions *options,
             const SchoDocument **document,
             guint32 *coder,
             GError **error)
{
  const char *title = scho_options_get_text (options, "document");
  const char *name = scho_options_get_text (options, "coder");
  const SchoCoder *found;

  if (title[0] != '\0' && !(*document = scho_lookup_document (snapshot, title, error)))
    return FALSE;
  if (name[0] == '\0')
    return TRUE;
  if (!(found = scho_lookup_coder (snapshot, name, error)))
    return FALSE;
  *coder = found->id;
  return TRUE;
}

static gboolean
write_told (SchoSnapshot *snapshot,
            SchoOutput *output,
            SchoOptions *options,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GOutputStream) stream = NULL;
  g_auto (Export) self = { .snapshot = snapshot };
  const SchoDocument *document = NULL;

  self.labels = g_new0 (char *, scho_snapshot_get_code_limit (snapshot));
  count_titles (&self);
  self.with_quote = scho_options_get_boolean (options, "quote");
  if (!read_filter (snapshot, options, &document, &self.coder, error)
      || !(stream = scho_output_open (output, "codings.csv", error)))
    return FALSE;

  uncarried_tell (
      scho_output_get_losses (output), snapshot,
      &(Which){ .document = document != NULL ? document->id : 0, .coder = self.coder },
      ~UNCARRIED_OF_CODINGS | CARRIES_CODINGS | CARRIES_MEMOS);
  self.writer = csv_writer_new (stream);
  return write_header (&self, cancellable, error)
         && write_documents (&self, document, progress, cancellable, error)
         && csv_writer_flush (self.writer, cancellable, error);
}

gboolean
annotations_write (SchoSnapshot *snapshot,
                   SchoOutput *output,
                   SchoOptions *options,
                   const SchoProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (SchoSnapshot) told
      = pseudonyms_take (snapshot, options, output, progress, cancellable, error);

  return told != NULL && write_told (told, output, options, progress, cancellable, error);
}
