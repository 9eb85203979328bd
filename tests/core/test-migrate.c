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
    { SCHO_SCHEMA_VERSION, "ALTER TABLE code ADD COLUMN blur INTEGER" },
    { SCHO_SCHEMA_VERSION + 1, "UPDATE code SET blur = 1" },
    { 0, NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStore) store = scho_store_open (path, TRUE, &error);
  g_autofree char *copy = NULL;
  SchoProject *before;
  gsize n;

  assert_no_error (error);
  ck_assert (scho_store_migrate (store, migrations, SCHO_SCHEMA_VERSION + 2, &error));
  g_clear_pointer (&store, scho_store_close);
  ck_assert_int_eq (read_version (path), SCHO_SCHEMA_VERSION + 2);

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
    { SCHO_SCHEMA_VERSION, "ALTER TABLE code ADD COLUMN blur INTEGER" },
    { SCHO_SCHEMA_VERSION + 1, "UPDATE missing SET blur = 1" },
    { 0, NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStore) store = scho_store_open (path, TRUE, &error);
  SchoProject *project;

  assert_no_error (error);
  ck_assert (!scho_store_migrate (store, migrations, SCHO_SCHEMA_VERSION + 2, &error));
  ck_assert_msg (strstr (error->message, "no such table: missing") != NULL, "%s",
                 error->message);
  g_clear_error (&error);
  g_clear_pointer (&store, scho_store_close);

  ck_assert_int_eq (read_version (path), SCHO_SCHEMA_VERSION);
  project = scho_project_open (path, &error);
  assert_no_error (error);
  ck_assert_uint_eq (
      scho_snapshot_get_n_annotations (scho_project_get_snapshot (project)), 1);
  g_object_unref (project);
}
END_TEST

START_TEST (a_gap_in_the_list_is_refused)
{
  static const SchoMigration migrations[]
      = { { SCHO_SCHEMA_VERSION + 1, "SELECT 1" }, { 0, NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStore) store = scho_store_open (path, TRUE, &error);

  assert_no_error (error);
  ck_assert (!scho_store_migrate (store, migrations, SCHO_SCHEMA_VERSION + 2, &error));
  ck_assert_ptr_nonnull (strstr (error->message, "version is unknown"));
  g_clear_pointer (&store, scho_store_close);
  ck_assert_int_eq (read_version (path), SCHO_SCHEMA_VERSION);
}
END_TEST

/* Older versions: what a file of them holds, and how it comes here ------------------ */

static void
execute (const char *file, const char *sql)
{
  sqlite3 *db = NULL;
  char *words = NULL;

  ck_assert_int_eq (sqlite3_open (file, &db), SQLITE_OK);
  ck_assert_msg (sqlite3_exec (db, sql, NULL, NULL, &words) == SQLITE_OK, "%s", words);
  sqlite3_close (db);
}

static char *
make_version (int version)
{
  g_autofree char *name = g_strdup_printf ("version-%d.sql", version);
  g_autofree char *source = g_build_filename (g_getenv ("SCHOLIAST_SOURCE"), "tests",
                                              "core", "files", name, NULL);
  char *old = g_build_filename (folder, "old.scholia", NULL);
  g_autofree char *sql = NULL;

  ck_assert (g_file_get_contents (source, &sql, NULL, NULL));
  execute (old, sql);
  return old;
}

static void
assert_sound (SchoProject *project)
{
  g_autoptr (GPtrArray) faults = scho_project_check (project, NULL, NULL, NULL);

  ck_assert_ptr_nonnull (faults);
  for (guint i = 0; i < faults->len; i++)
    ck_abort_msg ("%s", (const char *) faults->pdata[i]);
}

static SchoProject *
open_old (const char *old)
{
  g_autoptr (GError) error = NULL;
  SchoProject *project = scho_project_open (old, &error);

  assert_no_error (error);
  ck_assert_ptr_null (scho_project_get_read_only_reason (project));
  return project;
}

static void
undo_all (SchoProject *project)
{
  g_autoptr (GError) error = NULL;

  while (scho_project_get_undo_label (project) != NULL)
    {
      scho_project_undo (project, &error);
      assert_no_error (error);
    }
}

START_TEST (an_older_version_can_be_read_as_it_is)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *old = make_version (_i);
  g_autofree char *as_it_is = NULL, *migrated = NULL;
  SchoProject *project = scho_project_open_read_only (old, &error);

  assert_no_error (error);
  as_it_is = dump_snapshot (scho_project_get_snapshot (project));
  assert_sound (project);
  g_object_unref (project);
  ck_assert_int_eq (read_version (old), _i);

  project = open_old (old);
  migrated = dump_snapshot (scho_project_get_snapshot (project));
  ck_assert_str_eq (migrated, as_it_is);
  ck_assert_ptr_nonnull (strstr (migrated, "victim-blaming"));
  g_object_unref (project);
}
END_TEST

