#include "refi-memos.h"
#include "refi-points.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of a passage's words as its name. */
#define QUOTE 80
#define BLOCK (256 * 1024)

guint64
refi_export_get_position (RefiExport *self, SchoText *text, guint32 offset)
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

/* What came with the passage or coding, if it is there. (nullable) */
static RefiOwner *
find_kept (RefiExport *self, const SchoAnnotation *annotation, gboolean is_passage)
{
  RefiOwner *owner
      = self->kept != NULL ? refi_kept_find_owner (self->kept, &annotation->uuid) : NULL;

  return owner != NULL && is_passage && owner->around != NULL ? owner->around : owner;
}

/* Times of other programs are not in the identities. */
static void
put_author (RefiExport *self, const SchoAnnotation *annotation, const RefiOwner *kept)
{
  const SchoCoder *coder = scho_snapshot_get_coder (self->snapshot, annotation->coder);
  const char *time = kept != NULL ? kept->created : NULL;
  char when[32];

  refi_xml_put_guid (self->xml, "creatingUser", &coder->uuid);
  if (time != NULL)
    refi_xml_put (self->xml, "creationDateTime", time);
  else if (refi_time_format (scho_uuid_get_time (&annotation->uuid), when))
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

/* @memo: whose notes it has; NULL: none
 * @passage: (nullable): the one that came in, as it was */
static void
write_coding (RefiExport *self,
              const SchoAnnotation *annotation,
              const RefiOwner *passage,
              const char *memo)
{
  const SchoCode *code = scho_snapshot_get_code (self->snapshot, annotation->code);
  const RefiOwner *kept = find_kept (self, annotation, FALSE);

  g_string_append (self->xml, "<Coding");
  refi_xml_put_guid (self->xml, "guid", &annotation->uuid);
  put_author (self, annotation, kept);
  g_string_append (self->xml, "><CodeRef");
  refi_xml_put_guid (self->xml, "targetGUID", &code->uuid);
  g_string_append (self->xml, "/>");
  if (passage != NULL)
    refi_memo_put_owner_refs (self, kept);
  else if (memo != NULL)
    refi_memo_put_refs (self, &annotation->uuid, NULL, memo);
  g_string_append (self->xml, "</Coding>\n");
  lose_details (self, annotation);
}

typedef struct
{
  SchoText *text;
  RefiPoints *points; /* nullable: it is no transcript */
} Passages;

/* Each goes out once, whatever became of its codings. */
static SchoUuid
get_passage_guid (RefiExport *self, const SchoAnnotation *const *group)
{
  RefiOwner *kept = find_kept (self, group[0], TRUE);

  if (group[0]->code == self->no_code)
    return group[0]->uuid;
  if (kept == NULL || kept->kind != REFI_OWNER_PASSAGE || kept->is_written
      || scho_uuid_is_null (&kept->guid))
    return refi_guid_derive (&group[0]->uuid, REFI_SELECTION);
  kept->is_written = TRUE;
  return kept->guid;
}

static void
put_user_of (RefiExport *self, const RefiOwner *kept, const SchoAnnotation *annotation)
{
  if (kept != NULL && kept->user != NULL)
    refi_put_authors (self, kept);
  else
    put_author (self, annotation, kept);
}

/* Its name, if it has one, or its words. */
static char *
dup_name (SchoText *text, const SchoAnnotation *annotation, const RefiOwner *kept)
{
  return kept != NULL && kept->name != NULL
             ? g_strdup (kept->name)
             : refi_places_dup_quote (text, annotation->start, annotation->end, QUOTE);
}

static void
begin_passage (RefiExport *self, const SchoAnnotation *const *group, Passages *passages)
{
  SchoUuid guid = get_passage_guid (self, group);
  const RefiOwner *kept = find_kept (self, group[0], TRUE);
  g_autofree char *name = dup_name (passages->text, group[0], kept);

  g_string_append (self->xml, passages->points != NULL ? "<TranscriptSelection"
                                                       : "<PlainTextSelection");
  refi_xml_put_guid (self->xml, "guid", &guid);
  refi_xml_put (self->xml, "name", name);
  if (passages->points != NULL)
    refi_points_put (passages->points, group[0]->start, group[0]->end, self->xml);
  else
    {
      put_number (self, "startPosition",
                  refi_export_get_position (self, passages->text, group[0]->start));
      put_number (self, "endPosition",
                  refi_export_get_position (self, passages->text, group[0]->end));
    }
  put_user_of (self, kept, group[0]);
  g_string_append (self->xml, ">\n");
}

static gboolean
write_group (RefiExport *self,
             const SchoAnnotation *const *group,
             guint n,
             gpointer data,
             GError **error)
{
  Passages *passages = data;
  gboolean is_coded = group[0]->code != self->no_code;
  gboolean shares = refi_group_shares_memo (group, n);
  const RefiOwner *passage = self->memos ? refi_memo_find_passage (self, group, n) : NULL;

  if (refi_export_is_whole (self, group[0], passages->text))
    return TRUE;
  begin_passage (self, group, passages);
  if (passage != NULL)
    refi_memo_put_owner_description (self, passage);
  else if (!is_coded)
    refi_memo_put_description (self, &group[0]->uuid, NULL, group[0]->memo);
  for (guint i = 0; is_coded && i < n; i++)
    write_coding (self, group[i], passage,
                  self->memos && !shares ? group[i]->memo : NULL);
  if (passage != NULL)
    refi_memo_put_owner_refs (self, passage);
  else if (self->memos && (shares || !is_coded))
    refi_memo_put_refs (self, &group[0]->uuid, NULL, group[0]->memo);
  g_string_append (self->xml, passages->points != NULL ? "</TranscriptSelection>\n"
                                                       : "</PlainTextSelection>\n");
  return refi_export_flush (self, FALSE, error);
}

static void
lose_of_document (RefiExport *self,
                  const SchoDocument *document,
                  SchoText *text,
                  gboolean has_times)
{
  gboolean has_structure = FALSE;
  gsize n;
  const SchoStretch *stretches = scho_text_get_stretches (text, &n);

  for (gsize i = 0; i < n && !has_structure; i++)
    has_structure = !has_times || stretches[i].kind != SCHO_STRETCH_TIME_CODE;
  refi_export_lose (self, has_structure,
                    _ ("Structure of texts (headings, speakers, tables)"),
                    document->title);
  refi_export_lose (self, document->language != NULL, _ ("Languages of documents"),
                    document->title);
  refi_export_lose (
      self, document->source != NULL && strcmp (document->source, document->title) != 0,
      _ ("Sources of documents"), document->title);
}

gboolean
refi_export_is_whole (RefiExport *self, const SchoAnnotation *annotation, SchoText *text)
{
  const RefiOwner *kept = find_kept (self, annotation, TRUE);

  return kept != NULL && kept->kind == REFI_OWNER_CODING && annotation->start == 0
         && annotation->end == scho_text_get_length (text);
}

static gboolean
has_coding (const xmlNode *pdf, const SchoUuid *coding)
{
  for (xmlNode *node = pdf != NULL ? refi_xml_first (pdf) : NULL; node != NULL;
       node = refi_xml_next (node))
    {
      SchoUuid guid;

      if (refi_xml_is (node, "Coding") && refi_xml_get_guid (node, "guid", &guid)
          && scho_uuid_equal (&guid, coding))
        return TRUE;
    }
  return FALSE;
}

void
refi_write_whole (RefiExport *self,
                  const SchoDocument *document,
                  SchoText *text,
                  const xmlNode *pdf,
                  gboolean in_pdf)
{
  gsize n;
  const SchoAnnotation *list
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);

  for (gsize i = 0; self->kept != NULL && i < n && list[i].start == 0; i++)
    if (refi_export_has_coding (self, &list[i])
        && refi_export_is_whole (self, &list[i], text)
        && has_coding (pdf, &list[i].uuid) == in_pdf)
      write_coding (self, &list[i], NULL, self->memos ? list[i].memo : NULL);
}

