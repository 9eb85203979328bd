/* test-undo.c - all steps against all undone, bit for bit, in memory and in the file. */
#define SQLITE_ENABLE_SESSION 1
#include <sqlite3.h>
#include <string.h>

#include "core-test.h"
#include "make-project.h"

#define N_STEPS 60

static void
append_cell (GString *out, sqlite3_stmt *statement, int column)
{
  const guint8 *bytes;

  g_string_append_printf (out, "|%d:", sqlite3_column_type (statement, column));
  if (sqlite3_column_type (statement, column) != SQLITE_BLOB)
    {
      g_string_append_printf (out, "%s",
                              (const char *) sqlite3_column_text (statement, column));
      return;
    }
  bytes = sqlite3_column_blob (statement, column);
  for (int i = 0; i < sqlite3_column_bytes (statement, column); i++)
    g_string_append_printf (out, "%02x", bytes[i]);
}

/* All rows of the nouns: what another program reads in the file at this moment. */
static char *
dump_file (const char *path)
{
  static const char *const queries[] = {
    "SELECT * FROM project ORDER BY id",
    "SELECT * FROM document ORDER BY id",
    ("SELECT d.id, t.digest, t.body, t.length, t.stretches FROM document d "
     "LEFT JOIN text t ON t.digest = d.digest ORDER BY d.id"),
    "SELECT * FROM code ORDER BY id",
    "SELECT * FROM coder ORDER BY id",
    "SELECT * FROM annotation ORDER BY document, uuid",
  };
  GString *out = g_string_new (NULL);
  sqlite3 *db = NULL;

  ck_assert_int_eq (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      sqlite3_stmt *statement = NULL;
      int result;

      ck_assert_int_eq (sqlite3_prepare_v2 (db, queries[i], -1, &statement, NULL),
                        SQLITE_OK);
      while ((result = sqlite3_step (statement)) == SQLITE_ROW)
        {
          for (int column = 0; column < sqlite3_column_count (statement); column++)
            append_cell (out, statement, column);
          g_string_append_c (out, '\n');
        }
      ck_assert_int_eq (result, SQLITE_DONE);
      g_string_append (out, "--\n");
      sqlite3_finalize (statement);
    }
  sqlite3_close (db);
  return g_string_free (out, FALSE);
}

static char *
dump (SchoProject *project)
{
  g_autofree char *memory = dump_snapshot (scho_project_get_snapshot (project));
  g_autofree char *file = dump_file (scho_project_get_path (project));

  return g_strconcat (memory, "== file\n", file, NULL);
}

/* Now and then the program ends and begins again. */
static void
maybe_reopen (GRand *rand, SchoProject **project)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (g_rand_int_range (rand, 0, 10) > 0)
    return;
  path = g_strdup (scho_project_get_path (*project));
  g_clear_object (project);
  *project = scho_project_open (path, &error);
  assert_no_error (error);
  ck_assert_ptr_null (scho_project_get_read_only_reason (*project));
}

static void
check_sound (SchoProject *project, guint32 seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = scho_project_check (project, NULL, NULL, &error);

  assert_no_error (error);
  ck_assert_msg (faults->len == 0, "%s; repeat with SCHOLIAST_SEED=%u",
                 faults->len > 0 ? (char *) faults->pdata[0] : "", seed);
}

static void
apply_random_step (SchoProject *project, GRand *rand, guint32 seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = NULL;

  do
    {
      g_clear_pointer (&step, scho_step_unref);
      step = make_random_step (rand, scho_project_get_snapshot (project));
    }
  while (scho_step_is_empty (step));
  scho_project_apply (project, step, &error);
  ck_assert_msg (error == NULL, "%s; repeat with SCHOLIAST_SEED=%u",
                 error != NULL ? error->message : "", seed);
}

static void
check_dump (
    SchoProject *project, const char *expected, const char *what, guint i, guint32 seed)
{
  g_autofree char *now = dump (project);
  const char *a = now, *b = expected;

  if (strcmp (now, expected) == 0)
    return;
  while (*a == *b)
    a++, b++;
  while (a > now && a[-1] != '\n')
    a--, b--;
  ck_abort_msg ("%s %u differs:\n%.300s\ninstead of\n%.300s\nrepeat with "
                "SCHOLIAST_SEED=%u",
                what, i, a, b, seed);
}

START_TEST (all_done_against_all_undone)
{
  guint32 seed = get_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  char *folder = make_folder ();
  SchoProject *project = make_project (
      folder, "I [think:stance] so, [you [t\u00f6\U0001f600o:agree]:stance].");
  g_auto (GStrv) dumps = g_new0 (char *, N_STEPS + 2);

  dumps[0] = dump (project);
  for (guint i = 1; i <= N_STEPS; i++)
    {
      apply_random_step (project, rand, seed);
      dumps[i] = dump (project);
      ck_assert_seed (strcmp (dumps[i - 1], dumps[i]) != 0, seed);
      maybe_reopen (rand, &project);
    }
  check_sound (project, seed);
  for (guint i = N_STEPS; i-- > 0;)
    {
      ck_assert_seed (scho_project_undo (project, NULL), seed);
      check_dump (project, dumps[i], "undone to", i, seed);
      maybe_reopen (rand, &project);
    }
  check_sound (project, seed);
  for (guint i = 1; i <= N_STEPS; i++)
    {
      ck_assert_seed (scho_project_redo (project, NULL), seed);
      check_dump (project, dumps[i], "redone to", i, seed);
      maybe_reopen (rand, &project);
    }
  ck_assert (!scho_project_redo (project, NULL));
  check_sound (project, seed);
  g_object_unref (project);
  remove_folder (folder);
}
END_TEST

/* Forth and back without plan, against a list of what was. */
START_TEST (done_and_undone_in_any_order)
{
  guint32 seed = get_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  char *folder = make_folder ();
  SchoProject *project = make_project (folder, "[a:b] [c [d:e] f:g]");
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
  guint at = 0;

  g_ptr_array_add (dumps, dump (project));
  for (guint i = 0; i < 3 * N_STEPS; i++)
    {
      int what = g_rand_int_range (rand, 0, 5);

      if (what < 2)
        {
          apply_random_step (project, rand, seed);
          g_ptr_array_set_size (dumps, (int) ++at); /* what was undone is gone */
          g_ptr_array_add (dumps, dump (project));
        }
      else if (what < 4 && at > 0)
        {
          ck_assert_seed (scho_project_undo (project, NULL), seed);
          at--;
        }
      else if (what == 4)
        {
          ck_assert_seed (scho_project_redo (project, NULL) == (at + 1 < dumps->len),
                          seed);
          at = MIN (at + 1, dumps->len - 1);
        }
      check_dump (project, dumps->pdata[at], "state", at, seed);
      ck_assert_seed (
          (scho_project_get_redo_label (project) != NULL) == (at + 1 < dumps->len), seed);
      maybe_reopen (rand, &project);
    }
  check_sound (project, seed);
  g_object_unref (project);
  remove_folder (folder);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("undo");
  TCase *tc = tcase_create ("undo");

  tcase_set_timeout (tc, 110);
  tcase_add_test (tc, all_done_against_all_undone);
  tcase_add_test (tc, done_and_undone_in_any_order);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
