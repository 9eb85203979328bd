/* test-exchange.c - what survives of a project in each format: measured, and whether what
 * does not was said. */
#include "journey.h"
#include "matrix.h"
#include "random-world.h"
#include "world.h"

#include <check.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <glib/gstdio.h>

static SchoPlugins *plugins;
static GPtrArray *journeys; /* one for each format: made once, since each is a project */
static char *folder;

static SchoProject *
create_project (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GError *error = NULL;
  SchoProject *project = scho_project_create (path, "", &error);

  g_assert_no_error (error);
  return project;
}

static void
remove_project (SchoProject *project)
{
  g_autofree char *path = g_strdup (scho_project_get_path (project));

  scho_project_close (project);
  g_object_unref (project);
  g_unlink (path);
}

static void
setup (void)
{
  g_auto (GStrv) folders = g_strsplit (g_getenv ("SCHOLIAST_PLUGIN_PATH"), ":", -1);
  SchoProject *world;

  plugins = scho_plugins_new_for_folders ((const char *const *) folders);
  folder = g_dir_make_tmp ("scholiast-world-XXXXXX", NULL);
  journeys = g_ptr_array_new_with_free_func ((GDestroyNotify) journey_free);
  world = create_project ("world.scholia");
  world_fill (world);
  for (guint i = 0; formats[i].id != NULL; i++)
    g_ptr_array_add (journeys, journey_make (plugins, world, &formats[i]));
  remove_project (world);
}

static void
teardown (void)
{
  g_ptr_array_unref (journeys);
  g_rmdir (folder);
  g_free (folder);
  scho_plugins_free (plugins);
}

/* Faults that are known and not mended yet: how they begin; ends with NULL. */
static const char *const known[] = {
  NULL,
};

static gboolean
is_known (const char *fault)
{
  for (guint i = 0; known[i] != NULL; i++)
    if (g_str_has_prefix (fault, known[i]))
      return TRUE;
  return FALSE;
}

static void
add_faults (const Journey *journey, GString *new_ones)
{
  g_autoptr (GPtrArray) faults = journey_find_faults (journey);

  for (guint i = 0; i < faults->len; i++)
    if (!is_known (faults->pdata[i]))
      g_string_append_printf (new_ones, "%s\n", (char *) faults->pdata[i]);
}

static char *
dup_page_path (void)
{
  return g_build_filename (g_getenv ("SCHOLIAST_SOURCE_DIR"), "docs", "exchange.md",
                           NULL);
}

START_TEST (nothing_is_lost_in_silence_and_docs_say_what)
{
  g_autoptr (GString) faults = g_string_new (NULL);
  g_autofree char *path = dup_page_path ();
  g_autofree char *matrix = matrix_write (journeys);
  g_autofree char *page = NULL;

  for (guint i = 0; i < journeys->len; i++)
    add_faults (journeys->pdata[i], faults);
  ck_assert_str_eq (faults->str, "");
  ck_assert_msg (g_file_get_contents (path, &page, NULL, NULL), "%s is missing", path);
  ck_assert_msg (strcmp (page, matrix) == 0,
                 "docs/exchange.md is not what is true now: write it anew with ninja -C "
                 "build exchange-matrix, and look at what changed");
}
END_TEST

/* What comes back of the project that uses everything comes back of any. */

static guint32
draw_seed (void)
{
  const char *fixed = g_getenv ("SCHOLIAST_SEED");
  guint32 seed = fixed != NULL ? (guint32) strtoul (fixed, NULL, 10) : g_random_int ();

  printf ("SCHOLIAST_SEED=%u\n", seed);
  fflush (stdout);
  return seed;
}

START_TEST (random_projects_come_back)
{
  g_autoptr (GString) broken = g_string_new (NULL);
  SchoProject *random_world = create_project ("random.scholia");
  guint32 seed = draw_seed ();

  random_world_fill (random_world, seed);
  for (guint i = 0; i < journeys->len; i++)
    {
      g_autoptr (Journey) journey = NULL;
      g_autoptr (GPtrArray) lines = NULL;

      if (formats[i].family == FORMAT_READ)
        continue;
      journey = journey_make (plugins, random_world, &formats[i]);
      lines = journey_find_broken (journey, journeys->pdata[i]);
      for (guint k = 0; k < lines->len; k++)
        g_string_append_printf (broken, "%s\n", (char *) lines->pdata[k]);
    }
  remove_project (random_world);
  ck_assert_msg (broken->len == 0, "SCHOLIAST_SEED=%u\n%s", seed, broken->str);
}
END_TEST

static int
write_page (void)
{
  g_autofree char *path = dup_page_path ();
  g_autofree char *matrix = NULL;
  gboolean done;

  setup ();
  matrix = matrix_write (journeys);
  done = g_file_set_contents (path, matrix, -1, NULL);
  teardown ();
  return done ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main (int argc, char **argv)
{
  Suite *suite = suite_create ("exchange");
  TCase *tc = tcase_create ("formats");
  SRunner *runner;
  int n_failed;

  /* What unpacks asks it for the letters of names. */
  setlocale (LC_CTYPE, "C.UTF-8");
  if (argc > 1 && strcmp (argv[1], "--write") == 0)
    return write_page ();
  tcase_add_unchecked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_test (tc, nothing_is_lost_in_silence_and_docs_say_what);
  tcase_add_test (tc, random_projects_come_back);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