static gboolean
add_points (RefiExport *self,
            const SchoAnnotation *const *group,
            guint n,
            gpointer points,
            GError **error)
{
  refi_points_add (points, group[0]->start);
  refi_points_add (points, group[0]->end);
  return TRUE;
}

static void
begin_source (RefiExport *self, const SchoDocument *document, const char *element)
{
  char name[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (&document->uuid, name);
  g_string_append_printf (self->xml, "<%s", element);
  refi_xml_put (self->xml, "guid", name);
  refi_xml_put (self->xml, "name", document->title);
  g_string_append_printf (self->xml, " plainTextPath=\"internal://%s.txt\"", name);
  refi_put_source_attributes (self, document);
  g_string_append (self->xml, ">\n");
}

gboolean
refi_write_source (RefiExport *self,
                   const SchoDocument *document,
                   const char *element,
                   const xmlNode *inside,
                   GError **error)
{
  g_autoptr (SchoText) text
      = scho_snapshot_read_text (self->snapshot, document->id, error);
  gboolean is_transcript = g_str_equal (element, "Transcript");
  g_autoptr (RefiPoints) points = NULL;
  Passages passages = { .text = text };

  if (text == NULL)
    return FALSE;
  if (is_transcript)
    passages.points = points = refi_points_new (self, document, text, inside);
  begin_source (self, document, element);
  refi_memo_put_description (self, &document->uuid, inside, document->memo);
  if (is_transcript && !refi_each_group (self, document, add_points, points, error))
    return FALSE;
  if (is_transcript)
    refi_points_write (points, self);
  if (!refi_each_group (self, document, write_group, &passages, error))
    return FALSE;
  if (!is_transcript)
    refi_write_whole (self, document, text, inside != NULL ? inside->parent : NULL,
                      FALSE);
  refi_memo_put_refs (self, &document->uuid, inside, document->memo);
  if (inside == NULL)
    refi_write_values (self, document);
  g_string_append_printf (self->xml, "</%s>\n", element);
  lose_of_document (self, document, text, is_transcript);
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
          || (self->kept != NULL && !self->is_part
              && refi_kept_has_representation (self->kept, &documents[i]->uuid)))
        continue;
      g_string_append (self->xml, any ? "" : "<Sources>\n");
      any = TRUE;
      if (!refi_write_source (self, documents[i], "TextSource", NULL, error))
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
