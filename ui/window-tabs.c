#include "window-private.h"

#include <glib/gi18n.h>

#define MOST_QUOTED 400 /* characters of the selection in the passage pane */

static SchoPage *
get_page_of (AdwTabPage *tab)
{
  GtkWidget *child = tab != NULL ? adw_tab_page_get_child (tab) : NULL;

  return child != NULL && SCHO_IS_PAGE (child) ? SCHO_PAGE (child) : NULL;
}

SchoPage *
scho_window_get_page (SchoWindow *self)
{
  return self->tabs != NULL ? get_page_of (adw_tab_view_get_selected_page (self->tabs))
                            : NULL;
}

SchoTablePage *
scho_window_get_table_page (SchoWindow *self)
{
  AdwTabPage *tab = adw_tab_view_get_selected_page (self->tabs);
  GtkWidget *child = tab != NULL ? adw_tab_page_get_child (tab) : NULL;

  return child != NULL && SCHO_IS_TABLE_PAGE (child) ? SCHO_TABLE_PAGE (child) : NULL;
}

/* While the text is corrected, what lay there before. */
static void
show_passage (SchoWindow *self, SchoPage *page)
{
  SchoTextEdit *edit = page != NULL ? scho_page_get_edit (page) : NULL;
  guint32 start = 0, end = 0;
  g_autofree char *words = NULL;

  if (page == NULL)
    {
      scho_code_tree_set_has_passage (self->code_tree, FALSE);
      scho_passage_pane_set_place (self->passage_pane, 0, 0, 0, NULL);
      return;
    }
  if (scho_page_get_selection (page, &start, &end) && scho_page_is_text_current (page))
    words = scho_text_dup_range (scho_page_get_text (page), start,
                                 MIN (end, start + MOST_QUOTED));
  scho_code_tree_set_has_passage (self->code_tree, edit == NULL && words != NULL);
  if (edit != NULL)
    {
      start = scho_text_edit_to_old (edit, start);
      end = scho_text_edit_to_old (edit, end);
    }
  scho_passage_pane_set_place (self->passage_pane, scho_page_get_document (page), start,
                               end, words);
}

static gboolean
follow_cb (gpointer data)
{
  SchoWindow *self = data;
  SchoPage *page = scho_window_get_page (self);

  self->follow = 0;
  show_passage (self, page);
  scho_status_bar_show_page (self->status_bar, page);
  return G_SOURCE_REMOVE;
}

/* The mouse moves more often than frames are drawn. */
static void
place_changed_cb (SchoWindow *self, SchoPage *page)
{
  if (page == scho_window_get_page (self) && self->follow == 0)
    self->follow = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 10, follow_cb, self, NULL);
}

static void
annotation_activated_cb (SchoWindow *self, const SchoUuid *annotation, SchoPage *page)
{
  scho_page_set_active (page, annotation);
  gtk_stack_set_visible_child_name (self->side_stack, "passage");
}

static const char *
get_tab_title (SchoWindow *self)
{
  AdwTabPage *tab = adw_tab_view_get_selected_page (self->tabs);

  return tab != NULL ? adw_tab_page_get_title (tab) : NULL;
}

/* Of the project as it was, it says so. */
static char *
dup_project_title (SchoWindow *self)
{
  const char *title
      = scho_snapshot_get_info (scho_session_get_snapshot (self->session))->title;

  /* Translators: the name of a project, and the words “as it was on” with a time. */
  return self->past != NULL ? g_strdup_printf (_ ("%s, %s"), title, self->past)
                            : g_strdup (title);
}

/* In a list of windows the one of now and that of then must differ. */
static void
set_window_title (SchoWindow *self, const char *tab, const char *project)
{
  g_autofree char *both = NULL;

  if (tab != NULL && self->past != NULL)
    both = g_strdup_printf ("%s – %s", tab, project);
  gtk_window_set_title (GTK_WINDOW (self), both != NULL  ? both
                                           : tab != NULL ? tab
                                                         : project);
}

