/* test-edit-large.c - a long text with very many codings is corrected while the window
 * lives. */
#include "edit-fixture.h"
#include "pulse.h"

#include <glib/gstdio.h>
#include <string.h>

/* In milliseconds. */
#define LONGEST 100
#define LONGEST_KEY 50

/* Each line is one of these, and has a coding in it for each so many. */
#define LINE "He said it was a joke, and she did not think so, did she, not at all, no.\n"
#define LINE_LENGTH ((guint32) sizeof LINE - 1)

static const struct
{
  guint32 length, n_codings;
} sizes[]
    = { { 1000000, 5000 }, { 10000000, 100000 }, { 300000, 2000 }, { 50000000, 1000 } };
#define LARGEST 1
#define LEAST 2 /* that is kept on another thread */
#define IN_PARTS 3

static guint32 length, n_codings; /* of the text that is open */

static guint32
get_start (guint32 i)
{
  return (guint32) ((guint64) i * (length - LINE_LENGTH) / n_codings);
}

static void
add_codings (SchoStep *step, const char *const *codes)
{
  SchoAnnotation coding = { .document = document, .weight = SCHO_NO_WEIGHT };
  guint32 ids[2];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = scho_step_add_code (step, &(SchoCode){ .name = codes[i] });
  coding.coder = scho_step_ensure_coder (step, "asha");
  for (guint32 i = 0; i < n_codings; i++)
    {
      coding.code = ids[i % 2];
      coding.start = get_start (i);
      coding.end = coding.start + 20 + i % 7;
      scho_step_add_annotation (step, &coding);
    }
}

static void
make_project (const char *path)
{
  static const char *const codes[] = { "joke", "doubt" };
  g_autoptr (GString) words = g_string_sized_new (length + LINE_LENGTH);
  g_autoptr (SchoText) text = NULL;
  g_autoptr (SchoProject) project = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (GError) error = NULL;

  while (words->len < length)
    g_string_append (words, LINE);
  g_string_truncate (words, length);
  text = scho_text_new (words->str, NULL);
  g_unlink (path);
  project = scho_project_create (path, "Large", &error);
  ck_assert_msg (project != NULL, "%s", error ? error->message : "");
  step = scho_step_new (scho_project_get_snapshot (project), "All");
  document = scho_step_add_document (step, &(SchoDocument){ .title = TITLE }, text);
  add_codings (step, codes);
  ck_assert (scho_project_apply (project, step, NULL));
}

/* @most: in milliseconds */
static void
end_pulse (const char *what, int most)
{
  g_autofree char *whole
      = g_strdup_printf ("%s at %u characters, %u codings", what, length, n_codings);
  int longest = pulse_end (whole);

  ck_assert_msg (longest < most, "%s: %d ms", whole, longest);
}

static void
open_path (void)
{
  g_autofree char *path = dup_path ("large.scholia");

  g_action_group_activate_action (G_ACTION_GROUP (fixture.application), "new-window",
                                  NULL);
  settle (30);
  fixture.window = SCHO_WINDOW (
      gtk_application_get_active_window (GTK_APPLICATION (fixture.application)));
  pulse_begin ();
  g_action_group_activate_action (G_ACTION_GROUP (fixture.application), "open-path",
                                  g_variant_new_string (path));
  await_jobs ();
  settle (300);
}

static void
open_large (int size)
{
  g_autofree char *path = dup_path ("large.scholia");

  length = sizes[size].length;
  n_codings = sizes[size].n_codings;
  make_project (path);
  open_path ();
  activate ("open-document", g_variant_new_string (TITLE));
  settle (size == LARGEST ? 3000 : 500);
  end_pulse ("open", LONGEST);
}

static void
begin_large (int size)
{
  open_large (size);
  begin ();
  settle (size == LARGEST ? 1000 : 100);
}

/* One letter, as an input method brings it, and what it takes until it is painted. */
static void
press_key (const char *letter)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (get_view ());

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, letter, -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
  settle (120);
}

static gboolean
is_enabled (const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture.window), action);
}

/* The text in the project has @n characters, and so has the page; all codings are where
 * they belong. */
