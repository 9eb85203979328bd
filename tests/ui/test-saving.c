/* test-saving.c - very many codings come in, go and come back while the window lives. */
#include "pulse.h"
#include "window-fixture.h"

#include "note-editor.h"

#include <glib/gstdio.h>
#include <scholiast/edit.h>

#define N_DOCUMENTS 200
#define N_CODINGS 200000

/* In milliseconds. */
#define LONGEST 100

static void
end_pulse (const char *what)
{
  int longest = pulse_end (what);

  ck_assert_msg (longest < LONGEST, "%s: %d ms", what, longest);
}

static char *
dup_project_path (void)
{
  return dup_path ("many.scholia");
}

static char *
make_text (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 600; i++)
    g_string_append (text, i % 10 == 9 ? "spoken.\n" : "words ");
  return g_string_free (text, FALSE);
}

/* Many documents, one code, nothing coded. */
static void
make_project (void)
{
  g_autofree char *path = dup_project_path (), *words = make_text ();
  g_autoptr (SchoText) text = scho_text_new (words, NULL);
  g_autoptr (SchoProject) project = NULL;
  g_autoptr (SchoStep) step = NULL;

  g_unlink (path);
  project = scho_project_create (path, "Many", NULL);
  step = scho_step_new (scho_project_get_snapshot (project), "Documents");
  scho_step_add_code (step, &(SchoCode){ .name = "talk" });
  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      g_autofree char *title = g_strdup_printf ("talk %03u", i);

      scho_step_add_document (step, &(SchoDocument){ .title = title }, text);
    }
  ck_assert (scho_project_apply (project, step, NULL));
}

static char *
make_codings (guint n)
{
  g_autoptr (GString) rows = g_string_new ("document,start,end,code,coder\n");
  char *path = dup_path ("codings.csv");

  for (guint i = 0; i < n; i++)
    {
      guint start = i / N_DOCUMENTS * 3 % 3000;

      g_string_append_printf (rows, "talk %03u,%u,%u,talk,asha\n", i % N_DOCUMENTS, start,
                              start + 10);
    }
  ck_assert (g_file_set_contents (path, rows->str, -1, NULL));
  return path;
}

static void
open_project (void)
{
  g_autofree char *path = dup_project_path ();

  g_action_group_activate_action (G_ACTION_GROUP (fixture.application), "new-window",
                                  NULL);
  settle (30);
  fixture.window = SCHO_WINDOW (
      gtk_application_get_active_window (GTK_APPLICATION (fixture.application)));
  g_action_group_activate_action (G_ACTION_GROUP (fixture.application), "open-path",
                                  g_variant_new_string (path));
  await_jobs ();
  settle (300);
}

/* Begun, and not yet in the project. */
static void
import (const char *path)
{
  const char *paths[] = { path, NULL };

  g_action_group_activate_action (G_ACTION_GROUP (fixture.window), "import-files",
                                  g_variant_new_strv (paths, -1));
}

static void
await_saving (void)
{
  while (!scho_window_is_saving (fixture.window))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_enabled (const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture.window), action);
}

START_TEST (the_window_lives_while_much_is_saved)
{
  g_autofree char *path = make_codings (N_CODINGS);

  make_project ();
  open_project ();
  pulse_begin ();
  import (path);
  await_saving ();
  ck_assert (!is_enabled ("undo"));
  ck_assert (!is_enabled ("apply-code"));
  ck_assert_uint_eq (count_codings (), 0);
  await_jobs ();
  end_pulse ("import");
  ck_assert_uint_eq (count_codings (), N_CODINGS);
  ck_assert (is_enabled ("undo"));

  pulse_begin ();
  activate ("undo", NULL);
  ck_assert (scho_window_is_saving (fixture.window));
  await_jobs ();
  end_pulse ("undo");
  ck_assert_uint_eq (count_codings (), 0);

  pulse_begin ();
  activate ("redo", NULL);
  await_jobs ();
  end_pulse ("redo");
  ck_assert_uint_eq (count_codings (), N_CODINGS);

  pulse_begin ();
  activate ("go-to-step", g_variant_new_int64 (1));
  await_saving ();
  await_jobs ();
  end_pulse ("back to a step");
  ck_assert_uint_eq (count_codings (), 0);
  close_window ();
}
END_TEST

static gboolean
memo_written_cb (SchoNoteEditor *editor, const char *text, gpointer data)
{
  SchoSession *session = scho_window_get_session (fixture.window);
  SchoSnapshot *snapshot = get_snapshot ();
  SchoProjectInfo info = *scho_snapshot_get_info (snapshot);
  SchoStep *step = scho_step_new (snapshot, "Memo");

  info.memo = text;
  scho_step_replace_info (step, &info);
  return scho_session_apply_joined (session, step, NULL, "memo");
}

START_TEST (what_is_written_meanwhile_is_kept)
{
  GtkWidget *editor = g_object_ref_sink (scho_note_editor_new ("Memo", "Write"));
  g_autofree char *path = make_codings (20000);
  SchoSession *session;

  make_project ();
  open_project ();
  session = scho_window_get_session (fixture.window);
  scho_note_editor_set_session (SCHO_NOTE_EDITOR (editor), session);
  g_signal_connect (editor, "commit", G_CALLBACK (memo_written_cb), NULL);
  import (path);
  await_saving ();
  scho_note_editor_write (SCHO_NOTE_EDITOR (editor), "A thought.");
  scho_note_editor_commit (SCHO_NOTE_EDITOR (editor));
  ck_assert (scho_session_has_unsaved (session));
  await_jobs ();
  settle (100);
  ck_assert (!scho_session_has_unsaved (session));
  ck_assert_str_eq (scho_snapshot_get_info (get_snapshot ())->memo, "A thought.");
  ck_assert_uint_eq (count_codings (), 20000);
  scho_note_editor_set_session (SCHO_NOTE_EDITOR (editor), NULL);
  g_object_unref (editor);
  close_window ();
}
END_TEST

START_TEST (the_window_closes_when_all_is_saved)
{
  g_autofree char *path = make_codings (50000);
  gpointer window;
  gboolean was_there;

  make_project ();
  open_project ();
  import (path);
  await_saving ();
  window = fixture.window;
  g_object_add_weak_pointer (window, &window);
  gtk_window_close (GTK_WINDOW (fixture.window));
  was_there = gtk_widget_get_mapped (GTK_WIDGET (fixture.window));
  fixture.window = NULL;
  ck_assert (was_there);
  for (guint i = 0; i < 600 && window != NULL; i++)
    settle (20);
  ck_assert_ptr_null (window);
  open_project ();
  ck_assert_ptr_null (scho_project_get_read_only_reason (get_project ()));
  ck_assert_uint_eq (count_codings (), 50000);
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, the_window_lives_while_much_is_saved);
  tcase_add_test (tc, what_is_written_meanwhile_is_kept);
  tcase_add_test (tc, the_window_closes_when_all_is_saved);
}

int
main (void)
{
  return window_tests_run ("saving", add_tests);
}
