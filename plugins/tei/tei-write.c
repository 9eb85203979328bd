#include "tei-links.h"
#include "tei-write-catma.h"

#include "../shared/pseudonyms-option.h"
#include "../shared/controls.h"

#include <stdio.h>
#include <string.h>

static const char declaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

static void
free_ids (char **ids, guint32 limit)
{
  for (guint32 i = 0; ids != NULL && i < limit; i++)
    g_free (ids[i]);
  g_free (ids);
}

static void
tei_export_free (TeiExport *self)
{
  free_ids (self->code_ids, scho_snapshot_get_code_limit (self->snapshot));
  free_ids (self->coder_ids, scho_snapshot_get_coder_limit (self->snapshot));
  g_free (self->branch);
  g_free (self->tree);
  g_clear_pointer (&self->coders, tei_writer_free);
  g_clear_pointer (&self->encoding, tei_writer_free);
  g_clear_pointer (&self->own, tei_writer_free);
  g_clear_pointer (&self->memo_notes, tei_writer_free);
  g_clear_pointer (&self->links, tei_links_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TeiExport, tei_export_free)

static TeiProfile
read_profile (SchoOptions *options)
{
  static const char *const names[]
      = { "anchors", "spans", "string-range", "inline", "catma" };
  const char *name = scho_options_get_text (options, "profile");

  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      return i;
  return TEI_PROFILE_ANCHORS;
}

/* The code, all below it and, so that the tree stands, all above it. */
static gboolean *
list_tree (SchoSnapshot *snapshot, const SchoCode *code)
{
  gboolean *tree = scho_lookup_branch (snapshot, code->id);

  while (code->parent != 0 && (code = scho_snapshot_get_code (snapshot, code->parent)))
    tree[code->id] = TRUE;
  return tree;
}

/* Looks up what the options name. @document: 0: all. */
static TeiExport *
make_export (SchoSnapshot *snapshot,
             SchoOptions *options,
             guint32 *document,
             GError **error)
{
  g_autofree TeiExport *self = g_new0 (TeiExport, 1);
  const char *title = scho_options_get_text (options, "document");
  const char *coder = scho_options_get_text (options, "coder");
  const char *code = scho_options_get_text (options, "code");

  self->snapshot = snapshot;
  self->profile = read_profile (options);
  self->iso = g_str_equal (scho_options_get_text (options, "transcript"), "iso24624");
  self->memos = scho_options_get_boolean (options, "memos");
  *document = 0;
  if (*title != '\0')
    {
      const SchoDocument *found = scho_lookup_document (snapshot, title, error);

      if (found == NULL)
        return NULL;
      *document = found->id;
    }
  if (*coder != '\0')
    {
      const SchoCoder *found = scho_lookup_coder (snapshot, coder, error);

      if (found == NULL)
        return NULL;
      self->coder = found->id;
    }
  if (*code != '\0')
    {
      const SchoCode *found = scho_lookup_code (snapshot, code, error);

      if (found == NULL)
        return NULL;
      self->branch = scho_lookup_branch (snapshot, found->id);
      self->tree = list_tree (snapshot, found);
    }
  return g_steal_pointer (&self);
}

static void
collect_codings (TeiExport *self, TeiPart *part)
{
  gsize n;
  const SchoAnnotation *annotations
      = scho_snapshot_get_annotations (self->snapshot, part->document->id, &n);

  part->annotations = g_new (const SchoAnnotation *, n);
  for (gsize i = 0; i < n; i++)
    if (tei_export_wants (self, &annotations[i]))
      part->annotations[part->n_annotations++] = &annotations[i];
}

static void
part_clear (TeiPart *self)
{
  g_free (self->annotations);
  g_free (self->is_apart);
  g_clear_pointer (&self->text, scho_text_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TeiPart, part_clear)

static gboolean
read_part (TeiExport *self, TeiPart *part, GError **error)
{
  part->text = scho_snapshot_read_text (self->snapshot, part->document->id, error);
  if (part->text == NULL)
    return FALSE;
  collect_codings (self, part);
  if (self->profile == TEI_PROFILE_INLINE)
    part->is_apart = tei_inline_find_apart (part);
  return TRUE;
}

/* @alone: the file holds nothing else. */
static gboolean
write_part (TeiExport *self,
            TeiWriter *writer,
            const SchoDocument *document,
            guint number,
            gboolean alone,
            GError **error)
{
  g_auto (TeiPart) part = { .document = document, .number = number };

  if (!read_part (self, &part, error))
    return FALSE;

  tei_writer_printf (writer, "<TEI%s xml:id=\"d%u\"",
                     alone ? " xmlns=\"" TEI_NAMESPACE "\"" : "", number);
  tei_writer_uuid (writer, "corresp", &document->uuid);
  tei_writer_markup (writer, ">\n");
  tei_export_write_header (self, writer, &part, alone);
  tei_export_write_text (self, writer, &part);
  tei_export_write_standoff (self, writer, &part, alone);
  tei_writer_markup (writer, "</TEI>\n");
  return tei_writer_check (writer, error);
}

static TeiWriter *
begin_file (GOutputStream *stream, GCancellable *cancellable)
{
  TeiWriter *writer = tei_writer_new (stream, cancellable);

  tei_writer_markup (writer, declaration);
  return writer;
}

/* A project without a document: the codes are worth a file, and TEI asks for a text. */
static gboolean
write_codebook (TeiExport *self,
                SchoOutput *output,
                GCancellable *cancellable,
                GError **error)
{
  GOutputStream *stream = scho_output_open (output, "project.xml", error);
  g_autoptr (TeiWriter) writer = stream ? begin_file (stream, cancellable) : NULL;

  if (writer == NULL)
    return FALSE;
  tei_writer_markup (writer, "<TEI xmlns=\"" TEI_NAMESPACE "\">\n");
  tei_export_write_project_header (self, writer);
  tei_writer_markup (writer, "<text>\n<body>\n<p/>\n</body>\n</text>\n");
  tei_export_write_project_standoff (self, writer);
  tei_writer_markup (writer, "</TEI>\n");
  return tei_writer_close (writer, error);
}

static gboolean
write_corpus (TeiExport *self,
              SchoOutput *output,
              guint32 only,
              const SchoProgress *progress,
              GCancellable *cancellable,
              GError **error)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);
  GOutputStream *stream = scho_output_open (output, "corpus.xml", error);
  g_autoptr (TeiWriter) writer = stream ? begin_file (stream, cancellable) : NULL;

  if (writer == NULL)
    return FALSE;
  tei_writer_markup (writer, "<teiCorpus xmlns=\"" TEI_NAMESPACE "\">\n");
  tei_export_write_project_header (self, writer);
  tei_export_write_project_standoff (self, writer);
  for (gsize i = 0; i < n; i++)
    {
      if (only != 0 && documents[i]->id != only)
        continue;
      scho_progress_set (progress, (double) i / n, documents[i]->title);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !write_part (self, writer, documents[i], i + 1, FALSE, error))
        return FALSE;
    }
  tei_writer_markup (writer, "</teiCorpus>\n");
  return tei_writer_close (writer, error);
}

