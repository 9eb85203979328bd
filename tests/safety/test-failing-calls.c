/* Every call of SQLite fails once, in turn: see safety_break_everywhere(). The linker
 * leads the core's calls here by --wrap; the list is in meson.build. */
#include "safety.h"

#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>
#include <stdlib.h>

/* SQLite takes the whole transaction back by itself after some failures. */
static const struct
{
  int code;
  gboolean rolls_back;
} ways[] = {
  { SQLITE_FULL, FALSE },  { SQLITE_FULL, TRUE },  { SQLITE_READONLY, FALSE },
  { SQLITE_IOERR, FALSE }, { SQLITE_IOERR, TRUE }, { SQLITE_NOMEM, FALSE },
};

/* Of this test only: SQLite's functions have no place for an argument more. */
static struct
{
  gint64 calls_left; /* 0: nothing fails */
  int code;
  gboolean rolls_back;
  gboolean fired;
  gboolean words_pending;  /* sqlite3_errmsg() speaks of the failure */
  const void *failed_with; /* the statement or iterator whose end repeats it */
  const char *function;
  char sql[80];
} breaker;

static gboolean
must_fail (const char *function, const void *handle, const char *sql)
{
  breaker.words_pending = FALSE;
  if (breaker.calls_left == 0 || --breaker.calls_left > 0)
    return FALSE;
  breaker.fired = TRUE;
  breaker.words_pending = TRUE;
  breaker.failed_with = handle;
  breaker.function = function;
  g_strlcpy (breaker.sql, sql != NULL ? sql : "", sizeof breaker.sql);
  return TRUE;
}

static gboolean
repeats (const void *handle)
{
  if (handle == NULL || breaker.failed_with != handle)
    return FALSE;
  breaker.failed_with = NULL;
  return TRUE;
}

#define DECLARE(type, name, parameters)                                                  \
  type __real_##name parameters;                                                         \
  type __wrap_##name parameters;                                                         \
  type __wrap_##name parameters