static void
assert_kept (guint32 n)
{
  g_autoptr (SchoText) text = scho_snapshot_read_text (get_snapshot (), document, NULL);
  gsize n_all, n_shown;
  const SchoAnnotation *all
      = scho_snapshot_get_annotations (get_snapshot (), document, &n_all);
  const SchoAnnotation *shown = scho_codings_get_all (get_page ()->codings, &n_shown);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (get_view ());

  ck_assert_uint_eq (scho_text_get_length (text), n);
  ck_assert_uint_eq (scho_text_get_length (scho_page_get_text (get_page ())), n);
  ck_assert_int_eq (gtk_text_buffer_get_char_count (buffer), (int) n);
  ck_assert_uint_eq (n_all, n_codings);
  ck_assert_uint_eq (n_shown, n_codings);
  for (guint32 i = 0; i < n_codings; i++)
    {
      guint32 moved = get_start (i) >= length / 2 ? n - length : 0;

      ck_assert_uint_eq (all[i].start, get_start (i) + moved);
      ck_assert_uint_eq (shown[i].start, all[i].start);
    }
}

/* Not settling after: the worker is quick. */
static void
start (const char *action)
{
  ck_assert_msg (is_enabled (action), "%s", action);
  g_action_group_activate_action (G_ACTION_GROUP (fixture.window), action, NULL);
}

static void
write_in_the_middle (void)
{
  guint32 middle = length / 2;

  /* Between two passages. */
  for (guint32 i = 0; i < n_codings; i++)
    if (get_start (i) <= middle && middle < get_start (i) + 30)
      middle = get_start (i) + 30;
  choose (middle, middle);
  type ("more ");
}

static void
press_keys (void)
{
  choose (length / 2, length / 2);
  press_key ("x");
  pulse_begin ();
  for (guint i = 0; i < 15; i++)
    press_key (i % 5 == 4 ? " " : "x");
  end_pulse ("a key", LONGEST_KEY);
}

/* The other text, of @n characters, is on the page where the reader was. */
static void
step_back_or_on (const char *action, guint32 n)
{
  guint32 top = scho_page_get_top (get_page ());

  pulse_begin ();
  activate (action, NULL);
  await_jobs ();
  settle (500);
  end_pulse (action, LONGEST);
  assert_kept (n);
  ck_assert_uint_le (MAX (top, scho_page_get_top (get_page ()))
                         - MIN (top, scho_page_get_top (get_page ())),
                     LINE_LENGTH);
}

START_TEST (the_window_lives)
{
  begin_large (_i);
  press_keys ();
  pulse_begin ();
  activate ("discard-text-anyway", NULL);
  end_pulse ("discard", LONGEST);
  ck_assert_ptr_null (scho_page_get_edit (get_page ()));
  assert_kept (length);

  begin ();
  write_in_the_middle ();
  pulse_begin ();
  start ("keep-text");
  ck_assert (scho_page_is_held (get_page ()));
  ck_assert (!gtk_text_view_get_editable (get_view ()));
  await_jobs ();
  end_pulse ("keep", LONGEST);
  ck_assert_ptr_null (scho_page_get_edit (get_page ()));
  assert_kept (length + 5);

  step_back_or_on ("undo", length);
  step_back_or_on ("redo", length + 5);
  close_window ();
}
END_TEST

/* While it is being made, and while it is being written. */
START_TEST (cancel_leaves_what_was_typed)
{
  begin_large (LEAST);
  write_in_the_middle ();
  start ("keep-text");
  ck_assert (!is_enabled ("discard-text"));
  ck_assert (!is_enabled ("discard-text-anyway"));
  ck_assert (!is_enabled ("undo"));
  while (_i == 1 && !scho_project_is_busy (get_project ()))
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (fixture.window->job_bar, "cancelled");
  await_jobs ();
  settle (100);
  if (scho_page_get_edit (get_page ()) != NULL) /* else it was as good as written */
    {
      ck_assert (gtk_text_view_get_editable (get_view ()));
      ck_assert (is_enabled ("discard-text"));
      ck_assert_str_eq (adw_toast_get_title (fixture.window->toast),
                        "Cancelled; nothing was changed.");
      type ("on");
      activate ("keep-text", NULL);
      await_jobs ();
      settle (100);
      assert_kept (length + 7);
    }
  else
    {
      ck_assert_int_eq (_i, 1);
      assert_kept (length + 5);
    }
  close_window ();
}
END_TEST

