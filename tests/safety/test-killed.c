/* A program is killed at random moments while it codes, imports, undoes, redoes and
 * exports. What it had acknowledged is there, and the project is sound.
 *
 *   test-killed [ROUNDS]      200, unless said otherwise
 */
#include "worker.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A new project now and then, so that small and grown ones are killed. */
#define ROUNDS_OF_A_PROJECT 25
#define LONGEST_LIFE 100000 /* microseconds */

static guint n_rounds = 200;

/* What the worker had told when it was killed. */
typedef struct
{
  char project[WORKER_DIGEST_LENGTH + 1];
  char exported[WORKER_DIGEST_LENGTH + 1]; /* "" when there was none */
  gboolean is_busy;                        /* killed in the middle of: */
  WorkerKind kind;
  guint n_done;
} Told;

static int
start_worker (const WorkerJob *job, pid_t *pid)
{
  int ends[2];

  ck_assert_int_eq (pipe (ends), 0);
  *pid = fork ();
  ck_assert_int_ge (*pid, 0);
  if (*pid == 0)
    {
      close (ends[0]);
      worker_run (job, ends[1]);
    }
  close (ends[1]);
  return ends[0];
}

static void
read_notes (int notes, Told *told)
{
  WorkerNote note;

  while (read (notes, &note, sizeof note) == sizeof note)
    {
      told->is_busy = !note.is_done;
      told->kind = note.kind;
      told->n_done += note.is_done;
      if (note.is_done && note.kind == WORKER_EXPORT)
        memcpy (told->exported, note.digest, sizeof told->exported);
      else
        memcpy (told->project, note.digest, sizeof told->project);
    }
  close (notes);
}

/* Lets it work for a random time. */
static void
run_and_kill (const WorkerJob *job, GRand *random, Told *told)
{
  pid_t pid;
  int status;
  int notes = start_worker (job, &pid);

  g_usleep ((gulong) g_rand_int_range (random, 1000, LONGEST_LIFE));
  kill (pid, SIGKILL);
  ck_assert_int_eq (waitpid (pid, &status, 0), pid);
  ck_assert_msg (WIFSIGNALED (status), "seed %u: the worker failed by itself", job->seed);
  told->is_busy = FALSE;
  read_notes (notes, told);
}

/* The step that was being done when it was killed is there whole: taken back, all is as
 * it was before it. Then it is put back. */
static void
assert_one_more (SchoProject *project, const Told *told, const char *context)
{
  gboolean was_undo = told->kind == WORKER_UNDO;
  char digest[WORKER_DIGEST_LENGTH + 1];

  ck_assert_msg (told->is_busy && told->kind != WORKER_EXPORT,
                 "%s: it is not what was acknowledged", context);
  ck_assert_msg (was_undo ? scho_project_redo (project, NULL)
                          : scho_project_undo (project, NULL),
                 "%s: the last step cannot be taken back", context);
  worker_digest (project, digest);
  ck_assert_msg (strcmp (digest, told->project) == 0,
                 "%s: it is neither what was before the last step nor after", context);
  ck_assert_msg (was_undo ? scho_project_undo (project, NULL)
                          : scho_project_redo (project, NULL),
                 "%s: the last step cannot be put back", context);
}

static void
assert_undo_works (SchoProject *project, const char *context)
{
  g_autoptr (GError) error = NULL;
  char before[WORKER_DIGEST_LENGTH + 1];
  char after[WORKER_DIGEST_LENGTH + 1];

  if (scho_project_get_undo_label (project) == NULL)
    return;
  worker_digest (project, before);
  ck_assert_msg (scho_project_undo (project, &error)
                     && scho_project_redo (project, &error),
                 "%s: %s", context, error != NULL ? error->message : "");
  worker_digest (project, after);
  ck_assert_msg (strcmp (before, after) == 0, "%s: undone and redone it differs",
                 context);
}

