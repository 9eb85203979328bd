/* code-row.h - one code in a list: swatch, name, key, count. */
#pragma once

#include "code-model.h"

#include <gtk/gtk.h>

/* Signal `renamed` (SchoCodeRow *self, guint code, const char *name): the user wrote
 * another name. */
#define SCHO_TYPE_CODE_ROW (scho_code_row_get_type ())
G_DECLARE_FINAL_TYPE (SchoCodeRow, scho_code_row, SCHO, CODE_ROW, GtkBox)

GtkWidget *scho_code_row_new (void);

/* @item: (nullable): shown and followed; @path: (nullable): shown below the name. */
void scho_code_row_set_item (SchoCodeRow *self, SchoCodeItem *item, const char *path);
/* For lists of rows, each with the code's place in @snapshot below its name. */
void scho_code_row_bind (GtkListItem *list_item, SchoSnapshot *snapshot);
void scho_code_row_unbind (GtkListItem *list_item);

SchoCodeItem *scho_code_row_get_item (SchoCodeRow *self);

/* Also how many codings the document at hand has; at first only those of the project. */
void scho_code_row_set_counts_here (SchoCodeRow *self, gboolean counts_here);

/* What is known of the code, in a few lines. (transfer full) */
char *scho_code_row_dup_tooltip (SchoCodeRow *self);

/* The name becomes an entry until Enter, Escape, or the focus goes. */
void scho_code_row_rename (SchoCodeRow *self);

/* (transfer none): for gestures of the list. */
GtkWidget *scho_code_row_get_swatch (SchoCodeRow *self);
GtkWidget *scho_code_row_get_name (SchoCodeRow *self);
