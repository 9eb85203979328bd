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

static void
change_state (GActionMap *application, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (application, name);
  g_autoptr (GVariant) wanted = g_variant_ref_sink (state);
  g_autoptr (GVariant) now = g_action_get_state (action);

  if (!g_variant_equal (now, wanted))
    g_action_change_state (action, wanted);
}

static void
follow_settings (GActionMap *application, const char *key, GSettings *settings)
{
  g_autofree char *snap = scho_settings_dup_string (settings, "snap");
  gboolean palette = scho_settings_get_boolean (settings, "selection-palette", TRUE);

  /* The group would refuse before the application is registered. */
  change_state (application, "snap", g_variant_new_string (snap));
  change_state (application, "selection-palette", g_variant_new_boolean (palette));
}

void
scho_coding_options_install (GActionMap *application, GSettings *settings)
{
  g_action_map_add_action_entries (application, actions, G_N_ELEMENTS (actions),
                                   settings);
  follow_settings (application, NULL, settings);
  if (settings != NULL)
    g_signal_connect_object (settings, "changed", G_CALLBACK (follow_settings),
                             application, G_CONNECT_SWAPPED);
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
