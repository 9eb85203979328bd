#include "tei-write-catma.h"

#include <stdlib.h>

/* What CATMA 5 and later write themselves, see tei-catma.c: tags are fsDecl, an
 * annotation is an fs, and the text, which lies in a file of its own, is cut into pieces
 * that say which annotations they have. Offsets are UTF-16 units, as Java counts. */

#define NO_TIME "1970-01-01T00:00:00.000+0000"

/* Properties of a tag that we fill in; each has an identifier of its own. */
typedef enum
{
  COLOUR = 1,
  AUTHOR,
  TIMESTAMP,
  MEMO,
  WEIGHT,
} Property;

static const char *const property_names[] = {
  NULL,    "catma_displaycolor", "catma_markupauthor", "catma_markuptimestamp", "memo",
  "weight"
};

static void
write_id (TeiWriter *writer, const SchoUuid *uuid)
{
  char string[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (uuid, string);
  for (char *c = string; *c != '\0'; c++)
    *c = g_ascii_toupper (*c);
  tei_writer_markup (writer, "CATMA_");
  tei_writer_markup (writer, string);
}

/* Of a property of a tag: the tag's with another version, which no tag of ours has. */
static SchoUuid
derive_uuid (const SchoUuid *tag, Property property)
{
  SchoUuid uuid = *tag;

  uuid.bytes[6] = 0x80 | (uuid.bytes[6] & 0xf);
  uuid.bytes[15] ^= property;
  return uuid;
}

/* `2018-06-18T14:12:08.000+0200`, without which CATMA refuses a tag. */
static void
write_time (TeiWriter *writer, const SchoUuid *uuid)
{
  gint64 milliseconds = scho_uuid_get_time (uuid);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (milliseconds / 1000);
  g_autofree char *words = NULL;

  if (milliseconds < 0 || time == NULL)
    {
      tei_writer_markup (writer, NO_TIME);
      return;
    }
  words = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
  tei_writer_printf (writer, "%s.%03d+0000", words, (int) (milliseconds % 1000));
}

/* A number of Java's: alpha, red, green, blue. */
static void
write_colour (TeiWriter *writer, const SchoCode *code)
{
  tei_writer_printf (writer, "<string>%d</string>", (int) code->colour - 0x1000000);
}

static void
write_declared (TeiWriter *writer, const SchoCode *code, Property property)
{
  SchoUuid uuid = derive_uuid (&code->uuid, property);

  tei_writer_markup (writer, "<fDecl xml:id=\"");
  write_id (writer, &uuid);
  tei_writer_printf (writer, "\" name=\"%s\"><vRange><vColl>", property_names[property]);
  if (property == COLOUR)
    write_colour (writer, code);
  tei_writer_markup (writer, "</vColl></vRange></fDecl>\n");
}

static void
write_tag (TeiExport *self, TeiWriter *writer, const SchoCode *code)
{
  const SchoCode *above = scho_snapshot_get_code (self->snapshot, code->parent);

  tei_writer_markup (writer, "<fsDecl xml:id=\"");
  write_id (writer, &code->uuid);
  tei_writer_markup (writer, "\" n=\"");
  write_time (writer, &code->uuid);
  tei_writer_markup (writer, "\" type=\"");
  write_id (writer, &code->uuid);
  if (above != NULL)
    {
      tei_writer_markup (writer, "\" baseTypes=\"");
      write_id (writer, &above->uuid);
    }
  tei_writer_markup (writer, "\">\n<fsDescr>");
  tei_writer_text (writer, code->name, -1);
  tei_writer_markup (writer, "</fsDescr>\n");
  for (Property property = COLOUR; property <= WEIGHT; property++)
    write_declared (writer, code, property);
  tei_writer_markup (writer, "</fsDecl>\n");
}

/* All codes are one tagset. Our own reader knows by @corresp that it is none of the codes
 * itself. */
static void
write_tagset (TeiExport *self, TeiWriter *writer)
{
  const SchoProjectInfo *info = scho_snapshot_get_info (self->snapshot);
  g_autofree char *name = g_strdelimit (g_strdup (info->title), "\n\t", ' ');
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);

  tei_writer_markup (writer, "<fsdDecl xml:id=\"");
  write_id (writer, &info->uuid);
  tei_writer_markup (writer, "\"");
  tei_writer_uuid (writer, "corresp", &info->uuid);
  tei_writer_markup (writer, " n=\"");
  tei_writer_value (writer, name);
  tei_writer_markup (writer, " ");
  write_time (writer, &info->uuid);
  tei_writer_markup (writer, "\">\n");
  for (gsize i = 0; i < n; i++)
    if (tei_export_has_code (self, codes[i]->id))
      write_tag (self, writer, codes[i]);
  tei_writer_markup (writer, "</fsdDecl>\n");
}

