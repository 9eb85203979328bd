/* xlsx-write.c - Office Open XML, as ECMA-376 has it: cells with their texts in them. */
#include "workbook.h"

#include "../shared/controls.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml."

/* The second style is that of the names of columns. */
static const char styles[]
    = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<styleSheet xmlns=\"" MAIN "\">"
      "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
      "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
      "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
      "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
      "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border>"
      "</borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" "
      "borderId=\"0\"/></cellStyleXfs><cellXfs count=\"2\"><xf numFmtId=\"0\" "
      "fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"0\" "
      "fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/></cellXfs>"
      "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"
      "</cellStyles></styleSheet>\n";

static const char relations[]
    = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Relationships xmlns=\"" PACKAGE
      "relationships\"><Relationship Id=\"rId1\" Type=\"" RELATIONS
      "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>\n";

/* What fits into a cell, with Excel's own escapes for what XML cannot hold, and without
 * what would be taken for one: `_x0041_` would be read as an A. (transfer full) */
static char *
dup_cell_text (Workbook *self, const char *text, const char *sheet)
{
  g_autoptr (GString) out = g_string_sized_new (strlen (text) + 8);
  gsize units = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      units += g_utf8_get_char (p) > 0xffff ? 2 : 1;
      if (units > WORKBOOK_UNITS)
        {
          scho_losses_add (self->losses, 1,
                           _ ("Ends of texts longer than a cell can hold"), sheet);
          break;
        }
      if (p[0] == '_' && p[1] == 'x' && g_ascii_isxdigit (p[2]) && g_ascii_isxdigit (p[3])
          && g_ascii_isxdigit (p[4]) && g_ascii_isxdigit (p[5]) && p[6] == '_')
        g_string_append (out, "_x005F_");
      else if (controls_is_one (p) || *p == '\r')
        g_string_append_printf (out, "_x%04X_", g_utf8_get_char (p));
      else
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
  return g_strdup (out->str);
}

static void
add_text_cell (Workbook *self,
               WorkbookPart *part,
               const char *text,
               const char *sheet,
               gboolean is_head)
{
  g_autofree char *cell = dup_cell_text (self, text, sheet);

  g_string_append_printf (part->pending,
                          "<c t=\"inlineStr\"%s><is><t xml:space=\"preserve\">",
                          is_head ? " s=\"1\"" : "");
  workbook_part_add_text (part, cell);
  g_string_append (part->pending, "</t></is></c>");
}

static void
add_cell (Workbook *self, WorkbookPart *part, SchoTable *table, gsize row, guint column)
{
  g_autofree char *cell = NULL;

  if (!scho_table_is_defined (table, row, column))
    {
      g_string_append (part->pending, "<c/>");
      return;
    }
  switch (scho_table_get_column_type (table, column))
    {
    case SCHO_COLUMN_TEXT:
      add_text_cell (self, part, scho_table_get_text (table, row, column),
                     scho_table_get_title (table), FALSE);
      break;
    case SCHO_COLUMN_BOOLEAN:
      g_string_append_printf (part->pending, "<c t=\"b\"><v>%d</v></c>",
                              scho_table_get_boolean (table, row, column));
      break;
    default:
      cell = scho_table_dup_cell (table, row, column);
      g_string_append_printf (part->pending, "<c><v>%s</v></c>", cell);
      break;
    }
}

