/* test-window.c - drives the real window by its actions, and asks the core what came of
 * it.
 */
#include "window-fixture.h"

#include <glib/gstdio.h>
#include <scholiast/edit.h>
#include <scholiast/lookup.h>
#include <string.h>

START_TEST (the_main_job)
{
  guint64 before, of_code;
  GArray *codings;
  const SchoAnnotation *coding;

  open_sample ();
  before = count_codings ();
  ck_assert_uint_gt (before, 20);
  of_code = scho_code_item_get_count (find_item ("backlash"));

  activate ("select", g_variant_new ("(uu)", 3, 17));
  activate ("apply-code", g_variant_new_string ("backlash"));
  ck_assert_uint_eq (count_codings (), before + 1);
  ck_assert_uint_eq (scho_code_item_get_count (find_item ("backlash")), of_code + 1);

  codings = scho_window_get_codings (fixture.window);
  ck_assert_uint_eq (codings->len, 1);
  coding = &g_array_index (codings, SchoAnnotation, 0);
  ck_assert_uint_eq (coding->start, 3);
  ck_assert_uint_eq (coding->end, 17);
  ck_assert_uint_eq (coding->code, find_code ("backlash")->id);

  activate ("undo", NULL);
  ck_assert_uint_eq (count_codings (), before);
  ck_assert_uint_eq (scho_window_get_codings (fixture.window)->len, 0);
  ck_assert_uint_eq (scho_code_item_get_count (find_item ("backlash")), of_code);
  activate ("redo", NULL);
  ck_assert_uint_eq (count_codings (), before + 1);
  ck_assert_uint_eq (scho_window_get_codings (fixture.window)->len, 1);
  close_window ();
}
END_TEST

START_TEST (exports_tei)
{
  g_autofree char *path = dup_path ("out.xml"), *contents = NULL;

  open_sample ();
  activate ("remove-coding", NULL); /* nothing is there: nothing happens */
  activate ("export", g_variant_new ("(ss)", "tei", path));
  await_jobs ();
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      /* Two documents are two files, so it became a folder. */
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      g_autofree char *first = g_build_filename (path, g_dir_read_name (dir), NULL);
      contents = read_file (first);
    }
  else
    contents = read_file (path);
  ck_assert_ptr_nonnull (strstr (contents, "<TEI"));
  ck_assert_ptr_nonnull (strstr (contents, "victim-blaming"));
  close_window ();
}
END_TEST

START_TEST (counts_and_exports_the_table)
{
  g_autofree char *path = dup_path ("table.csv"), *contents = NULL;
  SchoTablePage *page;

  open_sample ();
  activate ("analyse", g_variant_new_string ("co-occurrence"));
  await_jobs ();
  page = scho_window_get_table_page (fixture.window);
  ck_assert_ptr_nonnull (page);
  ck_assert_ptr_nonnull (scho_table_page_get_tables (page));
  ck_assert_uint_gt (
      scho_table_get_n_rows (g_ptr_array_index (scho_table_page_get_tables (page), 0)),
      0);
  activate ("export-table-to", g_variant_new ("(ss)", "csv", path));
  await_jobs ();
  contents = read_file (path);
  ck_assert_ptr_nonnull (strchr (contents, ','));
  /* The window goes on meanwhile. */
  activate ("close-tab", NULL);
  ck_assert_ptr_nonnull (scho_window_get_page (fixture.window));
  close_window ();
}
END_TEST

START_TEST (a_new_code_with_its_passage_is_one_step)
{
  guint64 before;

  open_sample ();
  before = count_codings ();
  activate ("select", g_variant_new ("(uu)", 20, 30));
  activate ("new-code", g_variant_new_string ("something else"));
  ck_assert_ptr_nonnull (find_code ("something else"));
  ck_assert_uint_eq (count_codings (), before + 1);
  ck_assert_uint_eq (scho_code_item_get_total (find_item ("something else")), 1);
  activate ("undo", NULL);
  ck_assert_ptr_null (find_code ("something else"));
  ck_assert_uint_eq (count_codings (), before);
  close_window ();
}
END_TEST

START_TEST (the_same_code_twice_is_once)
{
  guint64 before;

  open_sample ();
  before = count_codings ();
  activate ("select", g_variant_new ("(uu)", 20, 30));
  activate ("apply-code", g_variant_new_string ("apology"));
  activate ("apply-code", g_variant_new_string ("apology"));
  ck_assert_uint_eq (count_codings (), before + 1);
  activate ("remove-coding", NULL);
  ck_assert_uint_eq (count_codings (), before);
  close_window ();
}
END_TEST

START_TEST (a_memo_is_kept_when_the_cursor_leaves)
{
  GtkWidget *focus;
  const SchoAnnotation *coding;

  open_sample ();
  activate ("select", g_variant_new ("(uu)", 20, 30));
  activate ("apply-code", g_variant_new_string ("apology"));
  activate ("memo", NULL);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture.window));
  ck_assert (GTK_IS_TEXT_VIEW (focus));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)),
                            "Is it one?", -1);
  activate ("page", NULL);
  coding = &g_array_index (scho_window_get_codings (fixture.window), SchoAnnotation, 0);
  coding
      = scho_snapshot_find_annotation (get_snapshot (), coding->document, &coding->uuid);
  ck_assert_str_eq (coding->memo, "Is it one?");
  close_window ();
}
END_TEST

