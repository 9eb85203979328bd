/* table-rows.h - the rows of a table as a list model, in any order. */
#pragma once

#include <gio/gio.h>

/* A place in the list, made when it is asked for. When other rows come, it says "changed"
 * and stands for another row: a list would make each of its widgets anew otherwise. */
#define SCHO_TYPE_TABLE_ROW (scho_table_row_get_type ())
G_DECLARE_FINAL_TYPE (SchoTableRow, scho_table_row, SCHO, TABLE_ROW, GObject)

guint32 scho_table_row_get_number (SchoTableRow *self);

#define SCHO_TYPE_TABLE_ROWS (scho_table_rows_get_type ())
G_DECLARE_FINAL_TYPE (SchoTableRows, scho_table_rows, SCHO, TABLE_ROWS, GObject)

/* All of @n rows, in their order. */
SchoTableRows *scho_table_rows_new (guint n);

/* @numbers: (transfer full) (element-type guint32): those shown, in their order. */
void scho_table_rows_take (SchoTableRows *self, GArray *numbers);

/* The number of the row at @position. */
guint32 scho_table_rows_get_number (SchoTableRows *self, guint position);
