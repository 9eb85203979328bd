/* test-exchange.c - what survives of a project in each format: measured, and whether what
 * does not was said. */
#include "journey.h"
#include "matrix.h"
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
  "codebook-html: lost in silence: pseudonyms",
  "codebook-odt: lost in silence: pseudonyms",
  "codebook-tei: lost in silence: pseudonyms",
};

static gboolean
is_known (const char *fault)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (fault, known[i]))
      return TRUE;
  return FALSE;
}

/* One for each format: they cost more than all that is asked of them. */
static GPtrArray *
make_journeys (void)
{
  GPtrArray *journeys = g_ptr_array_new_with_free_func ((GDestroyNotify) journey_free);

  for (guint i = 0; formats[i].id != NULL; i++)
    g_ptr_array_add (journeys, journey_make (plugins, world, &formats[i]));
  return journeys;
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
  g_autoptr (GPtrArray) journeys = make_journeys ();
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

static int
write_page (void)
{
  g_autofree char *path = dup_page_path ();
  g_autofree char *matrix = NULL;
  g_autoptr (GPtrArray) journeys = NULL;
  gboolean done;

  setup ();
  journeys = make_journeys ();
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

  if (argc > 1 && strcmp (argv[1], "--write") == 0)
    return write_page ();
  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_test (tc, nothing_is_lost_in_silence_and_docs_say_what);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
