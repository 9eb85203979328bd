/* result-view.h - a table, and the charts that it can be drawn as. */
#pragma once

#include "table-view.h"

/**
 * SchoResultView:
 *
 * Shows one of them at a time. Signal `cell-activated` (SchoResultView *self, guint64
 * row, guint column): a mark of a chart was activated.
 */
#define SCHO_TYPE_RESULT_VIEW (scho_result_view_get_type ())
G_DECLARE_FINAL_TYPE (SchoResultView, scho_result_view, SCHO, RESULT_VIEW, GtkWidget)

/* @has_places: see scho_table_view_new(). */
GtkWidget *scho_result_view_new (SchoTable *table, gboolean has_places);
SchoTableView *scho_result_view_get_table_view (SchoResultView *self);

/* What shows the one or the other, for a switcher. (transfer none) */
GtkStack *scho_result_view_get_stack (SchoResultView *self);

/* The number of the table's chart that is looked at; -1: the table is. */
int scho_result_view_get_chart (SchoResultView *self);
void scho_result_view_show_chart (SchoResultView *self, int chart);
