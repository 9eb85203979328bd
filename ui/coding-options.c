#include "coding-options.h"

#include "settings.h"

static const char *const snaps[] = { "character", "word", "sentence", NULL };

static void
snap_cb (GSimpleAction *action, GVariant *state, gpointer settings)
{
  const char *name = g_variant_get_string (state, NULL);

  if (!g_strv_contains (snaps, name))
    return;
  g_simple_action_set_state (action, state);
  scho_settings_set_string (settings, "snap", name);
}

static void
palette_cb (GSimpleAction *action, GVariant *state, gpointer settings)
{
  g_simple_action_set_state (action, state);
  scho_settings_set_boolean (settings, "selection-palette",
                             g_variant_get_boolean (state));
}

static const GActionEntry actions[] = {
  { .name = "snap",
    .parameter_type = "s",
    .state = "'character'",
    .change_state = snap_cb },
  { .name = "selection-palette", .state = "true", .change_state = palette_cb },
};

void
scho_coding_options_install (GActionMap *application, GSettings *settings)
{
  g_autofree char *snap = scho_settings_dup_string (settings, "snap");
  gboolean palette = scho_settings_get_boolean (settings, "selection-palette", TRUE);

  g_action_map_add_action_entries (application, actions, G_N_ELEMENTS (actions),
                                   settings);
  /* The group would refuse before the application is registered. */
  g_action_change_state (g_action_map_lookup_action (application, "snap"),
                         g_variant_new_string (snap));
  g_action_change_state (g_action_map_lookup_action (application, "selection-palette"),
                         g_variant_new_boolean (palette));
}

char *
scho_coding_options_dup_snap (GActionGroup *application)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (application, "snap");

  return g_variant_dup_string (state, NULL);
}

gboolean
scho_coding_options_has_palette (GActionGroup *application)
{
  g_autoptr (GVariant) state
      = g_action_group_get_action_state (application, "selection-palette");

  return g_variant_get_boolean (state);
}
