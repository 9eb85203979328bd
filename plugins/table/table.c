/* table.c - tables of texts, as surveys and collections are: a document a row, or one. */
#include "rows.h"
#include "separated.h"

#include "../shared/decode.h"
#include "../shared/import.h"

#include <glib/gi18n-lib.h>

static const SchoOptionSpec import_options[] = {
  ROWS_OPTIONS,
  DECODE_ENCODING_OPTION,
  IMPORT_LIMIT_OPTION,
  { NULL },
};

/* Codebooks and codings are tables too, and their importers know them better. */
static int
guess (const guint8 *head, gsize n_bytes, const char *name)
{
  return import_is_called (name, "csv|tsv|tab") ? 35 : 0;
}

static SchoStep *
table_import (GInputStream *stream,
              const char *name,
              const char *coder,
              SchoSnapshot *base,
              SchoOptions *options,
              const SchoProgress *progress,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (SchoStep) step = import_step_new (base, name);
  g_auto (Decoded) decoded = { 0 };
  g_auto (Grid) grid = { 0 };
  char separator = import_is_called (name, "tsv|tab") ? '\t' : '\0';

  grid_init (&grid, name, import_get_limit (options));
  if (!decode_stream (stream, name, options, &decoded, cancellable, error)
      || !separated_read (&grid, decoded.utf8, decoded.n_bytes, &separator, cancellable,
                          error)
      || !grid_check (&grid, error))
    return NULL;
  separated_tell (&grid, separator, step);
  if (!rows_add_documents (&grid, step, decoded.encoding, options, progress, cancellable,
                           error))
    return NULL;
  if (decoded.guessed)
    import_note_encoding (step, name, decoded.encoding);
  return g_steal_pointer (&step);
}

static const SchoImporter importers[] = {
  { .id = "table",
    .title = N_ ("Table of texts"),
    .extensions = "csv|tsv|tab",
    .options = import_options,
    .guess = guess,
    .read = table_import },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.table",
  .title = N_ ("Tables of texts"),
  .description = N_ ("Reads surveys and collections, a document for each row."),
  .importers = importers,
};