/* The file is the one that was acknowledged last, or the whole of the one after. */
static void
assert_export (const WorkerJob *job,
               SchoProject *project,
               const Told *told,
               const char *context)
{
  char is[WORKER_DIGEST_LENGTH + 1] = "";
  char could_be[WORKER_DIGEST_LENGTH + 1];
  g_autofree char *again = NULL;

  worker_digest_file (job->output, is);
  if (strcmp (is, told->exported) == 0)
    return;
  ck_assert_msg (told->is_busy && told->kind == WORKER_EXPORT,
                 "%s: the exported file is not the one acknowledged", context);
  again = g_strconcat (job->output, "-again", NULL);
  ck_assert (worker_export (job->plugins, project, again, NULL));
  worker_digest_file (again, could_be);
  ck_assert_msg (strcmp (is, could_be) == 0, "%s: the exported file is half a file",
                 context);
}

static void
assert_survived (const WorkerJob *job, Told *told)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoProject) project = scho_project_open (job->project, &error);
  g_autofree char *context
      = g_strdup_printf ("seed %u, %u notes", job->seed, told->n_done);
  char digest[WORKER_DIGEST_LENGTH + 1];

  ck_assert_msg (project != NULL, "%s: %s", context, error != NULL ? error->message : "");
  ck_assert_msg (scho_project_get_read_only_reason (project) == NULL, "%s: %s", context,
                 scho_project_get_read_only_reason (project));
  worker_digest (project, digest);
  if (strcmp (digest, told->project) != 0)
    assert_one_more (project, told, context);
  safety_assert_sound (project, context);
  assert_export (job, project, told, context);
  assert_undo_works (project, context);

  worker_digest (project, told->project);
  told->exported[0] = '\0';
  worker_digest_file (job->output, told->exported);
}

static void
begin_project (const WorkerJob *job, Told *told)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoProject) project = NULL;

  g_unlink (job->project);
  g_unlink (job->output);
  project = scho_project_create (job->project, "Killed", &error);
  ck_assert_msg (project != NULL, "%s", error != NULL ? error->message : "");
  worker_digest (project, told->project);
  told->exported[0] = '\0';
}

static char *
make_file (const char *folder, const char *name, const char *content)
{
  char *path = g_build_filename (folder, name, NULL);

  ck_assert (g_file_set_contents (path, content, -1, NULL));
  return path;
}

/* @_i: on a disk, or in memory, where more is done in the same time. */
START_TEST (what_was_acknowledged_is_there)
{
  g_autofree char *folder = safety_make_folder (_i == 1);
  g_autofree char *project = g_build_filename (folder, "killed.scholia", NULL);
  g_autofree char *output = g_build_filename (folder, "codings.csv", NULL);
  g_autofree char *text = make_file (folder, "text.txt", "She said what she saw.\n");
  g_autofree char *codes = make_file (folder, "codes.csv",
                                      "code,parent,colour,definition\n"
                                      "imported,,#aa0000,from a file\n");
  g_autoptr (SchoPlugins) plugins = scho_plugins_new ();
  WorkerJob job = { .plugins = plugins,
                    .imports = (const char *const[]){ text, codes, NULL },
                    .project = project,
                    .output = output };
  guint32 seed = g_random_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Told told = { 0 };

  g_print ("seed %u\n", seed);
  for (guint round = 0; round < n_rounds / 2; round++)
    {
      if (round % ROUNDS_OF_A_PROJECT == 0)
        begin_project (&job, &told);
      job.seed = g_rand_int (random);
      run_and_kill (&job, random, &told);
      assert_survived (&job, &told);
    }
  /* A test of a program that did nothing before it was killed would prove nothing. */
  ck_assert_uint_gt (told.n_done, n_rounds / 10);
  g_print ("%u kills, %u acknowledged steps and exports\n", n_rounds / 2, told.n_done);
  safety_remove_folder (folder);
}
END_TEST

int
main (int argc, char **argv)
{
  Suite *suite = suite_create ("killed");
  TCase *tcase = tcase_create ("killed");
  SRunner *runner;
  int n_failed;

  if (argc > 1)
    n_rounds = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  tcase_set_timeout (tcase, 1200);
  tcase_add_loop_test (tcase, what_was_acknowledged_is_there, 0, 2);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
