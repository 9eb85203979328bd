/* test-exchange.c - what survives of a project in each format: measured, and whether what
 * does not was said. */
#include "journey.h"
#include "world.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <glib/gstdio.h>

static SchoPlugins *plugins;
static SchoProject *world;
static char *folder;

static void
setup (void)
{
  g_auto (GStrv) folders = g_strsplit (g_getenv ("SCHOLIAST_PLUGIN_PATH"), ":", -1);
  g_autofree char *path = NULL;
  GError *error = NULL;

  plugins = scho_plugins_new_for_folders ((const char *const *) folders);
  folder = g_dir_make_tmp ("scholiast-world-XXXXXX", NULL);
  path = g_build_filename (folder, "world.scholia", NULL);
  world = scho_project_create (path, "", &error);
  g_assert_no_error (error);
  world_fill (world);
}

static void
teardown (void)
{
  g_autofree char *path = g_strdup (scho_project_get_path (world));

  scho_project_close (world);
  g_object_unref (world);
  g_unlink (path);
  g_rmdir (folder);
  g_free (folder);
  scho_plugins_free (plugins);
}

/* Faults that are known and not mended yet: how they begin. */
static const char *const known[] = {
  /* Users who coded nothing are kept, and go out again, but are no coders. */
  "refi-qda: lost in silence: unused-coders",
  "refi-nvivo: lost in silence: unused-coders",
  "refi-maxqda: lost in silence: unused-coders",
  /* Nothing reads lists of memos. */
  "lists: lost in silence: project-memo",
};

static gboolean
is_known (const char *fault)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (fault, known[i]))
      return TRUE;
  return FALSE;
}

START_TEST (nothing_is_lost_in_silence)
{
  g_autoptr (Journey) journey = journey_make (plugins, world, &formats[_i]);
  g_autoptr (GPtrArray) faults = journey_find_faults (journey);
  g_autoptr (GString) new_ones = g_string_new (NULL);

  for (guint i = 0; i < faults->len; i++)
    if (!is_known (faults->pdata[i]))
      g_string_append_printf (new_ones, "%s\n", (char *) faults->pdata[i]);
  printf ("%s", new_ones->str);
  fflush (stdout);
  ck_assert_str_eq (new_ones->str, "");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("exchange");
  TCase *tc = tcase_create ("formats");
  SRunner *runner;
  int n_failed, n_formats = 0;

  while (formats[n_formats].id != NULL)
    n_formats++;
  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, nothing_is_lost_in_silence, 0, n_formats);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
