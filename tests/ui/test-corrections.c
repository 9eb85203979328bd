/* test-corrections.c - an unfinished correction outlives the program, however that ends.
 */
#include "edit-fixture.h"

#include "correction-bar.h"

#include <glib/gstdio.h>
#include <scholiast/edit.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define SO "I think so, and you think not."
#define SO_CORRECTED "I really think so, and you think not."
#define KIND "SCHOLIAST_TEST_END" /* how the other process is to end */

static const char *program;

static void
make_project (const char *path)
{
  static const char *const passages[] = { "think so", "you" };
  g_autoptr (SchoText) text = scho_text_new (SO, NULL);
  g_autoptr (SchoProject) project = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (GError) error = NULL;
  SchoAnnotation coding = { .weight = SCHO_NO_WEIGHT };

  g_unlink (path);
  project = scho_project_create (path, "Crash", &error);
  ck_assert_msg (project != NULL, "%s", error != NULL ? error->message : "");
  step = scho_step_new (scho_project_get_snapshot (project), "Begin");
  coding.document = scho_step_add_document (
      step, &(SchoDocument){ .title = TITLE, .source = "" }, text);
  coding.code = scho_step_add_code (step, &(SchoCode){ .name = "apology" });
  coding.coder = scho_step_ensure_coder (step, "asha");
  for (guint i = 0; i < G_N_ELEMENTS (passages); i++)
    {
      coding.start = (guint32) (strstr (SO, passages[i]) - SO);
      coding.end = coding.start + (guint32) strlen (passages[i]);
      scho_step_add_annotation (step, &coding);
    }
  ck_assert (scho_project_apply (project, step, &error));
}

static void
open_project (void)
{
  g_autofree char *path = dup_path ("crash.scholia");

  g_action_group_activate_action (G_ACTION_GROUP (fixture.application), "new-window",
                                  NULL);
  settle (30);
  fixture.window = SCHO_WINDOW (
      gtk_application_get_active_window (GTK_APPLICATION (fixture.application)));
  g_action_group_activate_action (G_ACTION_GROUP (fixture.application), "open-path",
                                  g_variant_new_string (path));
  await_jobs ();
  settle (200);
  activate ("open-document", g_variant_new_string (TITLE));
  settle (300);
  document = scho_page_get_document (get_page ());
}

static void
begin_afresh (void)
{
  g_autofree char *path = dup_path ("crash.scholia");

  make_project (path);
  open_project ();
}

static const char *
get_offer (void)
{
  return scho_correction_bar_get_message (fixture.window->correction_bar);
}

/* (transfer full) (nullable): the file of the only unfinished correction. */
static char *
find_file (void)
{
  g_autofree char *folder
      = g_build_filename (fixture.folder, "scholiast", "corrections", NULL);
  g_autoptr (GDir) projects = g_dir_open (folder, 0, NULL);
  char *found = NULL;
  const char *name;

  while (projects != NULL && (name = g_dir_read_name (projects)) != NULL)
    {
      g_autofree char *inner = g_build_filename (folder, name, NULL);
      g_autoptr (GDir) files = g_dir_open (inner, 0, NULL);

      for (; (name = g_dir_read_name (files)) != NULL;)
        {
          ck_assert_ptr_null (found);
          found = g_build_filename (inner, name, NULL);
        }
    }
  return found;
}

static void
assert_no_file (void)
{
  g_autofree char *path = find_file ();

  ck_assert_msg (path == NULL, "%s", path);
}

/* The program that ends */

START_TEST (ends_in_the_middle)
{
  int end = atoi (g_getenv (KIND));

  open_project ();
  begin ();
  choose (2, 2);
  type ("really ");
  if (end == SIGKILL)
    settle (2000); /* no longer than that may what was typed be in memory only */
  else
    {
      choose (23, 26); /* “you” goes, so that it cannot be kept unasked */
      delete_forward ();
    }
  raise (end);
  settle (1000);
  exit (EXIT_SUCCESS);
}
END_TEST

static void
add_end (TCase *tc)
{
  tcase_add_test (tc, ends_in_the_middle);
}

