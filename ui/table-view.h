/* table-view.h - a table with columns that sort. */
#pragma once

#include <gtk/gtk.h>
#include <scholiast/table.h>

/**
 * SchoTableView:
 *
 * Signal `row-activated` (SchoTableView *self, guint64 row): the row's number in the
 * table, however it is sorted.
 */
#define SCHO_TYPE_TABLE_VIEW (scho_table_view_get_type ())
G_DECLARE_FINAL_TYPE (SchoTableView, scho_table_view, SCHO, TABLE_VIEW, GtkWidget)

GtkWidget *scho_table_view_new (SchoTable *table);
SchoTable *scho_table_view_get_table (SchoTableView *self);

/* Whether a single click activates a row. */
void scho_table_view_set_single_click (SchoTableView *self, gboolean single);
