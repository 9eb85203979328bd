/* row-click.h - one click on a row of a list is enough to go there. */
#pragma once

#include <gtk/gtk.h>

/* @child: what @list_item shows. A click with Ctrl or Shift only selects, as ever. */
void scho_row_click_attach (GtkWidget *child, GtkListItem *list_item);
