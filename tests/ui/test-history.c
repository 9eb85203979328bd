/* test-history.c - the history page: lists and filters steps, shows the project as it
 * was, goes back to a step and on to it.
 */
#include "relative-time.h"
#include "window-fixture.h"

#include <scholiast/edit.h>
#include <scholiast/lookup.h>
#include <sqlite3.h>
#include <string.h>

static SchoHistoryList *
show_history (void)
{
  activate ("history", NULL);
  for (guint i = 0; i < 500; i++)
    {
      settle (20);
      if (scho_history_list_is_complete (fixture.window->history_list))
        break;
    }
  ck_assert (scho_history_list_is_complete (fixture.window->history_list));
  return fixture.window->history_list;
}

static const SchoHistoryEntry *
get_entry (guint i)
{
  return scho_history_list_get_entries (fixture.window->history_list)->pdata[i];
}

static guint
count_entries (void)
{
  return scho_history_list_get_entries (fixture.window->history_list)->len;
}

static void
add_code (const char *name)
{
  activate ("new-code", g_variant_new_string (name));
}

static void
write_memo (const char *memo)
{
  gsize n;
  const SchoAnnotation *coding = scho_snapshot_get_annotations (get_snapshot (), 1, &n);

  scho_session_apply (scho_window_get_session (fixture.window),
                      scho_edit_set_annotation_memo (get_snapshot (), coding, memo),
                      NULL);
  settle (30);
}

static void
filter (const char *words, guint32 coder, SchoKinds kinds, guint days)
{
  scho_history_filter_choose (scho_history_list_get_filter (fixture.window->history_list),
                              words, coder, kinds, days);
  settle (50);
}

START_TEST (lists_what_was_done)
{
  guint before;

  open_sample ();
  show_history ();
  before = count_entries ();
  add_code ("one");
  add_code ("two");
  settle (50);
  ck_assert_uint_eq (count_entries (), before + 2);
  ck_assert_ptr_nonnull (strstr (get_entry (0)->label, "two"));
  ck_assert_int_eq (get_entry (0)->state, SCHO_STATE_DONE);
  activate ("undo", NULL);
  settle (50);
  ck_assert_uint_eq (count_entries (), before + 2);
  ck_assert_int_eq (get_entry (0)->state, SCHO_STATE_UNDONE);
  ck_assert_int_eq (get_entry (1)->state, SCHO_STATE_DONE);
  add_code ("three");
  settle (50);
  ck_assert_int_eq (get_entry (1)->state, SCHO_STATE_DROPPED);
  close_window ();
}
END_TEST

/* The first one brings the coder, too. */
START_TEST (a_coding_is_told_alike_each_time)
{
  open_sample ();
  show_history ();
  for (guint i = 0; i < 2; i++)
    {
      activate ("select", g_variant_new ("(uu)", 10 + i * 20, 18 + i * 20));
      activate ("apply-code", g_variant_new_string ("backlash"));
      settle (50);
      ck_assert_str_eq (get_entry (0)->label, "“backlash” coded in “article.txt”");
    }
  close_window ();
}
END_TEST

/* What happens behind its back is seen when it is looked at again. */
START_TEST (follows_while_it_is_hidden)
{
  guint before;

  open_sample ();
  show_history ();
  before = count_entries ();
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *name = g_strdup_printf ("code %u", i);
      add_code (name);
    }
  settle (50);
  scho_window_show_side (fixture.window, "passage");
  settle (50);
  for (guint i = 0; i < 4; i++)
    activate ("undo", NULL);
  add_code ("other");
  show_history ();
  ck_assert_uint_eq (count_entries (), before + 6);
  ck_assert_int_eq (get_entry (0)->state, SCHO_STATE_DONE);
  for (guint i = 1; i < 5; i++)
    ck_assert_int_eq (get_entry (i)->state, SCHO_STATE_DROPPED);
  ck_assert_int_eq (get_entry (5)->state, SCHO_STATE_DONE);
  close_window ();
}
END_TEST

START_TEST (filters)
{
  guint all;

  open_sample ();
  show_history ();
  add_code ("Über alles");
  write_memo ("A thought");
  settle (50);
  all = count_entries ();
  ck_assert_uint_gt (all, 2);
  filter ("uber", 0, 0, 0);
  ck_assert_uint_eq (count_entries (), 1);
  filter ("", 0, SCHO_KIND_MEMOS, 0);
  ck_assert_uint_ge (count_entries (), 1);
  for (guint i = 0; i < count_entries (); i++)
    ck_assert (get_entry (i)->kinds & SCHO_KIND_MEMOS);
  filter ("", 1, 0, 0);
  for (guint i = 0; i < count_entries (); i++)
    ck_assert_uint_eq (get_entry (i)->coder, 1);
  filter ("", 0, 0, 1);
  ck_assert_uint_ge (count_entries (), 2);
  filter ("", 0, 0, 0);
  ck_assert_uint_eq (count_entries (), all);
  close_window ();
}
END_TEST

