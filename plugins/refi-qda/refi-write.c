#include "refi-memos.h"

#include "../shared/controls.h"

#include <glib/gi18n-lib.h>

#define BLOCK (64 * 1024)

static void
export_clear (RefiExport *self)
{
  g_clear_object (&self->stream);
  g_clear_pointer (&self->zip, zip_writer_free);
  g_clear_pointer (&self->check, refi_check_free);
  g_clear_pointer (&self->kept, refi_kept_free);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->attributes, g_array_unref);
  g_string_free (self->xml, TRUE);
  g_clear_pointer (&self->new_words, g_hash_table_unref);
  if (self->memo != NULL)
    g_string_free (self->memo, TRUE);
  g_clear_pointer (&self->unnamed, g_hash_table_unref);
  g_free (self->codes);
  g_free (self->counts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RefiExport, export_clear)

void
refi_export_lose (RefiExport *self, guint64 n, const char *what, const char *example)
{
  scho_losses_add (scho_output_get_losses (self->output), n, what, example);
}

gboolean
refi_export_has_document (RefiExport *self, const SchoDocument *document)
{
  return self->document == 0 || self->document == document->id;
}

gboolean
refi_export_flush (RefiExport *self, gboolean all, GError **error)
{
  gboolean good;

  if (self->xml->len < BLOCK && !all)
    return TRUE;
  refi_check_feed (self->check, self->xml->str, self->xml->len);
  good = self->zip != NULL
             ? zip_writer_write (self->zip, self->xml->str, self->xml->len,
                                 self->cancellable, error)
             : g_output_stream_write_all (self->stream, self->xml->str, self->xml->len,
                                          NULL, self->cancellable, error);
  g_string_truncate (self->xml, 0);
  return good;
}

static guint32
find_no_code (SchoSnapshot *snapshot)
{
  SchoUuid guid = refi_guid_derive (NULL, REFI_NO_CODE);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (scho_uuid_equal (&codes[i]->uuid, &guid))
      return codes[i]->id;
  return 0;
}

/* The code, all below it and, so that the tree stands, all above it. */
static gboolean *
list_branch (SchoSnapshot *snapshot, const SchoCode *code)
{
  gboolean *codes = scho_lookup_branch (snapshot, code->id);

  while (code->parent != 0 && (code = scho_snapshot_get_code (snapshot, code->parent)))
    codes[code->id] = TRUE;
  return codes;
}

static gboolean
read_filter (RefiExport *self, SchoOptions *options, GError **error)
{
  const char *document = scho_options_get_text (options, "document");
  const char *code = scho_options_get_text (options, "code");
  const char *coder = scho_options_get_text (options, "coder");
  const SchoDocument *only;
  const SchoCode *branch;
  const SchoCoder *who;

  if (document[0] != '\0')
    {
      if (!(only = scho_lookup_document (self->snapshot, document, error)))
        return FALSE;
      self->document = only->id;
    }
  if (code[0] != '\0')
    {
      if (!(branch = scho_lookup_code (self->snapshot, code, error)))
        return FALSE;
      self->codes = list_branch (self->snapshot, branch);
    }
  if (coder[0] != '\0')
    {
      if (!(who = scho_lookup_coder (self->snapshot, coder, error)))
        return FALSE;
      self->coder = who->id;
    }
  return TRUE;
}

/* Takes those out of @unnamed who coded something that goes out. */
static void
name_authors (RefiExport *self)
{
  gsize n_documents;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (self->snapshot, &n_documents);

  for (gsize i = 0; i < n_documents; i++)
    {
      gsize n = 0;
      const SchoAnnotation *list
          = scho_snapshot_get_annotations (self->snapshot, documents[i]->id, &n);

      for (gsize k = 0; k < n && refi_export_has_document (self, documents[i]); k++)
        if ((self->coder == 0 || list[k].coder == self->coder)
            && (self->codes == NULL || self->codes[list[k].code]))
          g_hash_table_remove (
              self->unnamed,
              &scho_snapshot_get_coder (self->snapshot, list[k].coder)->uuid);
    }
}

