/* chart-view.h - a chart of a table in the window. */
#pragma once

#include <gtk/gtk.h>
#include <scholiast/table.h>

/**
 * SchoChartView:
 *
 * As wide as there is room, scrolled where that is not enough. The arrow keys go from
 * mark to mark, Enter activates one, and so does a click; a screen reader is told what
 * the chart shows and each mark that is gone to.
 *
 * Signal `cell-activated` (SchoChartView *self, guint64 row, guint column): of the table
 */
#define SCHO_TYPE_CHART_VIEW (scho_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (SchoChartView, scho_chart_view, SCHO, CHART_VIEW, GtkWidget)

/* @number: which of the table's charts */
GtkWidget *scho_chart_view_new (SchoTable *table, guint number);
SchoTable *scho_chart_view_get_table (SchoChartView *self);
guint scho_chart_view_get_number (SchoChartView *self);

/* What a screen reader is told: "" before it was laid out. */
const char *scho_chart_view_get_summary (SchoChartView *self);

/* (nullable): the words of the mark that the keyboard is on. */
const char *scho_chart_view_get_current (SchoChartView *self);
