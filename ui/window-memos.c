#include "window-private.h"

#include "memo-list.h"

#include <glib/gi18n.h>
#include <scholiast/lookup.h>

static void
memo_document_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;

  scho_window_show_side (self, "document");
  if (!scho_document_pane_focus_memo (self->document_pane, FALSE))
    scho_window_toast (self, _ ("Open the document first that the memo is about."));
}

static void
memo_project_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;

  scho_window_show_side (self, "document");
  scho_document_pane_focus_memo (self->document_pane, TRUE);
}

static void
show_code (SchoWindow *self, guint32 code)
{
  scho_window_show_side (self, "code");
  scho_code_pane_set_code (self->code_pane, code);
  scho_code_pane_focus_memo (self->code_pane);
}

static void
memo_code_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  g_autoptr (GError) error = NULL;
  const SchoCode *code
      = scho_lookup_code (scho_session_get_snapshot (self->session),
                          g_variant_get_string (parameter, NULL), &error);

  if (code == NULL)
    {
      scho_window_toast (self, error->message);
      return;
    }
  show_code (self, code->id);
}

/* The list */

static void
show_passage (SchoWindow *self, const SchoMemoEntry *memo)
{
  SchoPage *page;

  scho_window_show_side (self, "passage");
  scho_window_show_place (self, memo->document, memo->start, memo->end);
  page = scho_window_get_page (self);
  if (page != NULL && scho_page_get_document (page) == memo->document)
    scho_page_set_active (page, &memo->uuid);
}

static void
memo_activated_cb (SchoWindow *self, const SchoMemoEntry *memo)
{
  if (memo->kind == SCHO_MEMO_PASSAGE)
    show_passage (self, memo);
  else if (memo->kind == SCHO_MEMO_CODE)
    show_code (self, memo->code);
  else
    {
      if (memo->kind == SCHO_MEMO_DOCUMENT)
        scho_window_open_document (self, memo->document);
      scho_window_show_side (self, "document");
      scho_document_pane_focus_memo (self->document_pane,
                                     memo->kind == SCHO_MEMO_PROJECT);
    }
}

static void
title_changed_cb (SchoWindow *self, const char *title, GtkWidget *list)
{
  scho_window_set_tab_title (self, list, title);
}

static AdwTabPage *
find_list (SchoWindow *self)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      AdwTabPage *tab = adw_tab_view_get_nth_page (self->tabs, i);

      if (SCHO_IS_MEMO_LIST (adw_tab_page_get_child (tab)))
        return tab;
    }
  return NULL;
}

void
scho_window_list_memos (SchoWindow *self)
{
  AdwTabPage *tab;
  GtkWidget *list;

  scho_session_keep_unsaved (self->session);
  tab = find_list (self);
  if (tab == NULL)
    {
      g_autofree char *title = NULL;

      list = scho_memo_list_new (self->session);
      title = scho_memo_list_dup_title (SCHO_MEMO_LIST (list));
      g_signal_connect_object (list, "memo-activated", G_CALLBACK (memo_activated_cb),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (list, "title-changed", G_CALLBACK (title_changed_cb), self,
                               G_CONNECT_SWAPPED);
      tab = scho_window_add_tab (self, list, title);
    }
  scho_window_show_tab (self, tab);
}

static void
memos_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  scho_window_list_memos (data);
}

gboolean
scho_window_warn_of_unsaved (SchoWindow *self)
{
  if (self->session == NULL)
    return FALSE;
  scho_session_keep_unsaved (self->session);
  if (!scho_session_has_unsaved (self->session) || self->warned)
    {
      self->warned = FALSE;
      return FALSE;
    }
  self->warned = TRUE;
  scho_window_toast (self,
                     _ ("A memo could not be saved. Copy it, or close again to lose "
                        "it."));
  return TRUE;
}

static const GActionEntry actions[] = {
  { .name = "memos", .activate = memos_cb },
  { .name = "memo-document", .activate = memo_document_cb },
  { .name = "memo-project", .activate = memo_project_cb },
  { .name = "memo-code", .activate = memo_code_cb, .parameter_type = "s" },
};

void
scho_window_install_memo_actions (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}
