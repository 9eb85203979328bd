#include "refi-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of a passage's words as its name. */
#define QUOTE 80
#define BLOCK (256 * 1024)

/* As the target counts. */
static guint64
get_position (RefiExport *self, SchoText *text, guint32 offset)
{
  return self->target == REFI_FOR_NVIVO
             ? (guint64) scho_text_offset_to_utf16 (text, offset)
                   + scho_text_offset_to_line (text, offset)
             : offset;
}

static void
put_number (RefiExport *self, const char *name, guint64 number)
{
  g_string_append_printf (self->xml, " %s=\"%" G_GUINT64_FORMAT "\"", name, number);
}

static void
put_author (RefiExport *self, const SchoAnnotation *annotation)
{
  const SchoCoder *coder = scho_snapshot_get_coder (self->snapshot, annotation->coder);
  char when[32];

  refi_xml_put_guid (self->xml, "creatingUser", &coder->uuid);
  if (refi_time_format (scho_uuid_get_time (&annotation->uuid), when))
    refi_xml_put (self->xml, "creationDateTime", when);
}

static void
lose_details (RefiExport *self, const SchoAnnotation *annotation)
{
  const SchoDocument *document;
  g_autofree char *place = NULL;

  if (annotation->weight == SCHO_NO_WEIGHT && annotation->flags == 0)
    return;
  document = scho_snapshot_get_document (self->snapshot, annotation->document);
  place = g_strdup_printf ("%s, %u–%u", document->title, annotation->start,
                           annotation->end);
  refi_export_lose (self, annotation->weight != SCHO_NO_WEIGHT, _ ("Weights of passages"),
                    place);
  refi_export_lose (self, (annotation->flags & SCHO_ANNOTATION_EXAMPLE) != 0,
                    _ ("Marks of example passages"), place);
}

static void
write_coding (RefiExport *self, const SchoAnnotation *annotation, gboolean with_memo)
{
  const SchoCode *code = scho_snapshot_get_code (self->snapshot, annotation->code);

  g_string_append (self->xml, "<Coding");
  refi_xml_put_guid (self->xml, "guid", &annotation->uuid);
  put_author (self, annotation);
  g_string_append (self->xml, "><CodeRef");
  refi_xml_put_guid (self->xml, "targetGUID", &code->uuid);
  g_string_append (self->xml, "/>");
  if (with_memo && annotation->memo != NULL)
    refi_put_ref (self, &annotation->uuid, REFI_MEMO);
  g_string_append (self->xml, "</Coding>\n");
  lose_details (self, annotation);
}

static gboolean
write_group (RefiExport *self,
             const SchoAnnotation *const *group,
             guint n,
             gpointer data,
             GError **error)
{
  SchoText *text = data;
  g_autofree char *quote
      = refi_places_dup_quote (text, group[0]->start, group[0]->end, QUOTE);
  gboolean is_coded = group[0]->code != self->no_code;
  SchoUuid guid = is_coded ? refi_export_get_selection (self, group, n) : group[0]->uuid;
  gboolean shares = refi_group_shares_memo (group, n);

  g_string_append (self->xml, "<PlainTextSelection");
  refi_xml_put_guid (self->xml, "guid", &guid);
  refi_xml_put (self->xml, "name", quote);
  put_number (self, "startPosition", get_position (self, text, group[0]->start));
  put_number (self, "endPosition", get_position (self, text, group[0]->end));
  put_author (self, group[0]);
  g_string_append (self->xml, ">\n");
  for (guint i = 0; is_coded && i < n; i++)
    write_coding (self, group[i], self->memos && !shares);
  if (self->memos && shares)
    refi_put_ref (self, &group[0]->uuid, REFI_MEMO);
  g_string_append (self->xml, "</PlainTextSelection>\n");
  return refi_export_flush (self, FALSE, error);
}

static void
lose_of_document (RefiExport *self, const SchoDocument *document, SchoText *text)
{
  gsize n;

  scho_text_get_stretches (text, &n);
  refi_export_lose (self, n > 0, _ ("Structure of texts (headings, speakers, tables)"),
                    document->title);
  refi_export_lose (self, document->language != NULL, _ ("Languages of documents"),
                    document->title);
  refi_export_lose (self, document->source != NULL, _ ("Sources of documents"),
                    document->title);
}