static SchoWindow *
find_past (void)
{
  for (GList *w = gtk_application_get_windows (GTK_APPLICATION (fixture.application));
       w != NULL; w = w->next)
    if (SCHO_IS_WINDOW (w->data) && w->data != fixture.window)
      return w->data;
  return NULL;
}

static gboolean
has_add_button (GtkWidget *widget)
{
  const char *icon
      = GTK_IS_IMAGE (widget) ? gtk_image_get_icon_name (GTK_IMAGE (widget)) : NULL;

  if (icon != NULL && g_str_equal (icon, "list-add-symbolic")
      && gtk_widget_get_mapped (widget))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_add_button (child))
      return TRUE;
  return FALSE;
}

START_TEST (shows_the_project_as_it_was)
{
  SchoWindow *past;
  SchoSnapshot *snapshot;
  gint64 step;
  guint64 codings;

  open_sample ();
  show_history ();
  step = get_entry (0)->number;
  codings = count_codings ();
  activate ("select", g_variant_new ("(uu)", 20, 30));
  add_code ("later");
  ck_assert_uint_eq (count_codings (), codings + 1);
  activate ("show-step", g_variant_new_int64 (step));
  past = find_past ();
  ck_assert_ptr_nonnull (past);
  settle (300);
  snapshot = scho_session_get_snapshot (scho_window_get_session (past));
  ck_assert_ptr_null (scho_lookup_code (snapshot, "later", NULL));
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (snapshot), codings);
  ck_assert_ptr_nonnull (scho_page_get_text (scho_window_get_page (past)));
  ck_assert (gtk_revealer_get_reveal_child (past->banner));

  /* It is not mistaken for the one of now, and nothing offers to add to it. */
  ck_assert_ptr_nonnull (strstr (gtk_window_get_title (GTK_WINDOW (past)), past->past));
  ck_assert_ptr_nonnull (
      strstr (adw_window_title_get_subtitle (past->title), past->past));
  ck_assert_ptr_null (fixture.window->past);
  ck_assert (!has_add_button (GTK_WIDGET (past->lists)));
  ck_assert (has_add_button (GTK_WIDGET (fixture.window->lists)));

  /* Nothing can be changed. */
  ck_assert (!g_action_group_get_action_enabled (G_ACTION_GROUP (past), "undo"));
  g_action_group_activate_action (G_ACTION_GROUP (past), "select",
                                  g_variant_new ("(uu)", 20, 30));
  g_action_group_activate_action (G_ACTION_GROUP (past), "apply-code",
                                  g_variant_new_string ("apology"));
  settle (50);
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (
                         scho_session_get_snapshot (scho_window_get_session (past))),
                     codings);
  ck_assert_uint_eq (count_codings (), codings + 1);
  gtk_window_close (GTK_WINDOW (past));
  settle (100);
  ck_assert_ptr_null (find_past ());
  close_window ();
}
END_TEST

START_TEST (back_to_now)
{
  SchoWindow *past;
  GtkWidget *button;

  open_sample ();
  add_code ("later");
  activate ("show-step", g_variant_new_int64 (1));
  past = find_past ();
  ck_assert_ptr_nonnull (past);
  settle (300);
  button = gtk_widget_get_last_child (gtk_revealer_get_child (past->banner));
  ck_assert (GTK_IS_BUTTON (button));
  g_signal_emit_by_name (button, "clicked");
  settle (200);
  ck_assert_ptr_null (find_past ());
  ck_assert_ptr_nonnull (scho_window_get_session (fixture.window));
  close_window ();
}
END_TEST

START_TEST (goes_back_to_a_step_and_on)
{
  gint64 first, last;

  open_sample ();
  add_code ("one");
  first = scho_project_get_undo_step (get_project ());
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("code %u", i);
      add_code (name);
    }
  last = scho_project_get_undo_step (get_project ());
  ck_assert_int_eq (last, first + 20);
  activate ("go-to-step", g_variant_new_int64 (first));
  settle (300);
  ck_assert_int_eq (scho_project_get_undo_step (get_project ()), first);
  ck_assert_ptr_nonnull (find_code ("one"));
  ck_assert_ptr_null (find_code ("code 0"));
  activate ("go-to-step", g_variant_new_int64 (last - 1));
  settle (300);
  ck_assert_int_eq (scho_project_get_undo_step (get_project ()), last - 1);
  ck_assert_ptr_nonnull (find_code ("code 18"));
  ck_assert_ptr_null (find_code ("code 19"));
  close_window ();
}
END_TEST

