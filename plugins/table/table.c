/* table.c - tables of texts, as surveys and collections are: a document a row, or one. */
#include "attributes.h"
#include "rows.h"
#include "separated.h"

#include "../shared/decode.h"
#include "../shared/import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

static const SchoOptionSpec attributes_options[] = {
  ATTRIBUTES_OPTIONS,
  DECODE_ENCODING_OPTION,
  IMPORT_LIMIT_OPTION,
  { NULL },
};

/* The first column names documents, and there are no positions of codings. */
static int
guess_attributes (const guint8 *head, gsize n_bytes, const char *name)
{
  g_autofree char *line = g_strndup (n_bytes > 0 ? (const char *) head : "", n_bytes);
  const char *start = g_str_has_prefix (line, "\xef\xbb\xbf") ? line + 3 : line;

  line[strcspn (line, "\r\n")] = '\0';
  return g_ascii_strncasecmp (start, "document", 8) == 0 && start[8] != '\0'
                 && strchr (",;\t", start[8]) != NULL && strstr (start, "start") == NULL
             ? 60
             : 0;
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
  g_auto (Decoded) decoded = { 0 };
  g_auto (Grid) grid = { 0 };
  SchoStep *step;
  char separator = import_is_called (name, "tsv|tab") ? '\t' : '\0';

  grid_init (&grid, name, import_get_limit (options));
  if (!decode_stream (stream, name, options, &decoded, cancellable, error)
      || !separated_read (&grid, decoded.utf8, decoded.n_bytes, &separator, cancellable,
                          error)
      || !(step = attributes_make_step (&grid, base, options, cancellable, error)))
    return NULL;
  if (decoded.guessed)
    import_note_encoding (step, name, decoded.encoding);
  return step;
}

static const SchoImporter importers[] = {
  { .id = "table",
    .title = N_ ("Table of texts"),
    .extensions = "csv|tsv|tab",
    .options = import_options,
    .guess = guess,
    .read = table_import },
  { .id = "attributes",
    .title = N_ ("Attributes of documents (CSV)"),
    .extensions = "csv|tsv|tab",
    .options = attributes_options,
    .guess = guess_attributes,
    .read = attributes_import },
  { NULL },
};

static const SchoExporter exporters[] = {
  { .id = "attributes",
    .title = N_ ("Attributes of documents (CSV)"),
    .extension = "csv",
    .write = attributes_write },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.table",
  .title = N_ ("Tables of texts"),
  .description = N_ ("Reads surveys and collections, a document for each row, and "
                     "attributes of documents, which it also writes."),
  .importers = importers,
  .exporters = exporters,
};