START_TEST (a_memo_is_kept_when_the_window_closes)
{
  g_autofree char *path = NULL;
  g_autoptr (SchoProject) project = NULL;
  g_autofree char *folder = dup_sample_folder ();
  GPtrArray *all;
  GtkWidget *focus;
  gboolean found = FALSE;

  open_sample ();
  path = g_strdup (scho_project_get_path (get_project ()));
  activate ("select", g_variant_new ("(uu)", 20, 30));
  activate ("apply-code", g_variant_new_string ("apology"));
  activate ("memo", NULL);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture.window));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)),
                            "Last words", -1);
  gtk_window_close (GTK_WINDOW (fixture.window));
  fixture.window = NULL;
  settle (100);

  project = scho_project_open (path, NULL);
  ck_assert_ptr_null (scho_project_get_read_only_reason (project));
  all = scho_lookup_annotations (scho_project_get_snapshot (project),
                                 &(SchoFilter){ .document = 0 });
  for (guint i = 0; i < all->len; i++)
    found
        |= g_strcmp0 (((SchoAnnotation *) g_ptr_array_index (all, i))->memo, "Last words")
           == 0;
  ck_assert (found);
  g_ptr_array_unref (all);
  g_clear_object (&project);
  remove_files (folder);
}
END_TEST

START_TEST (the_palette_takes_a_few_letters)
{
  GtkWidget *entry;
  guint64 before;

  open_sample ();
  before = count_codings ();
  activate ("select", g_variant_new ("(uu)", 40, 50));
  activate ("palette", NULL);
  entry = gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture.window)),
                                   GTK_TYPE_SEARCH_ENTRY);
  ck_assert_ptr_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "bysupp");
  settle (30);
  ck_assert (press (entry, GDK_KEY_Return));
  ck_assert_uint_eq (count_codings (), before + 1);
  ck_assert_uint_eq (
      g_array_index (scho_window_get_codings (fixture.window), SchoAnnotation, 0).code,
      find_code ("bystander-support")->id);
  ck_assert (!gtk_widget_get_visible (GTK_WIDGET (fixture.window->palette)));

  /* No match: a new code. */
  activate ("palette", NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Quite new");
  settle (30);
  ck_assert (press (entry, GDK_KEY_Return));
  ck_assert_ptr_nonnull (find_code ("Quite new"));
  ck_assert_uint_eq (count_codings (), before + 2);
  close_window ();
}
END_TEST

START_TEST (finds_here_and_everywhere)
{
  SchoTablePage *page;
  GPtrArray *tables;
  guint32 start, end;
  g_autofree char *words = NULL;

  open_sample ();
  activate ("find-text", g_variant_new_string ("letter"));
  settle (200);
  ck_assert_uint_gt (scho_find_bar_get_n_hits (fixture.window->find_bar), 1);
  activate ("find-next", NULL);
  scho_page_get_selection (scho_window_get_page (fixture.window), &start, &end);
  words = scho_text_dup_range (scho_page_get_text (scho_window_get_page (fixture.window)),
                               start, end);
  ck_assert_int_eq (g_ascii_strcasecmp (words, "letter"), 0);
  activate ("find-everywhere", NULL);
  await_jobs ();
  page = scho_window_get_table_page (fixture.window);
  ck_assert_ptr_nonnull (page);
  tables = scho_table_page_get_tables (page);
  ck_assert_uint_gt (scho_table_get_n_rows (g_ptr_array_index (tables, 0)), 2);
  close_window ();
}
END_TEST

START_TEST (an_import_is_one_step)
{
  g_autofree char *path = dup_path ("letter.txt");
  const char *paths[] = { path, NULL };
  gsize before, after;

  ck_assert (g_file_set_contents (path, "Dear editor,\n\nplease.\n", -1, NULL));
  open_sample ();
  scho_snapshot_get_documents (get_snapshot (), &before);
  activate ("import-files", g_variant_new_strv (paths, -1));
  await_jobs ();
  scho_snapshot_get_documents (get_snapshot (), &after);
  ck_assert_uint_eq (after, before + 1);
  activate ("open-document", g_variant_new_string ("letter.txt"));
  ck_assert_str_eq (adw_window_title_get_title (fixture.window->title), "letter.txt");
  /* Its tab goes with it. */
  activate ("undo", NULL);
  scho_snapshot_get_documents (get_snapshot (), &after);
  ck_assert_uint_eq (after, before);
  ck_assert_str_ne (adw_window_title_get_title (fixture.window->title), "letter.txt");
  close_window ();
}
END_TEST

