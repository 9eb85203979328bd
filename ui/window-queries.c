#include "window-private.h"

#include "query-dialog.h"

#include <glib/gi18n.h>

/* The list that the dialog is asked for; %NULL: a new one. */
static void
chosen_cb (SchoWindow *self, const char *query, SchoQueryDialog *dialog)
{
  SchoPassageList *list = g_object_get_data (G_OBJECT (dialog), "list");

  if (list != NULL)
    scho_passage_list_set_query (list, query);
  else
    scho_window_list_query (self, query);
}

static void
ask (SchoWindow *self, SchoPassageList *list)
{
  SchoQueryDialog *dialog = scho_query_dialog_new (
      GTK_WINDOW (self), self->session, _ ("Find Passages"), _ ("_Show"),
      list != NULL ? scho_passage_list_get_query (list) : NULL, FALSE);

  if (list != NULL)
    g_object_set_data_full (G_OBJECT (dialog), "list", g_object_ref (list),
                            g_object_unref);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
scho_window_change_query (SchoWindow *self, SchoPassageList *list)
{
  ask (self, list);
}

static void
find_passages_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;

  if (self->session != NULL)
    ask (self, NULL);
}

static void
query_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;

  if (self->session != NULL)
    scho_window_list_query (self, g_variant_get_string (parameter, NULL));
}

static const GActionEntry actions[] = {
  { .name = "find-passages", .activate = find_passages_cb },
  { .name = "query", .activate = query_cb, .parameter_type = "s" },
};

void
scho_window_install_query_actions (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}