START_TEST (redo_of_an_import_opens_its_text)
{
  g_autofree char *path = dup_path ("letter.txt");
  const char *paths[] = { path, NULL };

  ck_assert (g_file_set_contents (path, "Dear editor,\n\nplease.\n", -1, NULL));
  open_sample ();
  activate ("import-files", g_variant_new_strv (paths, -1));
  await_jobs ();
  ck_assert_str_eq (adw_window_title_get_title (fixture.window->title), "letter.txt");
  activate ("undo", NULL);
  ck_assert_str_ne (adw_window_title_get_title (fixture.window->title), "letter.txt");
  activate ("redo", NULL);
  ck_assert_str_eq (adw_window_title_get_title (fixture.window->title), "letter.txt");
  /* What was said of undo is no longer true. */
  ck_assert (g_str_has_prefix (adw_toast_get_title (fixture.window->toast), "Redone"));
  close_window ();
}
END_TEST

static const struct
{
  const char *then, *words;
} moments[] = {
  { "2026-05-06T12:00:10Z", "just now" },
  { "2026-05-06T11:59:00Z", "1 minute ago" },
  { "2026-05-06T11:30:00Z", "30 minutes ago" },
  { "2026-05-06T09:00:00Z", "3 hours ago" },
  { "2026-05-05T23:10:00Z", "yesterday, 23:10" },
  { "2026-05-03T08:00:00Z", "3 days ago" },
  { "2026-04-01T08:00:00Z", "1 Apr 2026" },
  { "2027-04-01T08:00:00Z", "1 Apr 2027" },
};

START_TEST (says_when_as_people_do)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2026-05-06T12:00:30Z", NULL);
  g_autoptr (GDateTime) then = g_date_time_new_from_iso8601 (moments[_i].then, NULL);
  g_autofree char *words = scho_relative_time (then, now);

  ck_assert_str_eq (words, moments[_i].words);
}
END_TEST

/* A long history ------------------------------------------------------------------- */

#define MANY 100000

/* Steps that give a memo and take it away again, in the file itself. */
static void
make_long_history (const char *path)
{
  static const char sql[]
      = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
        "INSERT INTO history (uuid, label, coder, time, state, n_changes, changes) "
        "SELECT randomblob (16), 'Memo n' || (1000 + i %% 1000), coder, "
        "time + i * 1000, 0, 1, changes FROM n, history "
        "WHERE step = (SELECT max (step) FROM history) - (i %% 2)";
  g_autofree char *statement = g_strdup_printf (sql, MANY);
  char *words = NULL;
  sqlite3 *db = NULL;

  ck_assert_int_eq (sqlite3_open (path, &db), SQLITE_OK);
  ck_assert_msg (sqlite3_exec (db, statement, NULL, NULL, &words) == SQLITE_OK, "%s",
                 words);
  sqlite3_close (db);
}

static SchoWindow *
find_past_of (const char *path)
{
  for (GList *w = gtk_application_get_windows (GTK_APPLICATION (fixture.application));
       w != NULL; w = w->next)
    if (SCHO_IS_WINDOW (w->data) && SCHO_WINDOW (w->data)->past != NULL
        && g_str_equal (scho_project_get_path (
                            scho_session_get_project (scho_window_get_session (w->data))),
                        path))
      return w->data;
  return NULL;
}

/* The longest that the main loop was kept from going on, in milliseconds. */
static gint64
watch_until_complete (void)
{
  gint64 longest = 0, last = g_get_monotonic_time (), begin = last;

  while (!scho_history_list_is_complete (fixture.window->history_list)
         || last - begin < 300 * 1000)
    {
      g_main_context_iteration (NULL, FALSE);
      longest = MAX (longest, g_get_monotonic_time () - last);
      if (!g_main_context_pending (NULL))
        g_usleep (1000);
      last = g_get_monotonic_time ();
      ck_assert_int_lt (last - begin, 60 * G_USEC_PER_SEC);
    }
  return longest / 1000;
}

