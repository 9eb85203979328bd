#include "row-menu.h"

typedef struct
{
  GtkWidget *pane;
  GtkPopover *popover;
} Menu;

static void
popup_at (GtkWidget *list, double x, double y)
{
  Menu *menu = g_object_get_data (G_OBJECT (list), "row-menu");
  graphene_point_t place;

  if (!gtk_widget_compute_point (list, menu->pane,
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &place))
    return;
  gtk_popover_set_pointing_to (menu->popover,
                               &(GdkRectangle){ (int) place.x, (int) place.y, 1, 1 });
  gtk_popover_popup (menu->popover);
}

static void
released_cb (GtkWidget *list, int n_press, double x, double y)
{
  popup_at (list, x, y);
}

static gboolean
key_pressed_cb (GtkWidget *list, guint keyval, guint code, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (list));
  graphene_rect_t bounds;

  if (keyval != GDK_KEY_Menu && !(keyval == GDK_KEY_F10 && (state & GDK_SHIFT_MASK)))
    return GDK_EVENT_PROPAGATE;
  if (focus == NULL || !gtk_widget_compute_bounds (focus, list, &bounds))
    return GDK_EVENT_PROPAGATE;
  popup_at (list, bounds.origin.x + 24, bounds.origin.y + bounds.size.height - 4);
  return GDK_EVENT_STOP;
}

void
scho_row_menu_attach (GtkWidget *pane, GtkWidget *list, GMenuModel *model)
{
  Menu *menu = g_new0 (Menu, 1);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  menu->pane = pane;
  menu->popover = GTK_POPOVER (gtk_popover_menu_new_from_model (model));
  gtk_popover_set_has_arrow (menu->popover, FALSE);
  gtk_widget_set_halign (GTK_WIDGET (menu->popover), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (menu->popover), pane);
  g_object_set_data_full (G_OBJECT (list), "row-menu", menu, g_free);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), list);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), list);
  gtk_widget_add_controller (list, keys);
}

static void
row_pressed_cb (
    GtkGesture *click, int n_press, double x, double y, GtkListItem *list_item)
{
  GtkSelectionModel *selection = g_object_get_data (G_OBJECT (click), "selection");

  if (!gtk_list_item_get_selected (list_item))
    gtk_selection_model_select_item (selection, gtk_list_item_get_position (list_item),
                                     TRUE);
}

void
scho_row_menu_select_on_press (GtkWidget *row,
                               GtkListItem *list_item,
                               GtkSelectionModel *selection)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_object_set_data (G_OBJECT (click), "selection", selection);
  g_signal_connect (click, "pressed", G_CALLBACK (row_pressed_cb), list_item);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
}
