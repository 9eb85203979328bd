/* test-preferences.c - rows of the window that changes settings, and what they change. */
#include "window-fixture.h"

#include "preferences.h"
#include "screenshot.h"
#include <scholiast/lookup.h>

static GtkWidget *
find_child (GtkWidget *widget, GType type, const char *title)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && (title == NULL
          || g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)),
                        title)
                 == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_child (child, type, title);
  return found;
}

static GtkWidget *
open_preferences (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  g_action_group_activate_action (G_ACTION_GROUP (fixture.application), "preferences",
                                  NULL);
  settle (100);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_PREFERENCES_WINDOW (window))
        found = window;
    }
  ck_assert_ptr_nonnull (found);
  return found;
}

START_TEST (a_switch_is_kept)
{
  GSettings *settings = scho_application_get_settings (fixture.application);
  GtkWidget *preferences, *row;

  open_sample ();
  g_settings_set_boolean (settings, "reopen-last", TRUE);
  preferences = open_preferences ();
  row = find_child (preferences, ADW_TYPE_ACTION_ROW, "Open the last project");
  adw_action_row_activate (ADW_ACTION_ROW (row));
  settle (400); /* a switch slides */
  ck_assert (!g_settings_get_boolean (settings, "reopen-last"));
  adw_action_row_activate (ADW_ACTION_ROW (row));
  settle (400);
  ck_assert (g_settings_get_boolean (settings, "reopen-last"));
  gtk_window_close (GTK_WINDOW (preferences));
  close_window ();
}
END_TEST

START_TEST (colours_change_at_once_and_both_ways)
{
  GSettings *settings = scho_application_get_settings (fixture.application);
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkWidget *preferences, *row;

  open_sample ();
  preferences = open_preferences ();
  row = find_child (preferences, ADW_TYPE_COMBO_ROW, "Colours");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 2);
  settle (50);
  ck_assert (adw_style_manager_get_dark (style));
  g_action_group_change_action_state (G_ACTION_GROUP (fixture.application),
                                      "color-scheme", g_variant_new_string ("light"));
  settle (50);
  ck_assert_uint_eq (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), 1);
  ck_assert (!adw_style_manager_get_dark (style));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 0);
  ck_assert_str_eq (g_settings_get_string (settings, "color-scheme"), "default");
  gtk_window_close (GTK_WINDOW (preferences));
  close_window ();
}
END_TEST

START_TEST (passages_are_rounded_as_chosen)
{
  g_autoptr (GVariant) state = NULL;
  GtkWidget *preferences, *row;

  open_sample ();
  preferences = open_preferences ();
  row = find_child (preferences, ADW_TYPE_COMBO_ROW, "Round passages");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  settle (50);
  state = g_action_group_get_action_state (G_ACTION_GROUP (fixture.application), "snap");
  ck_assert_str_eq (g_variant_get_string (state, NULL), "word");
  g_settings_reset (scho_application_get_settings (fixture.application), "snap");
  settle (50);
  ck_assert_uint_eq (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), 0);
  gtk_window_close (GTK_WINDOW (preferences));
  close_window ();
}
END_TEST

START_TEST (the_name_is_who_codes)
{
  GtkWidget *preferences, *row;

  open_sample ();
  preferences = open_preferences ();
  row = find_child (preferences, ADW_TYPE_ENTRY_ROW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (row), "  Ada Lovelace ");
  g_signal_emit_by_name (row, "apply");
  settle (50);
  ck_assert_str_eq (scho_session_get_coder (scho_window_get_session (fixture.window)),
                    "Ada Lovelace");
  activate ("select", g_variant_new ("(uu)", 3, 17));
  activate ("apply-code", g_variant_new_string ("backlash"));
  ck_assert_ptr_nonnull (scho_lookup_coder (get_snapshot (), "Ada Lovelace", NULL));
  gtk_window_close (GTK_WINDOW (preferences));
  g_settings_reset (scho_application_get_settings (fixture.application), "coder");
  close_window ();
}
END_TEST

/* Every row that is written down has a key, and every choice is one of the key's. */
START_TEST (every_row_is_there)
{
  static const char *const titles[]
      = { "Your name, for new codings", "Colours", "Open the last project" };
  GtkWidget *preferences;

  open_sample ();
  preferences = open_preferences ();
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    ck_assert_msg (find_child (preferences, ADW_TYPE_PREFERENCES_ROW, titles[i]) != NULL,
                   "%s", titles[i]);
  if (g_getenv ("SCHOLIAST_ARTEFACTS") != NULL)
    {
      g_autofree char *path
          = g_build_filename (g_getenv ("SCHOLIAST_ARTEFACTS"), "preferences.png", NULL);

      settle (300);
      ck_assert (scho_screenshot_write (preferences, path, NULL));
    }
  gtk_window_close (GTK_WINDOW (preferences));
  close_window ();
}
END_TEST

START_TEST (without_a_schema_it_says_so)
{
  GtkWidget *preferences = scho_preferences_new (NULL);

  gtk_window_present (GTK_WINDOW (preferences));
  settle (50);
  ck_assert_ptr_null (find_child (preferences, ADW_TYPE_ENTRY_ROW, NULL));
  gtk_window_close (GTK_WINDOW (preferences));
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, a_switch_is_kept);
  tcase_add_test (tc, colours_change_at_once_and_both_ways);
  tcase_add_test (tc, passages_are_rounded_as_chosen);
  tcase_add_test (tc, the_name_is_who_codes);
  tcase_add_test (tc, every_row_is_there);
  tcase_add_test (tc, without_a_schema_it_says_so);
}

int
main (void)
{
  return window_tests_run ("preferences", add_tests);
}
