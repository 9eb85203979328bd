/* table-cells.h - what a table's cells say to people, in which order, and to a filter. */
#pragma once

#include <scholiast/table.h>

/* With the language's decimal sign and few digits. (transfer full) */
char *scho_table_cells_dup_shown (SchoTable *table, gsize row, guint column);

/* The row in words, for a screen reader: headings and cells. (transfer full) */
char *scho_table_cells_dup_spoken (SchoTable *table, gsize row);

/* Undefined ones come last. */
int scho_table_cells_compare (SchoTable *table, guint column, gsize row, gsize other);

/* All that is shown of a row, folded by scho_matching_fold(). (transfer full) */
char *scho_table_cells_dup_folded (SchoTable *table, gsize row);

/* Whether rows stand for passages: there are columns document, start and end. */
gboolean scho_table_cells_has_places (SchoTable *table);

/* @document: (out) (transfer none): its title. %FALSE where the row has no place. */
gboolean scho_table_cells_get_place (
    SchoTable *table, gsize row, const char **document, guint32 *start, guint32 *end);

/**
 * scho_table_cells_dup_tsv:
 * @rows: (element-type gsize)
 *
 * The rows for a spreadsheet: a line each, tabs between what is shown of them, exact.
 *
 * Returns: (transfer full)
 */
char *scho_table_cells_dup_tsv (SchoTable *table, GArray *rows);
