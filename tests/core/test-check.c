/* test-check.c - each kind of damage is told in a sentence; none brings the program down.
 */
#define SQLITE_ENABLE_SESSION 1
#include <scholiast/scholiast.h>

#include <sqlite3.h>
#include <string.h>

#include "core-test.h"
#include "make-project.h"

static char *folder;
static char *path;

static void
setup (void)
{
  SchoProject *project;
  g_autoptr (SchoStep) code = NULL;

  folder = make_folder ();
  project = make_project (folder, "I [think:think] [that [so:agree] is:stance] good");
  code = scho_edit_add_code (scho_project_get_snapshot (project), 1, "below", NULL);
  ck_assert (scho_project_apply (project, code, NULL));
  path = g_strdup (scho_project_get_path (project));
  g_object_unref (project);
}

static void
teardown (void)
{
  g_free (path);
  remove_folder (folder);
}

static void
execute (const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  ck_assert_int_eq (sqlite3_open (path, &db), SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  ck_assert_msg (message == NULL, "%s", message);
  sqlite3_close (db);
}

static GPtrArray *
check (SchoProject *project)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *faults = scho_project_check (project, NULL, NULL, &error);

  assert_no_error (error);
  return faults;
}

START_TEST (a_sound_project_has_no_faults)
{
  g_autoptr (SchoProject) project = scho_project_open (path, NULL);
  g_autoptr (SchoProject) second = scho_project_open_read_only (path, NULL);
  g_autoptr (GPtrArray) faults = check (project);
  g_autoptr (GPtrArray) others = check (second);

  ck_assert_uint_eq (faults->len, 0);
  ck_assert_uint_eq (others->len, 0);
}
END_TEST

static const struct
{
  const char *sql;
  const char *fault; /* one of them has these words */
} damages[] = {
  { "UPDATE annotation SET end = 24 WHERE start = 2",
    "A coding lies at 2–24, but “text” has 23 characters" },
  { "UPDATE annotation SET start = 7 WHERE start = 2", "A coding lies at 7–7" },
  { "UPDATE annotation SET start = -1 WHERE start = 2", "A coding lies at" },
  { "UPDATE annotation SET code = 77 WHERE start = 2",
    "A coding at 2–7 of “text” has code 77, which does not exist" },
  { "UPDATE annotation SET coder = 77 WHERE start = 2", "is by coder 77" },
  { "UPDATE annotation SET document = 77 WHERE start = 2", "is in document 77" },
  { "UPDATE annotation SET weight = 1000 WHERE start = 2", "not 0 to 100" },
  { "UPDATE annotation SET weight = 70000 WHERE start = 2", "not 0 to 100" },
  { "UPDATE annotation SET flags = 2 WHERE start = 2", "has a mark that is none" },
  { "UPDATE annotation SET flags = -1 WHERE start = 2", "has a mark that is none" },
  { "UPDATE annotation SET uuid = x'00' WHERE start = 2", "identity" },
  { "UPDATE code SET parent = 77 WHERE id = 1",
    "The code “think” is below a code that does not exist, or below itself" },
  { "UPDATE code SET parent = 4 WHERE id = 1", "below itself" },
  { "UPDATE code SET name = 'think' WHERE id = 2", "The name “think” is there twice" },
  { "UPDATE code SET name = ' think ' WHERE id = 2", "The name “think” is there twice" },
  { "UPDATE code SET name = '' WHERE id = 2", "A code or a coder has no name" },
  { "UPDATE code SET uuid = zeroblob (3) WHERE id = 2", "identity" },
  { "UPDATE code SET id = -2 WHERE id = 2", "A row has a number that is none" },
  { "UPDATE coder SET id = 4000000000", "A row has a number that is none" },
  { "INSERT INTO coder SELECT 2, uuid, 'other', NULL FROM coder",
    "2 rows have the identity" },
  { "INSERT INTO coder VALUES (2, zeroblob (16), 'asha', NULL)",
    "The name “asha” is there twice" },
  { "UPDATE text SET body = replace (body, 'think', 'thank')", "“text”" },
  { "UPDATE text SET body = body || x'ff'", "“text”" },
  { "UPDATE text SET body = 'short'", "“text”" },
  { "DELETE FROM text", "“text”" },
  { "UPDATE document SET length = 1000", "“text”" },
  { "UPDATE document SET digest = 'none'", "“text”" },
  { "INSERT INTO text_search (text_search, rowid, body) SELECT 'delete', id, body FROM "
    "text",
    "The text index does not fit the texts" },
  { "DELETE FROM project", "project" },
  { "CREATE TRIGGER evil AFTER INSERT ON code BEGIN DELETE FROM coder; END",
    "trigger “evil”" },
  { "CREATE VIEW evil AS SELECT 1", "view “evil”" },
  { "CREATE TABLE other (id)", "table “other”" },
  { "UPDATE history SET state = 9 WHERE step = 1", "Step 1 of the history is damaged" },
  { "UPDATE history SET state = 1 WHERE step = 1", "Step 1 of the history" },
  { "UPDATE history SET changes = NULL", "Step 2 of the history is damaged" },
  { "UPDATE history SET changes = zeroblob (100)", "Step 2 of the history does not fit" },
  { "DELETE FROM code WHERE id = 4", "Step 2 of the history does not fit" },
};

