#include "office-write.h"

#include <string.h>

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* Of word/numbering.xml. */
#define MARKED "1"   /* with bullets */
#define UNMARKED "2" /* the text has its numbers itself */

typedef struct
{
  Office *office;
  TeiWriter *body, *comments;
  guint columns; /* of the table */
  guint column;  /* the next of the row */
  gboolean in_cell;
  const OutlineElement *item; /* nullable: it begins with the next line */
  OutlineElement item_copy;
  guint list_level;
  gboolean in_turn;
} Docx;

/* Runs */

static void
write_properties (Docx *self, const Run *run)
{
  gboolean is_rtl = self->office->is_rtl;

  if (!run->is_speaker && !run->is_time && !is_rtl)
    return;
  tei_writer_markup (self->body, "<w:rPr>");
  if (run->is_speaker)
    tei_writer_markup (self->body, "<w:b/><w:bCs/>");
  if (run->is_time)
    tei_writer_markup (self->body, "<w:color w:val=\"666666\"/>");
  if (is_rtl)
    tei_writer_markup (self->body, "<w:rtl/>");
  tei_writer_markup (self->body, "</w:rPr>");
}

/* Word takes a tab in a text for a space. */
static void
write_words (TeiWriter *writer, const char *utf8, gsize n)
{
  const char *end = utf8 + n;

  while (utf8 < end)
    {
      const char *tab = memchr (utf8, '\t', (gsize) (end - utf8));
      const char *stop = tab != NULL ? tab : end;

      if (stop > utf8)
        {
          tei_writer_markup (writer, "<w:t xml:space=\"preserve\">");
          tei_writer_text (writer, utf8, stop - utf8);
          tei_writer_markup (writer, "</w:t>");
        }
      if (tab != NULL)
        tei_writer_markup (writer, "<w:tab/>");
      utf8 = tab != NULL ? tab + 1 : end;
    }
}

static void
write_run (gpointer data, const Run *run)
{
  Docx *self = data;

  if (run->n_bytes == 0 && run->page == NULL)
    return;
  tei_writer_markup (self->body, "<w:r>");
  write_properties (self, run);
  if (run->page != NULL)
    tei_writer_markup (self->body, "<w:lastRenderedPageBreak/>");
  if (run->is_feed)
    tei_writer_markup (self->body, "<w:br/>");
  else
    write_words (self->body, run->utf8, run->n_bytes);
  tei_writer_markup (self->body, "</w:r>");
}

/* Comments */

static void
write_comment (Docx *self, guint32 place)
{
  const SchoAnnotation *coding = &self->office->all[place];
  const SchoCoder *coder
      = scho_snapshot_get_coder (self->office->snapshot, coding->coder);
  g_autofree char *words = office_dup_comment (self->office, coding);
  g_autofree char *date = office_dup_date (coding);
  g_auto (GStrv) lines = g_strsplit (words, "\n", -1);

  office_tell_coding (self->office, coding);
  tei_writer_printf (self->comments, "<w:comment w:id=\"%u\"", place);
  tei_writer_attribute (self->comments, "w:author", coder != NULL ? coder->name : "");
  tei_writer_attribute (self->comments, "w:date", date);
  tei_writer_markup (self->comments, ">");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      tei_writer_markup (self->comments, "<w:p><w:r>");
      write_words (self->comments, lines[i], strlen (lines[i]));
      tei_writer_markup (self->comments, "</w:r></w:p>");
    }
  tei_writer_markup (self->comments, "</w:comment>\n");
}

static void
open_comment (gpointer data, guint32 coding)
{
  Docx *self = data;

  tei_writer_printf (self->body, "<w:commentRangeStart w:id=\"%u\"/>", coding);
  write_comment (self, coding);
}

static void
close_comment (gpointer data, guint32 coding)
{
  Docx *self = data;

  tei_writer_printf (self->body,
                     "<w:commentRangeEnd w:id=\"%u\"/><w:r><w:commentReference "
                     "w:id=\"%u\"/></w:r>",
                     coding, coding);
}

/* Paragraphs */

