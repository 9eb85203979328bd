/* rows.h - documents out of a table: one for each row, or one in all. */
#pragma once

#include "columns.h"

/* Options of importers that call rows_add_documents(). */
#define ROWS_OPTIONS                                                                     \
  { "documents", SCHO_OPTION_CHOICE, "rows",                                             \
    N_ ("Each row is a document, or the table is one"), "rows|one" },                    \
      COLUMNS_OPTIONS

/* @encoding: (nullable): of the file, kept with the documents */
gboolean rows_add_documents (const Grid *grid,
                             SchoStep *step,
                             const char *encoding,
                             SchoOptions *options,
                             const SchoProgress *progress,
                             GCancellable *cancellable,
                             GError **error);
