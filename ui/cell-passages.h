/* cell-passages.h - which passages a cell of a result counts, as a query. */
#pragma once

#include <scholiast/snapshot.h>
#include <scholiast/table.h>

/**
 * scho_cell_passages_dup_query:
 * @column: %G_MAXUINT: of the whole row
 *
 * Goes by the names of columns, as analyses have them: `code`, `document`, `coder`,
 * `attribute`; `code-a` and `code-b`; `from` and `to` of codes that follow each other. A
 * column of figures that is called like a document, coder or code is about it.
 *
 * Returns: (transfer full) (nullable): %NULL where the row is of nothing of that kind
 */
char *scho_cell_passages_dup_query (SchoSnapshot *snapshot,
                                    SchoTable *table,
                                    gsize row,
                                    guint column);
