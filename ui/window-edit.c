/* window-edit.c - the mode in which the text is corrected.
 *
 * Each page may be in it. Going to another tab leaves it open; whatever would end it, as
 * closing the tab, the window or the program, keeps what was written, but where passages
 * lose their text it does not happen before the user has said what he wants.
 */
#include "large-step.h"
#include "window-private.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>
#include <scholiast/error.h>

/* They would mean places of the old text. */
static const char *const not_while_editing[] = {
  "apply-code",  "apply-key",         "code-in-vivo",
  "repeat-code", "code-passage",      "palette",
  "recode",      "remove-coding",     "remove-annotation",
  "move-limit",  "select-annotation", "annotation-memo",
  "code-hits",
};

/* They read the text, of which there may be only the old one. */
static const char *const need_current_text[] = {
  "find",          "find-bar",       "find-text",   "find-next",
  "find-previous", "copy-quotation", "select-unit", "go-to-uncoded",
};

static SchoPage *
get_page_of (AdwTabPage *tab)
{
  GtkWidget *child = tab != NULL ? adw_tab_page_get_child (tab) : NULL;

  return child != NULL && SCHO_IS_PAGE (child) ? SCHO_PAGE (child) : NULL;
}

static AdwTabPage *
get_tab_of (SchoWindow *self, SchoPage *page)
{
  return adw_tab_view_get_page (self->tabs, GTK_WIDGET (page));
}

/* (nullable): the page in front, if its text is being corrected. */
static SchoPage *
get_edited (SchoWindow *self)
{
  SchoPage *page = scho_window_get_page (self);

  return page != NULL && scho_page_get_edit (page) != NULL ? page : NULL;
}

/* Waits for an answer whether it may be kept; other reasons have been told. */
static gboolean
asks (SchoWindow *self, SchoPage *page)
{
  return page == scho_window_get_page (self)
         && scho_edit_bar_get_question (self->edit_bar) == SCHO_QUESTION_KEEP;
}

gboolean
scho_window_has_unkept_text (SchoPage *page)
{
  SchoTextEdit *edit = scho_page_get_edit (page);

  return edit != NULL && scho_text_edit_is_changed (edit);
}

static void
show_mode (SchoWindow *self, SchoPage *page)
{
  g_autoptr (GIcon) icon = NULL;

  if (scho_page_get_edit (page) != NULL)
    icon = g_themed_icon_new ("document-edit-symbolic");
  adw_tab_page_set_indicator_icon (get_tab_of (self, page), icon);
  scho_session_set_unsaved (self->session, page, scho_window_has_unkept_text (page));
}

static void
edit_changed_cb (SchoWindow *self, SchoPage *page)
{
  show_mode (self, page);
  scho_window_note_correction (page);
  if (page != scho_window_get_page (self))
    return;
  scho_find_bar_refresh (self->find_bar);
  scho_window_follow_edit (self);
  scho_window_update_actions (self);
}

/* Beginning and ending */

/* What was only jumped to must not be replaced by the first letter. */
static void
let_go (SchoPage *page)
{
  guint32 start, end;

  if (scho_page_get_selection (page, &start, &end))
    scho_page_select (page, start, start);
}

