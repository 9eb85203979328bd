/* paned-handle.h - a pane that is folded away leaves nothing behind. */
#pragma once

#include <gtk/gtk.h>

/* While one of its children is hidden, GTK's paned shows no handle, but still takes the
 * presses where it was last. To be called when one is hidden. */
void scho_paned_forget_handle (GtkPaned *paned);

/* Of panes side by side: in pixels. */
int scho_paned_get_handle_width (GtkPaned *paned);