START_TEST (steps_of_version_1_are_undone_and_done_again)
{
  g_autofree char *old = make_version (1);
  g_autofree char *copy = NULL, *before = NULL, *after = NULL, *redone = NULL;
  g_autoptr (GError) error = NULL;
  SchoProject *project = open_old (old);
  gsize n;

  ck_assert_int_eq (read_version (old), SCHO_SCHEMA_VERSION);
  copy = find_copy ();
  ck_assert_ptr_nonnull (copy);
  ck_assert_int_eq (read_version (copy), 1);
  ck_assert_ptr_nonnull (strstr (scho_project_get_notice (project), copy));
  assert_sound (project);

  before = dump_snapshot (scho_project_get_snapshot (project));
  ck_assert (scho_project_redo (project, &error)); /* removes a code and its coding */
  assert_no_error (error);
  after = dump_snapshot (scho_project_get_snapshot (project));
  ck_assert_str_ne (after, before);

  undo_all (project);
  scho_snapshot_get_codes (scho_project_get_snapshot (project), &n);
  ck_assert_uint_eq (n, 0);
  assert_sound (project);
  g_object_unref (project);

  project = open_old (old);
  while (scho_project_get_redo_label (project) != NULL)
    ck_assert (scho_project_redo (project, &error));
  redone = dump_snapshot (scho_project_get_snapshot (project));
  ck_assert_str_eq (redone, after);
  assert_sound (project);
  g_object_unref (project);
}
END_TEST

/* What version 1 did not know is kept, and goes by undo, in a file that it made. */
START_TEST (new_fields_live_beside_old_steps)
{
  g_autofree char *old = make_version (1);
  g_autofree char *before = NULL, *after = NULL, *again = NULL;
  g_autoptr (GError) error = NULL;
  SchoProject *project = open_old (old);
  SchoSnapshot *snapshot = scho_project_get_snapshot (project);
  g_autoptr (SchoStep) step = scho_step_new (snapshot, "New");
  SchoCode code = *scho_snapshot_get_code (snapshot, 2);
  gsize n;
  const SchoAnnotation *coding = scho_snapshot_get_annotations (snapshot, 1, &n);
  SchoAnnotation example = *coding;

  before = dump_snapshot (snapshot);
  code.blurred = TRUE;
  example.flags = SCHO_ANNOTATION_EXAMPLE;
  scho_step_replace_code (step, &code);
  scho_step_replace_annotation (step, coding, &example);
  ck_assert (scho_project_apply (project, step, &error));
  after = dump_snapshot (scho_project_get_snapshot (project));
  ck_assert_str_ne (after, before);
  g_object_unref (project);

  project = open_old (old);
  again = dump_snapshot (scho_project_get_snapshot (project));
  ck_assert_str_eq (again, after);
  ck_assert (scho_project_get_redo_label (project) == NULL);
  ck_assert (scho_project_undo (project, &error));
  g_free (again);
  again = dump_snapshot (scho_project_get_snapshot (project));
  ck_assert_str_eq (again, before);
  undo_all (project);
  scho_snapshot_get_codes (scho_project_get_snapshot (project), &n);
  ck_assert_uint_eq (n, 0);
  g_object_unref (project);
}
END_TEST

