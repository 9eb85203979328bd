/* ods-write.c - OpenDocument 1.3: a table a sheet, in one part of the package. */
#include "workbook.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NAMESPACE "urn:oasis:names:tc:opendocument:xmlns:"

static const char type[] = "application/vnd.oasis.opendocument.spreadsheet";

static const char manifest[]
    = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest "
      "xmlns:manifest=\"" NAMESPACE "manifest:1.0\" manifest:version=\"1.3\">"
      "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" "
      "manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/>"
      "<manifest:file-entry manifest:full-path=\"content.xml\" "
      "manifest:media-type=\"text/xml\"/></manifest:manifest>\n";

/* Spaces beyond the first would be taken together, a line is a paragraph. */
static void
add_line (WorkbookPart *part, const char *line, gsize n_bytes)
{
  g_autoptr (GString) run = g_string_new (NULL);

  for (gsize i = 0; i < n_bytes; i++)
    {
      gsize n = 0;

      while (i + n < n_bytes && line[i + n] == ' ')
        n++;
      if (line[i] == '\t' || n > 1 || (n == 1 && (i == 0 || i + 1 == n_bytes)))
        {
          workbook_part_add_text (part, run->str);
          g_string_truncate (run, 0);
          if (line[i] == '\t')
            g_string_append (part->pending, "<text:tab/>");
          else
            g_string_append_printf (part->pending,
                                    "<text:s text:c=\"%" G_GSIZE_FORMAT "\"/>", n);
          i += MAX (n, 1) - 1;
        }
      else
        g_string_append_c (run, line[i]);
    }
  workbook_part_add_text (part, run->str);
}

static void
add_text_cell (WorkbookPart *part, const char *text, gboolean is_head)
{
  g_string_append (part->pending, is_head ? "<table:table-cell table:style-name=\"head\" "
                                            "office:value-type=\"string\">"
                                          : "<table:table-cell "
                                            "office:value-type=\"string\">");
  while (TRUE)
    {
      gsize n = strcspn (text, "\n");

      g_string_append (part->pending, "<text:p>");
      add_line (part, text, n);
      g_string_append (part->pending, "</text:p>");
      if (text[n] == '\0')
        break;
      text += n + 1;
    }
  g_string_append (part->pending, "</table:table-cell>");
}

static void
add_cell (WorkbookPart *part, SchoTable *table, gsize row, guint column)
{
  g_autofree char *cell = NULL;
  gboolean is_true;

  if (!scho_table_is_defined (table, row, column))
    {
      g_string_append (part->pending, "<table:table-cell/>");
      return;
    }
  switch (scho_table_get_column_type (table, column))
    {
    case SCHO_COLUMN_TEXT:
      add_text_cell (part, scho_table_get_text (table, row, column), FALSE);
      break;
    case SCHO_COLUMN_BOOLEAN:
      is_true = scho_table_get_boolean (table, row, column);
      g_string_append_printf (part->pending,
                              "<table:table-cell office:value-type=\"boolean\" "
                              "office:boolean-value=\"%s\"><text:p>%s</text:p>"
                              "</table:table-cell>",
                              is_true ? "true" : "false", is_true ? "TRUE" : "FALSE");
      break;
    default:
      cell = scho_table_dup_cell (table, row, column);
      g_string_append_printf (part->pending,
                              "<table:table-cell office:value-type=\"float\" "
                              "office:value=\"%s\"><text:p>%s</text:p>"
                              "</table:table-cell>",
                              cell, cell);
      break;
    }
}

static gboolean
add_sheet (Workbook *self, WorkbookPart *part, guint number, GError **error)
{
  SchoTable *table = self->tables->pdata[number];
  guint n_columns = scho_table_get_n_columns (table);
  gsize n_rows = workbook_count_rows (self, table);

  part->sheet = scho_table_get_title (table);
  g_string_append (part->pending, "<table:table table:name=\"");
  workbook_part_add_text (part, self->names->pdata[number]);
  g_string_append_printf (part->pending,
                          "\"><table:table-column table:style-name=\"column\" "
                          "table:number-columns-repeated=\"%u\"/>"
                          "<table:table-header-rows><table:table-row>",
                          MAX (n_columns, 1));
  for (guint column = 0; column < n_columns; column++)
    add_text_cell (part, scho_table_get_column_title (table, column), TRUE);
  g_string_append (part->pending, "</table:table-row></table:table-header-rows>\n");
  for (gsize row = 0; row < n_rows; row++)
    {
      g_string_append (part->pending, "<table:table-row>");
      for (guint column = 0; column < n_columns; column++)
        add_cell (part, table, row, column);
      g_string_append (part->pending, "</table:table-row>\n");
      if (!workbook_part_flush (part, FALSE, error))
        return FALSE;
    }
  g_string_append (part->pending, "</table:table>\n");
  return TRUE;
}

static void
add_head (WorkbookPart *part)
{
  g_string_append (
      part->pending,
      "<office:document-content xmlns:office=\"" NAMESPACE "office:1.0\" "
      "xmlns:table=\"" NAMESPACE "table:1.0\" xmlns:text=\"" NAMESPACE "text:1.0\" "
      "xmlns:style=\"" NAMESPACE "style:1.0\" xmlns:fo=\"" NAMESPACE
      "xsl-fo-compatible:1.0\" office:version=\"1.3\"><office:automatic-styles>"
      "<style:style style:name=\"column\" style:family=\"table-column\">"
      "<style:table-column-properties style:column-width=\"4cm\"/></style:style>"
      "<style:style style:name=\"head\" style:family=\"table-cell\">"
      "<style:text-properties fo:font-weight=\"bold\"/></style:style>"
      "</office:automatic-styles><office:body><office:spreadsheet>\n");
}

gboolean
ods_write_workbook (Workbook *self, GOutputStream *stream, GError **error)
{
  g_autoptr (ZipWriter) zip = zip_writer_new (stream);
  g_autoptr (GString) pending = g_string_new (NULL);
  WorkbookPart part = { zip, pending, self->cancellable, self->losses, NULL };

  if (!zip_writer_store (zip, "mimetype", type, strlen (type), self->cancellable, error)
      || !zip_writer_add (zip, "META-INF/manifest.xml", manifest, strlen (manifest),
                          self->cancellable, error))
    return FALSE;
  workbook_part_begin (&part, "content.xml");
  add_head (&part);
  for (guint i = 0; i < self->tables->len; i++)
    {
      scho_progress_set (self->progress, (double) i / self->tables->len,
                         self->names->pdata[i]);
      if (!add_sheet (self, &part, i, error))
        return FALSE;
    }
  g_string_append (part.pending, "</office:spreadsheet></office:body>"
                                 "</office:document-content>\n");
  return workbook_part_end (&part, error)
         && zip_writer_finish (zip, self->cancellable, error);
}
