#include "office-write.h"

#include <string.h>

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define MIME "application/vnd.oasis.opendocument.text"
#define NAMES                                                                            \
  " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""                   \
  " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""                       \
  " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""                     \
  " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""                     \
  " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""            \
  " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""                       \
  " xmlns:loext=\"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1."   \
  "0\""                                                                                  \
  " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\""

typedef struct
{
  Office *office;
  TeiWriter *body;
  const char *tag;       /* of the line */
  gboolean after_blank;  /* a space here would be none */
  gboolean waiting_list; /* its first item says how it looks */
  gboolean in_head;      /* rows of titles */
  gboolean in_turn;
  guint columns, column;
} Odt;

/* Text */

void
office_write_odt_words (TeiWriter *writer,
                        const char *utf8,
                        gsize n,
                        gboolean *after_blank)
{
  const char *start = utf8, *end = utf8 + n;

  while (utf8 < end)
    {
      const char *from = utf8;
      gboolean is_at_end;

      while (utf8 < end && *utf8 != ' ' && *utf8 != '\t')
        utf8++;
      if (utf8 > from)
        *after_blank = FALSE;
      tei_writer_text (writer, from, utf8 - from);
      if (utf8 == end)
        return;
      is_at_end = utf8 == start || utf8 + 1 == end;
      if (*utf8 == '\t')
        tei_writer_markup (writer, "<text:tab/>");
      else
        tei_writer_markup (writer, *after_blank || is_at_end ? "<text:s/>" : " ");
      *after_blank = TRUE;
      utf8++;
    }
}

static void
write_run (gpointer data, const Run *run)
{
  Odt *self = data;
  const char *style = run->is_speaker ? "Speaker" : run->is_time ? "Time" : NULL;

  if (run->page != NULL)
    tei_writer_markup (self->body, "<text:soft-page-break/>");
  if (run->is_feed)
    {
      tei_writer_markup (self->body, "<text:line-break/>");
      self->after_blank = TRUE;
      return;
    }
  if (run->n_bytes == 0)
    return;
  if (style != NULL)
    tei_writer_printf (self->body, "<text:span text:style-name=\"%s\">", style);
  office_write_odt_words (self->body, run->utf8, run->n_bytes, &self->after_blank);
  if (style != NULL)
    tei_writer_markup (self->body, "</text:span>");
}

/* Comments */

static void
open_comment (gpointer data, guint32 place)
{
  Odt *self = data;
  const SchoAnnotation *coding = &self->office->all[place];
  const SchoCoder *coder
      = scho_snapshot_get_coder (self->office->snapshot, coding->coder);
  g_autofree char *words = office_dup_comment (self->office, coding);
  g_autofree char *date = office_dup_date (coding);
  g_auto (GStrv) lines = g_strsplit (words, "\n", -1);
  gboolean after_blank = self->after_blank;

  office_tell_coding (self->office, coding);
  tei_writer_printf (self->body, "<office:annotation office:name=\"c%u\"><dc:creator>",
                     place);
  tei_writer_text (self->body, coder != NULL ? coder->name : "", -1);
  tei_writer_markup (self->body, "</dc:creator>");
  if (date != NULL)
    tei_writer_printf (self->body, "<dc:date>%s</dc:date>", date);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      self->after_blank = TRUE;
      tei_writer_markup (self->body, "<text:p>");
      office_write_odt_words (self->body, lines[i], strlen (lines[i]),
                              &self->after_blank);
      tei_writer_markup (self->body, "</text:p>");
    }
  tei_writer_markup (self->body, "</office:annotation>");
  self->after_blank = after_blank;
}

static void
close_comment (gpointer data, guint32 coding)
{
  tei_writer_printf (((Odt *) data)->body, "<office:annotation-end office:name=\"c%u\"/>",
                     coding);
}

/* Paragraphs */

static void
begin_line (gpointer data, const OutlineLine *line)
{
  Odt *self = data;

  self->after_blank = TRUE;
  self->tag = line->heading > 0 ? "text:h" : "text:p";
  if (line->heading > 0)
    tei_writer_printf (self->body,
                       "<text:h text:style-name=\"Heading_20_%u\" "
                       "text:outline-level=\"%u\">",
                       line->heading, line->heading);
  else
    tei_writer_printf (self->body, "<text:p text:style-name=\"%s\">",
                       line->is_verse  ? "Verse"
                       : self->in_turn ? "Turn"
                                       : "Standard");
}

static void
end_line (gpointer data, const OutlineLine *line)
{
  Odt *self = data;

  tei_writer_printf (self->body, "</%s>\n", self->tag);
}

static void
write_blank (gpointer data, guint n)
{
  for (guint i = 0; i < n; i++)
    tei_writer_markup (((Odt *) data)->body, "<text:p text:style-name=\"Standard\"/>\n");
}

/* Elements */

