/* window-panes.c - one key goes round the panes: text, codes, side, documents. */
#include "window-private.h"

#define N_PANES 4

static void
list_panes (SchoWindow *self, GtkWidget **panes)
{
  panes[0] = GTK_WIDGET (self->tabs_stack);
  panes[1] = GTK_WIDGET (self->code_tree);
  panes[2] = self->side;
  panes[3] = GTK_WIDGET (self->document_list);
}

static int
find_focus (SchoWindow *self, GtkWidget **panes)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  for (int i = 0; i < N_PANES && focus != NULL; i++)
    if (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i]))
      return i;
  return -1;
}

/* What one works with in it, not the first button. */
static gboolean
enter (SchoWindow *self, GtkWidget *pane)
{
  GtkWidget *shown = pane;

  if (!gtk_widget_get_mapped (pane))
    return FALSE;
  if (pane == GTK_WIDGET (self->tabs_stack))
    {
      scho_window_focus_front (self);
      return gtk_widget_get_focus_child (pane) != NULL;
    }
  if (pane == self->side)
    shown = gtk_stack_get_visible_child (self->side_stack);
  return gtk_widget_grab_focus (shown)
         || gtk_widget_child_focus (shown, GTK_DIR_TAB_FORWARD)
         || gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD);
}

static void
move (SchoWindow *self, int by)
{
  GtkWidget *panes[N_PANES];
  int from;

  list_panes (self, panes);
  from = find_focus (self, panes);
  if (from < 0)
    from = by > 0 ? N_PANES - 1 : 1; /* the text comes next */
  for (int i = 1; i <= N_PANES; i++)
    if (enter (self, panes[(from + i * by + N_PANES * N_PANES) % N_PANES]))
      return;
}

static void
next_pane_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  move (data, 1);
}

static void
previous_pane_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  move (data, -1);
}

static const GActionEntry actions[] = {
  { .name = "next-pane", .activate = next_pane_cb },
  { .name = "previous-pane", .activate = previous_pane_cb },
};

void
scho_window_install_pane_actions (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}
