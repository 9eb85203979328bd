/* table-order.h - which rows of a table are shown, and in which order. */
#pragma once

#include <scholiast/table.h>

/* By which column; undefined cells come last either way. */
typedef struct
{
  guint column;
  gboolean descending;
} SchoTableKey;

/**
 * SchoTableOrder:
 *
 * Remembers what it has sorted and folded. Any thread may work with it, one at a time;
 * the table must not change.
 */
typedef struct _SchoTableOrder SchoTableOrder;

SchoTableOrder *scho_table_order_new (SchoTable *table);
void scho_table_order_free (SchoTableOrder *self);

/**
 * scho_table_order_find:
 * @keys: (element-type SchoTableKey): the first decides first; then the row's number
 * @wanted: (nullable): folded by scho_matching_fold(): only rows with all these words
 *
 * Returns: (transfer full) (element-type guint32): the numbers of the rows shown
 */
GArray *scho_table_order_find (SchoTableOrder *self, GArray *keys, const char *wanted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoTableOrder, scho_table_order_free)