static void
begin_table (Odt *self, const OutlineElement *element)
{
  self->columns = office_count_columns (self->office, element->source);
  self->in_head = FALSE;
  tei_writer_printf (self->body,
                     "<table:table><table:table-column "
                     "table:number-columns-repeated=\"%u\"/>\n",
                     self->columns);
}

static void
fill_row (Odt *self, guint column)
{
  for (; self->column < column; self->column++)
    tei_writer_markup (self->body, "<table:table-cell table:style-name=\"Cell\"/>");
}

static void
switch_head (Odt *self, gboolean in_head)
{
  if (in_head == self->in_head)
    return;
  tei_writer_markup (self->body, in_head ? "<table:table-header-rows>"
                                         : "</table:table-header-rows>");
  self->in_head = in_head;
}

static void
begin_item (Odt *self, const OutlineElement *element)
{
  if (self->waiting_list)
    tei_writer_printf (self->body, "<text:list text:style-name=\"%s\">",
                       element->label != NULL ? "Unmarked" : "Marked");
  self->waiting_list = FALSE;
  tei_writer_markup (self->body, "<text:list-item>");
}

static void
begin_element (gpointer data, const OutlineElement *element)
{
  Odt *self = data;

  if (element->kind == OUTLINE_TABLE)
    begin_table (self, element);
  else if (element->kind == OUTLINE_ROW)
    {
      switch_head (self, element->level > 0);
      tei_writer_markup (self->body, "<table:table-row>");
      self->column = 1;
    }
  else if (element->kind == OUTLINE_CELL)
    {
      fill_row (self, MIN (element->level, self->columns));
      tei_writer_markup (self->body, "<table:table-cell table:style-name=\"Cell\">");
      self->column++;
    }
  else if (element->kind == OUTLINE_LIST)
    self->waiting_list = TRUE;
  else if (element->kind == OUTLINE_ITEM)
    begin_item (self, element);
  else if (element->kind == OUTLINE_TURN)
    self->in_turn = TRUE;
}

static void
end_element (gpointer data, const OutlineElement *element)
{
  Odt *self = data;

  if (element->kind == OUTLINE_TABLE)
    {
      switch_head (self, FALSE);
      tei_writer_markup (self->body, "</table:table>\n");
    }
  else if (element->kind == OUTLINE_ROW)
    {
      fill_row (self, self->columns + 1);
      tei_writer_markup (self->body, "</table:table-row>\n");
    }
  else if (element->kind == OUTLINE_CELL)
    tei_writer_markup (self->body, "</table:table-cell>");
  else if (element->kind == OUTLINE_LIST)
    tei_writer_markup (self->body, "</text:list>\n");
  else if (element->kind == OUTLINE_ITEM)
    tei_writer_markup (self->body, "</text:list-item>");
  else if (element->kind == OUTLINE_TURN)
    self->in_turn = FALSE;
}

/* The parts that are ours */

static const char manifest[] = HEAD
    "<manifest:manifest "
    "xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
    "manifest:version=\"1.3\">"
    "<manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"" MIME "\"/>"
    "<manifest:file-entry manifest:full-path=\"content.xml\" "
    "manifest:media-type=\"text/xml\"/>"
    "<manifest:file-entry manifest:full-path=\"styles.xml\" "
    "manifest:media-type=\"text/xml\"/>"
    "<manifest:file-entry manifest:full-path=\"meta.xml\" "
    "manifest:media-type=\"text/xml\"/></manifest:manifest>\n";

static void
write_paragraph_style (TeiWriter *writer,
                       const char *name,
                       const char *paragraph,
                       const char *letters)
{
  tei_writer_printf (writer,
                     "<style:style style:name=\"%s\" style:family=\"paragraph\" "
                     "style:parent-style-name=\"Standard\">"
                     "<style:paragraph-properties%s/><style:text-properties%s/>"
                     "</style:style>\n",
                     name, paragraph, letters);
}

static gboolean
add_styles (Office *self, ZipWriter *zip, GError **error)
{
  static const double sizes[] = { 18, 15, 13, 12, 11, 11 };
  g_autoptr (TeiWriter) writer = tei_writer_new (NULL, NULL);

  tei_writer_markup (writer, HEAD "<office:document-styles" NAMES "><office:styles>\n"
                                  "<style:style style:name=\"Standard\" "
                                  "style:family=\"paragraph\">"
                                  "<style:paragraph-properties "
                                  "fo:margin-bottom=\"0.15cm\" fo:line-height=\"120%\"");
  if (self->is_rtl)
    tei_writer_markup (writer, " style:writing-mode=\"rl-tb\" fo:text-align=\"start\"");
  tei_writer_markup (writer, "/></style:style>\n");
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *name = g_strdup_printf ("Heading_20_%u", i + 1);
      g_autofree char *letters = g_strdup_printf (
          " fo:font-weight=\"bold\" style:font-weight-complex=\"bold\" "
          "fo:font-size=\"%dpt\" style:font-size-complex=\"%dpt\"",
          (int) sizes[i], (int) sizes[i]);

      write_paragraph_style (
          writer, name, " fo:margin-top=\"0.4cm\" fo:keep-with-next=\"always\"", letters);
    }
  write_paragraph_style (writer, "Turn",
                         " fo:margin-left=\"0.6cm\" fo:text-indent=\"-0.6cm\"", "");
  write_paragraph_style (writer, "Verse",
                         " fo:margin-left=\"1.2cm\" fo:margin-bottom=\"0cm\"", "");
  tei_writer_markup (writer, "</office:styles></office:document-styles>\n");
  return office_add_part (zip, "styles.xml", writer, self->cancellable, error);
}