static void
begin (SchoWindow *self, SchoPage *page)
{
  g_signal_handlers_disconnect_by_func (page, edit_changed_cb, self);
  g_signal_connect_object (page, "edit-changed", G_CALLBACK (edit_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (!scho_page_begin_edit (page))
    {
      scho_window_toast (
          self, scho_page_is_in_parts (page)
                    ? _ ("So long a text is shown in parts and cannot be corrected here.")
                    : _ ("The text is not shown yet. Try again in a moment."));
      return;
    }
  let_go (page);
  scho_window_begin_correction (self, page);
  scho_window_follow_page (self);
  gtk_widget_grab_focus (GTK_WIDGET (page));
}

/* @text: (nullable): what was kept, and is in @snapshot */
static void
end (SchoWindow *self, SchoPage *page, SchoText *text)
{
  AdwTabPage *tab = get_tab_of (self, page);
  guint32 document = scho_page_get_document (page);

  /* First, or it would be found, and offered as one of an earlier text. */
  scho_window_end_correction (page);
  if (text != NULL)
    scho_page_end_kept_edit (page, scho_session_get_snapshot (self->session), text);
  else
    scho_page_end_edit (page);
  if (scho_snapshot_get_document (scho_page_get_snapshot (page), document) == NULL)
    adw_tab_view_close_page (self->tabs, tab);
  scho_window_follow_page (self);
  if (page == scho_window_get_page (self))
    gtk_widget_grab_focus (GTK_WIDGET (page));
}

/* Keeping */

typedef enum
{
  KEPT,
  BEING_KEPT, /* on another thread */
  NOT_KEPT    /* the user is asked, or knows why */
} Kept;

typedef struct
{
  SchoPage *page;
  guint32 document;
  SchoTextEdit *edit; /* a copy: the page goes on showing its own */
  gboolean anyway;    /* codings may go */
} Keeping;

static void
keeping_free (gpointer data)
{
  Keeping *self = data;

  g_object_unref (self->page);
  scho_text_edit_free (self->edit);
  g_free (self);
}

static SchoStep *
make_step (SchoSnapshot *snapshot, gpointer data, GError **error)
{
  Keeping *self = data;
  g_autoptr (GPtrArray) lost = NULL;
  g_autoptr (SchoStep) step
      = scho_edit_change_text (snapshot, self->document, self->edit, &lost, error);

  if (step == NULL)
    return NULL;
  if (lost->len > 0 && !self->anyway)
    {
      g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_CONFLICT,
                           _ ("Codings were added meanwhile that would lose their text. "
                              "Look at them and keep the text again."));
      return NULL;
    }
  return g_steal_pointer (&step);
}

static void
kept_cb (gpointer owner, gpointer data, SchoStep *step)
{
  SchoWindow *self = owner;
  Keeping *keeping = data;
  SchoPage *page = keeping->page;
  gboolean closes_tab = self->closes_tab_when_kept;

  self->closes_tab_when_kept = FALSE;
  if (self->session == NULL || scho_page_get_edit (page) == NULL)
    return;
  if (step == NULL)
    {
      self->closes_when_saved = FALSE;
      scho_page_hold_edit (page, FALSE);
      scho_window_follow_page (self);
      return;
    }
  end (self, page, scho_step_get_text (step, keeping->document));
  if (closes_tab)
    adw_tab_view_close_page (self->tabs, get_tab_of (self, page));
}

static void
apply (SchoWindow *self, SchoPage *page, gboolean anyway)
{
  Keeping *keeping = g_new0 (Keeping, 1);
  gsize n;

  keeping->page = g_object_ref (page);
  keeping->document = scho_page_get_document (page);
  keeping->edit = scho_text_edit_copy (scho_page_get_edit (page));
  keeping->anyway = anyway;
  scho_snapshot_get_annotations (scho_session_get_snapshot (self->session),
                                 keeping->document, &n);
  if (scho_page_is_long (page))
    n = MAX (n, SCHO_MOST_AT_ONCE + 1);
  scho_page_hold_edit (page, TRUE);
  scho_session_make_step (self->session, n, make_step, keeping, keeping_free, kept_cb,
                          self);
}

static Kept
keep (SchoWindow *self, SchoPage *page, gboolean anyway)
{
  g_autoptr (SchoPage) kept = g_object_ref (page);
  GPtrArray *lost;

  if (scho_page_is_held (page))
    return BEING_KEPT;
  lost = scho_page_get_lost (page);
  if (!scho_window_has_unkept_text (page))
    {
      end (self, page, NULL);
      return KEPT;
    }
  if (scho_page_can_keep_edit (page) && lost != NULL && lost->len > 0 && !anyway)
    {
      adw_tab_view_set_selected_page (self->tabs, get_tab_of (self, page));
      scho_edit_bar_ask (self->edit_bar, SCHO_QUESTION_KEEP);
      return NOT_KEPT;
    }
  apply (self, page, anyway);
  if (scho_page_get_edit (page) == NULL)
    return KEPT;
  if (scho_page_is_held (page))
    {
      scho_window_follow_edit (self);
      return BEING_KEPT;
    }
  adw_tab_view_set_selected_page (self->tabs, get_tab_of (self, page));
  return NOT_KEPT;
}

/* What was to close has not, and the question in the bar alone does not say so. */
static void
tell_still_open (SchoWindow *self, SchoPage *page, gboolean window)
{
  const char *title = adw_tab_page_get_title (get_tab_of (self, page));
  g_autofree char *words = NULL;

  if (!asks (self, page))
    return;
  if (window)
    /* Translators: %s is the title of a document. */
    words = g_strdup_printf (_ ("The window stays open: keeping the corrections of “%s” "
                                "would remove codings. Keep or discard them first."),
                             title);
  else
    /* Translators: %s is the title of a document. */
    words = g_strdup_printf (_ ("The tab stays open: keeping the corrections of “%s” "
                                "would remove codings. Keep or discard them first."),
                             title);
  scho_window_toast (self, words);
  gtk_window_present (GTK_WINDOW (self));
}

gboolean
scho_window_keep_edits (SchoWindow *self)
{
  if (self->tabs == NULL)
    return TRUE;
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      SchoPage *page = get_page_of (adw_tab_view_get_nth_page (self->tabs, i));

      if (page == NULL || !scho_window_has_unkept_text (page))
        continue;
      switch (keep (self, page, FALSE))
        {
        case KEPT:
          continue;
        case BEING_KEPT:
          scho_window_secure_correction (page);
          scho_window_close_when_saved (self);
          return FALSE;
        case NOT_KEPT:
          scho_window_secure_correction (page);
          tell_still_open (self, page, TRUE);
          return FALSE;
        }
    }
  return TRUE;
}