START_TEST (a_tab_closes_when_its_text_is_kept)
{
  g_autoptr (SchoText) text = NULL;

  begin_large (LEAST);
  write_in_the_middle ();
  start ("close-tab");
  ck_assert_int_eq (adw_tab_view_get_n_pages (fixture.window->tabs), 1);
  /* Twice is once. */
  start ("close-tab");
  await_jobs ();
  settle (200);
  ck_assert_int_eq (adw_tab_view_get_n_pages (fixture.window->tabs), 0);
  text = scho_snapshot_read_text (get_snapshot (), document, NULL);
  ck_assert_uint_eq (scho_text_get_length (text), length + 5);
  close_window ();
}
END_TEST

static guint
count_windows (void)
{
  return g_list_length (
      gtk_application_get_windows (GTK_APPLICATION (fixture.application)));
}

START_TEST (the_window_closes_when_all_is_kept)
{
  g_autofree char *path = dup_path ("large.scholia");
  g_autoptr (SchoProject) project = NULL;
  g_autoptr (SchoText) text = NULL;
  guint n;

  begin_large (LEAST);
  n = count_windows ();
  write_in_the_middle ();
  gtk_window_close (GTK_WINDOW (fixture.window));
  ck_assert_uint_eq (count_windows (), n);
  ck_assert_str_eq (adw_toast_get_title (fixture.window->toast),
                    "The window closes as soon as all is saved.");
  for (guint i = 0; i < 500 && count_windows () == n; i++)
    settle (20);
  ck_assert_uint_eq (count_windows (), n - 1);
  fixture.window = NULL;
  settle (100);
  project = scho_project_open (path, NULL);
  text = scho_snapshot_read_text (scho_project_get_snapshot (project), document, NULL);
  ck_assert_uint_eq (scho_text_get_length (text), length + 5);
}
END_TEST

START_TEST (a_cancelled_window_stays_open)
{
  begin_large (LEAST);
  write_in_the_middle ();
  gtk_window_close (GTK_WINDOW (fixture.window));
  g_signal_emit_by_name (fixture.window->job_bar, "cancelled");
  await_jobs ();
  settle (300);
  ck_assert_ptr_nonnull (scho_page_get_edit (get_page ()));
  activate ("keep-text", NULL);
  await_jobs ();
  settle (100);
  assert_kept (length + 5);
  close_window ();
}
END_TEST

/* One in the text that goes: nobody has seen it in the list. */
START_TEST (codings_that_come_meanwhile_are_asked_for)
{
  SchoSession *session;
  guint32 at, n;

  begin_large (LEAST);
  session = scho_window_get_session (fixture.window);
  at = get_start (1) - 10; /* between two passages */
  choose (at, at + 4);
  erase (1);
  n = (guint32) count_codings ();
  start ("keep-text");
  ck_assert_ptr_nonnull (scho_session_get_making (session));
  ck_assert (
      scho_session_apply_code (session, document, at, at + 4, find_code ("joke")->id));
  await_jobs ();
  settle (200);
  ck_assert_uint_eq (count_codings (), n + 1);
  ck_assert_ptr_nonnull (scho_page_get_edit (get_page ()));
  ck_assert_uint_eq (scho_edit_bar_get_n_lost (fixture.window->edit_bar), 1);
  activate ("keep-text", NULL);
  ck_assert_int_eq (scho_edit_bar_get_question (fixture.window->edit_bar),
                    SCHO_QUESTION_KEEP);
  activate ("keep-text-anyway", NULL);
  await_jobs ();
  settle (200);
  ck_assert_uint_eq (count_codings (), n);
  activate ("undo", NULL);
  await_jobs ();
  ck_assert_uint_eq (count_codings (), n + 1);
  close_window ();
}
END_TEST

static void
await_page (void)
{
  for (guint i = 0; i < 200 && scho_window_get_page (fixture.window) == NULL; i++)
    settle (10);
  ck_assert_ptr_nonnull (scho_window_get_page (fixture.window));
}