static void
write_style (Docx *self, const OutlineLine *line)
{
  if (line->heading > 0)
    tei_writer_printf (self->body, "<w:pStyle w:val=\"Heading%u\"/>", line->heading);
  else if (line->is_verse)
    tei_writer_markup (self->body, "<w:pStyle w:val=\"Verse\"/>");
  else if (self->list_level > 0)
    tei_writer_markup (self->body, "<w:pStyle w:val=\"ListParagraph\"/>");
  else if (self->in_turn)
    tei_writer_markup (self->body, "<w:pStyle w:val=\"Turn\"/>");
  if (self->item != NULL)
    tei_writer_printf (
        self->body, "<w:numPr><w:ilvl w:val=\"%u\"/><w:numId w:val=\"%s\"/></w:numPr>",
        self->item->level - 1, self->item->label != NULL ? UNMARKED : MARKED);
  if (self->office->is_rtl)
    tei_writer_markup (self->body, "<w:bidi/>");
  if (self->item == NULL && self->list_level > 0)
    tei_writer_printf (self->body, "<w:ind w:left=\"%u\"/>", self->list_level * 360);
}

static void
begin_line (gpointer data, const OutlineLine *line)
{
  Docx *self = data;

  tei_writer_markup (self->body, "<w:p><w:pPr>");
  write_style (self, line);
  tei_writer_markup (self->body, "</w:pPr>");
  self->item = NULL;
}

static void
end_line (gpointer data, const OutlineLine *line)
{
  tei_writer_markup (((Docx *) data)->body, "</w:p>\n");
}

static void
write_blank (gpointer data, guint n)
{
  for (guint i = 0; i < n; i++)
    tei_writer_markup (((Docx *) data)->body, "<w:p/>\n");
}

/* Tables */

static void
begin_table (Docx *self, const OutlineElement *element)
{
  self->columns = office_count_columns (self->office, element->source);
  tei_writer_markup (self->body,
                     "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"0\" "
                     "w:type=\"auto\"/></w:tblPr><w:tblGrid>");
  for (guint i = 0; i < self->columns; i++)
    tei_writer_markup (self->body, "<w:gridCol/>");
  tei_writer_markup (self->body, "</w:tblGrid>\n");
}

/* Empty cells before @column. */
static void
fill_row (Docx *self, guint column)
{
  for (; self->column < column; self->column++)
    tei_writer_markup (self->body, "<w:tc><w:p/></w:tc>");
}

static void
begin_row (Docx *self, const OutlineElement *element)
{
  tei_writer_markup (self->body, "<w:tr>");
  if (element->level > 0)
    tei_writer_markup (self->body, "<w:trPr><w:tblHeader/></w:trPr>");
  self->column = 1;
}

static void
begin_cell (Docx *self, const OutlineElement *element)
{
  fill_row (self, MIN (element->level, self->columns));
  tei_writer_markup (self->body, "<w:tc>");
  self->column++;
}

static void
begin_element (gpointer data, const OutlineElement *element)
{
  Docx *self = data;

  if (element->kind == OUTLINE_TABLE)
    begin_table (self, element);
  else if (element->kind == OUTLINE_ROW)
    begin_row (self, element);
  else if (element->kind == OUTLINE_CELL)
    begin_cell (self, element);
  else if (element->kind == OUTLINE_TURN)
    self->in_turn = TRUE;
  else if (element->kind == OUTLINE_ITEM)
    {
      self->item_copy = *element;
      self->item = element->source != NULL ? &self->item_copy : NULL;
      self->list_level = element->level;
    }
}

static void
end_element (gpointer data, const OutlineElement *element)
{
  Docx *self = data;

  if (element->kind == OUTLINE_TABLE)
    tei_writer_markup (self->body, "</w:tbl>\n");
  else if (element->kind == OUTLINE_ROW)
    {
      fill_row (self, self->columns + 1);
      tei_writer_markup (self->body, "</w:tr>\n");
    }
  else if (element->kind == OUTLINE_CELL)
    tei_writer_markup (self->body, "</w:tc>");
  else if (element->kind == OUTLINE_TURN)
    self->in_turn = FALSE;
  else if (element->kind == OUTLINE_ITEM)
    self->list_level = element->level - 1;
}

/* The parts that are ours */