/* Of a part of the project only: who has nothing in it need not be known. */
static void
list_unnamed (RefiExport *self)
{
  SchoSnapshot *whole = scho_snapshot_get_whole (self->snapshot);
  gsize n, n_here;
  const SchoCoder *const *coders = scho_snapshot_get_coders (whole, &n);

  self->unnamed = g_hash_table_new_full (scho_uuid_hash, scho_uuid_equal, g_free, NULL);
  scho_snapshot_get_coders (self->snapshot, &n_here);
  if (!self->is_part && n_here == n)
    return;
  for (gsize i = 0; i < n; i++)
    if (coders[i]->id != self->coder)
      g_hash_table_add (self->unnamed,
                        g_memdup2 (&coders[i]->uuid, sizeof coders[i]->uuid));
  name_authors (self);
}

/* What was kept is of the whole project; a part of it goes without. */
static gboolean
read_kept (RefiExport *self, GError **error)
{
  self->is_part = self->document != 0 || self->codes != NULL || self->coder != 0
                  || scho_snapshot_get_whole (self->snapshot) != self->snapshot;
  list_unnamed (self);
  self->counts = scho_lookup_count_codes (self->snapshot, 0, 0);
  if (!(self->kept = refi_kept_new (self->snapshot, error)))
    return FALSE;
  refi_export_lose (self, refi_kept_get_n_damaged (self->kept),
                    _ ("Kept parts of projects that are damaged"), NULL);
  if (refi_kept_get_projects (self->kept)->len == 0)
    g_clear_pointer (&self->kept, refi_kept_free);
  else
    {
      refi_kept_forget_users (self->kept, self->unnamed);
      refi_memos_plan (self);
    }
  return TRUE;
}

/* Of the one project that came in: who made it, and when. */
static void
put_root (RefiExport *self)
{
  static const char *const without[] = { "name", NULL };
  GPtrArray *projects = self->kept != NULL ? refi_kept_get_projects (self->kept) : NULL;

  if (projects != NULL && projects->len == 1 && !self->is_part)
    refi_xml_write_attributes (projects->pdata[0], self->xml, without);
}

static RefiTarget
get_target (SchoOptions *options)
{
  const char *target = scho_options_get_text (options, "target");

  return g_str_equal (target, "nvivo")          ? REFI_FOR_NVIVO
         : g_str_equal (target, "maxqda-atlas") ? REFI_FOR_MAXQDA
                                                : REFI_FOR_STANDARD;
}

