/* window-asked.c - the tab that says which documents coders were asked to code. */
#include "window-private.h"

#include "asked-page.h"

#include <glib/gi18n.h>

static AdwTabPage *
find_tab (SchoWindow *self)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tabs, i);

      if (SCHO_IS_ASKED_PAGE (adw_tab_page_get_child (tab)))
        return tab;
    }
  return NULL;
}

static void
asked_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  AdwTabPage *tab = find_tab (self);

  if (tab == NULL)
    tab = scho_window_add_tab (self, scho_asked_page_new (self->session),
                               _ ("Asked to code"));
  scho_window_show_tab (self, tab);
}

static const GActionEntry actions[] = {
  { .name = "asked", .activate = asked_cb },
};

void
scho_window_install_asked_actions (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}
