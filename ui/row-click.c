#include "row-click.h"

/* GTK's own way would also choose what the pointer only passes. */
static void
released_cb (
    GtkGestureClick *click, int n_press, double x, double y, GtkListItem *list_item)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));
  GtkWidget *row = gtk_widget_get_parent (gtk_list_item_get_child (list_item));

  if (n_press == 1 && gtk_list_item_get_activatable (list_item)
      && !(state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)))
    gtk_widget_activate_action (row, "list.activate-item", "u",
                                gtk_list_item_get_position (list_item));
}

void
scho_row_click_attach (GtkWidget *child, GtkListItem *list_item)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (click, "released", G_CALLBACK (released_cb), list_item);
  gtk_widget_add_controller (child, GTK_EVENT_CONTROLLER (click));
}