gboolean
refi_write_source (RefiExport *self,
                   const SchoDocument *document,
                   const char *element,
                   GError **error)
{
  g_autoptr (SchoText) text
      = scho_snapshot_read_text (self->snapshot, document->id, error);
  char name[SCHO_UUID_STRING_LENGTH + 1];

  if (text == NULL)
    return FALSE;
  scho_uuid_format (&document->uuid, name);
  g_string_append_printf (self->xml, "<%s", element);
  refi_xml_put (self->xml, "guid", name);
  refi_xml_put (self->xml, "name", document->title);
  g_string_append_printf (self->xml, " plainTextPath=\"internal://%s.txt\"", name);
  refi_put_source_attributes (self, document);
  g_string_append (self->xml, ">\n");
  if (!refi_each_group (self, document, write_group, text, error))
    return FALSE;
  if (self->memos && document->memo != NULL)
    refi_put_ref (self, &document->uuid, REFI_MEMO);
  refi_write_values (self, document);
  g_string_append_printf (self->xml, "</%s>\n", element);
  lose_of_document (self, document, text);
  return TRUE;
}

gboolean
refi_write_sources (RefiExport *self, GError **error)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);
  gboolean any = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      if (!refi_export_has_document (self, documents[i])
          || (self->kept != NULL
              && refi_kept_has_representation (self->kept, &documents[i]->uuid)))
        continue;
      g_string_append (self->xml, any ? "" : "<Sources>\n");
      any = TRUE;
      if (!refi_write_source (self, documents[i], "TextSource", error))
        return FALSE;
      scho_progress_set (self->progress, 0.8 * (i + 1) / n, documents[i]->title);
    }
  if (!refi_write_media (self, &any, error))
    return FALSE;
  g_string_append (self->xml, any ? "</Sources>\n" : "");
  return TRUE;
}

/* With CR LF at the ends of lines. */
static gboolean
write_lines (RefiExport *self, const char *utf8, gsize n_bytes, GError **error)
{
  g_autoptr (GString) block = g_string_sized_new (BLOCK + 16);
  const char *end = utf8 + n_bytes;

  while (utf8 < end)
    {
      const char *feed = memchr (utf8, '\n', end - utf8);

      g_string_append_len (block, utf8, (feed != NULL ? feed : end) - utf8);
      g_string_append (block, feed != NULL ? "\r\n" : "");
      utf8 = feed != NULL ? feed + 1 : end;
      if (block->len < BLOCK && utf8 < end)
        continue;
      if (!zip_writer_write (self->zip, block->str, block->len, self->cancellable, error))
        return FALSE;
      g_string_truncate (block, 0);
    }
  return TRUE;
}

static gboolean
write_text (RefiExport *self, const SchoDocument *document, GError **error)
{
  g_autoptr (SchoText) text
      = scho_snapshot_read_text (self->snapshot, document->id, error);
  char guid[SCHO_UUID_STRING_LENGTH + 1];
  g_autofree char *name = NULL;
  const char *utf8;
  gsize n_bytes;

  if (text == NULL)
    return FALSE;
  scho_uuid_format (&document->uuid, guid);
  name = g_strdup_printf ("sources/%s.txt", guid);
  utf8 = scho_text_get_utf8 (text, &n_bytes);
  zip_writer_begin (self->zip, name);
  if (self->target == REFI_FOR_NVIVO
      && !zip_writer_write (self->zip, "\xef\xbb\xbf", 3, self->cancellable, error))
    return FALSE;
  return (self->target == REFI_FOR_STANDARD
              ? zip_writer_write (self->zip, utf8, n_bytes, self->cancellable, error)
              : write_lines (self, utf8, n_bytes, error))
         && zip_writer_end (self->zip, self->cancellable, error);
}

gboolean
refi_write_texts (RefiExport *self, GError **error)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      if (refi_export_has_document (self, documents[i])
          && !write_text (self, documents[i], error))
        return FALSE;
      scho_progress_set (self->progress, 0.8 + 0.2 * (i + 1) / n, documents[i]->title);
    }
  return TRUE;
}