static const char types[] = HEAD
    "<Types xmlns=\"" PACKAGE "content-types\">"
    "<Default Extension=\"rels\" "
    "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" TYPE
    "document.main+xml\"/>"
    "<Override PartName=\"/word/styles.xml\" ContentType=\"" TYPE "styles+xml\"/>"
    "<Override PartName=\"/word/numbering.xml\" ContentType=\"" TYPE "numbering+xml\"/>"
    "<Override PartName=\"/word/comments.xml\" ContentType=\"" TYPE "comments+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" "
    "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/"
    "vnd.openxmlformats-officedocument.extended-properties+xml\"/>"
    "</Types>\n";

static const char package_relations[]
    = HEAD "<Relationships xmlns=\"" PACKAGE "relationships\">"
           "<Relationship Id=\"rId1\" Type=\"" OFFICE
           "/officeDocument\" Target=\"word/document.xml\"/>"
           "<Relationship Id=\"rId2\" Type=\"" PACKAGE
           "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
           "<Relationship Id=\"rId3\" Type=\"" OFFICE
           "/extended-properties\" Target=\"docProps/app.xml\"/>"
           "</Relationships>\n";

static const char relations[] = HEAD
    "<Relationships xmlns=\"" PACKAGE "relationships\">"
    "<Relationship Id=\"rId1\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" OFFICE "/numbering\" Target=\"numbering.xml\"/>"
    "<Relationship Id=\"rId3\" Type=\"" OFFICE "/comments\" Target=\"comments.xml\"/>"
    "</Relationships>\n";

/* By it our importer knows that a paragraph is a line, an empty one too. */
static const char program[]
    = HEAD "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/"
           "extended-properties\"><Application>Scholiast</Application></Properties>\n";

static void
write_paragraph_style (TeiWriter *writer,
                       const char *id,
                       const char *name,
                       const char *paragraph,
                       const char *letters)
{
  tei_writer_printf (writer,
                     "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name "
                     "w:val=\"%s\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>%s"
                     "</w:pPr><w:rPr>%s</w:rPr></w:style>\n",
                     id, name, paragraph, letters);
}

static void
write_headings (TeiWriter *writer)
{
  static const guint sizes[] = { 36, 30, 26, 24, 22, 22 }; /* half points */

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *id = g_strdup_printf ("Heading%u", i + 1);
      g_autofree char *name = g_strdup_printf ("heading %u", i + 1);
      g_autofree char *paragraph
          = g_strdup_printf ("<w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/>"
                             "<w:outlineLvl w:val=\"%u\"/>",
                             i);
      g_autofree char *letters = g_strdup_printf (
          "<w:b/><w:bCs/><w:sz w:val=\"%u\"/><w:szCs w:val=\"%u\"/>", sizes[i], sizes[i]);

      write_paragraph_style (writer, id, name, paragraph, letters);
    }
}

static gboolean
add_styles (Office *self, ZipWriter *zip, GError **error)
{
  g_autoptr (TeiWriter) writer = tei_writer_new (NULL, NULL);

  tei_writer_markup (writer, HEAD "<w:styles xmlns:w=\"" WORD "\"><w:docDefaults>"
                                  "<w:rPrDefault><w:rPr><w:sz w:val=\"22\"/>"
                                  "<w:szCs w:val=\"22\"/>");
  if (self->document->language != NULL)
    {
      tei_writer_markup (writer, "<w:lang");
      tei_writer_attribute (writer, self->is_rtl ? "w:bidi" : "w:val",
                            self->document->language);
      tei_writer_markup (writer, "/>");
    }
  tei_writer_markup (writer,
                     "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing "
                     "w:after=\"80\" w:line=\"288\" w:lineRule=\"auto\"/></w:pPr>"
                     "</w:pPrDefault></w:docDefaults>\n"
                     "<w:style w:type=\"paragraph\" w:default=\"1\" "
                     "w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\n");
  write_headings (writer);
  write_paragraph_style (writer, "ListParagraph", "List Paragraph", "", "");
  write_paragraph_style (writer, "Turn", "Turn",
                         "<w:ind w:left=\"360\" w:hanging=\"360\"/>", "");
  write_paragraph_style (writer, "Verse", "Verse",
                         "<w:spacing w:after=\"0\"/><w:ind w:left=\"720\"/>", "");
  tei_writer_markup (writer, "<w:style w:type=\"table\" w:styleId=\"Grid\"><w:name "
                             "w:val=\"Table Grid\"/><w:tblPr><w:tblBorders>");
  for (guint i = 0; i < 6; i++)
    tei_writer_printf (writer, "<w:%s w:val=\"single\" w:sz=\"4\" w:color=\"999999\"/>",
                       ((const char *const[]){ "top", "left", "bottom", "right",
                                               "insideH", "insideV" })[i]);
  tei_writer_markup (writer, "</w:tblBorders></w:tblPr></w:style>\n</w:styles>\n");
  return office_add_part (zip, "word/styles.xml", writer, self->cancellable, error);
}

