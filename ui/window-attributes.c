#include "window-private.h"

#include "attribute-page.h"

#include <glib/gi18n.h>

static AdwTabPage *
find_table (SchoWindow *self)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tabs, i);

      if (SCHO_IS_ATTRIBUTE_PAGE (adw_tab_page_get_child (tab)))
        return tab;
    }
  return NULL;
}

static void
document_activated_cb (SchoWindow *self, guint document)
{
  scho_window_open_document (self, document);
}

void
scho_window_show_attributes (SchoWindow *self)
{
  AdwTabPage *tab = find_table (self);

  scho_window_fill_menus (self); /* plugins are loaded */
  if (tab == NULL)
    {
      GtkWidget *page = scho_attribute_page_new (self->session);

      g_signal_connect_object (page, "document-activated",
                               G_CALLBACK (document_activated_cb), self,
                               G_CONNECT_SWAPPED);
      tab = scho_window_add_tab (self, page, _ ("Attributes"));
    }
  scho_window_show_tab (self, tab);
}

static void
attributes_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  scho_window_show_attributes (data);
}

static const GActionEntry actions[] = {
  { .name = "attributes", .activate = attributes_cb },
};

void
scho_window_install_attributes (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}
