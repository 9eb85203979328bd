#include "window-private.h"

#include "dialogs.h"
#include "paned-handle.h"
#include "plugins-page.h"
#include "typing.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>
#include <scholiast/lookup.h>
#include <string.h>

/* Longer words are no name. */
#define MOST_IN_VIVO 60

static SchoSnapshot *
get_snapshot (SchoWindow *self)
{
  return scho_session_get_snapshot (self->session);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;

  if (!scho_typing_undo (gtk_window_get_focus (GTK_WINDOW (self)))
      && !scho_window_undo_edit (self, FALSE))
    scho_window_undo_step (self);
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;

  if (!scho_typing_redo (gtk_window_get_focus (GTK_WINDOW (self)))
      && !scho_window_undo_edit (self, TRUE))
    scho_window_redo_step (self);
}

static void
add_code_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;

  g_action_group_change_action_state (G_ACTION_GROUP (self), "sidebar",
                                      g_variant_new_boolean (TRUE));
  gtk_widget_activate_action (GTK_WIDGET (self->code_tree), "code.add", NULL);
}

static void
memo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  SchoPage *page = scho_window_get_page (self);
  SchoAnnotation active;

  scho_window_show_side (self, "passage");
  /* Where codes overlap, the one that is lit up. */
  if (page != NULL && scho_page_get_active (page, &active)
      && scho_passage_pane_focus_memo_of (self->passage_pane, &active.uuid))
    return;
  if (!scho_passage_pane_focus_memo (self->passage_pane))
    scho_window_toast (self, _ ("Code the passage first; its memo belongs to the code."));
}

static void
open_document_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  g_autoptr (GError) error = NULL;
  const SchoDocument *document = scho_lookup_document (
      get_snapshot (self), g_variant_get_string (parameter, NULL), &error);

  if (document == NULL)
    scho_window_toast (self, error->message);
  else
    scho_window_open_document (self, document->id);
}

static void
select_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoPage *page = scho_window_get_page (data);
  guint32 start, end;

  if (page == NULL)
    return;
  g_variant_get (parameter, "(uu)", &start, &end);
  scho_page_select (page, start, end);
  scho_page_scroll_to (page, start, end);
}

static void
passages_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const SchoCode *code = scho_window_find_code (data, parameter);

  if (code != NULL)
    scho_window_list_code (data, code->id);
}

static void
close_tab_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  AdwTabPage *tab
      = self->tabs != NULL ? adw_tab_view_get_selected_page (self->tabs) : NULL;

  if (tab != NULL)
    adw_tab_view_close_page (self->tabs, tab);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
history_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  scho_window_show_side (data, "history");
}

static void
plugins_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoWindow *self = data;
  GtkWidget *page = scho_plugins_page_new (scho_window_get_plugins (self));

  scho_window_add_tab (self, page, _ ("Plugins"));
}

/* Made when asked for: GTK's own way makes it with every window, before the first frame.
 */
static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/org/scholiast/Scholiast/help-overlay.ui");
  GtkWindow *overlay = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (overlay, GTK_WINDOW (data));
  gtk_window_set_destroy_with_parent (overlay, TRUE);
  gtk_window_present (overlay);
}

static void
page_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoPage *page = scho_window_get_page (data);

  if (page != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (page));
}

static void
export_menu_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_menu_button_popup (((SchoWindow *) data)->export_button);
}

static void
coder_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  scho_session_set_coder (((SchoWindow *) data)->session,
                          g_variant_get_string (parameter, NULL));
}

static void
choose_coder_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  scho_status_bar_choose_coder (((SchoWindow *) data)->status_bar);
}

/* In a narrow window there is room for one of them only, and the text needs it most. */
static void
fold_other (SchoWindow *self, const char *other, gboolean fold)
{
  GActionGroup *group = G_ACTION_GROUP (self);
  g_autoptr (GVariant) state = g_action_group_get_action_state (group, other);

  if (self->width_step == 0 || g_variant_get_boolean (state) == !fold)
    return;
  if (fold || self->width_step == 1)
    g_action_group_change_action_state (group, other, g_variant_new_boolean (!fold));
}