START_TEST (a_hundred_thousand_steps)
{
  g_autofree char *path = dup_path ("long.scholia");
  gint64 longest;
  SchoWindow *sample, *past;

  open_sample ();
  sample = fixture.window;
  write_memo ("a");
  write_memo ("b");
  write_memo ("a");
  /* A copy of the project, since its file is in use. */
  {
    g_autofree char *contents = NULL;
    gsize n;

    ck_assert (scho_project_checkpoint (get_project (), NULL));
    ck_assert (g_file_get_contents (scho_project_get_path (get_project ()), &contents, &n,
                                    NULL));
    ck_assert (g_file_set_contents (path, contents, (gssize) n, NULL));
  }
  make_long_history (path);
  fixture.window
      = SCHO_WINDOW (scho_application_open_project (fixture.application, path));
  for (guint i = 0; i < 200 && scho_window_get_session (fixture.window) == NULL; i++)
    settle (50);
  ck_assert_ptr_nonnull (scho_window_get_session (fixture.window));
  settle (500);

  activate ("history", NULL);
  longest = watch_until_complete ();
  ck_assert_uint_gt (count_entries (), MANY);
  add_code ("one more");
  longest = MAX (longest, watch_until_complete ());
  ck_assert_ptr_nonnull (strstr (get_entry (0)->label, "one more"));
  filter ("MEMO n1077", 0, 0, 0);
  longest = MAX (longest, watch_until_complete ());
  ck_assert_uint_eq (count_entries (), MANY / 1000);
  g_action_group_activate_action (G_ACTION_GROUP (fixture.window), "show-step",
                                  g_variant_new_int64 (1));
  longest = MAX (longest, watch_until_complete ());
  await_jobs ();
  past = find_past_of (path);
  ck_assert_ptr_nonnull (past);
  ck_assert_ptr_null (scho_lookup_code (
      scho_session_get_snapshot (scho_window_get_session (past)), "one more", NULL));
  gtk_window_close (GTK_WINDOW (past));
  ck_assert_msg (longest < 250, "the window stood still for %d ms", (int) longest);
  gtk_window_close (GTK_WINDOW (fixture.window));
  settle (100);
  fixture.window = sample;
  close_window ();
}
END_TEST

static const struct
{
  const char *scheme;
  int width, height;
} views[] = {
  { "light", 1280, 800 },
  { "dark", 1280, 800 },
};

START_TEST (pictures)
{
  g_autofree char *view
      = g_strdup_printf ("%s-%dx%d", views[_i].scheme, views[_i].width, views[_i].height);
  SchoWindow *window;
  gint64 step;

  g_action_group_change_action_state (G_ACTION_GROUP (fixture.application),
                                      "color-scheme",
                                      g_variant_new_string (views[_i].scheme));
  open_sample ();
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), views[_i].width,
                               views[_i].height);
  show_history ();
  activate ("select", g_variant_new ("(uu)", 20, 30));
  add_code ("a code with a rather long name, as people give them");
  step = scho_project_get_undo_step (get_project ());
  add_code ("two");
  activate ("undo", NULL);
  add_code ("three");
  add_code ("four");
  activate ("undo", NULL);
  settle (100);
  ck_assert (scho_history_list_select (fixture.window->history_list, step));
  picture (view, "history-page");
  activate ("show-step", g_variant_new_int64 (step - 1));
  window = fixture.window;
  fixture.window = find_past ();
  settle (300);
  picture (view, "as-it-was");
  gtk_window_close (GTK_WINDOW (fixture.window));
  fixture.window = window;
  gtk_widget_activate_action (GTK_WIDGET (fixture.window->history_list), "history.go",
                              NULL);
  settle (300);
  for (GList *w = gtk_window_list_toplevels (), *next; w != NULL; w = next)
    {
      next = w->next;
      if (ADW_IS_MESSAGE_DIALOG (w->data))
        gtk_window_destroy (w->data);
    }
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, lists_what_was_done);
  tcase_add_test (tc, a_coding_is_told_alike_each_time);
  tcase_add_test (tc, follows_while_it_is_hidden);
  tcase_add_test (tc, filters);
  tcase_add_test (tc, shows_the_project_as_it_was);
  tcase_add_test (tc, back_to_now);
  tcase_add_test (tc, goes_back_to_a_step_and_on);
  tcase_add_test (tc, redo_of_an_import_opens_its_text);
  tcase_add_loop_test (tc, says_when_as_people_do, 0, G_N_ELEMENTS (moments));
  tcase_add_test (tc, a_hundred_thousand_steps);
  tcase_add_loop_test (tc, pictures, 0, G_N_ELEMENTS (views));
}

int
main (void)
{
  return window_tests_run ("history", add_tests);
}
