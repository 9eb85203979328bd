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

/**
 * scho_disputes_follow:
 * @disputes: (element-type SchoDispute)
 * @step: has been applied
 *
 * When a text was corrected its codings have moved, and so do the disputes about them. A
 * side whose coding went with its passage coded nothing any more; where none is left the
 * dispute goes.
 */
void scho_disputes_follow (GArray *disputes, SchoStep *step);

/* Whether @step put or took a coding where one of its sides begins. */
gboolean scho_dispute_is_touched (const SchoDispute *self, SchoStep *step);
