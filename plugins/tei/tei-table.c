#include "tei.h"

#include "tei-ids.h"
#include "tei-writer.h"

/* Looked at every so many rows. */
#define ROWS_BETWEEN_CHECKS 1024

static void
write_cell (TeiWriter *writer, const char *words)
{
  if (*words == '\0')
    {
      tei_writer_markup (writer, "<cell/>");
      return;
    }
  tei_writer_markup (writer, "<cell>");
  tei_writer_text (writer, words, -1);
  tei_writer_markup (writer, "</cell>");
}

static void
write_row (TeiWriter *writer, SchoTable *table, gsize row)
{
  tei_writer_markup (writer, "<row>");
  for (guint column = 0; column < scho_table_get_n_columns (table); column++)
    {
      g_autofree char *cell = scho_table_dup_cell (table, row, column);

      write_cell (writer, cell);
    }
  tei_writer_markup (writer, "</row>\n");
}

static gboolean
write_rows (TeiWriter *writer,
            SchoTable *table,
            const char *id,
            GCancellable *cancellable,
            GError **error)
{
  gsize n_rows = scho_table_get_n_rows (table);
  guint n_columns = scho_table_get_n_columns (table);

  if (n_columns == 0) /* a row without a cell is no TEI */
    {
      tei_writer_printf (writer, "<p xml:id=\"%s\"/>\n", id);
      return TRUE;
    }
  tei_writer_printf (
      writer, "<table xml:id=\"%s\" rows=\"%" G_GSIZE_FORMAT "\" cols=\"%u\">\n<head>",
      id, n_rows + 1, n_columns);
  tei_writer_text (writer, scho_table_get_title (table), -1);
  tei_writer_markup (writer, "</head>\n<row role=\"label\">");
  for (guint column = 0; column < n_columns; column++)
    write_cell (writer, scho_table_get_column_title (table, column));
  tei_writer_markup (writer, "</row>\n");
  for (gsize row = 0; row < n_rows; row++)
    {
      if (row % ROWS_BETWEEN_CHECKS == 0
          && (g_cancellable_set_error_if_cancelled (cancellable, error)
              || !tei_writer_check (writer, error)))
        return FALSE;
      write_row (writer, table, row);
    }
  tei_writer_markup (writer, "</table>\n");
  return TRUE;
}

/* Of what it was counted, how, and when. */
static void
write_facts (TeiWriter *writer, SchoTable *table)
{
  if (scho_table_get_n_facts (table) == 0)
    return;
  tei_writer_markup (writer, "<div type=\"facts\">\n<list type=\"gloss\">\n");
  for (guint i = 0; i < scho_table_get_n_facts (table); i++)
    {
      const char *name, *title, *value = scho_table_get_fact (table, i, &name, &title);

      tei_writer_markup (writer, "<label>");
      tei_writer_text (writer, title, -1);
      tei_writer_markup (writer, "</label>");
      tei_writer_printf (writer, "<item n=\"%s\">", name);
      tei_writer_text (writer, value, -1);
      tei_writer_markup (writer, "</item>\n");
    }
  tei_writer_markup (writer, "</list>\n</div>\n");
}

static gboolean
write_table (TeiWriter *writer,
             SchoTable *table,
             TeiIds *ids,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree char *id = tei_ids_make (ids, "table", scho_table_get_id (table));

  tei_writer_markup (writer, "<div>\n<head>");
  tei_writer_text (writer, scho_table_get_title (table), -1);
  tei_writer_markup (writer, "</head>\n");
  if (!write_rows (writer, table, id, cancellable, error))
    return FALSE;
  for (guint i = 0; i < scho_table_get_n_notes (table); i++)
    {
      tei_writer_printf (writer, "<note target=\"#%s\">", id);
      tei_writer_text (writer, scho_table_get_note (table, i), -1);
      tei_writer_markup (writer, "</note>\n");
    }
  tei_writer_markup (writer, "</div>\n");
  return TRUE;
}

static void
write_header (TeiWriter *writer, GPtrArray *tables, const char *project)
{
  tei_writer_markup (writer, "<teiHeader>\n<fileDesc>\n<titleStmt><title>");
  for (guint i = 0; i < tables->len; i++)
    {
      if (i > 0)
        tei_writer_markup (writer, "; ");
      tei_writer_text (writer, scho_table_get_title (tables->pdata[i]), -1);
    }
  tei_writer_markup (
      writer, "</title></titleStmt>\n<publicationStmt><p>Not published: counted by "
              "Scholiast.</p></publicationStmt>\n<sourceDesc><p>The codings of the "
              "project “");
  tei_writer_text (writer, project, -1);
  tei_writer_markup (writer, "”.</p></sourceDesc>\n</fileDesc>\n<encodingDesc><appInfo>"
                             "<application ident=\"scholiast-tei\" version=\"1\">"
                             "<desc>Scholiast</desc></application></appInfo>"
                             "</encodingDesc>\n</teiHeader>\n");
}

gboolean
tei_write_tables (GPtrArray *tables,
                  SchoSnapshot *snapshot,
                  SchoOutput *output,
                  const SchoProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (TeiIds) ids = tei_ids_new ();
  GOutputStream *stream = scho_output_open (output, "tables.xml", error);
  g_autoptr (TeiWriter) writer = stream ? tei_writer_new (stream, cancellable) : NULL;

  if (writer == NULL)
    return FALSE;
  tei_writer_markup (
      writer,
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"" TEI_NAMESPACE "\">\n");
  write_header (writer, tables, scho_snapshot_get_info (snapshot)->title);
  tei_writer_markup (writer, "<text>\n<body>\n");
  if (tables->len == 0)
    tei_writer_markup (writer, "<p/>\n");
  for (guint i = 0; i < tables->len; i++)
    {
      scho_progress_set (progress, (double) i / tables->len,
                         scho_table_get_title (tables->pdata[i]));
      if (!write_table (writer, tables->pdata[i], ids, cancellable, error))
        return FALSE;
    }
  if (tables->len > 0)
    write_facts (writer, tables->pdata[0]);
  tei_writer_markup (writer, "</body>\n</text>\n</TEI>\n");
  return tei_writer_close (writer, error);
}
