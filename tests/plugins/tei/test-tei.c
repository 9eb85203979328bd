/* test-tei.c - what we write is valid, and reading it gives back the same project. */
#include "tei-world.h"

#include <stdlib.h>
#include <string.h>

#include <check.h>

/* SCHOLIAST_SEEDS makes more of them, SCHOLIAST_SEED begins elsewhere. */
#define N_SEEDS 40

static void
check_corpus (TeiWorld *world, TeiProject *project, guint seed)
{
  g_autofree char *what = g_strdup_printf ("seed %u, corpus", seed);
  TeiProject copy;
  GError *error = NULL;
  GString *bytes = tei_project_export (project, world->plugins, "corpus=true", &error);
  GString *again;

  g_assert_no_error (error);
  tei_world_check_valid (world, bytes->str, bytes->len, what);
  tei_project_open (&copy);
  tei_project_import (&copy, world->plugins, bytes->str, bytes->len, "corpus.xml");
  tei_check_same (project, &copy, seed, "corpus");
  again = tei_project_export (&copy, world->plugins, "corpus=true", NULL);
  if (!g_string_equal (bytes, again))
    ck_abort_msg ("seed %u, corpus: other bytes the second time:\n%.2000s\n%.2000s", seed,
                  bytes->str, again->str);
  tei_project_close (&copy);
  g_string_free (bytes, TRUE);
  g_string_free (again, TRUE);
}

static void
check_folder (TeiWorld *world, TeiProject *project, guint seed)
{
  g_autoptr (GPtrArray) names
      = tei_project_export_folder (project, world->plugins, NULL, "one");
  g_autoptr (GPtrArray) again = NULL;
  TeiProject copy;

  tei_project_open (&copy);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *bytes = NULL;
      g_autofree char *what
          = g_strdup_printf ("seed %u, %s", seed, (char *) names->pdata[i]);
      gsize n;

      ck_assert (g_file_get_contents (names->pdata[i], &bytes, &n, NULL));
      tei_world_check_valid (world, bytes, n, what);
      tei_project_import (&copy, world->plugins, bytes, n, "one.xml");
    }
  tei_check_same (project, &copy, seed, "folder");

  again = tei_project_export_folder (&copy, world->plugins, NULL, "two");
  ck_assert_uint_eq (names->len, again->len);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *one = NULL;
      g_autofree char *two = NULL;

      g_file_get_contents (names->pdata[i], &one, NULL, NULL);
      g_file_get_contents (again->pdata[i], &two, NULL, NULL);
      if (g_strcmp0 (one, two) != 0)
        ck_abort_msg ("seed %u: %s differs the second time", seed,
                      (char *) names->pdata[i]);
    }
  tei_project_close (&copy);
}

/* All files of a folder as one step, as the command line imports them. */
static void
check_one_step (TeiWorld *world, TeiProject *project, guint seed)
{
  g_autoptr (GPtrArray) names
      = tei_project_export_folder (project, world->plugins, NULL, "step");
  g_autoptr (SchoStep) step = NULL;
  TeiProject copy;
  GError *error = NULL;

  tei_project_open (&copy);
  g_ptr_array_add (names, NULL);
  step = scho_plugins_import_files (
      world->plugins, scho_plugins_find_importer (world->plugins, "tei", NULL),
      (const char *const *) names->pdata, NULL, NULL, tei_project_get_snapshot (&copy),
      NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  scho_project_apply (copy.project, step, &error);
  g_assert_no_error (error);
  tei_check_same (project, &copy, seed, "one step");
  tei_project_close (&copy);
}

/* A second import of the same brings nothing new. */
static void
check_merge (TeiWorld *world, TeiProject *project, guint seed)
{
  GString *bytes = tei_project_export (project, world->plugins, "corpus=true", NULL);
  g_autoptr (SchoStep) step = tei_project_read (project, world->plugins, bytes->str,
                                                bytes->len, "corpus.xml", NULL);

  ck_assert_ptr_nonnull (step);
  if (!scho_step_is_empty (step))
    ck_abort_msg ("seed %u: reading its own export changes the project", seed);
  g_string_free (bytes, TRUE);
}

static guint
get_number (const char *variable, guint otherwise)
{
  const char *value = g_getenv (variable);

  return value != NULL ? (guint) atoi (value) : otherwise;
}

START_TEST (comes_back_the_same)
{
  TeiWorld world;
  guint first = get_number ("SCHOLIAST_SEED", 1);
  guint n = get_number ("SCHOLIAST_SEEDS", N_SEEDS);

  tei_world_open (&world);
  for (guint seed = first; seed < first + n; seed++)
    {
      TeiProject project;

      tei_project_open (&project);
      tei_project_fill (&project, seed);
      check_corpus (&world, &project, seed);
      check_folder (&world, &project, seed);
      check_one_step (&world, &project, seed);
      check_merge (&world, &project, seed);
      tei_project_close (&project);
    }
  tei_world_check_with_jing (&world);
  tei_world_close (&world);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("tei");
  TCase *trip = tcase_create ("round trip");
  SRunner *runner = srunner_create (suite);
  int n_failed;

  tcase_set_timeout (trip, 300);
  tcase_add_test (trip, comes_back_the_same);
  suite_add_tcase (suite, trip);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