/* @end: a signal */
static void
run_until (int end)
{
  g_autofree char *number = g_strdup_printf ("%d", end);
  g_auto (GStrv) environment = g_get_environ ();
  const char *arguments[] = { program, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  environment = g_environ_setenv (environment, KIND, number, TRUE);
  environment
      = g_environ_setenv (environment, "SCHOLIAST_TEST_FOLDER", fixture.folder, TRUE);
  ck_assert (g_spawn_sync (NULL, (char **) arguments, environment, G_SPAWN_DEFAULT, NULL,
                           NULL, NULL, NULL, &status, &error));
  if (end == SIGKILL)
    ck_assert (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  else
    ck_assert (WIFEXITED (status) && WEXITSTATUS (status) == EXIT_SUCCESS);
}

/* What is found after */

static void
assert_private (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path), *contents = NULL;
  GStatBuf info;
  gsize n;

  ck_assert_int_eq (g_stat (path, &info), 0);
  ck_assert_int_eq (info.st_mode & 0777, 0600);
  ck_assert_int_eq (g_stat (folder, &info), 0);
  ck_assert_int_eq (info.st_mode & 0777, 0700);
  ck_assert (g_file_get_contents (path, &contents, &n, NULL));
  ck_assert_ptr_nonnull (memmem (contents, n, "really ", 7));
  ck_assert_ptr_null (memmem (contents, n, "not", 3)); /* of the old text nothing */
}

START_TEST (is_there_after_a_kill)
{
  g_autofree char *path = dup_path ("crash.scholia"), *file = NULL;

  make_project (path);
  run_until (SIGKILL);
  file = find_file ();
  ck_assert_ptr_nonnull (file);
  assert_private (file);

  open_project ();
  assert_document (SO, "think so|you");
  ck_assert_ptr_nonnull (get_offer ());
  ck_assert (g_str_has_prefix (get_offer (), "An unfinished correction of “" TITLE "”"));
  picture ("correction", "offered");
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 640, 600);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  picture ("correction", "offered-dark-narrow");
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 1280, 800);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_DEFAULT);
  activate ("resume-correction", NULL);
  settle (100);
  ck_assert_ptr_nonnull (scho_page_get_edit (get_page ()));
  ck_assert_ptr_null (get_offer ());
  assert_document (SO, "think so|you");
  activate ("undo", NULL);
  ck_assert (!scho_text_edit_is_changed (scho_page_get_edit (get_page ())));
  activate ("redo", NULL);
  activate ("keep-text", NULL);
  settle (100);
  assert_document (SO_CORRECTED, "think so|you");
  assert_sound ();
  assert_no_file ();
  close_window ();
}
END_TEST

START_TEST (is_there_after_the_session_ended)
{
  g_autofree char *path = dup_path ("crash.scholia");

  make_project (path);
  /* As SIGTERM, which the test library takes for itself. */
  run_until (SIGHUP);
  open_project ();
  assert_document (SO, "think so|you");
  ck_assert_ptr_nonnull (get_offer ());
  /* Whoever begins to correct goes on with it too: nothing of it is lost. */
  begin ();
  ck_assert_uint_eq (scho_edit_bar_get_n_lost (fixture.window->edit_bar), 1);
  activate ("keep-text-anyway", NULL);
  assert_document ("I really think so, and  think not.", "think so");
  assert_no_file ();
  close_window ();
}
END_TEST

/* Types something, and lets the file be written; the page is closed without a word. */
static void
leave_unfinished (void)
{
  begin ();
  choose (2, 2);
  type ("really ");
  scho_window_secure_correction (get_page ());
  scho_window_set_session (fixture.window, NULL);
  gtk_window_destroy (GTK_WINDOW (fixture.window));
  fixture.window = NULL;
  settle (100);
}

START_TEST (is_discarded)
{
  begin_afresh ();
  leave_unfinished ();
  open_project ();
  ck_assert_ptr_nonnull (get_offer ());
  activate ("drop-correction", NULL);
  ck_assert_ptr_null (get_offer ());
  assert_no_file ();
  begin ();
  ck_assert (!scho_text_edit_is_changed (scho_page_get_edit (get_page ())));
  close_window ();
}
END_TEST

/* Kept, discarded, or undone letter by letter. */
START_TEST (no_file_is_left)
{
  static const char *const ends[] = { "keep-text", "discard-text-anyway", "undo" };
  g_autofree char *file = NULL;

  begin_afresh ();
  begin ();
  choose (2, 2);
  type ("really");
  settle (1500);
  file = find_file ();
  ck_assert_ptr_nonnull (file);
  activate (ends[_i], NULL);
  settle (200);
  assert_no_file ();
  ck_assert_ptr_null (get_offer ());
  close_window ();
}
END_TEST

