/* sheet.c - spreadsheets of texts, attributes, codings, codebooks, memos. */
#include "sheet-readers.h"

#include "sheet-coded.h"

#include "../csv/annotations.h"
#include "../csv/codebook.h"
#include "../csv/memos.h"
#include "../shared/import.h"
#include "../table/attributes.h"
#include "../table/rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHEET_OPTION                                                                     \
  {                                                                                      \
    "sheet", SCHO_OPTION_TEXT, "",                                                       \
        N_ ("Name or number of the sheet; empty: the first that is shown"), NULL         \
  }

static const SchoOptionSpec import_options[] = {
  ROWS_OPTIONS,
  SHEET_OPTION,
  IMPORT_LIMIT_OPTION,
  { NULL },
};

static const char ods_type[] = "opendocument.spreadsheet";

static gboolean
is_flat (const guint8 *head, gsize n_bytes)
{
  return head != NULL && n_bytes > 0 && (head[0] == '<' || head[0] == 0xef)
         && memmem (head, n_bytes, ods_type, strlen (ods_type)) != NULL;
}

static int
guess_excel (const guint8 *head, gsize n_bytes, const char *name)
{
  static const char *const marks[]
      = { "xl/workbook", "xl/_rels", "xl/worksheets", "xl/sharedStrings", NULL };

  return package_guess (head, n_bytes, name, "xlsx|xlsm|xltx|xls", marks);
}

static int
guess (const guint8 *head, gsize n_bytes, const char *name)
{
  static const char *const marks[] = { ods_type, NULL };

  return is_flat (head, n_bytes)
             ? 90
             : MAX (guess_excel (head, n_bytes, name),
                    package_guess (head, n_bytes, name, "ods|ots|fods", marks));
}

/* What it is called decides only where its first bytes do not. */
static gboolean
is_open_document (const char *bytes, gsize n_bytes, const char *name)
{
  const guint8 *head = (const guint8 *) bytes;
  gsize n = MIN (n_bytes, 65536);

  return is_flat (head, n) || memmem (bytes, n, ods_type, strlen (ods_type)) != NULL
         || import_is_called (name, "ods|ots|fods");
}

static gboolean
read_grid (GInputStream *stream,
           SheetReading *reading,
           GCancellable *cancellable,
           GError **error)
{
  const char *name = reading->grid->name;
  gsize n_bytes;
  char *bytes = import_read_all (stream, name, reading->grid->limit, &n_bytes,
                                 cancellable, error);

  if (bytes == NULL)
    return FALSE;
  return (is_open_document (bytes, n_bytes, name)
              ? ods_read (bytes, n_bytes, reading, cancellable, error)
              : xlsx_read (bytes, n_bytes, reading, cancellable, error))
         && sheet_reading_finish (reading, error);
}

static SchoStep *
sheet_import (GInputStream *stream,
              const char *name,
              const char *coder,
              SchoSnapshot *base,
              SchoOptions *options,
              const SchoProgress *progress,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (SchoStep) step = import_step_new (base, name);
  g_auto (Grid) grid = { 0 };
  g_auto (SheetReading) reading = { 0 };

  scho_progress_set (progress, -1, name);
  grid_init (&grid, name, import_get_limit (options));
  sheet_reading_init (&reading, &grid, scho_options_get_text (options, "sheet"));
  if (!read_grid (stream, &reading, cancellable, error) || !grid_check (&grid, error))
    return NULL;
  sheet_reading_tell (&reading, step);
  if (!rows_add_documents (&grid, step, NULL, options, progress, cancellable, error))
    return NULL;
  return g_steal_pointer (&step);
}

static const SchoOptionSpec attributes_options[] = {
  ATTRIBUTES_OPTIONS,
  SHEET_OPTION,
  IMPORT_LIMIT_OPTION,
  { NULL },
};

/* What is in a package cannot be seen from its first bytes: it has to be said. */
static int
guess_attributes (const guint8 *head, gsize n_bytes, const char *name)
{
  return MIN (guess (head, n_bytes, name), 5);
}

static SchoStep *
attributes_import (GInputStream *stream,
                   const char *name,
                   const char *coder,
                   SchoSnapshot *base,
                   SchoOptions *options,
                   const SchoProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  g_auto (Grid) grid = { 0 };
  g_auto (SheetReading) reading = { 0 };
  SchoStep *step;

  scho_progress_set (progress, -1, name);
  grid_init (&grid, name, import_get_limit (options));
  sheet_reading_init (&reading, &grid, scho_options_get_text (options, "sheet"));
  if (!read_grid (stream, &reading, cancellable, error) || !grid_check (&grid, error)
      || !(step = attributes_make_step (&grid, base, options, cancellable, error)))
    return NULL;
  sheet_reading_tell (&reading, step);
  return step;
}

