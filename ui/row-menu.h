/* row-menu.h - the context menu of a list: by the right button, Menu key or Shift+F10. */
#pragma once

#include <gtk/gtk.h>

/* The menu acts on the selected row. Its popover becomes a child of @pane, which
 * unparents its children when it goes. */
void scho_row_menu_attach (GtkWidget *pane, GtkWidget *list, GMenuModel *menu);

/* For a factory's `setup`: a right press on @row selects it first, unless it is among
 * those selected. */
void scho_row_menu_select_on_press (GtkWidget *row,
                                    GtkListItem *list_item,
                                    GtkSelectionModel *selection);
