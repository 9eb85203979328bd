/* test-actions.c - everything the window can do, in each state it can be in: what is not
 * fitting is off or harmless, and the project is sound after it. */
#include "window-fixture.h"

#include <ui/closing.h>

#include <string.h>

/* They wait for the user in a window of the desktop's own, or end the test. */
static const char *const left_out[]
    = { "import", "import-as",  "export-as",     "export-table",    "print",
        "close",  "export-pdf", "export-pdf-to", "export-table-to", "export",
        "quit",   "open",       "new",           "import-files",    NULL };

static void
close_dialogs (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i - 1);

      if (window != GTK_WINDOW (fixture.window) && GTK_IS_WINDOW (window)
          && gtk_window_get_transient_for (window) == GTK_WINDOW (fixture.window))
        gtk_window_close (window);
    }
}

static gboolean
is_on (const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture.window), action);
}

static void
close_tabs (void)
{
  for (guint i = 0; i < 30 && adw_tab_view_get_n_pages (fixture.window->tabs) > 0; i++)
    {
      activate ("close-tab", NULL);
      settle (10);
    }
}

static void
end_correction (void)
{
  if (is_on ("discard-text-anyway"))
    activate ("discard-text-anyway", NULL);
}

static void
be_without_a_document (void)
{
  end_correction ();
  close_tabs ();
}

static void
be_in_the_text (void)
{
  end_correction ();
  if (scho_window_get_page (fixture.window) == NULL)
    activate ("open-document", g_variant_new_string ("article.txt"));
  activate ("page", NULL);
}

static void
have_a_selection (void)
{
  be_in_the_text ();
  activate ("select", g_variant_new ("(uu)", 60, 90));
}

static void
see_a_table (void)
{
  end_correction ();
  activate ("analyse", g_variant_new_string ("frequency"));
  await_jobs ();
}

static void
correct_the_text (void)
{
  be_in_the_text ();
  if (is_on ("edit-text"))
    g_action_group_change_action_state (G_ACTION_GROUP (fixture.window), "edit-text",
                                        g_variant_new_boolean (TRUE));
  settle (30);
}

static const struct
{
  const char *name;
  void (*be) (void);
} states[] = {
  { "without a document", be_without_a_document },
  { "in the text", be_in_the_text },
  { "with a selection", have_a_selection },
  { "at a table", see_a_table },
  { "correcting", correct_the_text },
};

/* (nullable) (floating) */
static GVariant *
choose_value (const GVariantType *type)
{
  g_autofree char *name = g_variant_type_dup_string (type);

  if (g_str_equal (name, "s"))
    return g_variant_new_string ("backlash");
  if (g_str_equal (name, "b"))
    return g_variant_new_boolean (TRUE);
  if (g_str_equal (name, "u"))
    return g_variant_new_uint32 (1);
  if (g_str_equal (name, "i"))
    return g_variant_new_int32 (0);
  if (g_str_equal (name, "(uu)"))
    return g_variant_new ("(uu)", 100, 140);
  return NULL;
}

static void
do_action (const char *name)
{
  GActionGroup *group = G_ACTION_GROUP (fixture.window);
  const GVariantType *type = g_action_group_get_action_parameter_type (group, name);
  GVariant *value = type != NULL ? choose_value (type) : NULL;

  if (!g_action_group_get_action_enabled (group, name) || (type != NULL && value == NULL))
    return;
  /* Without a tab it closes the window. */
  if (g_str_equal (name, "close-tab")
      && (fixture.window->tabs == NULL
          || adw_tab_view_get_n_pages (fixture.window->tabs) == 0))
    return;
  g_test_message ("%s", name);
  g_action_group_activate_action (group, name, value);
  settle (5);
  await_jobs ();
  close_dialogs ();
  settle (5);
}

static void
assert_sound (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = scho_project_check (get_project (), NULL, NULL, &error);

  ck_assert_msg (faults != NULL, "%s", error != NULL ? error->message : "");
  ck_assert_uint_eq (faults->len, 0);
}

START_TEST (every_action_is_harmless)
{
  g_auto (GStrv) names = NULL;

  open_sample ();
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  names = g_action_group_list_actions (G_ACTION_GROUP (fixture.window));
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_strv_contains (left_out, names[i]))
        continue;
      states[_i].be ();
      do_action (names[i]);
      ck_assert_ptr_nonnull (scho_window_get_session (fixture.window));
    }
  end_correction ();
  assert_sound ();
  close_window ();
}
END_TEST

/* Nothing changes a project that cannot be written, in whichever way it is asked. */
START_TEST (nothing_changes_what_is_read_only)
{
  g_autofree char *path = NULL;
  g_autoptr (SchoProject) other = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (SchoSnapshot) before = NULL;

  open_sample ();
  path = g_strdup (scho_project_get_path (get_project ()));
  gtk_window_close (GTK_WINDOW (fixture.window));
  fixture.window = NULL;
  settle (100);
  scho_closing_wait ();
  other = scho_project_open (path, NULL);
  open_sample ();
  ck_assert_ptr_nonnull (scho_project_get_read_only_reason (get_project ()));
  before = scho_snapshot_ref (get_snapshot ());
  names = g_action_group_list_actions (G_ACTION_GROUP (fixture.window));
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_strv_contains (left_out, names[i]))
        continue;
      have_a_selection ();
      do_action (names[i]);
      ck_assert_msg (get_snapshot () == before, "%s changed it", names[i]);
    }
  close_window ();
}
END_TEST

START_TEST (without_a_project_little_is_on)
{
  static const char *const off[]
      = { "apply-code", "undo", "export", "analyse", "find", "memos", "history" };
  g_auto (GStrv) names = NULL;

  fixture.window = SCHO_WINDOW (scho_window_new (fixture.application));
  gtk_window_present (GTK_WINDOW (fixture.window));
  settle (100);
  for (guint i = 0; i < G_N_ELEMENTS (off); i++)
    ck_assert_msg (!is_on (off[i]), "%s", off[i]);
  names = g_action_group_list_actions (G_ACTION_GROUP (fixture.window));
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_strv_contains (left_out, names[i]))
      do_action (names[i]);
  ck_assert_ptr_null (scho_window_get_session (fixture.window));
  gtk_window_close (GTK_WINDOW (fixture.window));
  fixture.window = NULL;
  settle (50);
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_loop_test (tc, every_action_is_harmless, 0, G_N_ELEMENTS (states));
  tcase_add_test (tc, nothing_changes_what_is_read_only);
  tcase_add_test (tc, without_a_project_little_is_on);
}

int
main (void)
{
  return window_tests_run ("actions", add_tests);
}