/* A change in an old step names no new field: what stands there stays. */
START_TEST (an_old_change_leaves_new_fields_alone)
{
  g_autofree char *old = make_version (1);
  g_autoptr (GError) error = NULL;
  SchoProject *project = open_old (old);
  const SchoCode *code;

  g_object_unref (project);
  execute (old, "UPDATE code SET blurred = 1 WHERE id = 2");
  project = open_old (old);
  ck_assert (scho_project_undo (project, &error));
  ck_assert_str_eq (scho_project_get_undo_label (project),
                    "Code “victim-blaming” changed");
  ck_assert (scho_project_undo (project, &error));
  code = scho_snapshot_get_code (scho_project_get_snapshot (project), 2);
  ck_assert_uint_eq (code->key, 0);
  ck_assert (code->blurred);
  g_object_unref (project);
}
END_TEST

/* What version 2 wrote of a document is undone and done again beside a report, which its
 * steps lack; a document that comes back has none. */
START_TEST (steps_of_version_2_know_no_report)
{
  g_autofree char *old = make_version (2);
  g_autofree char *before = NULL, *again = NULL;
  g_autoptr (GError) error = NULL;
  SchoProject *project = open_old (old);
  const SchoDocument *document;

  ck_assert_int_eq (read_version (old), SCHO_SCHEMA_VERSION);
  assert_sound (project);
  ck_assert (scho_project_redo (project, &error)); /* a text comes in */
  before = dump_snapshot (scho_project_get_snapshot (project));
  document = scho_snapshot_get_document (scho_project_get_snapshot (project), 2);
  ck_assert_ptr_nonnull (document);
  ck_assert_ptr_null (document->report);
  undo_all (project);
  ck_assert_ptr_null (
      scho_snapshot_get_document (scho_project_get_snapshot (project), 1));
  while (scho_project_get_redo_label (project) != NULL)
    ck_assert (scho_project_redo (project, &error));
  again = dump_snapshot (scho_project_get_snapshot (project));
  ck_assert_str_eq (again, before);
  assert_sound (project);
  g_object_unref (project);

  execute (old, "UPDATE document SET report = 'Words: 7' WHERE id = 1");
  project = open_old (old);
  for (guint i = 0; i < 3; i++) /* the last: a memo on the document */
    ck_assert (scho_project_undo (project, &error));
  document = scho_snapshot_get_document (scho_project_get_snapshot (project), 1);
  ck_assert_ptr_null (document->memo);
  ck_assert_str_eq (document->report, "Words: 7");
  g_object_unref (project);
}
END_TEST

/* A code that an older step brings has no pseudonym; one that has got one keeps it. */
START_TEST (steps_of_version_4_know_no_pseudonym)
{
  g_autofree char *old = make_version (4);
  g_autofree char *copy = NULL;
  g_autoptr (GError) error = NULL;
  SchoProject *project = open_old (old);
  const SchoCode *code;
  gsize n;

  ck_assert_int_eq (read_version (old), SCHO_SCHEMA_VERSION);
  copy = find_copy ();
  ck_assert_int_eq (read_version (copy), 4);
  scho_snapshot_get_attachments (scho_project_get_snapshot (project), &n);
  ck_assert_uint_eq (n, 0);
  undo_all (project);
  while (scho_project_get_redo_label (project) != NULL)
    ck_assert (scho_project_redo (project, &error));
  code = scho_snapshot_get_code (scho_project_get_snapshot (project), 2);
  ck_assert_ptr_null (code->pseudonym);
  ck_assert (code->blurred);
  assert_sound (project);
  g_object_unref (project);
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
  tcase_add_loop_test (tcase, an_older_version_can_be_read_as_it_is, 1,
                       SCHO_SCHEMA_VERSION);
  tcase_add_test (tcase, steps_of_version_1_are_undone_and_done_again);
  tcase_add_test (tcase, new_fields_live_beside_old_steps);
  tcase_add_test (tcase, an_old_change_leaves_new_fields_alone);
  tcase_add_test (tcase, steps_of_version_2_know_no_report);
  tcase_add_test (tcase, steps_of_version_4_know_no_pseudonym);
  suite_add_tcase (suite, tcase);
  return run_suite (suite);
}
