/* window-reading.c - reading undisturbed: the text on the whole screen, as one likes it.
 */
#include "reading-dialog.h"
#include "window-private.h"

#include <glib/gi18n.h>

static gboolean
get_state (SchoWindow *self, const char *name)
{
  g_autoptr (GVariant) state
      = g_action_group_get_action_state (G_ACTION_GROUP (self), name);

  return g_variant_get_boolean (state);
}

static void
set_state (SchoWindow *self, const char *name, gboolean on)
{
  if (get_state (self, name) != on)
    g_action_group_change_action_state (G_ACTION_GROUP (self), name,
                                        g_variant_new_boolean (on));
}

static const char *const way_back = N_ ("F11 or Escape brings the rest back.");

/* All that stands around the text. */
static void
show_frame (SchoWindow *self, gboolean shown)
{
  gtk_widget_set_visible (self->header, shown);
  gtk_widget_set_visible (self->tab_bar, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->status_bar), shown);
}

static void
enter (SchoWindow *self)
{
  GtkWidget *page = GTK_WIDGET (scho_window_get_page (self));

  self->had_sidebar = get_state (self, "sidebar");
  self->had_side_pane = get_state (self, "side-pane");
  set_state (self, "side-pane", FALSE);
  set_state (self, "sidebar", FALSE);
  show_frame (self, FALSE);
  gtk_window_fullscreen (GTK_WINDOW (self));
  if (page != NULL)
    gtk_widget_grab_focus (page);
  scho_window_toast (self, _ (way_back));
}

static void
leave (SchoWindow *self)
{
  scho_window_withdraw_toast (self, _ (way_back));
  gtk_window_unfullscreen (GTK_WINDOW (self));
  show_frame (self, TRUE);
  set_state (self, "sidebar", self->had_sidebar);
  set_state (self, "side-pane", self->had_side_pane);
}

static void
fullscreen_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  gboolean on = g_variant_get_boolean (state);

  if (on == get_state (data, "fullscreen"))
    return;
  g_simple_action_set_state (action, state);
  if (on)
    enter (data);
  else
    leave (data);
}

/* The window manager may be asked too. */
static void
fullscreened_cb (SchoWindow *self)
{
  if (self->session != NULL)
    set_state (self, "fullscreen", gtk_window_is_fullscreen (GTK_WINDOW (self)));
}

static gboolean
key_pressed_cb (SchoWindow *self, guint keyval, guint code, GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape || !get_state (self, "fullscreen"))
    return GDK_EVENT_PROPAGATE;
  set_state (self, "fullscreen", FALSE);
  return GDK_EVENT_STOP;
}

static void
reading_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *dialog = scho_reading_dialog_new (scho_window_get_reading (data));

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (data));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const GActionEntry actions[] = {
  { .name = "fullscreen", .state = "false", .change_state = fullscreen_cb },
  { .name = "reading", .activate = reading_cb },
};

void
scho_window_install_reading_actions (SchoWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
  g_signal_connect (self, "notify::fullscreened", G_CALLBACK (fullscreened_cb), NULL);
  /* After all that knows Escape itself: the palette, the search. */
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
