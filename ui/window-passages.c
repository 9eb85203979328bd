#include "window-private.h"

#include "passage-list.h"

static void
passage_activated_cb (SchoWindow *self, const SchoPassage *passage)
{
  SchoPage *page;

  scho_window_show_place (self, passage->coding.document, passage->coding.start,
                          passage->coding.end);
  page = scho_window_get_page (self);
  if (page != NULL && passage->code != NULL
      && scho_page_get_document (page) == passage->coding.document)
    scho_page_set_active (page, &passage->coding.uuid);
}

static void
title_changed_cb (SchoWindow *self, const char *title, GtkWidget *list)
{
  scho_window_set_tab_title (self, list, title);
}

static void
gone_cb (SchoWindow *self, GtkWidget *list)
{
  /* A list that is being read outlives its tab. */
  if (gtk_widget_is_ancestor (list, GTK_WIDGET (self->tabs)))
    adw_tab_view_close_page (self->tabs, adw_tab_view_get_page (self->tabs, list));
}

static void
failed_cb (SchoWindow *self, const char *message)
{
  scho_window_toast (self, message);
}

static AdwTabPage *
find_list (SchoWindow *self, guint32 code)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tabs, i);
      GtkWidget *child = adw_tab_page_get_child (tab);

      if (SCHO_IS_PASSAGE_LIST (child)
          && scho_passage_list_get_code (SCHO_PASSAGE_LIST (child)) == code)
        return tab;
    }
  return NULL;
}

static void
query_asked_cb (SchoWindow *self, SchoPassageList *list)
{
  scho_window_change_query (self, list);
}

static AdwTabPage *
add_list (SchoWindow *self, GtkWidget *list, const char *title)
{
  g_signal_connect_object (list, "passage-activated", G_CALLBACK (passage_activated_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "title-changed", G_CALLBACK (title_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "gone", G_CALLBACK (gone_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "query-asked", G_CALLBACK (query_asked_cb), self,
                           G_CONNECT_SWAPPED);
  return scho_window_add_tab (self, list, title);
}

/* Another one each time: two queries are compared. */
GtkWidget *
scho_window_list_query (SchoWindow *self, const char *query)
{
  GtkWidget *list;

  scho_window_fill_menus (self);
  list = scho_passage_list_new_for_query (self->session, query,
                                          G_MENU_MODEL (self->table_menu));
  scho_window_show_tab (self, add_list (self, list, query));
  return list;
}

void
scho_window_list_code (SchoWindow *self, guint32 code)
{
  AdwTabPage *tab = find_list (self, code);
  const SchoCode *noun
      = scho_snapshot_get_code (scho_session_get_snapshot (self->session), code);
  GtkWidget *list;

  if (noun == NULL)
    return;
  if (tab == NULL)
    {
      scho_window_fill_menus (self);
      list = scho_passage_list_new (self->session, code, G_MENU_MODEL (self->table_menu));
      tab = add_list (self, list, noun->name);
    }
  scho_window_show_tab (self, tab);
}

SchoPassageList *
scho_window_get_passage_list (SchoWindow *self)
{
  AdwTabPage *tab = adw_tab_view_get_selected_page (self->tabs);
  GtkWidget *child = tab != NULL ? adw_tab_page_get_child (tab) : NULL;

  return child != NULL && SCHO_IS_PASSAGE_LIST (child) ? SCHO_PASSAGE_LIST (child) : NULL;
}
