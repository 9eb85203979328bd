/* window-focus.c - the keyboard is never nowhere: it goes back to what is in front. */
#include "window-private.h"

void
scho_window_focus_front (SchoWindow *self)
{
  AdwTabPage *tab
      = self->tabs != NULL ? adw_tab_view_get_selected_page (self->tabs) : NULL;
  GtkWidget *child = tab != NULL ? adw_tab_page_get_child (tab) : NULL;

  if (child != NULL && gtk_widget_get_mapped (child))
    {
      if (!gtk_widget_grab_focus (child))
        gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
    }
  else if (self->session != NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->tabs_stack), GTK_DIR_TAB_FORWARD);
}

/* A button that was pressed needs the keyboard no more; who writes keeps it. */
void
scho_window_focus_result (SchoWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == NULL || GTK_IS_BUTTON (focus))
    scho_window_focus_front (self);
}

static gboolean
return_cb (gpointer data)
{
  SchoWindow *self = data;

  self->focus_return = 0;
  if (gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    scho_window_focus_front (self);
  return G_SOURCE_REMOVE;
}

/* GTK takes the focus from what goes; only when it found no other is it ours to find. */
static void
focus_changed_cb (SchoWindow *self)
{
  g_clear_handle_id (&self->focus_return, g_source_remove);
  if (self->session != NULL && gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    self->focus_return = g_idle_add (return_cb, self);
}

static gboolean
is_in (GtkWidget *focus, GtkWidget *place)
{
  return focus == place || gtk_widget_is_ancestor (focus, place);
}

/* Who closes a tab goes on in the one that comes in front; who works in a list beside
 * the text stays there. */
static void
tab_closed_cb (SchoWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (self->session == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (focus == NULL || is_in (focus, self->tab_bar)
      || is_in (focus, GTK_WIDGET (self->tabs_stack)))
    scho_window_focus_front (self);
}

/* Its menu is closed, and nothing else has asked for the keyboard. */
static void
menu_closed_cb (SchoWindow *self, GParamSpec *pspec, GtkToggleButton *button)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (!gtk_toggle_button_get_active (button) && self->session != NULL
      && (focus == NULL || is_in (focus, self->header)))
    scho_window_focus_front (self);
}

static void
follow_menus (SchoWindow *self, GtkWidget *widget)
{
  if (GTK_IS_TOGGLE_BUTTON (widget)
      && GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget)))
    g_signal_connect_object (widget, "notify::active", G_CALLBACK (menu_closed_cb), self,
                             G_CONNECT_SWAPPED);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    follow_menus (self, child);
}

void
scho_window_forget_focus (SchoWindow *self)
{
  g_clear_handle_id (&self->focus_return, g_source_remove);
}

void
scho_window_init_focus (SchoWindow *self)
{
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (focus_changed_cb), NULL);
  follow_menus (self, self->header);
  g_signal_connect_object (self->tabs, "page-detached", G_CALLBACK (tab_closed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}
