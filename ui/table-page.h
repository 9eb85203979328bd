/* table-page.h - a tab with the tables of an analysis, or with a list of passages. */
#pragma once

#include "option-form.h"

#include <scholiast/search.h>
#include <scholiast/table.h>

/**
 * SchoTablePage:
 *
 * Signal `place-activated` (SchoTablePage *self, const SchoHit *place): a row that stands
 * for a passage was activated.
 * Signal `passage-activated` (SchoTablePage *self, const char *document, guint start,
 * guint end): the same of a table that has no places, but columns document, start and
 * end.
 *
 * Signal `cell-activated` (SchoTablePage *self, SchoTable *table, guint64 row, guint
 * column): a row without a place, or what stands for it in a chart. @column: %G_MAXUINT:
 * the row as a whole.
 *
 * Signal `run-again` (SchoTablePage *self): count again, with the form's settings.
 */
#define SCHO_TYPE_TABLE_PAGE (scho_table_page_get_type ())
G_DECLARE_FINAL_TYPE (SchoTablePage, scho_table_page, SCHO, TABLE_PAGE, GtkWidget)

/* @description: (nullable): a sentence above; @form: (nullable): the options. */
GtkWidget *scho_table_page_new (const char *description, GtkWidget *form);

/**
 * scho_table_page_set_tables:
 * @tables: (element-type SchoTable)
 * @places: (nullable) (element-type SchoHit): the passages of the first table's rows
 */
void scho_table_page_set_tables (SchoTablePage *self, GPtrArray *tables, GArray *places);

/* There is no answer yet: the options are opened, which may lack something. */
void scho_table_page_ask (SchoTablePage *self);

/* (nullable): before the first answer. */
GPtrArray *scho_table_page_get_tables (SchoTablePage *self);

/* (nullable) */
SchoOptionForm *scho_table_page_get_form (SchoTablePage *self);

/* The figures are of an older state of the project. */
void scho_table_page_set_outdated (SchoTablePage *self, gboolean outdated);

/* How tables are exported; actions of the window. */
void scho_table_page_set_export_menu (SchoTablePage *self, GMenuModel *menu);

/* Something to do with what is listed. */
void scho_table_page_add_button (SchoTablePage *self, GtkWidget *button);

/* (nullable): the table that is looked at, or whose chart is. */
SchoTable *scho_table_page_get_table (SchoTablePage *self);

/* The one of that number. */
void scho_table_page_show_table (SchoTablePage *self, guint table);

/* The number of its chart that is looked at; -1: the table is. */
int scho_table_page_get_chart (SchoTablePage *self);
void scho_table_page_show_chart (SchoTablePage *self, int chart);

/* The keyboard goes to the words that the rows are filtered for. */
void scho_table_page_focus_filter (SchoTablePage *self);
