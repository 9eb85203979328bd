#include "list-focus.h"

/* Headings take none. */
static gboolean
focus_first (GtkWidget *list)
{
  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_grab_focus (row))
      return TRUE;
  return FALSE;
}

/* A list that has just come has its rows a frame later. */
static gboolean
again_cb (gpointer data)
{
  GtkWidget *list = data;

  if (gtk_widget_is_focus (list))
    focus_first (list);
  return G_SOURCE_REMOVE;
}

gboolean
scho_list_focus (GtkWidget *list)
{
  gboolean done = gtk_widget_grab_focus (list);

  /* GTK gives it to the list as long as no row was the cursor. */
  if (gtk_widget_is_focus (list) && !focus_first (list))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, again_cb, g_object_ref (list),
                     g_object_unref);
  return done;
}

static gboolean
enter (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_child_focus (widget, direction);
}

/* What comes next in the tree of widgets. */
static gboolean
leave (GtkWidget *list, GtkDirectionType direction)
{
  GtkWidget *place = list;

  for (; place != NULL && !GTK_IS_NATIVE (place); place = gtk_widget_get_parent (place))
    {
      GtkWidget *next = place;

      while ((next = direction == GTK_DIR_TAB_FORWARD
                         ? gtk_widget_get_next_sibling (next)
                         : gtk_widget_get_prev_sibling (next))
             != NULL)
        if (enter (next, direction))
          return TRUE;
    }
  return FALSE;
}

static gboolean
key_pressed_cb (GtkWidget *list, guint keyval, guint code, GdkModifierType state)
{
  gboolean back = keyval == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK);

  if ((keyval != GDK_KEY_Tab && keyval != GDK_KEY_KP_Tab
       && keyval != GDK_KEY_ISO_Left_Tab)
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return GDK_EVENT_PROPAGATE;
  return leave (list, back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
}

void
scho_list_focus_leave_by_tab (GtkWidget *list)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), list);
  gtk_widget_add_controller (list, keys);
}
