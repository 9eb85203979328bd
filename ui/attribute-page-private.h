/* attribute-page-private.h - what the files of the table of attributes share. */
#pragma once

#include "gradual-model.h"
#include "attribute-cell.h"
#include "attribute-filter.h"
#include "attribute-page.h"

#include <scholiast/edit.h>

/* More columns than anybody reads cost seconds; a table that is exported has all. */
#define SCHO_MOST_COLUMNS 24

/* At once, so that there is something to see. */
#define SCHO_LEAST_ROWS 12

struct _SchoAttributePage
{
  GtkWidget parent_instance;
  SchoSession *session;
  SchoAttributeFilter *wanted; /* nullable */
  GPtrArray *columns;          /* of SchoAttributeColumnView, as they are shown */
  GSimpleActionGroup *actions;
  guint column, row;                  /* where the keyboard was last */
  GtkWidget *asked_name, *asked_type; /* weak: what is in the dialog */

  GtkEditable *filter;
  GtkLabel *count, *empty;
  GtkStack *stack;
  GtkColumnView *view;
  GtkMenuButton *column_button;
  GtkFilterListModel *filtered;
  SchoGradualModel *gradual; /* of those */
  GtkSelectionModel *selection;
};

/* attribute-columns.c - columns, their cells, and the way from one to another. */

typedef struct
{
  SchoAttributePage *page; /* which owns it */
  char *name;
  SchoAttributeType type;
  GPtrArray *bound; /* of GtkListItem: what has a cell now; not owned */
  GtkColumnViewColumn *shown;
} SchoAttributeColumnView;

void scho_attribute_column_view_unref (gpointer column);

/* The column of titles. */
void scho_attribute_page_add_titles (SchoAttributePage *self);

/* What the project has now; columns that stay are not made anew. Returns how many are
 * not shown. */
guint scho_attribute_page_update_columns (SchoAttributePage *self);

void scho_attribute_page_remove_columns (SchoAttributePage *self);

/* (nullable): where the keyboard is; @column, @row: (out) (nullable) */
SchoAttributeCell *
scho_attribute_page_get_cell (SchoAttributePage *self, guint *column, guint *row);
void scho_attribute_page_focus_cell (SchoAttributePage *self, guint column, guint row);

/* attribute-actions.c - columns are added, renamed, given a type, taken away. */

void scho_attribute_page_install_actions (SchoAttributePage *self);

/* Of a column's head and of the button. (transfer full) */
GMenuModel *scho_attribute_page_new_menu (const char *name, SchoAttributeType type);

/* Many documents change in the background. */
void scho_attribute_page_apply (SchoAttributePage *self, SchoStep *step, GError *error);
