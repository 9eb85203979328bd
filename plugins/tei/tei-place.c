#include "tei-export.h"

static gboolean
is_last (SchoText *text, guint32 line)
{
  return line + 1 == scho_text_get_n_lines (text);
}

/* A body must have a block: the last line of a text of line feeds is one. */
gboolean
tei_place_is_break (SchoText *text, guint32 line)
{
  guint32 from = scho_text_line_to_offset (text, line);
  gsize n;

  if (!is_last (text, line))
    return scho_text_line_to_offset (text, line + 1) == from + 1;
  scho_text_get_utf8 (text, &n);
  return from == scho_text_get_length (text) && n > scho_text_get_n_lines (text) - 1;
}

static void
write_id (TeiWriter *writer, const TeiPart *part, guint32 line)
{
  tei_writer_markup (writer, "d");
  tei_writer_number (writer, part->number);
  tei_writer_markup (writer, ".p");
  tei_writer_number (writer, line + 1);
}

static void
write_point (TeiWriter *writer, const TeiPart *part, guint32 position)
{
  guint32 line = scho_text_offset_to_line (part->text, position);
  gboolean is_break = tei_place_is_break (part->text, line);

  tei_writer_markup (writer, is_break ? "left(" : "string-index(");
  write_id (writer, part, line);
  if (!is_break)
    {
      tei_writer_markup (writer, ",");
      tei_writer_number (writer, position - scho_text_line_to_offset (part->text, line));
    }
  tei_writer_markup (writer, ")");
}

void
tei_place_write (TeiWriter *writer, const TeiPart *part, guint32 start, guint32 end)
{
  guint32 line = scho_text_offset_to_line (part->text, start);

  if (line != scho_text_offset_to_line (part->text, end)
      || tei_place_is_break (part->text, line))
    {
      tei_writer_markup (writer, "#range(");
      write_point (writer, part, start);
      tei_writer_markup (writer, ",");
      write_point (writer, part, end);
    }
  else
    {
      tei_writer_markup (writer, "#string-range(");
      write_id (writer, part, line);
      tei_writer_markup (writer, ",");
      tei_writer_number (writer, start - scho_text_line_to_offset (part->text, line));
      tei_writer_markup (writer, ",");
      tei_writer_number (writer, end - start);
    }
  tei_writer_markup (writer, ")");
}
