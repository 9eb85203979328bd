/* window-reports.c - how documents came in: after an import, and when asked. */
#include "window-private.h"

#include "report-page.h"

#include <glib/gi18n.h>

static AdwTabPage *
find_report (SchoWindow *self, guint32 document)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tabs, i);
      GtkWidget *child = adw_tab_page_get_child (tab);

      if (SCHO_IS_REPORT_PAGE (child)
          && scho_report_page_is_of (SCHO_REPORT_PAGE (child), document))
        return tab;
    }
  return NULL;
}

void
scho_window_show_reports (SchoWindow *self, GArray *documents)
{
  AdwTabPage *tab = documents->len == 1
                        ? find_report (self, g_array_index (documents, guint32, 0))
                        : NULL;

  if (tab != NULL)
    adw_tab_view_set_selected_page (self->tabs, tab);
  else
    scho_window_add_tab (self,
                         scho_report_page_new (
                             scho_session_get_snapshot (self->session), documents,
                             scho_plugins_get_importers (scho_window_get_plugins (self))),
                         _ ("How it came in"));
}

void
scho_window_update_reports (SchoWindow *self)
{
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);

  /* Backwards, since some are closed. */
  for (int i = adw_tab_view_get_n_pages (self->tabs) - 1; i >= 0; i--)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tabs, i);
      GtkWidget *child = adw_tab_page_get_child (tab);

      if (SCHO_IS_REPORT_PAGE (child)
          && scho_report_page_is_gone (SCHO_REPORT_PAGE (child), snapshot))
        adw_tab_view_close_page (self->tabs, tab);
    }
}

/* Of the document on the page. */
static void
show_report_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  SchoPage *page = scho_window_get_page (self);
  g_autoptr (GArray) documents = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 document;

  if (page == NULL)
    return;
  document = scho_page_get_document (page);
  g_array_append_val (documents, document);
  scho_window_show_reports (self, documents);
}

static const GActionEntry actions[] = {
  { .name = "show-report", .activate = show_report_cb },
};

void
scho_window_install_report_actions (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}