/* CATMA looks for its tags only. */
static void
write_encoding (TeiExport *self, TeiWriter *writer)
{
  gsize n;

  scho_snapshot_get_codes (self->snapshot, &n);
  if (n == 0 && !self->pseudonyms)
    return;
  tei_writer_markup (writer, "<encodingDesc>\n");
  if (self->pseudonyms)
    tei_writer_markup (writer, TEI_PSEUDONYMS);
  if (n > 0)
    write_tagset (self, writer);
  tei_writer_markup (writer, "</encodingDesc>\n");
}

static void
write_header (TeiExport *self, TeiWriter *writer, const SchoDocument *document)
{
  tei_writer_markup (writer, "<teiHeader>\n<fileDesc>\n<titleStmt>\n<title>");
  tei_writer_text (writer, document->title, -1);
  tei_writer_markup (writer,
                     "</title>\n<author>empty</author>\n</titleStmt>\n<publicationStmt>"
                     "<publisher>empty</publisher></publicationStmt>\n<sourceDesc>\n<p>");
  tei_writer_text (writer, document->source ? document->source : "empty", -1);
  tei_writer_markup (writer,
                     "</p>\n<ab><fs xml:id=\"CATMA_TECH_DESC\"><f name=\"version\">"
                     "<string>5</string></f></fs></ab>\n</sourceDesc>\n</fileDesc>\n");
  write_encoding (self, writer);
  tei_writer_markup (writer, "</teiHeader>\n");
}

/* Pieces */

typedef struct
{
  TeiWriter *writer;
  const TeiPart *part;
  GArray *open; /* numbers of codings */
} Pieces;

static void
write_pointer (Pieces *self, guint32 start, guint32 end)
{
  tei_writer_markup (self->writer, "<ptr target=\"catma://");
  write_id (self->writer, &self->part->document->uuid);
  tei_writer_markup (self->writer, "#char=");
  tei_writer_number (self->writer, scho_text_offset_to_utf16 (self->part->text, start));
  tei_writer_markup (self->writer, ",");
  tei_writer_number (self->writer, scho_text_offset_to_utf16 (self->part->text, end));
  tei_writer_markup (self->writer, "\" type=\"inclusion\"/>");
}

static void
write_piece (Pieces *self, guint32 start, guint32 end)
{
  if (self->open->len > 0)
    tei_writer_markup (self->writer, "<seg ana=\"");
  for (guint i = 0; i < self->open->len; i++)
    {
      guint number = g_array_index (self->open, guint, i);

      tei_writer_markup (self->writer, i > 0 ? " #" : "#");
      write_id (self->writer, &self->part->annotations[number]->uuid);
    }
  if (self->open->len > 0)
    tei_writer_markup (self->writer, "\">");
  write_pointer (self, start, end);
  if (self->open->len > 0)
    tei_writer_markup (self->writer, "</seg>");
  tei_writer_markup (self->writer, "\n");
}

static void
close_ended (Pieces *self, guint32 position)
{
  guint kept = 0;

  for (guint i = 0; i < self->open->len; i++)
    {
      guint number = g_array_index (self->open, guint, i);

      if (self->part->annotations[number]->end > position)
        g_array_index (self->open, guint, kept++) = number;
    }
  g_array_set_size (self->open, kept);
}

