/* table-view.h - a table with columns that sort, rows that are filtered and copied. */
#pragma once

#include <gtk/gtk.h>
#include <scholiast/table.h>

/**
 * SchoTableView:
 *
 * Ctrl+C copies the selected rows; the context menu sorts, too. To grab the focus brings
 * it into the rows, to the first one when it was in none; fails where there are none.
 *
 * Signal `row-activated` (SchoTableView *self, guint64 row): the row's number in the
 * table, however it is sorted. Signal `rows-changed`: others are shown, or in another
 * order; of long tables some time after that was asked for.
 */
#define SCHO_TYPE_TABLE_VIEW (scho_table_view_get_type ())
G_DECLARE_FINAL_TYPE (SchoTableView, scho_table_view, SCHO, TABLE_VIEW, GtkWidget)

/* @has_places: rows stand for passages, and a single click activates one. */
GtkWidget *scho_table_view_new (SchoTable *table, gboolean has_places);
SchoTable *scho_table_view_get_table (SchoTableView *self);

/* The column of the cell that was last pressed; %G_MAXUINT: none was. */
guint scho_table_view_get_pressed (SchoTableView *self);

/* Only rows with all these words are shown; case and accents do not count. */
void scho_table_view_set_filter (SchoTableView *self, const char *words);
guint scho_table_view_get_n_shown (SchoTableView *self);

/* The selected rows as a spreadsheet takes them: "" for none. (transfer full) */
char *scho_table_view_dup_selected (SchoTableView *self);