static gboolean
add_numbering (Office *self, ZipWriter *zip, GError **error)
{
  static const char *const formats[] = {
    "<w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/>",
    "<w:numFmt w:val=\"none\"/><w:suff w:val=\"nothing\"/><w:lvlText w:val=\"\"/>"
  };
  g_autoptr (TeiWriter) writer = tei_writer_new (NULL, NULL);

  tei_writer_markup (writer, HEAD "<w:numbering xmlns:w=\"" WORD "\">\n");
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      tei_writer_printf (writer, "<w:abstractNum w:abstractNumId=\"%u\">", i);
      for (guint level = 0; level < 9; level++)
        tei_writer_printf (writer,
                           "<w:lvl w:ilvl=\"%u\"><w:start w:val=\"1\"/>%s<w:lvlJc "
                           "w:val=\"start\"/><w:pPr><w:ind w:left=\"%u\" "
                           "w:hanging=\"%u\"/></w:pPr></w:lvl>",
                           level, formats[i], (level + 1) * 360, i == 0 ? 360 : 0);
      tei_writer_markup (writer, "</w:abstractNum>\n");
    }
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    tei_writer_printf (writer,
                       "<w:num w:numId=\"%u\"><w:abstractNumId w:val=\"%u\"/></w:num>\n",
                       i + 1, i);
  tei_writer_markup (writer, "</w:numbering>\n");
  return office_add_part (zip, "word/numbering.xml", writer, self->cancellable, error);
}

static gboolean
add_properties (Office *self, ZipWriter *zip, GError **error)
{
  g_autoptr (TeiWriter) writer = tei_writer_new (NULL, NULL);

  tei_writer_markup (
      writer, HEAD "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\" "
                   "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
  tei_writer_text (writer, self->document->title, -1);
  tei_writer_markup (writer, "</dc:title>");
  if (self->document->language != NULL)
    {
      tei_writer_markup (writer, "<dc:language>");
      tei_writer_text (writer, self->document->language, -1);
      tei_writer_markup (writer, "</dc:language>");
    }
  tei_writer_markup (writer, "</cp:coreProperties>\n");
  return office_add_part (zip, "docProps/core.xml", writer, self->cancellable, error);
}

static gboolean
add_text (Office *office, ZipWriter *zip, GError **error)
{
  static const MarginaliaHandler handler
      = { begin_element, end_element, write_blank,  begin_line,
          end_line,      write_run,   open_comment, close_comment };
  g_autoptr (TeiWriter) comments = tei_writer_new (NULL, NULL);
  Docx self = { .office = office, .body = office->body, .comments = comments };

  tei_writer_markup (self.body, HEAD "<w:document xmlns:w=\"" WORD "\"><w:body>\n");
  tei_writer_markup (comments, HEAD "<w:comments xmlns:w=\"" WORD "\">\n");
  if (!office_walk (office, &handler, &self, error))
    return FALSE;
  tei_writer_markup (self.body,
                     "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar "
                     "w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" "
                     "w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>"
                     "</w:body></w:document>\n");
  tei_writer_markup (comments, "</w:comments>\n");
  return office_add_part (zip, "word/document.xml", self.body, office->cancellable, error)
         && office_add_part (zip, "word/comments.xml", comments, office->cancellable,
                             error);
}

gboolean
office_write_docx (Office *self, ZipWriter *zip, GError **error)
{
  GCancellable *cancellable = self->cancellable;

  return office_add_string (zip, "[Content_Types].xml", types, cancellable, error)
         && office_add_string (zip, "_rels/.rels", package_relations, cancellable, error)
         && office_add_string (zip, "word/_rels/document.xml.rels", relations,
                               cancellable, error)
         && office_add_string (zip, "docProps/app.xml", program, cancellable, error)
         && add_styles (self, zip, error) && add_numbering (self, zip, error)
         && add_properties (self, zip, error) && add_text (self, zip, error);
}