/* Codings, codebooks and memos */

static const SchoOptionSpec codings_options[] = {
  { "lenient", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Import the good rows and list the others"), NULL },
  { "create-codes", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Add codes that the project does not have"), NULL },
  { "repeat", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Import codings that the project has already once more"), NULL },
  SHEET_OPTION,
  IMPORT_LIMIT_OPTION,
  { NULL },
};

static const SchoOptionSpec codebook_options[]
    = { SHEET_OPTION, IMPORT_LIMIT_OPTION, { NULL } };

typedef SchoStep *(*ReadFunc) (GInputStream *stream,
                               const char *name,
                               const char *coder,
                               SchoSnapshot *base,
                               SchoOptions *options,
                               const SchoProgress *progress,
                               GCancellable *cancellable,
                               GError **error);

static SchoStep *
coded_import (ReadFunc read,
              GInputStream *stream,
              const char *name,
              const char *coder,
              SchoSnapshot *base,
              SchoOptions *options,
              const SchoProgress *progress,
              GCancellable *cancellable,
              GError **error)
{
  g_auto (Grid) grid = { 0 };
  g_auto (SheetReading) reading = { 0 };
  g_autoptr (GInputStream) rows = NULL;
  SchoStep *step;

  scho_progress_set (progress, -1, name);
  grid_init (&grid, name, import_get_limit (options));
  sheet_reading_init (&reading, &grid, scho_options_get_text (options, "sheet"));
  if (!read_grid (stream, &reading, cancellable, error))
    return NULL;
  rows = sheet_coded_open (&grid);
  step = read (rows, name, coder, base, options, progress, cancellable, error);
  if (step != NULL)
    sheet_reading_tell (&reading, step);
  return step;
}

static SchoStep *
codings_import (GInputStream *stream,
                const char *name,
                const char *coder,
                SchoSnapshot *base,
                SchoOptions *options,
                const SchoProgress *progress,
                GCancellable *cancellable,
                GError **error)
{
  return coded_import (annotations_read, stream, name, coder, base, options, progress,
                       cancellable, error);
}

static SchoStep *
codebook_import (GInputStream *stream,
                 const char *name,
                 const char *coder,
                 SchoSnapshot *base,
                 SchoOptions *options,
                 const SchoProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  return coded_import (codebook_read, stream, name, coder, base, options, progress,
                       cancellable, error);
}

static SchoStep *
memos_import (GInputStream *stream,
              const char *name,
              const char *coder,
              SchoSnapshot *base,
              SchoOptions *options,
              const SchoProgress *progress,
              GCancellable *cancellable,
              GError **error)
{
  return coded_import (memos_read, stream, name, coder, base, options, progress,
                       cancellable, error);
}

static const SchoImporter importers[] = {
  { .id = "sheet",
    .title = N_ ("Spreadsheet of texts"),
    .extensions = "xlsx|xlsm|xltx|ods|ots|fods",
    .options = import_options,
    .guess = guess,
    .read = sheet_import },
  { .id = "sheet-attributes",
    .title = N_ ("Attributes of documents (spreadsheet)"),
    .extensions = "xlsx|xlsm|xltx|ods|ots|fods",
    .options = attributes_options,
    .guess = guess_attributes,
    .read = attributes_import },
  { .id = "sheet-codings",
    .title = N_ ("Codings (spreadsheet)"),
    .extensions = "xlsx|xlsm|xltx|ods|ots|fods",
    .options = codings_options,
    .guess = guess_attributes,
    .read = codings_import },
  { .id = "sheet-codebook",
    .title = N_ ("Codebook (spreadsheet)"),
    .extensions = "xlsx|xlsm|xltx|ods|ots|fods",
    .options = codebook_options,
    .guess = guess_attributes,
    .read = codebook_import },
  { .id = "sheet-memos",
    .title = N_ ("Memos (spreadsheet)"),
    .extensions = "xlsx|xlsm|xltx|ods|ots|fods",
    .options = codebook_options,
    .guess = guess_attributes,
    .read = memos_import },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.sheet",
  .title = N_ ("Spreadsheets of texts"),
  .description = N_ ("Reads tables of Excel and LibreOffice, a document for each row."),
  .importers = importers,
};
