/* window-adjudicate.c - from a table of disagreements to an agreed version. */
#include "window-private.h"

#include "adjudication-page.h"
#include "disputes.h"

#include <glib/gi18n.h>

static void
adjudicate_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  SchoTablePage *front = scho_window_get_table_page (self);
  SchoTable *table = scho_disputes_find_table (
      front != NULL ? scho_table_page_get_tables (front) : NULL);
  GtkWidget *page;
  GArray *disputes;

  if (table == NULL)
    {
      scho_window_toast (self, _ ("Count the agreement of coders first; its table lists "
                                  "what is to be decided."));
      return;
    }
  disputes = scho_disputes_read (table, scho_session_get_snapshot (self->session));
  if (disputes->len == 0)
    {
      g_array_unref (disputes);
      scho_window_toast (self, _ ("The coders agree; nothing is to be decided."));
      return;
    }
  page = scho_adjudication_page_new (self->session, disputes);
  g_signal_connect_object (page, "place-activated", G_CALLBACK (scho_window_show_place),
                           self, G_CONNECT_SWAPPED);
  scho_window_add_tab (self, page, _ ("Adjudication"));
  gtk_widget_grab_focus (page);
}

static const GActionEntry actions[] = {
  { .name = "adjudicate", .activate = adjudicate_cb },
};

void
scho_window_install_adjudication_actions (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}

void
scho_window_offer_adjudication (SchoTablePage *page)
{
  static const char key[] = "adjudicate-button";
  gboolean is_wanted
      = scho_disputes_find_table (scho_table_page_get_tables (page)) != NULL;
  GtkWidget *button = g_object_get_data (G_OBJECT (page), key);

  if (button == NULL && is_wanted)
    {
      button = gtk_button_new_with_mnemonic (_ ("_Decide…"));
      gtk_widget_set_tooltip_text (
          button, _ ("Go through the disagreements and make an agreed version"));
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.adjudicate");
      g_object_set_data (G_OBJECT (page), key, button);
      scho_table_page_add_button (page, button);
    }
  if (button != NULL)
    gtk_widget_set_visible (button, is_wanted);
}