/* Up to where the next coding begins or one that is open ends. */
static guint32
find_cut (Pieces *self, guint next)
{
  guint32 cut = next < self->part->n_annotations
                    ? self->part->annotations[next]->start
                    : scho_text_get_length (self->part->text);

  for (guint i = 0; i < self->open->len; i++)
    cut = MIN (cut, self->part->annotations[g_array_index (self->open, guint, i)]->end);
  return cut;
}

static void
write_pieces (TeiWriter *writer, const TeiPart *part)
{
  guint32 length = scho_text_get_length (part->text);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));
  Pieces self = { writer, part, open };
  guint next = 0;

  for (guint32 from = 0, to; from < length; from = to)
    {
      close_ended (&self, from);
      for (; next < part->n_annotations && part->annotations[next]->start <= from; next++)
        g_array_append_val (open, next);
      to = find_cut (&self, next);
      write_piece (&self, from, to);
    }
}

/* Annotations */

static void
begin_property (TeiWriter *writer, Property property)
{
  tei_writer_printf (writer, "<f name=\"%s\">", property_names[property]);
}

static void
write_property (TeiWriter *writer, Property property, const char *value)
{
  begin_property (writer, property);
  tei_writer_markup (writer, "<string>");
  tei_writer_text (writer, value, -1);
  tei_writer_markup (writer, "</string></f>\n");
}

static void
write_coding (TeiExport *self, TeiWriter *writer, const SchoAnnotation *annotation)
{
  const SchoCode *code = scho_snapshot_get_code (self->snapshot, annotation->code);

  tei_writer_markup (writer, "<fs xml:id=\"");
  write_id (writer, &annotation->uuid);
  tei_writer_markup (writer, "\" type=\"");
  write_id (writer, &code->uuid);
  tei_writer_markup (writer, "\">\n");
  begin_property (writer, COLOUR);
  write_colour (writer, code);
  tei_writer_markup (writer, "</f>\n");
  write_property (writer, AUTHOR,
                  scho_snapshot_get_coder (self->snapshot, annotation->coder)->name);
  if (scho_uuid_get_time (&annotation->uuid) >= 0)
    {
      begin_property (writer, TIMESTAMP);
      tei_writer_markup (writer, "<string>");
      write_time (writer, &annotation->uuid);
      tei_writer_markup (writer, "</string></f>\n");
    }
  if (self->memos && annotation->memo != NULL)
    write_property (writer, MEMO, annotation->memo);
  if (annotation->weight != SCHO_NO_WEIGHT)
    {
      begin_property (writer, WEIGHT);
      tei_writer_printf (writer, "<string>%d</string></f>\n", annotation->weight);
    }
  tei_writer_markup (writer, "</fs>\n");
}

gboolean
tei_catma_write (TeiExport *self, TeiWriter *writer, const TeiPart *part, GError **error)
{
  tei_writer_markup (writer, "<TEI xmlns=\"" TEI_NAMESPACE "\"");
  tei_writer_attribute (writer, "xml:lang",
                        tei_export_is_language (part->document->language)
                            ? part->document->language
                            : NULL);
  tei_writer_uuid (writer, "corresp", &part->document->uuid);
  tei_writer_markup (writer, ">\n");
  write_header (self, writer, part->document);
  tei_writer_markup (writer, "<text>\n<body>\n<ab type=\"catma\">\n");
  write_pieces (writer, part);
  tei_writer_markup (writer, "</ab>\n</body>\n");
  for (guint i = 0; i < part->n_annotations; i++)
    write_coding (self, writer, part->annotations[i]);
  tei_writer_markup (writer, "</text>\n</TEI>\n");
  return tei_writer_close (writer, error);
}

gboolean
tei_catma_write_text (const TeiPart *part,
                      GOutputStream *stream,
                      GCancellable *cancellable,
                      GError **error)
{
  gsize n;
  const char *utf8 = scho_text_get_utf8 (part->text, &n);

  return g_output_stream_write_all (stream, utf8, n, NULL, cancellable, error)
         && g_output_stream_close (stream, cancellable, error);
}
