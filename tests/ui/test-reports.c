/* test-reports.c - how a document came in is told after the import, and when asked. */
#include "report-page.h"
#include "window-fixture.h"
#include "window-private.h"

#include <string.h>

static GtkWidget *
get_child (void)
{
  return adw_tab_page_get_child (adw_tab_view_get_selected_page (fixture.window->tabs));
}

/* All labels below, a line each. */
static void
collect_labels (GtkWidget *widget, GString *out)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (out, "%s\n", gtk_label_get_label (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_labels (child, out);
}

static void
assert_told (const char *words)
{
  g_autoptr (GString) labels = g_string_new (NULL);

  ck_assert (SCHO_IS_REPORT_PAGE (get_child ()));
  collect_labels (get_child (), labels);
  ck_assert_msg (strstr (labels->str, words) != NULL, "“%s” is not in:\n%s", words,
                 labels->str);
}

static void
assert_not_told (const char *words)
{
  g_autoptr (GString) labels = g_string_new (NULL);

  collect_labels (get_child (), labels);
  ck_assert_msg (strstr (labels->str, words) == NULL, "“%s” is in:\n%s", words,
                 labels->str);
}

static void
import (const char *first, const char *second)
{
  g_autofree char *one = dup_path (first);
  g_autofree char *two = second != NULL ? dup_path (second) : NULL;
  const char *paths[] = { one, two, NULL };

  activate ("import-files", g_variant_new_strv (paths, -1));
  await_jobs ();
}

static void
accept_losses (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  settle (200);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        {
          adw_message_dialog_response (ADW_MESSAGE_DIALOG (window), "accept");
          await_jobs ();
          settle (200);
          return;
        }
    }
  ck_abort_msg ("nothing was asked");
}

static void
write_file (const char *name, const char *bytes)
{
  g_autofree char *path = dup_path (name);

  ck_assert (g_file_set_contents (path, bytes, -1, NULL));
}

START_TEST (a_guess_is_told_at_once)
{
  write_file ("guessed.txt", "Caf\xe9 cr\xe8me, she said, and no more.\n");
  open_sample ();
  import ("guessed.txt", NULL);
  assert_told ("guessed.txt\n");
  assert_told ("Words\n7\n");
  assert_told ("Guessed, changed or left out\n");
  assert_told ("which is a guess");
  /* In the window's words; the command line has its own. */
  assert_told ("as with the option “Encoding: Windows-1252”.");
  assert_not_told ("--set");
  picture ("report", "guess");

  /* With the document its report goes. */
  activate ("undo", NULL);
  ck_assert (!SCHO_IS_REPORT_PAGE (get_child ()));
  close_window ();
}
END_TEST

START_TEST (a_report_is_there_when_asked)
{
  int n;

  write_file ("plain.txt", "Dear editor,\n\nplease.\n");
  open_sample ();
  import ("plain.txt", NULL);
  /* Nothing to tell: the page is in front. */
  ck_assert (SCHO_IS_PAGE (get_child ()));
  n = adw_tab_view_get_n_pages (fixture.window->tabs);
  activate ("show-report", NULL);
  assert_told ("Words\n3\n");
  assert_told ("Nothing was guessed or left out.");
  activate ("open-document", g_variant_new_string ("plain.txt"));
  activate ("show-report", NULL);
  ck_assert_int_eq (adw_tab_view_get_n_pages (fixture.window->tabs), n + 1);
  close_window ();
}
END_TEST

START_TEST (several_files_are_told_together)
{
  write_file ("first.html", "<p>One word: caf\xe9</p><script>x</script>");
  write_file ("second.html", "<h1>Two: caf\xe9</h1><nav>Home</nav>");
  open_sample ();
  import ("first.html", "second.html");
  /* What is lost is asked about first; it stays in the report. */
  accept_losses ();
  assert_told ("first.html\n");
  assert_told ("second.html\n");
  assert_told ("headings: 1\n");
  assert_told ("which is a guess");
  assert_told ("Left out: Menus, buttons and lists of contents");
  assert_told ("the option “");
  assert_not_told ("--set");
  picture ("report", "several");
  close_window ();
}
END_TEST

START_TEST (what_cannot_be_read_is_left_out)
{
  g_autoptr (GString) labels = g_string_new (NULL);
  gsize n_before, n;

  write_file ("none.txt", "");
  write_file ("some.txt", "Some words.\n");
  open_sample ();
  scho_snapshot_get_documents (get_snapshot (), &n_before);
  import ("none.txt", "some.txt");
  scho_snapshot_get_documents (get_snapshot (), &n);
  ck_assert_uint_eq (n, n_before + 1);
  collect_labels (get_child (), labels);
  ck_assert_ptr_nonnull (strstr (labels->str, "1 file did not come in; the others did."));
  ck_assert_ptr_nonnull (strstr (labels->str, "none.txt is empty"));
  picture ("report", "left-out");
  activate ("undo", NULL);
  scho_snapshot_get_documents (get_snapshot (), &n);
  ck_assert_uint_eq (n, n_before);

  /* Or nothing comes in, when that is preferred. */
  ck_assert (g_settings_set_boolean (scho_window_get_settings (fixture.window),
                                     "import-all-or-nothing", TRUE));
  import ("none.txt", "some.txt");
  scho_snapshot_get_documents (get_snapshot (), &n);
  ck_assert_uint_eq (n, n_before);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, a_guess_is_told_at_once);
  tcase_add_test (tc, a_report_is_there_when_asked);
  tcase_add_test (tc, several_files_are_told_together);
  tcase_add_test (tc, what_cannot_be_read_is_left_out);
}

int
main (void)
{
  return window_tests_run ("reports", add_tests);
}