void
scho_window_follow_page (SchoWindow *self)
{
  SchoPage *page = scho_window_get_page (self);
  gboolean some = adw_tab_view_get_n_pages (self->tabs) > 0;
  const char *title = get_tab_title (self);
  guint32 document = page != NULL ? scho_page_get_document (page) : 0;
  g_autofree char *project = NULL;

  scho_window_hide_offer (self);
  if (self->session == NULL)
    return;
  project = dup_project_title (self);
  gtk_stack_set_visible_child_name (self->tabs_stack, some ? "tabs" : "empty");
  adw_window_title_set_title (self->title, title != NULL ? title : project);
  adw_window_title_set_subtitle (self->title, title != NULL ? project : "");
  /* It may be cut. */
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  set_window_title (self, title, project);
  scho_find_bar_set_page (self->find_bar, page);
  scho_window_follow_edit (self);
  scho_document_pane_set_document (self->document_pane, document);
  scho_code_tree_set_document (self->code_tree, document);
  if (document != 0)
    scho_document_list_select (self->document_list, document);
  g_clear_handle_id (&self->follow, g_source_remove);
  follow_cb (self);
  scho_window_update_actions (self);
}

static AdwTabPage *
find_document (SchoWindow *self, guint32 document)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tabs, i);
      SchoPage *page = get_page_of (tab);

      if (page != NULL && scho_page_get_document (page) == document)
        return tab;
    }
  return NULL;
}

static void
set_tab_title (AdwTabPage *tab, const char *title)
{
  g_autofree char *markup = g_markup_escape_text (title, -1);

  adw_tab_page_set_title (tab, title);
  adw_tab_page_set_tooltip (tab, markup);
}

AdwTabPage *
scho_window_add_tab (SchoWindow *self, GtkWidget *child, const char *title)
{
  AdwTabPage *tab = adw_tab_view_append (self->tabs, child);

  set_tab_title (tab, title);
  /* The first tab was in front before it had a title. */
  if (adw_tab_view_get_selected_page (self->tabs) == tab)
    scho_window_follow_page (self);
  if (!self->is_restoring)
    adw_tab_view_set_selected_page (self->tabs, tab);
  return tab;
}

void
scho_window_show_tab (SchoWindow *self, AdwTabPage *tab)
{
  if (self->is_restoring)
    return;
  adw_tab_view_set_selected_page (self->tabs, tab);
  gtk_widget_grab_focus (adw_tab_page_get_child (tab));
}

void
scho_window_set_tab_title (SchoWindow *self, GtkWidget *child, const char *title)
{
  AdwTabPage *tab;

  /* What is at work may outlive its tab. */
  if (!gtk_widget_is_ancestor (child, GTK_WIDGET (self->tabs)))
    return;
  tab = adw_tab_view_get_page (self->tabs, child);
  if (g_str_equal (adw_tab_page_get_title (tab), title))
    return;
  set_tab_title (tab, title);
  if (tab == adw_tab_view_get_selected_page (self->tabs))
    scho_window_follow_page (self);
}