/* The number comes first, so that files listed by name come in the project's order and
 * are read in again in that order. */
static char *
make_file_name (const SchoDocument *document,
                guint number,
                gsize n,
                const char *extension)
{
  int width = MAX (3, snprintf (NULL, 0, "%" G_GSIZE_FORMAT, n));

  /* Many documents are called after a file of text. */
  gsize length = strlen (document->title)
                 - strlen (".txt") * g_str_has_suffix (document->title, ".txt");

  return g_strdup_printf ("%0*u-%.*s.%s", width, number, (int) length, document->title,
                          extension);
}

static gboolean
write_file (TeiExport *self,
            GOutputStream *stream, /* (transfer full) (nullable): already failed */
            const SchoDocument *document,
            guint number,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (TeiWriter) writer = stream ? begin_file (stream, cancellable) : NULL;

  return writer != NULL && write_part (self, writer, document, number, TRUE, error)
         && tei_writer_close (writer, error);
}

static gboolean
write_files (TeiExport *self,
             SchoOutput *output,
             guint32 only,
             const SchoProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);
  gboolean single = (only != 0 || n == 1) && !scho_output_prefers_folder (output);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *name = make_file_name (documents[i], i + 1, n, "xml");

      if (only != 0 && documents[i]->id != only)
        continue;
      scho_progress_set (progress, (double) i / n, documents[i]->title);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !write_file (self,
                          single ? scho_output_open (output, name, error)
                                 : scho_output_add_file (output, name, error),
                          documents[i], i + 1, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* Text and codings of a document, each in a file. */
static gboolean
write_pair (TeiExport *self,
            SchoOutput *output,
            const SchoDocument *document,
            guint number,
            gsize n,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *text_name = make_file_name (document, number, n, "txt");
  g_autofree char *name = make_file_name (document, number, n, "xml");
  g_auto (TeiPart) part = { .document = document, .number = number };
  g_autoptr (GOutputStream) text = NULL;
  g_autoptr (TeiWriter) writer = NULL;
  GOutputStream *stream;

  if (!read_part (self, &part, error)
      || !(text = scho_output_add_file (output, text_name, error))
      || !tei_catma_write_text (&part, text, cancellable, error)
      || !(stream = scho_output_add_file (output, name, error)))
    return FALSE;
  uncarried_tell_structure (scho_output_get_losses (output), document, part.text, 0);
  scho_losses_add (scho_output_get_losses (output), n > 1,
                   _ ("Titles of documents, which are names of files with a number"),
                   document->title);
  writer = begin_file (stream, cancellable);
  return tei_catma_write (self, writer, &part, error);
}

static gboolean
write_pairs (TeiExport *self,
             SchoOutput *output,
             guint32 only,
             const SchoProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  uncarried_tell (scho_output_get_losses (output), self->snapshot,
                  &(Which){ .document = only, .coder = self->coder },
                  CARRIES_TEXTS | CARRIES_CODES | CARRIES_COLOURS | CARRIES_CODERS
                      | CARRIES_CODINGS | CARRIES_WEIGHTS | CARRIES_MEMOS
                      | CARRIES_UNUSED_CODES | CARRIES_DATES);
  controls_tell_names (scho_output_get_losses (output), self->snapshot,
                       &(Which){ .document = only, .coder = self->coder },
                       CARRIES_CODES | CARRIES_CODERS | CARRIES_MEMOS);
  for (gsize i = 0; i < n; i++)
    {
      if (only != 0 && documents[i]->id != only)
        continue;
      scho_progress_set (progress, (double) i / n, documents[i]->title);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !write_pair (self, output, documents[i], i + 1, n, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
tei_write (SchoSnapshot *snapshot,
           SchoOutput *output,
           SchoOptions *options,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  guint32 only;
  g_autoptr (SchoSnapshot) told
      = pseudonyms_take (snapshot, options, output, progress, cancellable, error);
  g_autoptr (TeiExport) self = NULL;
  gsize n;

  if (told == NULL || !(self = make_export (told, options, &only, error)))
    return FALSE;
  self->pseudonyms = scho_options_get_boolean (options, "pseudonyms")
                     && scho_pseudonyms_exist (snapshot);
  scho_snapshot_get_documents (told, &n);
  if (n > 0 && self->profile == TEI_PROFILE_CATMA)
    return write_pairs (self, output, only, progress, cancellable, error);
  /* There is no annotation, so the codes come as everywhere else. */
  if (self->profile == TEI_PROFILE_CATMA)
    self->profile = TEI_PROFILE_ANCHORS;
  self->only = only;
  tei_export_prepare (self, scho_output_get_losses (output));
  if (n == 0)
    return write_codebook (self, output, cancellable, error);
  if (scho_options_get_boolean (options, "corpus"))
    return write_corpus (self, output, only, progress, cancellable, error);
  return write_files (self, output, only, progress, cancellable, error);
}
