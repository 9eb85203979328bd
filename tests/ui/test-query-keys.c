/* test-query-keys.c - a query asked for with the keyboard alone. */
#include "hands.h"
#include "window-fixture.h"

#include "query-dialog.h"

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (SCHO_IS_QUERY_DIALOG (window) && gtk_widget_get_visible (window))
        found = window;
    }
  return found;
}

static void
press_all (const char *const *keys)
{
  for (; *keys != NULL; keys++)
    hands_press (*keys);
}

/* Ctrl+Shift+P, a few letters, Down and Enter for the name, Tab to the next fields, and
 * Enter for what is found. */
START_TEST (it_needs_no_mouse)
{
  static const char *const name[] = { "b", "a", "c", "k", "Down", "Return", NULL };
  static const char *const scope[] = { "Tab", "space", "Down", "Return", NULL };
  static const char *const other[]
      = { "Tab", "space", "Tab", "Tab", "r", "e", "p", "u", "Down", "Tab", NULL };
  SchoQueryEditor *editor;
  SchoPassageList *list;
  GtkWidget *dialog;

  open_sample ();
  hands_take (GTK_WIDGET (fixture.window));
  hands_press ("ctrl+shift+p");
  settle (200);
  dialog = find_dialog ();
  ck_assert_ptr_nonnull (dialog);
  hands_take (dialog);
  editor = scho_query_dialog_get_editor (SCHO_QUERY_DIALOG (dialog));
  press_all (name);
  ck_assert_str_eq (scho_query_editor_get_text (editor), "backlash");
  press_all (scope);
  ck_assert_str_eq (scho_query_editor_get_text (editor), "backlash/*");
  press_all (other);
  hands_picture ("query-keys");
  ck_assert_str_eq (scho_query_editor_get_text (editor), "backlash/* and reputation");
  hands_press ("shift+Tab");
  hands_press ("Return");
  settle (300);
  ck_assert_ptr_null (find_dialog ());
  list = scho_window_get_passage_list (fixture.window);
  ck_assert_ptr_nonnull (list);
  ck_assert_str_eq (scho_passage_list_get_query (list), "backlash/* and reputation");
  hands_take (GTK_WIDGET (fixture.window));
  hands_press ("ctrl+shift+p");
  settle (200);
  dialog = find_dialog ();
  hands_take (dialog);
  hands_press ("Escape");
  settle (200);
  ck_assert_ptr_null (find_dialog ());
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, it_needs_no_mouse);
}

int
main (void)
{
  return window_tests_run ("query-keys", add_tests);
}