void
scho_window_drop_edits (SchoWindow *self)
{
  for (int i = 0; i < adw_tab_view_get_n_pages (self->tabs); i++)
    {
      SchoPage *page = get_page_of (adw_tab_view_get_nth_page (self->tabs, i));

      if (page == NULL || scho_page_get_edit (page) == NULL)
        continue;
      g_signal_handlers_disconnect_by_func (page, edit_changed_cb, self);
      scho_session_set_unsaved (self->session, page, FALSE);
      scho_window_secure_correction (page);
      scho_page_end_edit (page);
    }
}

static gboolean
close_page_cb (SchoWindow *self, AdwTabPage *tab, AdwTabView *view)
{
  SchoPage *page = get_page_of (tab);
  Kept kept = KEPT;

  if (page != NULL && scho_window_has_unkept_text (page))
    kept = keep (self, page, FALSE);
  if (kept == KEPT)
    return GDK_EVENT_PROPAGATE;
  if (kept == BEING_KEPT)
    {
      self->closes_tab_when_kept = TRUE;
      scho_window_toast (self, _ ("The tab closes as soon as the text is kept."));
    }
  else
    tell_still_open (self, page, FALSE);
  adw_tab_view_close_page_finish (view, tab, FALSE);
  return GDK_EVENT_STOP;
}

/* Actions */

static void
edit_text_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  SchoWindow *self = data;
  SchoPage *page = scho_window_get_page (self);

  if (page == NULL)
    return;
  if (scho_page_get_edit (page) == NULL && g_variant_get_boolean (state))
    begin (self, page);
  else if (scho_page_get_edit (page) != NULL && !g_variant_get_boolean (state))
    keep (self, page, FALSE);
}

static void
keep_text_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  keep (data, get_edited (data), FALSE);
}

static void
keep_text_anyway_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  keep (data, get_edited (data), TRUE);
}

static void
discard_text_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  SchoPage *page = get_edited (self);

  if (scho_window_has_unkept_text (page) && scho_page_can_keep_edit (page))
    scho_edit_bar_ask (self->edit_bar, SCHO_QUESTION_DISCARD);
  else
    end (self, page, NULL);
}

static void
discard_text_anyway_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  end (data, get_edited (data), NULL);
}

static void
copy_text_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (SchoText) text
      = scho_text_edit_make_text (scho_page_get_edit (get_edited (data)), NULL);

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (data)),
                            scho_text_get_utf8 (text, NULL));
}

static const GActionEntry actions[] = {
  { .name = "edit-text", .state = "false", .change_state = edit_text_cb },
  { .name = "keep-text", .activate = keep_text_cb },
  { .name = "keep-text-anyway", .activate = keep_text_anyway_cb },
  { .name = "discard-text", .activate = discard_text_cb },
  { .name = "discard-text-anyway", .activate = discard_text_anyway_cb },
  { .name = "copy-text", .activate = copy_text_cb },
};

