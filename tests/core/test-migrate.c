#include "make-project.h"

#include "core-test.h"
#include <glib/gstdio.h>
#include <scholiast/store-private.h>

static char *folder;
static char *path;

static void
begin (void)
{
  SchoProject *project;

  folder = make_folder ();
  project = make_project (folder, "I [think:stance] so");
  path = g_strdup (scho_project_get_path (project));
  g_object_unref (project);
}

static void
end (void)
{
  remove_folder (folder);
  g_clear_pointer (&path, g_free);
}

static int
read_version (const char *file)
{
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = NULL;
  int version;

  ck_assert_int_eq (sqlite3_open_v2 (file, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
  sqlite3_prepare_v2 (db, "PRAGMA user_version", -1, &statement, NULL);
  ck_assert_int_eq (sqlite3_step (statement), SQLITE_ROW);
  version = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return version;
}

/* The copy that was kept, where there is exactly one. */
static char *
find_copy (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  char *copy = NULL;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (strstr (name, "(copy") != NULL)
      {
        ck_assert_ptr_null (copy);
        copy = g_build_filename (folder, name, NULL);
      }
  return copy;
}

START_TEST (a_copy_is_kept_before_a_migration)
{
  static const SchoMigration migrations[] = {
    { 1, "ALTER TABLE code ADD COLUMN blur INTEGER" },
    { 2, "UPDATE code SET blur = 1" },
    { 0, NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStore) store = scho_store_open (path, TRUE, &error);
  g_autofree char *copy = NULL;
  SchoProject *before;
  gsize n;

  assert_no_error (error);
  ck_assert (scho_store_migrate (store, migrations, 3, &error));
  g_clear_pointer (&store, scho_store_close);
  ck_assert_int_eq (read_version (path), 3);

  copy = find_copy ();
  ck_assert_ptr_nonnull (copy);
  before = scho_project_open (copy, &error);
  assert_no_error (error);
  scho_snapshot_get_codes (scho_project_get_snapshot (before), &n);
  ck_assert_uint_eq (n, 1);
  ck_assert_ptr_null (scho_project_get_read_only_reason (before));
  g_object_unref (before);

  /* To this program the migrated file is one of a newer version. */
  ck_assert_ptr_null (scho_project_open (path, &error));
  ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_NEWER));
}
END_TEST

START_TEST (a_migration_that_fails_changes_nothing)
{
  static const SchoMigration migrations[] = {
    { 1, "ALTER TABLE code ADD COLUMN blur INTEGER" },
    { 2, "UPDATE missing SET blur = 1" },
    { 0, NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStore) store = scho_store_open (path, TRUE, &error);
  SchoProject *project;

  assert_no_error (error);
  ck_assert (!scho_store_migrate (store, migrations, 3, &error));
  ck_assert_msg (strstr (error->message, "no such table: missing") != NULL, "%s",
                 error->message);
  g_clear_error (&error);
  g_clear_pointer (&store, scho_store_close);

  ck_assert_int_eq (read_version (path), 1);
  project = scho_project_open (path, &error);
  assert_no_error (error);
  ck_assert_uint_eq (
      scho_snapshot_get_n_annotations (scho_project_get_snapshot (project)), 1);
  g_object_unref (project);
}
END_TEST

START_TEST (a_gap_in_the_list_is_refused)
{
  static const SchoMigration migrations[] = { { 2, "SELECT 1" }, { 0, NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStore) store = scho_store_open (path, TRUE, &error);

  assert_no_error (error);
  ck_assert (!scho_store_migrate (store, migrations, 3, &error));
  ck_assert_ptr_nonnull (strstr (error->message, "version is unknown"));
  g_clear_pointer (&store, scho_store_close);
  ck_assert_int_eq (read_version (path), 1);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("migrate");
  TCase *tcase = tcase_create ("all");

  tcase_add_checked_fixture (tcase, begin, end);
  tcase_add_test (tcase, a_copy_is_kept_before_a_migration);
  tcase_add_test (tcase, a_migration_that_fails_changes_nothing);
  tcase_add_test (tcase, a_gap_in_the_list_is_refused);
  suite_add_tcase (suite, tcase);
  return run_suite (suite);
}
