/* list-focus.h - the keyboard in a list: into its rows, and out of them. */
#pragma once

#include <gtk/gtk.h>

/* To the row where it was, else to the first; to the list itself while it is empty. */
gboolean scho_list_focus (GtkWidget *list);

/* Tab leaves the rows, as the arrows go among them; GTK would visit each row. */
void scho_list_focus_leave_by_tab (GtkWidget *list);
