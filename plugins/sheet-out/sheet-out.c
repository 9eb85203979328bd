/* sheet-out.c - results, and the lists of a project, as spreadsheets and separated
 * values.
 */
#include "project-tables.h"
#include "workbook.h"

#include "../shared/pseudonyms-option.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef gboolean (*BookFunc) (Workbook *self, GOutputStream *stream, GError **error);

static gboolean
write_book (GPtrArray *tables,
            BookFunc write,
            const char *name,
            SchoOutput *output,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GOutputStream) stream = scho_output_open (output, name, error);
  g_auto (Workbook) book = { 0 };

  if (stream == NULL)
    return FALSE;
  workbook_init (&book, tables, scho_output_get_losses (output), progress, cancellable);
  return write (&book, stream, error)
         && g_output_stream_close (stream, cancellable, error);
}

/* (transfer full) (element-type SchoTable) (nullable) */
static GPtrArray *
make_lists (SchoSnapshot *snapshot,
            SchoOutput *output,
            SchoOptions *options,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (SchoSnapshot) told
      = pseudonyms_take (snapshot, options, output, progress, cancellable, error);

  return told != NULL ? project_tables_new (told, scho_options_get_text (options, "what"),
                                            scho_output_get_losses (output), progress,
                                            cancellable, error)
                      : NULL;
}

static gboolean
write_project (SchoSnapshot *snapshot,
               BookFunc write,
               const char *name,
               SchoOutput *output,
               SchoOptions *options,
               const SchoProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GPtrArray) tables
      = make_lists (snapshot, output, options, progress, cancellable, error);

  return tables != NULL
         && write_book (tables, write, name, output, progress, cancellable, error);
}

static gboolean
xlsx_write (SchoSnapshot *snapshot,
            SchoOutput *output,
            SchoOptions *options,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  return write_project (snapshot, xlsx_write_workbook, "project.xlsx", output, options,
                        progress, cancellable, error);
}

static gboolean
ods_write (SchoSnapshot *snapshot,
           SchoOutput *output,
           SchoOptions *options,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  return write_project (snapshot, ods_write_workbook, "project.ods", output, options,
                        progress, cancellable, error);
}

static gboolean
xlsx_write_tables (GPtrArray *tables,
                   SchoSnapshot *snapshot,
                   SchoOutput *output,
                   const SchoProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  return write_book (tables, xlsx_write_workbook, "result.xlsx", output, progress,
                     cancellable, error);
}

static gboolean
ods_write_tables (GPtrArray *tables,
                  SchoSnapshot *snapshot,
                  SchoOutput *output,
                  const SchoProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  return write_book (tables, ods_write_workbook, "result.ods", output, progress,
                     cancellable, error);
}

/* Separated values --------------------------------------------------------------------
 */

static gboolean
write_separated (SchoTable *table, char separator, GOutputStream *stream, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint n_columns = scho_table_get_n_columns (table);

  for (gsize row = 0; row <= scho_table_get_n_rows (table); row++)
    {
      for (guint column = 0; column < n_columns; column++)
        {
          g_autofree char *cell
              = row == 0 ? g_strdup (scho_table_get_column_name (table, column))
                         : scho_table_dup_cell (table, row - 1, column);
          g_auto (GStrv) parts = NULL;
          g_autofree char *doubled = NULL;

          if (column > 0)
            g_string_append_c (out, separator);
          if (strchr (cell, separator) == NULL && strpbrk (cell, "\"\r\n") == NULL)
            {
              g_string_append (out, cell);
              continue;
            }
          parts = g_strsplit (cell, "\"", -1);
          doubled = g_strjoinv ("\"\"", parts);
          g_string_append_printf (out, "\"%s\"", doubled);
        }
      g_string_append_c (out, '\n');
      if (out->len > 65536 || row == scho_table_get_n_rows (table))
        {
          if (!g_output_stream_write_all (stream, out->str, out->len, NULL, NULL, error))
            return FALSE;
          g_string_truncate (out, 0);
        }
    }
  return TRUE;
}

static gboolean
lists_write (SchoSnapshot *snapshot,
             SchoOutput *output,
             SchoOptions *options,
             const SchoProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  gboolean is_tsv = g_str_equal (scho_options_get_text (options, "separator"), "tab");
  g_autoptr (GPtrArray) tables
      = make_lists (snapshot, output, options, progress, cancellable, error);

  for (guint i = 0; tables != NULL && i < tables->len; i++)
    {
      g_autofree char *name = g_strdup_printf (
          "%s.%s", scho_table_get_id (tables->pdata[i]), is_tsv ? "tsv" : "csv");
      g_autoptr (GOutputStream) stream = tables->len > 1
                                             ? scho_output_add_file (output, name, error)
                                             : scho_output_open (output, name, error);

      if (stream == NULL
          || !write_separated (tables->pdata[i], is_tsv ? '\t' : ',', stream, error)
          || !g_output_stream_close (stream, cancellable, error))
        return FALSE;
    }
  return tables != NULL;
}

static gboolean
lists_are_several (SchoSnapshot *snapshot, SchoOptions *options)
{
  return g_str_equal (scho_options_get_text (options, "what"), "all");
}

static const SchoOptionSpec book_options[]
    = { PROJECT_TABLES_OPTION, PSEUDONYMS_OPTION, { NULL } };

static const SchoOptionSpec lists_options[] = {
  PROJECT_TABLES_OPTION,
  { "separator", SCHO_OPTION_CHOICE, "tab", N_ ("Between the cells"), "tab|comma" },
  PSEUDONYMS_OPTION,
  { NULL },
};

static const SchoExporter exporters[] = {
  { .id = "xlsx",
    .title = N_ ("Spreadsheet (Excel)"),
    .extension = "xlsx",
    .options = book_options,
    .write = xlsx_write,
    .write_tables = xlsx_write_tables },
  { .id = "ods",
    .title = N_ ("Spreadsheet (OpenDocument)"),
    .extension = "ods",
    .options = book_options,
    .write = ods_write,
    .write_tables = ods_write_tables },
  { .id = "lists",
    .title = N_ ("Codings, documents, codebook, memos (TSV, CSV)"),
    .extension = "tsv",
    .options = lists_options,
    .write = lists_write,
    .is_several = lists_are_several },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.sheet-out",
  .title = N_ ("Writing spreadsheets"),
  .description = N_ ("Writes results, and the codings, documents, codes and memos of a "
                     "project, as spreadsheets and separated values."),
  .exporters = exporters,
};