static void
begin_root (RefiExport *self, const char *name, const char *address)
{
  g_string_append (self->xml, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<");
  g_string_append (self->xml, name);
  refi_xml_put (self->xml, "xmlns", address);
}

/* Texts have files of their own, where all characters are good. */
static void
tell_controls (RefiExport *self)
{
  guint memos = CARRIES_DOCUMENT_MEMOS | CARRIES_USES | CARRIES_CODE_MEMOS | CARRIES_MEMOS
                | CARRIES_PROJECT_MEMO;
  SchoLosses *losses = scho_output_get_losses (self->output);
  const SchoProjectInfo *info = scho_snapshot_get_info (self->snapshot);

  controls_tell_words (losses, info->title, info->title);
  controls_tell_names (losses, self->snapshot,
                       &(Which){ .document = self->document, .coder = self->coder },
                       CARRIES_TEXTS | CARRIES_ATTRIBUTES | CARRIES_CODES
                           | CARRIES_DEFINITIONS | CARRIES_CODERS
                           | (self->memos ? memos : 0));
}

static gboolean
write_project (RefiExport *self, GError **error)
{
  const SchoProjectInfo *info = scho_snapshot_get_info (self->snapshot);

  begin_root (self, "Project", REFI_PROJECT);
  refi_xml_put (self->xml, "name", info->title);
  refi_xml_put (self->xml, "origin",
                self->target == REFI_FOR_NVIVO    ? REFI_ORIGIN_NVIVO
                : self->target == REFI_FOR_MAXQDA ? REFI_ORIGIN_MAXQDA
                                                  : REFI_ORIGIN);
  put_root (self);
  g_string_append (self->xml, ">\n");
  tell_controls (self);
  refi_make_columns (self);
  refi_write_users (self);
  refi_write_codes (self);
  refi_write_variables (self);
  refi_write_part (self, REFI_CASES_PART);
  if (!refi_write_sources (self, error) || !refi_write_notes (self, error))
    return FALSE;
  refi_write_part (self, REFI_LINKS);
  refi_write_part (self, REFI_SETS);
  refi_write_part (self, REFI_GRAPHS);
  refi_memos_write_project (self);
  if (self->kept != NULL)
    refi_export_lose (self, refi_kept_get_n_dangling (self->kept),
                      _ ("References to what is not in the project"), NULL);
  g_string_append (self->xml, "</Project>\n");
  return refi_export_flush (self, TRUE, error);
}

gboolean
refi_write (SchoSnapshot *snapshot,
            SchoOutput *output,
            SchoOptions *options,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  g_auto (RefiExport) self = { .snapshot = snapshot,
                               .output = output,
                               .progress = progress,
                               .cancellable = cancellable,
                               .xml = g_string_sized_new (BLOCK * 2),
                               .target = get_target (options),
                               .no_code = find_no_code (snapshot) };

  self.memos = scho_options_get_boolean (options, "memos");
  if (!read_filter (&self, options, error) || !read_kept (&self, error)
      || !(self.stream = scho_output_open (output, "project.qdpx", error)))
    return FALSE;
  self.zip = zip_writer_new (self.stream);
  self.check = refi_check_new (FALSE);
  zip_writer_begin (self.zip, "project.qde");
  return write_project (&self, error) && zip_writer_end (self.zip, cancellable, error)
         && refi_write_texts (&self, error) && refi_write_files (&self, error)
         && zip_writer_finish (self.zip, cancellable, error)
         && refi_check_finish (self.check, error);
}

static gboolean
refuse_without_codes (SchoSnapshot *snapshot, GError **error)
{
  gsize n;

  scho_snapshot_get_codes (snapshot, &n);
  if (n == 0)
    g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_FAILED,
                         _ ("There are no codes, and a codebook without codes is none"));
  return n > 0;
}

gboolean
refi_write_codebook (SchoSnapshot *snapshot,
                     SchoOutput *output,
                     SchoOptions *options,
                     const SchoProgress *progress,
                     GCancellable *cancellable,
                     GError **error)
{
  g_auto (RefiExport) self = { .snapshot = snapshot,
                               .output = output,
                               .progress = progress,
                               .cancellable = cancellable,
                               .memos = TRUE,
                               .xml = g_string_sized_new (BLOCK * 2),
                               .no_code = find_no_code (snapshot) };
  const char *code = scho_options_get_text (options, "code");
  const SchoCode *branch = NULL;

  if (code[0] != '\0' && !(branch = scho_lookup_code (snapshot, code, error)))
    return FALSE;
  if (branch != NULL)
    self.codes = list_branch (snapshot, branch);
  if (!refuse_without_codes (snapshot, error) || !read_kept (&self, error)
      || !(self.stream = scho_output_open (output, "codebook.qdc", error)))
    return FALSE;
  uncarried_tell (scho_output_get_losses (output), snapshot,
                  &(Which){ .code = branch != NULL ? branch->id : 0 }, ~CARRIES_EXAMPLES);
  controls_tell_names (scho_output_get_losses (output), snapshot, &(Which){ 0 },
                       CARRIES_CODES | CARRIES_DEFINITIONS);
  self.check = refi_check_new (TRUE);
  begin_root (&self, "CodeBook", REFI_CODEBOOK);
  refi_xml_put (self.xml, "origin", REFI_ORIGIN);
  g_string_append (self.xml, ">\n");
  refi_write_codes (&self);
  g_string_append (self.xml, "</CodeBook>\n");
  return refi_export_flush (&self, TRUE, error) && refi_check_finish (self.check, error);
}