#define BREAK(name, parameters, arguments, handle)                                       \
  DECLARE (int, name, parameters)                                                        \
  {                                                                                      \
    return must_fail (#name, handle, NULL) ? breaker.code : __real_##name arguments;     \
  }

/* What ends something tells again how it went. */
#define REPEAT(name, parameters, arguments, handle)                                      \
  DECLARE (int, name, parameters)                                                        \
  {                                                                                      \
    gboolean again = repeats (handle);                                                   \
    int result = __real_##name arguments;                                                \
    return again ? breaker.code : result;                                                \
  }

int __real_sqlite3_exec (sqlite3 *db,
                         const char *sql,
                         int (*callback) (void *, int, char **, char **),
                         void *data,
                         char **words);

static int
fail_in (sqlite3 *db)
{
  if (breaker.rolls_back && sqlite3_get_autocommit (db) == 0)
    __real_sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return breaker.code;
}

int __wrap_sqlite3_exec (sqlite3 *db,
                         const char *sql,
                         int (*callback) (void *, int, char **, char **),
                         void *data,
                         char **words);
int
__wrap_sqlite3_exec (sqlite3 *db,
                     const char *sql,
                     int (*callback) (void *, int, char **, char **),
                     void *data,
                     char **words)
{
  return must_fail ("sqlite3_exec", NULL, sql)
             ? fail_in (db)
             : __real_sqlite3_exec (db, sql, callback, data, words);
}

DECLARE (int, sqlite3_step, (sqlite3_stmt * statement))
{
  return must_fail ("sqlite3_step", statement, sqlite3_sql (statement))
             ? fail_in (sqlite3_db_handle (statement))
             : __real_sqlite3_step (statement);
}

DECLARE (const char *, sqlite3_errmsg, (sqlite3 * db))
{
  return breaker.words_pending ? sqlite3_errstr (breaker.code)
                               : __real_sqlite3_errmsg (db);
}

DECLARE (int, sqlite3_errcode, (sqlite3 * db))
{
  return breaker.words_pending ? breaker.code : __real_sqlite3_errcode (db);
}

/* A value that was to be taken over is freed although it was not taken. */
#define BREAK_BIND(name, parameters, arguments)                                          \
  DECLARE (int, name, parameters)                                                        \
  {                                                                                      \
    if (!must_fail (#name, NULL, sqlite3_sql (statement)))                               \
      return __real_##name arguments;                                                    \
    if (destroy != SQLITE_STATIC && destroy != SQLITE_TRANSIENT)                         \
      destroy ((void *) value);                                                          \
    return breaker.code;                                                                 \
  }

/* Gives a handle also when it fails, unless there is no memory for one. */
DECLARE (int,
         sqlite3_open_v2,
         (const char *path, sqlite3 **db, int flags, const char *vfs))
{
  gboolean fails = must_fail ("sqlite3_open_v2", NULL, NULL);
  int result;

  *db = NULL;
  if (fails && breaker.code == SQLITE_NOMEM)
    return breaker.code;
  result = __real_sqlite3_open_v2 (path, db, flags, vfs);
  return fails ? breaker.code : result;
}

BREAK (sqlite3_db_config,
       (sqlite3 * db, int what, int to, int *is),
       (db, what, to, is),
       NULL)
BREAK (sqlite3_busy_timeout, (sqlite3 * db, int ms), (db, ms), NULL)
BREAK (
    sqlite3_prepare_v2,
    (sqlite3 * db, const char *sql, int n, sqlite3_stmt **statement, const char **tail),
    (db, sql, n, statement, tail),
    NULL)
BREAK (sqlite3_prepare_v3,
       (sqlite3 * db,
        const char *sql,
        int n,
        unsigned flags,
        sqlite3_stmt **statement,
        const char **tail),
       (db, sql, n, flags, statement, tail),
       NULL)
BREAK_BIND (
    sqlite3_bind_blob,
    (sqlite3_stmt * statement, int i, const void *value, int n, void (*destroy) (void *)),
    (statement, i, value, n, destroy))
BREAK_BIND (sqlite3_bind_blob64,
            (sqlite3_stmt * statement,
             int i,
             const void *value,
             sqlite3_uint64 n,
             void (*destroy) (void *)),
            (statement, i, value, n, destroy))
BREAK_BIND (
    sqlite3_bind_text,
    (sqlite3_stmt * statement, int i, const char *value, int n, void (*destroy) (void *)),
    (statement, i, value, n, destroy))
BREAK_BIND (sqlite3_bind_text64,
            (sqlite3_stmt * statement,
             int i,
             const char *value,
             sqlite3_uint64 n,
             void (*destroy) (void *),
             unsigned char encoding),
            (statement, i, value, n, destroy, encoding))
BREAK (sqlite3_bind_value,
       (sqlite3_stmt * statement, int i, const sqlite3_value *value),
       (statement, i, value),
       NULL)
BREAK (sqlite3changeset_start,
       (sqlite3_changeset_iter * *iter, int n, void *changes),
       (iter, n, changes),
       NULL)
BREAK (sqlite3changeset_next, (sqlite3_changeset_iter * iter), (iter), iter)
BREAK (sqlite3changegroup_new, (sqlite3_changegroup * *group), (group), NULL)
BREAK (sqlite3changegroup_add,
       (sqlite3_changegroup * group, int n, void *changes),
       (group, n, changes),
       NULL)
BREAK (sqlite3changegroup_output,
       (sqlite3_changegroup * group, int *n, void **changes),
       (group, n, changes),
       NULL)
BREAK (sqlite3_wal_checkpoint_v2,
       (sqlite3 * db, const char *name, int mode, int *n_in_log, int *n_moved),
       (db, name, mode, n_in_log, n_moved),
       NULL)
REPEAT (sqlite3_reset, (sqlite3_stmt * statement), (statement), statement)
REPEAT (sqlite3_finalize, (sqlite3_stmt * statement), (statement), statement)
REPEAT (sqlite3changeset_finalize, (sqlite3_changeset_iter * iter), (iter), iter)

static void
arm (guint variant, gint64 n)
{
  breaker.code = ways[variant].code;
  breaker.rolls_back = ways[variant].rolls_back;
  breaker.fired = FALSE;
  breaker.words_pending = FALSE;
  breaker.failed_with = NULL;
  breaker.function = NULL;
  breaker.sql[0] = '\0';
  breaker.calls_left = n;
}

static gboolean
disarm (void)
{
  gboolean fired = breaker.fired;

  breaker.calls_left = 0;
  breaker.fired = FALSE;
  breaker.words_pending = FALSE;
  breaker.failed_with = NULL;
  return fired;
}

static char *
describe (void)
{
  return g_strdup_printf ("%s (%s)%s fails with “%s”",
                          breaker.function != NULL ? breaker.function : "nothing",
                          breaker.sql, breaker.rolls_back ? ", rolls back and" : "",
                          sqlite3_errstr (breaker.code));
}

static const char *
get_words (void)
{
  return sqlite3_errstr (breaker.code);
}

START_TEST (a_call_that_fails_changes_nothing)
{
  guint n = safety_break_everywhere (&(SafetyBreaker){ arm, disarm, describe, get_words },
                                     (guint) _i);

  /* The script makes more calls than that; fewer mean that --wrap did not work. */
  ck_assert_uint_gt (n, 200);
  g_print ("%s%s: %u calls\n", sqlite3_errstr (ways[_i].code),
           ways[_i].rolls_back ? ", rolled back" : "", n);
}
END_TEST

/* A file of an older version, the same each time. */
static void
write_version (const char *path, int version)
{
  g_autofree char *name = g_strdup_printf ("version-%d.sql", version);
  g_autofree char *source = g_build_filename (g_getenv ("SCHOLIAST_SOURCE"), "tests",
                                              "core", "files", name, NULL);
  g_autofree char *sql = NULL;
  sqlite3 *db = NULL;

  ck_assert (g_file_get_contents (source, &sql, NULL, NULL));
  ck_assert_int_eq (
      sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL),
      SQLITE_OK);
  ck_assert_int_eq (sqlite3_exec (db, sql, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close (db);
}

/* Whatever failed: all is there, and the next opening brings the file up to date. */
static void
check_migrated (const char *path, const char *wanted)
{
  g_autofree char *context = describe ();
  g_autofree char *found = safety_describe_file (path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoProject) project = NULL;

  ck_assert_msg (strcmp (found, wanted) == 0, "%s:\n%s", context, found);
  project = scho_project_open (path, &error);
  ck_assert_msg (project != NULL, "%s: %s", context, error ? error->message : "");
  ck_assert_ptr_null (scho_project_get_read_only_reason (project));
  safety_assert_sound (project, context);
  after = safety_describe (scho_project_get_snapshot (project));
  ck_assert_str_eq (after, wanted);
  while (scho_project_get_undo_label (project) != NULL)
    ck_assert_msg (scho_project_undo (project, &error), "%s", error->message);
}

/* One run; FALSE when no call was left to fail. */
static gboolean
break_migration (int version, guint variant, gint64 n)
{
  g_autofree char *folder = safety_make_folder (TRUE);
  g_autofree char *path = g_build_filename (folder, "old.scholia", NULL);
  g_autofree char *wanted = NULL;
  g_autoptr (SchoProject) project = NULL;
  g_autoptr (GError) error = NULL;
  gboolean fired;

  write_version (path, version);
  wanted = safety_describe_file (path);
  arm (variant, n);
  project = scho_project_open (path, &error);
  fired = disarm ();
  ck_assert (project != NULL || (fired && error->message[0] != '\0'));
  g_clear_object (&project);
  check_migrated (path, wanted);
  safety_remove_folder (folder);
  return fired;
}

START_TEST (a_migration_that_fails_can_be_had_again)
{
  for (int version = 1; version < 3; version++)
    {
      gint64 n = 1;

      while (break_migration (version, (guint) _i, n))
        n++;
      ck_assert_int_gt (n, 30);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("failing-calls");
  TCase *tcase = tcase_create ("calls");
  TCase *migration = tcase_create ("migration");
  SRunner *runner;
  int n_failed;

  tcase_set_timeout (tcase, 120);
  tcase_add_loop_test (tcase, a_call_that_fails_changes_nothing, 0, G_N_ELEMENTS (ways));
  tcase_set_timeout (migration, 120);
  tcase_add_loop_test (migration, a_migration_that_fails_can_be_had_again, 0,
                       G_N_ELEMENTS (ways));
  suite_add_tcase (suite, tcase);
  suite_add_tcase (suite, migration);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
