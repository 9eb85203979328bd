/* window-shown.c - which codes the pages of the window show. */
#include "window-private.h"

#include <glib/gi18n.h>

static void
tell_state (SchoWindow *self, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

static void
visibility_changed_cb (SchoWindow *self, SchoVisibility *visibility)
{
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);
  guint hidden = scho_visibility_count_hidden_codes (visibility, snapshot);
  gsize n;

  scho_snapshot_get_codes (snapshot, &n);
  tell_state (self, "show-codes",
              g_variant_new_string (hidden == 0   ? "all"
                                    : hidden == n ? "none"
                                                  : "some"));
  tell_state (self, "show-blurred",
              g_variant_new_boolean (scho_visibility_has_blurred (visibility)));
}

static void
show_chosen (SchoWindow *self)
{
  guint32 code = scho_code_tree_get_selected (self->code_tree);

  if (code == 0)
    {
      scho_window_toast (self, _ ("Choose a code on the left first."));
      return;
    }
  scho_visibility_show_only (scho_session_get_visibility (self->session),
                             scho_session_get_snapshot (self->session), code);
  tell_state (self, "show-codes", g_variant_new_string ("chosen"));
}

static void
show_codes_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  SchoWindow *self = data;
  SchoVisibility *visibility = scho_session_get_visibility (self->session);
  const char *what = g_variant_get_string (state, NULL);

  if (g_str_equal (what, "all"))
    scho_visibility_show_all_codes (visibility);
  else if (g_str_equal (what, "none"))
    scho_visibility_show_only (visibility, scho_session_get_snapshot (self->session), 0);
  else if (g_str_equal (what, "chosen"))
    show_chosen (self);
}

static void
show_blurred_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  SchoWindow *self = data;

  scho_visibility_set_blurred (scho_session_get_visibility (self->session),
                               g_variant_get_boolean (state));
}

static void
show_all_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SchoVisibility *visibility
      = scho_session_get_visibility (((SchoWindow *) data)->session);

  scho_visibility_show_all_codes (visibility);
  scho_visibility_show_all_coders (visibility);
}

static void
choose_shown_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  scho_status_bar_choose_shown (((SchoWindow *) data)->status_bar);
}

static const GActionEntry actions[] = {
  { .name = "show-codes",
    .parameter_type = "s",
    .state = "'all'",
    .change_state = show_codes_cb },
  { .name = "show-blurred", .state = "false", .change_state = show_blurred_cb },
  { .name = "show-all", .activate = show_all_cb },
  { .name = "choose-shown", .activate = choose_shown_cb },
};

void
scho_window_install_shown_actions (SchoWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions),
                                   self);
}

void
scho_window_follow_visibility (SchoWindow *self)
{
  SchoVisibility *visibility = scho_session_get_visibility (self->session);

  g_signal_connect_object (visibility, "changed", G_CALLBACK (visibility_changed_cb),
                           self, G_CONNECT_SWAPPED);
  visibility_changed_cb (self, visibility);
}