static gboolean
write_sheet (Workbook *self, WorkbookPart *part, guint number, GError **error)
{
  SchoTable *table = self->tables->pdata[number];
  guint n_columns = scho_table_get_n_columns (table);
  gsize n_rows = workbook_count_rows (self, table);
  g_autofree char *name = g_strdup_printf ("xl/worksheets/sheet%u.xml", number + 1);

  workbook_part_begin (part, name);
  g_string_append_printf (
      part->pending,
      "<worksheet xmlns=\"" MAIN "\"><sheetViews><sheetView workbookViewId=\"0\"%s>"
      "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" "
      "state=\"frozen\"/></sheetView></sheetViews><sheetFormatPr "
      "defaultRowHeight=\"15\"/><cols><col min=\"1\" max=\"%u\" width=\"22\" "
      "customWidth=\"1\"/></cols><sheetData>\n<row>",
      number == 0 ? " tabSelected=\"1\"" : "", MAX (n_columns, 1));
  for (guint column = 0; column < n_columns; column++)
    add_text_cell (self, part, scho_table_get_column_title (table, column),
                   scho_table_get_title (table), TRUE);
  g_string_append (part->pending, "</row>\n");
  for (gsize row = 0; row < n_rows; row++)
    {
      g_string_append (part->pending, "<row>");
      for (guint column = 0; column < n_columns; column++)
        add_cell (self, part, table, row, column);
      g_string_append (part->pending, "</row>\n");
      if (!workbook_part_flush (part, FALSE, error))
        return FALSE;
    }
  g_string_append (part->pending, "</sheetData></worksheet>\n");
  return workbook_part_end (part, error);
}

static gboolean
write_types (Workbook *self, WorkbookPart *part, GError **error)
{
  workbook_part_begin (part, "[Content_Types].xml");
  g_string_append (
      part->pending,
      "<Types xmlns=\"" PACKAGE "content-types\"><Default Extension=\"rels\" "
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" TYPE "sheet.main+xml\"/>"
      "<Override PartName=\"/xl/styles.xml\" ContentType=\"" TYPE "styles+xml\"/>");
  for (guint i = 1; i <= self->tables->len; i++)
    g_string_append_printf (part->pending,
                            "<Override PartName=\"/xl/worksheets/sheet%u.xml\" "
                            "ContentType=\"" TYPE "worksheet+xml\"/>",
                            i);
  g_string_append (part->pending, "</Types>\n");
  return workbook_part_end (part, error);
}

static gboolean
write_book (Workbook *self, WorkbookPart *part, GError **error)
{
  workbook_part_begin (part, "xl/workbook.xml");
  g_string_append (part->pending, "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATIONS
                                  "\"><bookViews><workbookView/></bookViews><sheets>");
  for (guint i = 0; i < self->tables->len; i++)
    {
      g_string_append (part->pending, "<sheet name=\"");
      workbook_part_add_text (part, self->names->pdata[i]);
      g_string_append_printf (part->pending, "\" sheetId=\"%u\" r:id=\"rId%u\"/>", i + 1,
                              i + 1);
    }
  g_string_append (part->pending, "</sheets></workbook>\n");
  if (!workbook_part_end (part, error))
    return FALSE;
  workbook_part_begin (part, "xl/_rels/workbook.xml.rels");
  g_string_append (part->pending, "<Relationships xmlns=\"" PACKAGE "relationships\">");
  for (guint i = 1; i <= self->tables->len; i++)
    g_string_append_printf (part->pending,
                            "<Relationship Id=\"rId%u\" Type=\"" RELATIONS
                            "/worksheet\" Target=\"worksheets/sheet%u.xml\"/>",
                            i, i);
  g_string_append_printf (part->pending,
                          "<Relationship Id=\"rId%u\" Type=\"" RELATIONS
                          "/styles\" Target=\"styles.xml\"/></Relationships>\n",
                          self->tables->len + 1);
  return workbook_part_end (part, error);
}

gboolean
xlsx_write_workbook (Workbook *self, GOutputStream *stream, GError **error)
{
  g_autoptr (ZipWriter) zip = zip_writer_new (stream);
  g_autoptr (GString) pending = g_string_new (NULL);
  WorkbookPart part = { zip, pending, self->cancellable, self->losses, NULL };

  if (!write_types (self, &part, error)
      || !zip_writer_add (zip, "_rels/.rels", relations, strlen (relations),
                          self->cancellable, error)
      || !write_book (self, &part, error)
      || !zip_writer_add (zip, "xl/styles.xml", styles, strlen (styles),
                          self->cancellable, error))
    return FALSE;
  for (guint i = 0; i < self->tables->len; i++)
    {
      scho_progress_set (self->progress, (double) i / self->tables->len,
                         self->names->pdata[i]);
      if (!write_sheet (self, &part, i, error))
        return FALSE;
    }
  return zip_writer_finish (zip, self->cancellable, error);
}
