/* disputes.h - the places where two coders disagree, out of a table that lists them. */
#pragma once

#include <scholiast/scholiast.h>

/**
 * scho_disputes_find_table:
 * @tables: (nullable) (element-type SchoTable)
 *
 * The table with a column `document` and, for each side, `coder-a`, `code-a` and
 * `range-a` (“12–40”); and so on with b.
 *
 * Returns: (transfer none) (nullable)
 */
SchoTable *scho_disputes_find_table (GPtrArray *tables);

/* (transfer full) (element-type SchoDispute): what of the table is in the project still
 */
GArray *scho_disputes_read (SchoTable *table, SchoSnapshot *snapshot);

/* (transfer full) (element-type guint32): all coders of the disputes */
GArray *scho_disputes_list_coders (GArray *disputes);