static void
set_enabled (SchoWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_undo (SchoWindow *self, SchoPage *page)
{
  SchoTextEdit *edit = scho_page_get_edit (page);

  set_enabled (self, "undo", scho_text_edit_can_undo (edit));
  set_enabled (self, "redo", scho_text_edit_can_redo (edit));
  gtk_widget_set_tooltip_text (self->undo_button, _ ("Undo typing (Ctrl+Z)"));
  gtk_widget_set_tooltip_text (self->redo_button, _ ("Redo typing (Ctrl+Shift+Z)"));
}

void
scho_window_update_edit_actions (SchoWindow *self)
{
  GAction *mode = g_action_map_lookup_action (G_ACTION_MAP (self), "edit-text");
  SchoPage *page = scho_window_get_page (self), *edited = get_edited (self);
  gboolean held = edited != NULL && scho_page_is_held (edited);
  gboolean can_keep = edited != NULL && !held && scho_page_can_keep_edit (edited);
  gboolean writable
      = self->session != NULL
        && scho_project_get_read_only_reason (scho_session_get_project (self->session))
               == NULL;

  g_simple_action_set_state (G_SIMPLE_ACTION (mode),
                             g_variant_new_boolean (edited != NULL));
  set_enabled (self, "edit-text", page != NULL && writable && !held);
  set_enabled (self, "keep-text", can_keep);
  set_enabled (self, "keep-text-anyway", can_keep);
  set_enabled (self, "discard-text", edited != NULL && !held);
  set_enabled (self, "discard-text-anyway", edited != NULL && !held);
  set_enabled (self, "copy-text", edited != NULL);
  if (edited == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (not_while_editing); i++)
    set_enabled (self, not_while_editing[i], FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (need_current_text); i++)
    if (!scho_page_is_text_current (edited))
      set_enabled (self, need_current_text[i], FALSE);
  /* What is in the way is undone as ever. */
  if (can_keep)
    update_undo (self, edited);
}

gboolean
scho_window_is_editing (SchoWindow *self)
{
  return get_edited (self) != NULL;
}

gboolean
scho_window_undo_edit (SchoWindow *self, gboolean redo)
{
  SchoPage *page = get_edited (self);

  if (page == NULL || scho_page_is_held (page) || !scho_page_can_keep_edit (page))
    return FALSE;
  if (redo)
    scho_page_redo_edit (page);
  else
    scho_page_undo_edit (page);
  return TRUE;
}

void
scho_window_follow_edit (SchoWindow *self)
{
  SchoPage *page = scho_window_get_page (self);
  AdwTabPage *tab = adw_tab_view_get_selected_page (self->tabs);

  scho_edit_bar_set_page (self->edit_bar, page,
                          page != NULL ? adw_tab_page_get_title (tab) : NULL);
  scho_window_follow_correction (self);
}

/* Not before the text view, for whose input method the key may be. */
static gboolean
key_pressed_cb (SchoWindow *self, guint keyval, guint code, GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape || get_edited (self) == NULL)
    return GDK_EVENT_PROPAGATE;
  if (scho_edit_bar_get_question (self->edit_bar) != SCHO_QUESTION_NONE)
    {
      scho_edit_bar_ask (self->edit_bar, SCHO_QUESTION_NONE);
      gtk_widget_grab_focus (GTK_WIDGET (get_edited (self)));
    }
  else
    g_action_group_activate_action (G_ACTION_GROUP (self), "discard-text", NULL);
  return GDK_EVENT_STOP;
}

static void
add_keys (SchoWindow *self, GtkWidget *widget)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, keys);
}

void
scho_window_install_edit_actions (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}

void
scho_window_init_edit (SchoWindow *self)
{
  scho_window_init_corrections (self);
  add_keys (self, GTK_WIDGET (self->tabs));
  add_keys (self, GTK_WIDGET (self->edit_bar));
  g_signal_connect_object (self->tabs, "close-page", G_CALLBACK (close_page_cb), self,
                           G_CONNECT_SWAPPED);
}