static void
cut (const char *file)
{
  g_autofree char *contents = NULL;
  gsize n;

  ck_assert (g_file_get_contents (file, &contents, &n, NULL));
  ck_assert (g_file_set_contents (file, contents, (gssize) n - 1, NULL));
}

static void
change_byte (const char *file)
{
  g_autofree char *contents = NULL;
  char *word;
  gsize n;

  ck_assert (g_file_get_contents (file, &contents, &n, NULL));
  word = memmem (contents, n, "really", 6);
  word[0] = 'R';
  ck_assert (g_file_set_contents (file, contents, (gssize) n, NULL));
}

static void
empty (const char *file)
{
  ck_assert (g_file_set_contents (file, "", 0, NULL));
}

/* One of another document, under the name of this one. */
static void
exchange (const char *file)
{
  g_autofree char *contents = NULL, *mine = g_strconcat (file, ".mine", NULL);
  SchoDocument other = { .digest = (char *) "0" };
  g_autoptr (SchoCorrectionFile) written = NULL;
  g_autoptr (GVariant) saved
      = g_variant_ref_sink (g_variant_new_parsed ("[(uint32 0, uint32 0, 'x')]"));
  SchoUuid project = { 0 };
  g_autofree char *path = NULL;
  gsize n;

  ck_assert_int_eq (g_unlink (file), 0);
  written = scho_correction_file_new (&project, &other);
  ck_assert (scho_correction_file_write (written, saved, NULL));
  path = find_file ();
  ck_assert (g_file_get_contents (path, &contents, &n, NULL));
  ck_assert (g_file_set_contents (file, contents, (gssize) n, NULL));
  scho_correction_file_remove (written);
}

static void (*const damages[]) (const char *) = { cut, change_byte, empty, exchange };

START_TEST (damage_is_explained)
{
  g_autofree char *file = NULL;

  begin_afresh ();
  leave_unfinished ();
  file = find_file ();
  damages[_i](file);
  open_project ();
  assert_document (SO, "think so|you");
  ck_assert_str_eq (get_offer (),
                    "An unfinished correction of “" TITLE "” was found, but its file is "
                    "damaged and cannot be read. The text is as it was before.");
  begin ();
  ck_assert (!scho_text_edit_is_changed (scho_page_get_edit (get_page ())));
  activate ("edit-text", NULL);
  ck_assert_ptr_nonnull (get_offer ());
  activate ("drop-correction", NULL);
  ck_assert_ptr_null (get_offer ());
  assert_no_file ();
  close_window ();
}
END_TEST

/* Undo of what came between makes it fit again. */
START_TEST (an_earlier_text_is_explained)
{
  g_autoptr (SchoTextEdit) edit = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (SchoText) text = NULL;

  begin_afresh ();
  leave_unfinished ();
  open_project ();
  text = scho_snapshot_read_text (get_snapshot (), document, NULL);
  edit = scho_text_edit_new (text);
  scho_text_edit_insert (edit, 0, "Well. ", -1, NULL, NULL);
  step = scho_edit_change_text (get_snapshot (), document, edit, NULL, NULL);
  ck_assert (scho_project_apply (get_project (), step, NULL));
  settle (200);
  ck_assert_ptr_nonnull (strstr (get_offer (), "the text has been changed since"));
  picture ("correction", "earlier");
  begin ();
  ck_assert (!scho_text_edit_is_changed (scho_page_get_edit (get_page ())));
  activate ("edit-text", NULL);
  activate ("undo", NULL);
  settle (200);
  activate ("resume-correction", NULL);
  activate ("keep-text", NULL);
  assert_document (SO_CORRECTED, "think so|you");
  assert_no_file ();
  close_window ();
}
END_TEST

static void
add_tests (TCase *tc)
{
  tcase_add_test (tc, is_there_after_a_kill);
  tcase_add_test (tc, is_there_after_the_session_ended);
  tcase_add_test (tc, is_discarded);
  tcase_add_loop_test (tc, no_file_is_left, 0, 3);
  tcase_add_loop_test (tc, damage_is_explained, 0, G_N_ELEMENTS (damages));
  tcase_add_test (tc, an_earlier_text_is_explained);
}

int
main (int argc, char **argv)
{
  program = argv[0];
  return window_tests_run ("corrections", g_getenv (KIND) != NULL ? add_end : add_tests);
}