static void
sidebar_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  SchoWindow *self = data;
  gboolean visible = g_variant_get_boolean (state);

  g_simple_action_set_state (action, state);
  gtk_widget_set_visible (GTK_WIDGET (self->lists), visible);
  if (!visible)
    scho_paned_forget_handle (self->outer);
  if (visible)
    fold_other (self, "side-pane", TRUE);
}

static void
side_pane_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  SchoWindow *self = data;
  gboolean visible = g_variant_get_boolean (state), was_visible;

  g_simple_action_set_state (action, state);
  scho_window_keep_side_width (self);
  fold_other (self, "sidebar", visible);
  was_visible = gtk_widget_get_visible (self->side);
  gtk_widget_set_visible (self->side, visible);
  if (visible && !was_visible)
    scho_window_place_side_pane (self);
  if (!visible)
    scho_paned_forget_handle (self->inner);
}

static const GActionEntry actions[] = {
  { .name = "undo", .activate = undo_cb },
  { .name = "redo", .activate = redo_cb },
  { .name = "add-code", .activate = add_code_cb },
  { .name = "memo", .activate = memo_cb },
  { .name = "open-document", .activate = open_document_cb, .parameter_type = "s" },
  { .name = "select", .activate = select_cb, .parameter_type = "(uu)" },
  { .name = "passages", .activate = passages_cb, .parameter_type = "s" },
  { .name = "close-tab", .activate = close_tab_cb },
  { .name = "history", .activate = history_cb },
  { .name = "plugins", .activate = plugins_cb },
  { .name = "page", .activate = page_cb },
  { .name = "shortcuts", .activate = shortcuts_cb },
  { .name = "export-menu", .activate = export_menu_cb },
  { .name = "coder", .activate = coder_cb, .parameter_type = "s" },
  { .name = "choose-coder", .activate = choose_coder_cb },
  { .name = "sidebar", .state = "true", .change_state = sidebar_cb },
  { .name = "side-pane", .state = "true", .change_state = side_pane_cb },
};

/* What makes sense before a project is open; nothing else does. */
static const char *const needs_no_project[]
    = { "close-tab", "shortcuts", "reading", NULL };

static void
set_enabled (SchoWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
set_tooltip (GtkWidget *button, const char *words)
{
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

void
scho_window_update_actions (SchoWindow *self)
{
  SchoProject *project
      = self->session != NULL ? scho_session_get_project (self->session) : NULL;
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (self));
  const char *undo = project != NULL ? scho_project_get_undo_label (project) : NULL;
  const char *redo = project != NULL ? scho_project_get_redo_label (project) : NULL;
  gboolean writable
      = project != NULL && scho_project_get_read_only_reason (project) == NULL;

  /* Translators: %s is a line of the history. */
  g_autofree char *undo_words
      = g_strdup_printf (_ ("Undo: %s (Ctrl+Z)"), undo != NULL ? undo : "");
  /* Translators: %s is a line of the history. */
  g_autofree char *redo_words
      = g_strdup_printf (_ ("Redo: %s (Ctrl+Shift+Z)"), redo != NULL ? redo : "");

  for (guint i = 0; names[i] != NULL; i++)
    if (!g_strv_contains (needs_no_project, names[i]))
      set_enabled (self, names[i], project != NULL);
  set_enabled (self, "undo", undo != NULL && writable);
  set_enabled (self, "redo", redo != NULL && writable);
  set_tooltip (self->undo_button, undo != NULL ? undo_words : _ ("Undo (Ctrl+Z)"));
  set_tooltip (self->redo_button, redo != NULL ? redo_words : _ ("Redo (Ctrl+Shift+Z)"));
  scho_window_update_edit_actions (self);
  scho_window_update_saving_actions (self);
}

void
scho_window_install_actions (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}
