/* code-row.h - one code in a list: swatch, name, key, count. */
#pragma once

#include "code-model.h"

#include <gtk/gtk.h>

#define SCHO_TYPE_CODE_ROW (scho_code_row_get_type ())
G_DECLARE_FINAL_TYPE (SchoCodeRow, scho_code_row, SCHO, CODE_ROW, GtkBox)

GtkWidget *scho_code_row_new (void);

/* @item: (nullable): shown and followed; @path: (nullable): shown below the name. */
void scho_code_row_set_item (SchoCodeRow *self, SchoCodeItem *item, const char *path);
SchoCodeItem *scho_code_row_get_item (SchoCodeRow *self);