/* A damaged file opens so that what is left can be read and saved, or says why not. */
START_TEST (tells_the_damage)
{
  g_autoptr (SchoProject) project = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autofree char *all = NULL;

  execute (damages[_i].sql);
  project = scho_project_open (path, &error);
  assert_no_error (error);
  faults = check (project);
  ck_assert_msg (faults->len > 0, "%s: not found", damages[_i].sql);
  g_ptr_array_add (faults, NULL);
  all = g_strjoinv ("\n", (char **) faults->pdata);
  ck_assert_msg (strstr (all, damages[_i].fault) != NULL, "%s gives: %s", damages[_i].sql,
                 all);
  ck_assert (g_utf8_validate (all, -1, NULL));
}
END_TEST

/* Codes below codes, deeper than any stack, with the last below nothing or the first. */
START_TEST (a_deep_tree_is_no_trouble)
{
  static const char *const last[] = { "0", "99999", "1" };
  g_autofree char *sql = g_strdup_printf (
      "DELETE FROM annotation; DELETE FROM code; WITH RECURSIVE n (i) AS (SELECT 1 UNION "
      "ALL SELECT i + 1 FROM n WHERE i < 30000) INSERT INTO code (id, uuid, parent, "
      "position, colour, key, name) SELECT i, randomblob (16), CASE i WHEN 30000 THEN %s "
      "ELSE i + 1 END, 0, 0, 0, 'c' FROM n",
      last[_i]);
  g_autoptr (SchoProject) project = NULL;
  gint64 begin = g_get_monotonic_time ();
  gsize n;

  execute (sql);
  project = scho_project_open (path, NULL);
  ck_assert_ptr_nonnull (project);
  scho_snapshot_get_codes (scho_project_get_snapshot (project), &n);
  ck_assert_uint_eq (n, 30000);
  ck_assert_uint_eq (scho_snapshot_get_code_depth (scho_project_get_snapshot (project), 1)
                         > 0,
                     TRUE); /* one place is mended, the rest stays */
  ck_assert_int_eq (scho_project_get_read_only_reason (project) != NULL, _i > 0);
  ck_assert_int_lt (g_get_monotonic_time () - begin, 10 * G_USEC_PER_SEC);
}
END_TEST

/* Every byte of the file changed, in turn: it opens or it does not, and all that is asked
 * of it has an answer. */
START_TEST (any_byte_may_be_wrong)
{
  guint32 seed = get_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  ck_assert (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  for (guint i = 0; i < 300; i++)
    {
      gsize at = g_rand_int (rand) % (i % 3 == 0 ? 200 : n_bytes);
      char byte = bytes[at];
      g_autoptr (SchoProject) project = NULL;
      g_autoptr (GPtrArray) faults = NULL;

      bytes[at] = g_rand_int (rand) % 256;
      ck_assert (g_file_set_contents (path, bytes, n_bytes, NULL));
      bytes[at] = byte;
      project = scho_project_open (path, NULL);
      if (project == NULL)
        continue;
      faults = scho_project_check (project, NULL, NULL, NULL);
      scho_project_undo (project, NULL);
      g_free (dump_snapshot (scho_project_get_snapshot (project)));
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("check");
  TCase *tc = tcase_create ("check");

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 110);
  tcase_add_test (tc, a_sound_project_has_no_faults);
  tcase_add_loop_test (tc, tells_the_damage, 0, G_N_ELEMENTS (damages));
  tcase_add_loop_test (tc, a_deep_tree_is_no_trouble, 0, 3);
  tcase_add_test (tc, any_byte_may_be_wrong);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