AdwTabPage *
scho_window_open_document (SchoWindow *self, guint32 document)
{
  AdwTabPage *tab = find_document (self, document);
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);
  GtkWidget *page;
  g_autoptr (SchoText) text = NULL;
  g_autoptr (GError) error = NULL;

  if (tab != NULL)
    {
      if (!self->is_restoring)
        adw_tab_view_set_selected_page (self->tabs, tab);
      return tab;
    }
  if (!scho_window_read_text (self, document, &text, &error))
    scho_window_toast (self, error->message);
  if (text == NULL)
    return NULL;
  page = g_object_ref_sink (scho_page_new ());
  scho_page_set_text (SCHO_PAGE (page), snapshot, document, text);
  scho_page_set_menu (SCHO_PAGE (page), self->page_menu);
  scho_page_set_reading (SCHO_PAGE (page), scho_window_get_reading (self));
  scho_page_follow_visibility (SCHO_PAGE (page),
                               scho_session_get_visibility (self->session));
  scho_window_prepare_page (self, SCHO_PAGE (page));
  g_signal_connect_object (page, "caret-moved", G_CALLBACK (place_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "selection-changed", G_CALLBACK (place_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "annotation-activated",
                           G_CALLBACK (annotation_activated_cb), self, G_CONNECT_SWAPPED);
  tab = scho_window_add_tab (self, page,
                             scho_snapshot_get_document (snapshot, document)->title);
  scho_window_restore_place (self, SCHO_PAGE (page));
  g_object_unref (page);
  return tab;
}

void
scho_window_show_place (SchoWindow *self, guint32 document, guint32 start, guint32 end)
{
  AdwTabPage *tab = scho_window_open_document (self, document);
  SchoPage *page = get_page_of (tab);

  if (page == NULL)
    {
      scho_window_note_place (self, document, start, end);
      return;
    }
  scho_page_select (page, start, end);
  scho_page_scroll_to (page, start, end);
  gtk_widget_grab_focus (GTK_WIDGET (page));
}

static void
update_document (SchoWindow *self, AdwTabPage *tab, SchoPage *page)
{
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);
  const SchoDocument *document
      = scho_snapshot_get_document (snapshot, scho_page_get_document (page));
  g_autoptr (GError) error = NULL;

  if (document == NULL && !scho_window_has_unkept_text (page))
    {
      scho_window_remember_gone (self, scho_page_get_document (page));
      adw_tab_view_close_page (self->tabs, tab);
      return;
    }
  if (!scho_page_set_snapshot (page, snapshot, &error))
    scho_window_toast (self, error->message);
  if (document != NULL && !g_str_equal (document->title, adw_tab_page_get_title (tab)))
    set_tab_title (tab, document->title);
}

void
scho_window_update_tabs (SchoWindow *self, SchoStep *step)
{
  /* Backwards, since those of removed documents are closed. */
  for (int i = adw_tab_view_get_n_pages (self->tabs) - 1; i >= 0; i--)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tabs, i);
      SchoPage *page = get_page_of (tab);

      if (page != NULL)
        update_document (self, tab, page);
      else if (SCHO_IS_TABLE_PAGE (adw_tab_page_get_child (tab)))
        scho_table_page_set_outdated (SCHO_TABLE_PAGE (adw_tab_page_get_child (tab)),
                                      TRUE);
    }
  scho_window_update_pinned (self);
  scho_window_update_reports (self);
  scho_window_reopen (self, step);
  scho_window_update_hits (self, step);
  if (scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT) > 0
      || scho_step_get_n_changes (step, SCHO_NOUN_INFO) > 0)
    scho_window_follow_page (self);
}

void
scho_window_close_tabs (SchoWindow *self)
{
  g_clear_handle_id (&self->follow, g_source_remove);
  scho_window_forget_long (self);
  scho_window_drop_edits (self);
  while (adw_tab_view_get_n_pages (self->tabs) > 0)
    adw_tab_view_close_page (self->tabs, adw_tab_view_get_nth_page (self->tabs, 0));
}

void
scho_window_init_tabs (SchoWindow *self)
{
  /* These are the text's: its beginning and end, and the selection up to there. */
  adw_tab_view_remove_shortcuts (
      self->tabs, ADW_TAB_VIEW_SHORTCUT_CONTROL_HOME | ADW_TAB_VIEW_SHORTCUT_CONTROL_END
                      | ADW_TAB_VIEW_SHORTCUT_CONTROL_SHIFT_HOME
                      | ADW_TAB_VIEW_SHORTCUT_CONTROL_SHIFT_END);
  g_signal_connect_object (self->tabs, "notify::selected-page",
                           G_CALLBACK (scho_window_follow_page), self, G_CONNECT_SWAPPED);
}
