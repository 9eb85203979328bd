/* One program writes; the others read, and are told who writes. */
#include "safety.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Another program that has the project open until it is killed. */
typedef struct
{
  pid_t pid;
  char says; /* 'w' it can write, 'r' it can only read, 'e' it could not open */
} Program;

static char
open_and_tell (const char *path)
{
  g_autoptr (GError) error = NULL;
  SchoProject *project = scho_project_open (path, &error);

  if (project == NULL)
    return 'e';
  return scho_project_get_read_only_reason (project) == NULL ? 'w' : 'r';
}

static Program
start_program (const char *path)
{
  Program program = { 0 };
  int ends[2];

  ck_assert_int_eq (pipe (ends), 0);
  program.pid = fork ();
  ck_assert_int_ge (program.pid, 0);
  if (program.pid == 0)
    {
      char says = open_and_tell (path);
      if (write (ends[1], &says, 1) == 1)
        while (TRUE)
          pause ();
      _exit (1);
    }
  close (ends[1]);
  ck_assert_int_eq (read (ends[0], &program.says, 1), 1);
  close (ends[0]);
  return program;
}

static void
kill_program (Program *program)
{
  kill (program->pid, SIGKILL);
  waitpid (program->pid, NULL, 0);
}

static char *
make_project (const char *folder)
{
  char *path = g_build_filename (folder, "shared.scholia", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoProject) project = scho_project_create (path, "Shared", &error);

  ck_assert_msg (project != NULL, "%s", error != NULL ? error->message : "");
  return path;
}

static void
assert_writable (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoProject) project = scho_project_open (path, &error);

  ck_assert_msg (project != NULL, "%s", error != NULL ? error->message : "");
  ck_assert_pstr_eq (scho_project_get_read_only_reason (project), NULL);
}

/* Read-only, with the number of the process that has it. */
static void
assert_refused (const char *path, pid_t owner)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoProject) project = scho_project_open (path, &error);
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *number = g_strdup_printf ("%d", (int) owner);
  const char *reason;

  ck_assert_msg (project != NULL, "%s", error != NULL ? error->message : "");
  reason = scho_project_get_read_only_reason (project);
  ck_assert_ptr_nonnull (reason);
  ck_assert_msg (strstr (reason, "reading only") != NULL
                     && strstr (reason, number) != NULL,
                 "%s", reason);

  step = scho_step_new (scho_project_get_snapshot (project), "A coder");
  scho_step_add_coder (step, &(SchoCoder){ .name = "Mira" });
  ck_assert (!scho_project_apply (project, step, &error));
  ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_READ_ONLY));
}

START_TEST (the_second_reads_only)
{
  g_autofree char *folder = safety_make_folder (TRUE);
  g_autofree char *path = make_project (folder);
  Program first = start_program (path);

  ck_assert_int_eq (first.says, 'w');
  assert_refused (path, first.pid);
  kill_program (&first);
  safety_remove_folder (folder);
}
END_TEST

START_TEST (a_killed_program_locks_nobody_out)
{
  g_autofree char *folder = safety_make_folder (TRUE);
  g_autofree char *path = make_project (folder);
  g_autofree char *lock = g_strconcat (path, "-lock", NULL);
  Program first = start_program (path);
  Program second;

  kill_program (&first);
  /* Killed, it could not clear up. */
  ck_assert (g_file_test (lock, G_FILE_TEST_EXISTS));
  second = start_program (path);
  ck_assert_int_eq (second.says, 'w');
  assert_refused (path, second.pid);
  kill_program (&second);
  assert_writable (path);
  ck_assert (!g_file_test (lock, G_FILE_TEST_EXISTS));
  safety_remove_folder (folder);
}
END_TEST

START_TEST (a_link_leads_to_the_same_lock)
{
  g_autofree char *folder = safety_make_folder (TRUE);
  g_autofree char *path = make_project (folder);
  g_autofree char *other = g_build_filename (folder, "other.scholia", NULL);
  Program first;

  ck_assert_int_eq (symlink (path, other), 0);
  first = start_program (other);
  ck_assert_int_eq (first.says, 'w');
  assert_refused (path, first.pid);
  kill_program (&first);
  safety_remove_folder (folder);
}
END_TEST

/* What another program's lock file says is shown, so it may say anything. */
START_TEST (rubbish_in_the_lock_file_does_no_harm)
{
  g_autofree char *folder = safety_make_folder (TRUE);
  g_autofree char *path = make_project (folder);
  g_autofree char *lock = g_strconcat (path, "-lock", NULL);
  g_autofree char *rubbish = g_strnfill (100000, '\xff');
  Program first;
  g_autoptr (SchoProject) project = NULL;

  ck_assert (g_file_set_contents (lock, rubbish, 100000, NULL));
  assert_writable (path);

  first = start_program (path);
  ck_assert_int_eq (truncate (lock, 0), 0);
  project = scho_project_open (path, NULL);
  ck_assert_ptr_nonnull (project);
  ck_assert (g_utf8_validate (scho_project_get_read_only_reason (project), -1, NULL));
  kill_program (&first);
  safety_remove_folder (folder);
}
END_TEST

/* The reader sees what the writer has done so far, and keeps what it has seen. */
START_TEST (a_reader_sees_one_moment)
{
  g_autofree char *folder = safety_make_folder (TRUE);
  g_autofree char *path = make_project (folder);
  g_autoptr (SchoProject) writer = scho_project_open (path, NULL);
  g_autoptr (SchoProject) reader = NULL;
  gsize n;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SchoStep) step
          = scho_step_new (scho_project_get_snapshot (writer), "A coder");
      g_autofree char *name = g_strdup_printf ("coder %u", i);

      scho_step_add_coder (step, &(SchoCoder){ .name = name });
      ck_assert (scho_project_apply (writer, step, NULL));
      if (reader == NULL)
        reader = scho_project_open_read_only (path, NULL);
    }
  scho_snapshot_get_coders (scho_project_get_snapshot (reader), &n);
  ck_assert_uint_eq (n, 1);
  scho_snapshot_get_coders (scho_project_get_snapshot (writer), &n);
  ck_assert_uint_eq (n, 2);
  g_clear_object (&reader);
  g_clear_object (&writer);
  safety_remove_folder (folder);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("locks");
  TCase *tcase = tcase_create ("locks");
  SRunner *runner;
  int n_failed;

  tcase_add_test (tcase, the_second_reads_only);
  tcase_add_test (tcase, a_killed_program_locks_nobody_out);
  tcase_add_test (tcase, a_link_leads_to_the_same_lock);
  tcase_add_test (tcase, rubbish_in_the_lock_file_does_no_harm);
  tcase_add_test (tcase, a_reader_sees_one_moment);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
