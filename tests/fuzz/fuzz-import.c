/* fuzz-import.c ROUNDS SEED FOLDER…: every importer on files that were damaged by chance.
 *
 * Whatever comes in, an importer either makes a step that the project takes, or says what
 * is wrong. Meant to run under the sanitizers; a failure prints the round, and the same
 * seed makes the same files.
 */
#include "../plugins/fixture.h"

#include <check.h>
#include <stdlib.h>

/* What the command line says. */
static GPtrArray *files;
static int n_rounds, seed;

static void
add_files (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;
  char *content;
  gsize n_bytes;

  if (folder == NULL && g_file_get_contents (path, &content, &n_bytes, NULL))
    {
      g_autoptr (GBytes) bytes = g_bytes_new_take (content, n_bytes);

      if (n_bytes < 100000)
        g_ptr_array_add (files, g_steal_pointer (&bytes));
    }
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      add_files (below);
    }
}

static GBytes *
pick (GRand *random)
{
  return files->pdata[g_rand_int_range (random, 0, files->len)];
}

/* A piece of any file, put somewhere. */
static void
splice (GByteArray *bytes, GRand *random)
{
  gsize n;
  const guint8 *other = g_bytes_get_data (pick (random), &n);
  guint from = g_rand_int_range (random, 0, n + 1);
  guint length = g_rand_int_range (random, 0, 200);
  guint to = g_rand_int_range (random, 0, bytes->len + 1);
  guint n_rest = bytes->len - to;
  g_autofree guint8 *rest = g_memdup2 (bytes->data + to, n_rest);

  g_byte_array_set_size (bytes, to);
  g_byte_array_append (bytes, other + from, MIN (n - from, length));
  g_byte_array_append (bytes, rest, n_rest);
}

static void
damage (GByteArray *bytes, GRand *random)
{
  static const char special[] = "\"',;\n\r\t/\\<>&]0-\xff\xfe\xef";
  guint place = bytes->len > 0 ? g_rand_int_range (random, 0, bytes->len) : 0;
  guint length = g_rand_int_range (random, 0, 50);

  switch (g_rand_int_range (random, 0, 5))
    {
    case 0:
      if (bytes->len > 0)
        bytes->data[place] = g_rand_int (random);
      break;
    case 1:
      if (bytes->len > 0)
        bytes->data[place] = special[g_rand_int_range (random, 0, sizeof special)];
      break;
    case 2:
      g_byte_array_set_size (bytes, place);
      break;
    case 3:
      g_byte_array_remove_range (bytes, place, MIN (bytes->len - place, length));
      break;
    default:
      splice (bytes, random);
    }
}

static gboolean
try_importer (Fixture *fixture, const SchoImporter *importer, GByteArray *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step
      = fixture_read (fixture, importer->id, "fuzz.dat", (const char *) bytes->data,
                      bytes->len, NULL, &error);

  importer->guess (bytes->data, bytes->len, "fuzz.dat");
  if ((step == NULL) != (error != NULL))
    g_printerr ("%s: neither a step nor an error, or both\n", importer->id);
  else if (error != NULL && !g_utf8_validate (error->message, -1, NULL))
    g_printerr ("%s: a message that is no text\n", importer->id);
  else if (step == NULL || scho_step_is_empty (step))
    return TRUE;
  else if (!scho_project_apply (fixture->project, step, &error))
    g_printerr ("%s: a step that the project refuses: %s\n", importer->id,
                error->message);
  else if (!scho_project_undo (fixture->project, &error))
    g_printerr ("%s: a step that cannot be undone: %s\n", importer->id, error->message);
  else
    return TRUE;
  return FALSE;
}

static gboolean
try_round (Fixture *fixture, GRand *random)
{
  GPtrArray *importers = scho_plugins_get_importers (fixture->plugins);
  GBytes *file = pick (random);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  for (guint i = g_rand_int_range (random, 0, 6); i > 0; i--)
    damage (bytes, random);
  for (guint i = 0; i < importers->len; i++)
    if (!try_importer (fixture, importers->pdata[i], bytes))
      return FALSE;
  return TRUE;
}

START_TEST (survives)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Fixture fixture;

  fixture_open (&fixture);
  fixture.coder = "Ana";
  fixture_import (&fixture, "text", "text.txt", "She said: “I moved.”\nHe laughed.\n",
                  -1);
  fixture_import (&fixture, "codebook", "codebook.csv", "code,parent\ndisclosure,\n", -1);
  for (int round = 0; round < n_rounds; round++)
    ck_assert_msg (try_round (&fixture, random), "round %d of seed %d", round, seed);
  fixture_close (&fixture);
}
END_TEST

int
main (int argc, char **argv)
{
  Suite *suite = suite_create ("fuzz-import");
  TCase *tc = tcase_create ("fuzz-import");
  SRunner *runner;
  int n_failed;

  n_rounds = argc > 1 ? atoi (argv[1]) : 0;
  seed = argc > 2 ? atoi (argv[2]) : 0;
  files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (int i = 3; i < argc; i++)
    add_files (argv[i]);
  if (files->len == 0 || n_rounds == 0)
    {
      g_printerr ("usage: fuzz-import ROUNDS SEED FOLDER…\n");
      return 2;
    }

  tcase_set_timeout (tc, 0);
  tcase_add_test (tc, survives);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_set_fork_status (runner, CK_NOFORK); /* so that a debugger sees it fall */
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  g_ptr_array_unref (files);
  return n_failed != 0;
}
