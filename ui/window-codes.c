#include "window-private.h"

#include "split-page.h"

#include <glib/gi18n.h>

static void
place_activated_cb (SchoWindow *self, guint document, guint start, guint end)
{
  scho_window_show_place (self, document, start, end);
}

static AdwTabPage *
find_split_tab (SchoWindow *self, guint32 code)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tabs, i);
      GtkWidget *child = adw_tab_page_get_child (tab);

      if (SCHO_IS_SPLIT_PAGE (child)
          && scho_split_page_get_code (SCHO_SPLIT_PAGE (child)) == code)
        return tab;
    }
  return NULL;
}

static void
code_split_cb (SchoWindow *self, guint code)
{
  AdwTabPage *tab = find_split_tab (self, code);
  const SchoCode *noun
      = scho_snapshot_get_code (scho_session_get_snapshot (self->session), code);
  g_autofree char *title = NULL;
  GtkWidget *page;

  if (noun == NULL)
    return;
  if (tab != NULL)
    {
      adw_tab_view_set_selected_page (self->tabs, tab);
      return;
    }
  /* Translators: the title of a tab; %s is the name of a code. */
  title = g_strdup_printf (_ ("Split “%s”"), noun->name);
  page = scho_split_page_new (self->session, code);
  g_signal_connect_object (page, "place-activated", G_CALLBACK (place_activated_cb), self,
                           G_CONNECT_SWAPPED);
  scho_window_add_tab (self, page, title);
  gtk_widget_grab_focus (page);
}

static void
show_place_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  const SchoDocument *document;
  guint32 id, start, end;

  g_variant_get (parameter, "(uuu)", &id, &start, &end);
  if (self->session == NULL)
    return;
  document = scho_snapshot_get_document (scho_session_get_snapshot (self->session), id);
  if (document == NULL || start > end || end > document->length)
    scho_window_toast (self, _ ("The document is no longer there."));
  else
    scho_window_show_place (self, id, start, end);
}

/* While codes are described, the one that is selected. */
static void
code_selected_cb (SchoWindow *self, guint code)
{
  const char *shown = gtk_stack_get_visible_child_name (self->side_stack);

  if (code != 0 && g_strcmp0 (shown, "code") == 0)
    scho_code_pane_set_code (self->code_pane, code);
}

static void
side_shown_cb (SchoWindow *self)
{
  code_selected_cb (self, scho_code_tree_get_selected (self->code_tree));
}

void
scho_window_init_codes (SchoWindow *self)
{
  g_signal_connect_object (self->code_tree, "code-selected",
                           G_CALLBACK (code_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->side_stack, "notify::visible-child-name",
                           G_CALLBACK (side_shown_cb), self, G_CONNECT_SWAPPED);
  static const GActionEntry actions[] = { { "show-place", show_place_cb, "(uuu)" } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
  g_signal_connect_object (self->code_tree, "code-split", G_CALLBACK (code_split_cb),
                           self, G_CONNECT_SWAPPED);
}

void
scho_window_bind_lists (SchoWindow *self, GSettings *settings)
{
  if (settings == NULL)
    return;
  g_settings_bind (settings, "code-sort", self->code_tree, "sort",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "document-sort", self->document_list, "sort",
                   G_SETTINGS_BIND_DEFAULT);
}