static void
write_list_style (TeiWriter *writer, const char *name, gboolean is_marked)
{
  tei_writer_printf (writer, "<text:list-style style:name=\"%s\">", name);
  for (guint i = 1; i <= 9; i++)
    {
      tei_writer_printf (writer,
                         is_marked ? "<text:list-level-style-bullet text:level=\"%u\" "
                                     "text:bullet-char=\"•\">"
                                   : "<text:list-level-style-number text:level=\"%u\" "
                                     "style:num-format=\"\">",
                         i);
      tei_writer_printf (
          writer,
          "<style:list-level-properties "
          "text:list-level-position-and-space-mode=\"label-alignment\">"
          "<style:list-level-label-alignment text:label-followed-by=\"%s\" "
          "fo:margin-left=\"%u.%ucm\" fo:text-indent=\"%s\"/>"
          "</style:list-level-properties>",
          is_marked ? "listtab" : "nothing", i * 6 / 10, i * 6 % 10,
          is_marked ? "-0.6cm" : "0cm");
      tei_writer_printf (writer, "</text:list-level-style-%s>",
                         is_marked ? "bullet" : "number");
    }
  tei_writer_markup (writer, "</text:list-style>\n");
}

static void
write_automatic_styles (TeiWriter *writer)
{
  tei_writer_markup (writer,
                     "<office:automatic-styles>\n"
                     "<style:style style:name=\"Speaker\" style:family=\"text\">"
                     "<style:text-properties fo:font-weight=\"bold\" "
                     "style:font-weight-complex=\"bold\"/></style:style>\n"
                     "<style:style style:name=\"Time\" style:family=\"text\">"
                     "<style:text-properties fo:color=\"#666666\"/></style:style>\n"
                     "<style:style style:name=\"Cell\" style:family=\"table-cell\">"
                     "<style:table-cell-properties fo:border=\"0.5pt solid #999999\" "
                     "fo:padding=\"0.1cm\"/></style:style>\n");
  write_list_style (writer, "Marked", TRUE);
  write_list_style (writer, "Unmarked", FALSE);
  tei_writer_markup (writer, "</office:automatic-styles>\n");
}

static gboolean
add_meta (Office *self, ZipWriter *zip, GError **error)
{
  g_autoptr (TeiWriter) writer = tei_writer_new (NULL, NULL);

  tei_writer_markup (writer,
                     /* By it our importer knows that a paragraph is a line. */
                     HEAD "<office:document-meta" NAMES "><office:meta><meta:generator>"
                          "Scholiast</meta:generator><dc:title>");
  tei_writer_text (writer, self->document->title, -1);
  tei_writer_markup (writer, "</dc:title>");
  if (self->document->language != NULL)
    {
      tei_writer_markup (writer, "<dc:language>");
      tei_writer_text (writer, self->document->language, -1);
      tei_writer_markup (writer, "</dc:language>");
    }
  tei_writer_markup (writer, "</office:meta></office:document-meta>\n");
  return office_add_part (zip, "meta.xml", writer, self->cancellable, error);
}

gboolean
office_begin_odt (Office *self, ZipWriter *zip, GError **error)
{
  tei_writer_markup (self->body, HEAD "<office:document-content" NAMES ">\n");
  write_automatic_styles (self->body);
  tei_writer_markup (self->body, "<office:body><office:text>\n");
  return zip_writer_store (zip, "mimetype", MIME, strlen (MIME), self->cancellable,
                           error);
}

gboolean
office_end_odt (Office *self, ZipWriter *zip, GError **error)
{
  tei_writer_markup (self->body,
                     "</office:text></office:body></office:document-content>\n");
  return office_add_part (zip, "content.xml", self->body, self->cancellable, error)
         && add_styles (self, zip, error) && add_meta (self, zip, error)
         && office_add_string (zip, "META-INF/manifest.xml", manifest, self->cancellable,
                               error);
}

gboolean
office_write_odt (Office *office, ZipWriter *zip, GError **error)
{
  static const MarginaliaHandler handler
      = { begin_element, end_element, write_blank,  begin_line,
          end_line,      write_run,   open_comment, close_comment };
  Odt self = { .office = office, .body = office->body };

  return office_begin_odt (office, zip, error)
         && office_walk (office, &handler, &self, error)
         && office_end_odt (office, zip, error);
}