/* It is read by a worker, and then goes where it was asked to be. */
START_TEST (a_text_in_parts_opens)
{
  guint32 start = 0, end = 0;

  open_large (IN_PARTS);
  await_page ();
  activate ("close-tab", NULL);
  settle (100);
  ck_assert_ptr_null (scho_window_get_page (fixture.window));
  pulse_begin ();
  scho_window_show_place (fixture.window, document, 40000000, 40000009);
  await_page ();
  settle (300);
  end_pulse ("again", LONGEST);
  ck_assert (scho_page_get_selection (get_page (), &start, &end));
  ck_assert_uint_eq (start, 40000000);
  ck_assert_uint_eq (end, 40000009);

  /* Nobody waits for it any more. */
  activate ("close-tab", NULL);
  settle (100);
  scho_window_show_place (fixture.window, document, 0, 0);
  close_window ();
  settle (500);
}
END_TEST

/* The second text of the project in parts, opened before the first. */
static void
add_second (void)
{
  g_autoptr (SchoStep) step = scho_step_new (get_snapshot (), "Second");
  g_autoptr (GString) words = g_string_sized_new (25000000);
  g_autoptr (SchoText) text = NULL;

  while (words->len < 24000000)
    g_string_append (words, "Another long one.\n");
  text = scho_text_new (words->str, NULL);
  scho_step_add_document (step, &(SchoDocument){ .title = "Second" }, text);
  ck_assert (scho_project_apply (get_project (), step, NULL));
}

static void
await_tabs (int n)
{
  for (guint i = 0; i < 1000 && adw_tab_view_get_n_pages (fixture.window->tabs) < n; i++)
    settle (20);
  ck_assert_int_eq (adw_tab_view_get_n_pages (fixture.window->tabs), n);
  settle (1000);
}

static const char *
get_title (int n)
{
  return adw_tab_page_get_title (adw_tab_view_get_nth_page (fixture.window->tabs, n));
}

/* In front is a list; the texts come in behind it, each when it has been read, and where
 * they were. */
START_TEST (texts_in_parts_come_back)
{
  open_large (IN_PARTS);
  await_page ();
  add_second ();
  activate ("open-document", g_variant_new_string ("Second"));
  await_tabs (2);
  activate ("memos", NULL);
  settle (300);
  gtk_window_close (GTK_WINDOW (fixture.window));
  settle (1000);

  open_path ();
  await_tabs (3);
  end_pulse ("come back", LONGEST);
  ck_assert_str_eq (get_title (0), TITLE);
  ck_assert_str_eq (get_title (1), "Second");
  ck_assert_int_eq (
      adw_tab_view_get_page_position (
          fixture.window->tabs, adw_tab_view_get_selected_page (fixture.window->tabs)),
      2);
  close_window ();
}
END_TEST

/* The one that was in front is closed, or asked for, while it is read. */
START_TEST (a_text_that_comes_back_may_be_asked_for)
{
  open_large (IN_PARTS);
  await_page ();
  activate ("memos", NULL);
  settle (300);
  gtk_window_close (GTK_WINDOW (fixture.window));
  settle (1000);

  open_path ();
  activate ("open-document", g_variant_new_string (TITLE));
  await_tabs (2);
  end_pulse ("asked for", LONGEST);
  ck_assert_str_eq (
      adw_tab_page_get_title (adw_tab_view_get_selected_page (fixture.window->tabs)),
      TITLE);
  ck_assert_ptr_null (fixture.window->tabs_to_restore);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, texts_in_parts_come_back);
  tcase_add_test (tc, a_text_that_comes_back_may_be_asked_for);
  tcase_add_test (tc, a_text_in_parts_opens);
  tcase_add_loop_test (tc, the_window_lives, 0, LEAST);
  tcase_add_loop_test (tc, cancel_leaves_what_was_typed, 0, 2);
  tcase_add_test (tc, a_tab_closes_when_its_text_is_kept);
  tcase_add_test (tc, the_window_closes_when_all_is_kept);
  tcase_add_test (tc, a_cancelled_window_stays_open);
  tcase_add_test (tc, codings_that_come_meanwhile_are_asked_for);
}

int
main (void)
{
  return window_tests_run ("edit-large", add_tests);
}
