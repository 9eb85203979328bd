#include "refi-fixture.h"

#include "../../../plugins/shared/zip-writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <check.h>
#include <string.h>

GBytes *
refi_pack (const char *main, const char *qde, ...)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (ZipWriter) zip = zip_writer_new (stream);
  g_autofree char *xml
      = g_str_has_prefix (qde, "<?")
            ? g_strdup (qde)
            : g_strdup_printf (
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><Project "
                "xmlns=\"urn:QDA-XML:project:1.0\" name=\"p\">%s</Project>",
                qde);
  const char *name;
  va_list arguments;

  ck_assert (zip_writer_add (zip, main, xml, strlen (xml), NULL, NULL));
  va_start (arguments, qde);
  while ((name = va_arg (arguments, const char *)) != NULL)
    {
      const char *content = va_arg (arguments, const char *);

      ck_assert (zip_writer_add (zip, name, content, strlen (content), NULL, NULL));
    }
  va_end (arguments);
  ck_assert (zip_writer_finish (zip, NULL, NULL));
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static char *
read_entry (struct archive *archive, gsize *n_part)
{
  GString *part = g_string_new (NULL);
  char block[4096];
  la_ssize_t n;

  while ((n = archive_read_data (archive, block, sizeof block)) > 0)
    g_string_append_len (part, block, n);
  ck_assert_int_eq (n, 0);
  if (n_part != NULL)
    *n_part = part->len;
  return g_string_free (part, FALSE);
}

static struct archive *
open_archive (const char *bytes, gsize n_bytes)
{
  struct archive *archive = archive_read_new ();

  archive_read_support_format_zip (archive);
  ck_assert_int_eq (archive_read_open_memory (archive, bytes, n_bytes), ARCHIVE_OK);
  return archive;
}

char *
refi_unpack (const char *bytes, gsize n_bytes, const char *name, gsize *n_part)
{
  struct archive *archive = open_archive (bytes, n_bytes);
  struct archive_entry *entry;
  char *part = NULL;

  while (part == NULL && archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    if (g_strcmp0 (archive_entry_pathname (entry), name) == 0)
      part = read_entry (archive, n_part);
  archive_read_free (archive);
  return part;
}

char *
refi_list_parts (const char *bytes, gsize n_bytes)
{
  struct archive *archive = open_archive (bytes, n_bytes);
  struct archive_entry *entry;
  GString *list = g_string_new (NULL);

  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "",
                            archive_entry_pathname (entry));
  archive_read_free (archive);
  return g_string_free (list, FALSE);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
describe_document (SchoSnapshot *snapshot, const SchoDocument *document, GPtrArray *lines)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, document->id, &error);
  gsize n;
  const SchoAnnotation *list = scho_snapshot_get_annotations (snapshot, document->id, &n);

  ck_assert_msg (text != NULL, "%s", error ? error->message : "");
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *code = scho_snapshot_dup_code_path (snapshot, list[i].code);
      g_autofree char *words = scho_text_dup_range (text, list[i].start, list[i].end);
      const SchoCoder *coder = scho_snapshot_get_coder (snapshot, list[i].coder);

      g_ptr_array_add (
          lines, g_strdup_printf (
                     "%s[%04u-%u] %s by %s “%s”%s%s%s", document->title, list[i].start,
                     list[i].end, code, coder->name, words, list[i].memo ? " (" : "",
                     list[i].memo ? list[i].memo : "", list[i].memo ? ")" : ""));
    }
}

char *
refi_describe (SchoSnapshot *snapshot)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    describe_document (snapshot, documents[i], lines);
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

char *
refi_join_notes (SchoStep *step)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();

  for (guint i = 0; i < scho_step_get_notes (step)->len; i++)
    g_ptr_array_add (notes, scho_step_get_notes (step)->pdata[i]);
  g_ptr_array_add (notes, NULL);
  return g_strjoinv ("\n", (char **) notes->pdata);
}