START_TEST (who_has_it_already_is_told)
{
  g_autofree char *path = NULL;
  g_autoptr (SchoProject) other = NULL;
  g_autoptr (GPtrArray) none = NULL;

  open_sample ();
  path = g_strdup (scho_project_get_path (get_project ()));
  gtk_window_close (GTK_WINDOW (fixture.window));
  fixture.window = NULL;
  settle (100);
  other = scho_project_open (path, NULL);
  ck_assert_ptr_null (scho_project_get_read_only_reason (other));
  open_sample ();
  ck_assert_ptr_nonnull (scho_project_get_read_only_reason (get_project ()));
  ck_assert (gtk_revealer_get_reveal_child (fixture.window->banner));
  ck_assert (
      !g_action_group_get_action_enabled (G_ACTION_GROUP (fixture.window), "undo"));
  close_window ();
}
END_TEST

START_TEST (nothing_is_left_of_a_closed_window)
{
  GObject *project, *session, *page, *table, *pane;
  GtkWidget *window;

  open_sample ();
  activate ("analyse", g_variant_new_string ("frequency"));
  await_jobs ();
  activate ("plugins", NULL);
  activate ("history", NULL);
  window = GTK_WIDGET (fixture.window);
  project = G_OBJECT (get_project ());
  session = G_OBJECT (scho_window_get_session (fixture.window));
  pane = G_OBJECT (fixture.window->passage_pane);
  activate ("open-document", g_variant_new_string ("article.txt"));
  page = G_OBJECT (scho_window_get_page (fixture.window));
  table = G_OBJECT (fixture.window->code_tree);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_object_add_weak_pointer (project, (gpointer *) &project);
  g_object_add_weak_pointer (session, (gpointer *) &session);
  g_object_add_weak_pointer (page, (gpointer *) &page);
  g_object_add_weak_pointer (table, (gpointer *) &table);
  g_object_add_weak_pointer (pane, (gpointer *) &pane);
  close_window ();
  settle (500);
  ck_assert_ptr_null (page);
  ck_assert_ptr_null (pane);
  ck_assert_ptr_null (table);
  ck_assert_ptr_null (window);
  ck_assert_ptr_null (session);
  ck_assert_ptr_null (project);
}
END_TEST

static const struct
{
  const char *name;
  int width, height;
  gboolean dark;
} views[] = {
  { "window-light-1280x800", 1280, 800, FALSE },
  { "window-dark-1280x800", 1280, 800, TRUE },
  { "window-light-800x600", 800, 600, FALSE },
  { "window-dark-800x600", 800, 600, TRUE },
};

START_TEST (pictures)
{
  const char *view = views[_i].name;

  g_action_group_change_action_state (
      G_ACTION_GROUP (fixture.application), "color-scheme",
      g_variant_new_string (views[_i].dark ? "dark" : "light"));
  fixture.window = SCHO_WINDOW (scho_window_new (fixture.application));
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), views[_i].width,
                               views[_i].height);
  gtk_window_present (GTK_WINDOW (fixture.window));
  picture (view, "start");
  open_sample ();
  activate ("select", g_variant_new ("(uu)", 420, 520));
  picture (view, "passage");
  activate ("palette", NULL);
  picture (view, "palette");
  activate ("page", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture.window->code_tree), "code.describe",
                              NULL);
  scho_window_show_side (fixture.window, "code");
  scho_code_pane_set_code (fixture.window->code_pane, find_code ("backlash")->id);
  picture (view, "code");
  scho_window_show_side (fixture.window, "document");
  picture (view, "document");
  activate ("apply-code", g_variant_new_string ("backlash"));
  activate ("history", NULL);
  picture (view, "history");
  activate ("find-text", g_variant_new_string ("letter"));
  picture (view, "find");
  activate ("find-everywhere", NULL);
  await_jobs ();
  picture (view, "find-everywhere");
  activate ("code-hits", NULL);
  await_jobs ();
  picture (view, "code-hits");
  activate ("analyse", g_variant_new_string ("co-occurrence"));
  await_jobs ();
  picture (view, "analysis");
  activate ("plugins", NULL);
  picture (view, "plugins");
  activate ("passages", g_variant_new_string ("victim-blaming"));
  await_jobs ();
  picture (view, "passages");
  activate ("memos", NULL);
  picture (view, "memos");
  activate ("open-document", g_variant_new_string ("article.txt"));
  activate ("edit-text", NULL);
  picture (view, "edit");
  activate ("discard-text", NULL);
  activate ("fullscreen", NULL);
  picture (view, "fullscreen");
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, the_main_job);
  tcase_add_test (tc, exports_tei);
  tcase_add_test (tc, counts_and_exports_the_table);
  tcase_add_test (tc, a_new_code_with_its_passage_is_one_step);
  tcase_add_test (tc, the_same_code_twice_is_once);
  tcase_add_test (tc, a_memo_is_kept_when_the_cursor_leaves);
  tcase_add_test (tc, a_memo_is_kept_when_the_window_closes);
  tcase_add_test (tc, the_palette_takes_a_few_letters);
  tcase_add_test (tc, finds_here_and_everywhere);
  tcase_add_test (tc, an_import_is_one_step);
  tcase_add_test (tc, who_has_it_already_is_told);
  tcase_add_test (tc, nothing_is_left_of_a_closed_window);
  tcase_add_loop_test (tc, pictures, 0, G_N_ELEMENTS (views));
}

int
main (void)
{
  return window_tests_run ("window", add_tests);
}
