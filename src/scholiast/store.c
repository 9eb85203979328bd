#include <scholiast/store-private.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include "schema.h"
#include <sys/stat.h>
#include <unistd.h>

/* Each: { from, statements that make it from + 1 }. */
static const SchoMigration migrations[] = {
  { 1, "ALTER TABLE code ADD COLUMN blurred INTEGER NOT NULL DEFAULT 0;"
       "ALTER TABLE annotation ADD COLUMN flags INTEGER NOT NULL DEFAULT 0" },
  { 2, "ALTER TABLE document ADD COLUMN report TEXT" },
  { 3, "ALTER TABLE coder ADD COLUMN asked TEXT" },
  { 4, "ALTER TABLE code ADD COLUMN pseudonym TEXT;"
       "CREATE TABLE attachment (\n"
       "  id INTEGER PRIMARY KEY AUTOINCREMENT,\n"
       "  uuid BLOB NOT NULL,\n"
       "  kind TEXT NOT NULL,\n"
       "  name TEXT NOT NULL,\n"
       "  document INTEGER NOT NULL,\n"
       "  text TEXT,\n"
       "  media_type TEXT,\n"
       "  digest TEXT,\n"
       "  size INTEGER NOT NULL\n"
       ");\n"
       "CREATE TABLE content (\n"
       "  id INTEGER PRIMARY KEY,\n"
       "  digest TEXT NOT NULL UNIQUE,\n"
       "  body BLOB NOT NULL\n"
       ");\n"
       "CREATE TABLE history_content (\n"
       "  step INTEGER NOT NULL,\n"
       "  digest TEXT NOT NULL,\n"
       "  PRIMARY KEY (step, digest)\n"
       ") WITHOUT ROWID;\n" },
  { 0, NULL },
};

/* Nothing is lost by it, and later it may work. */
static gboolean
set_busy (const char *name, GError **error)
{
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_BUSY,
               _ ("“%s” is in use by another program, so nothing was changed; please try "
                  "again in a moment"),
               name);
  return FALSE;
}

gboolean
scho_store_set_error (SchoStore *self, const char *format, GError **error)
{
  const char *words = sqlite3_errmsg (self->db);
  g_autofree char *name = g_path_get_basename (self->path);
  /* The formats are our own, with the name and SQLite's words. */
  g_autoptr (GString) message = g_string_new (format);

  if (sqlite3_errcode (self->db) == SQLITE_BUSY)
    return set_busy (name, error);
  g_string_replace (message, "%s", name, 1);
  g_string_replace (message, "%s", words, 1);
  g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_FAILED, message->str);
  return FALSE;
}

gboolean
scho_store_execute (SchoStore *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  return scho_store_set_error (self, _ ("“%s” could not be written: %s"), error);
}

sqlite3_stmt *
scho_store_prepare (SchoStore *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL)
      != SQLITE_OK)
    scho_store_set_error (self, _ ("“%s” could not be used: %s"), error);
  return statement;
}

/* One number; -1 when it cannot be read. */
static gint64
ask_number (SchoStore *self, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 number = -1;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    number = sqlite3_column_int64 (statement, 0);
  return sqlite3_finalize (statement) == SQLITE_OK ? number : -1;
}

static gboolean
refuse (SchoStore *self, SchoError code, const char *why, GError **error)
{
  g_set_error (error, SCHO_ERROR, code, _ ("“%s” could not be opened: %s"), self->path,
               why);
  return FALSE;
}

/* SQLite's own words, after ours where they say more to a user. */
static gboolean
refuse_to_open (SchoStore *self, GError **error)
{
  const char *words = sqlite3_errmsg (self->db);
  g_autofree char *why = NULL;

  if (sqlite3_errcode (self->db) == SQLITE_BUSY)
    return refuse (self, SCHO_ERROR_BUSY,
                   _ ("it is in use by another program; please try again in a moment"),
                   error);
  if (sqlite3_errcode (self->db) == SQLITE_NOTADB)
    why = g_strdup_printf (_ ("it is no Scholiast project (%s)"), words);
  else if (sqlite3_errcode (self->db) == SQLITE_CORRUPT)
    why = g_strdup_printf (_ ("it is damaged or cut short (%s)"), words);
  else
    return refuse (self, SCHO_ERROR_FAILED, words, error);
  return refuse (self, SCHO_ERROR_INVALID, why, error);
}

static gboolean
configure (SchoStore *self, GError **error)
{
  static const int forbidden[]
      = { SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW,
          SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION };

  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    if (sqlite3_db_config (self->db, forbidden[i], 0, NULL) != SQLITE_OK)
      return refuse_to_open (self, error);
  if (sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) != SQLITE_OK
      || scho_wait_attach (&self->wait, self->db) != SQLITE_OK
      || sqlite3_exec (self->db,
                       "PRAGMA synchronous = FULL; PRAGMA cache_size = -16384;"
                       "PRAGMA cell_size_check = ON",
                       NULL, NULL, NULL)
             != SQLITE_OK)
    return refuse_to_open (self, error);
  return TRUE;
}

/* Making a file ------------------------------------------------------------------- */

static gboolean
write_first_rows (SchoStore *self, SchoProjectInfo *info, GError **error)
{
  g_autofree char *marks
      = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                         SCHO_APPLICATION_ID, SCHO_SCHEMA_VERSION);
  sqlite3_stmt *statement;
  gboolean done;

  if (!configure (self, error) || !scho_store_execute (self, "BEGIN IMMEDIATE", error)
      || !scho_store_execute (self, SCHO_SCHEMA, error)
      || !scho_store_execute (self, marks, error))
    return FALSE;

  statement
      = scho_store_prepare (self, "INSERT INTO project VALUES (1, ?1, ?2, ?3)", error);
  if (statement == NULL)
    return FALSE;
  done = sqlite3_bind_blob (statement, 1, info->uuid.bytes, sizeof info->uuid.bytes,
                            SQLITE_STATIC)
             == SQLITE_OK
         && sqlite3_bind_text (statement, 2, info->title, -1, SQLITE_STATIC) == SQLITE_OK
         && sqlite3_bind_text (statement, 3, info->memo, -1, SQLITE_STATIC) == SQLITE_OK
         && sqlite3_step (statement) == SQLITE_DONE;
  if (!done)
    scho_store_set_error (self, _ ("“%s” could not be written: %s"), error);
  sqlite3_finalize (statement);
  return done && scho_store_execute (self, "COMMIT", error);
}

static gboolean
set_file_error (const char *path, GError **error)
{
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED, _ ("“%s” could not be made: %s"),
               path, g_strerror (errno));
  return FALSE;
}

/* An empty file of a private name beside @path. */
static char *
make_private_name (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_strconcat (folder, "/.scholia-XXXXXX", NULL);
  int fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0666);

  if (fd < 0)
    {
      set_file_error (path, error);
      return NULL;
    }
  close (fd);
  return g_steal_pointer (&name);
}

static void
unlink_with_journals (const char *path)
{
  static const char *const endings[] = { "", "-journal", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);
      g_unlink (name);
    }
}

/* A program that was killed leaves its log beside the project. When then the project goes
 * and another gets its name, SQLite would write the log into that one. It may be all that
 * there is of somebody's last words, so it is kept under another name. */
static gboolean
put_journals_aside (const char *path, GError **error)
{
  static const char *const endings[] = { "-journal", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);
      g_autofree char *aside = g_strconcat (name, ".old", NULL);

      if (g_rename (name, aside) != 0 && errno != ENOENT)
        return set_file_error (name, error);
    }
  return TRUE;
}

/* Gives @from the name @path unless that is taken. */
static gboolean
give_name (const char *from, const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !put_journals_aside (path, error))
    return FALSE;
  if (link (from, path) == 0)
    {
      unlink (from);
      return TRUE;
    }
  if (errno == EEXIST || g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED,
                   _ ("“%s” is there already; choose another name"), path);
      return FALSE;
    }
  /* A file system without hard links. */
  if (g_rename (from, path) == 0)
    return TRUE;
  return set_file_error (path, error);
}

gboolean
scho_store_create (const char *path, SchoProjectInfo *info, GError **error)
{
  g_autofree char *private_name = NULL;
  SchoStore store = { .path = (char *) path };
  gboolean made;

  if (g_file_test (path, G_FILE_TEST_EXISTS)
      || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED,
                   _ ("“%s” is there already; choose another name"), path);
      return FALSE;
    }
  if (!(private_name = make_private_name (path, error)))
    return FALSE;

  made = sqlite3_open_v2 (private_name, &store.db, SQLITE_OPEN_READWRITE, NULL)
                 == SQLITE_OK
             ? write_first_rows (&store, info, error)
             : scho_store_set_error (&store, _ ("“%s” could not be made: %s"), error);
  sqlite3_close (store.db);
  made = made && give_name (private_name, path, error);
  if (!made)
    unlink_with_journals (private_name);
  return made;
}

/* Opening a file ------------------------------------------------------------------ */

static gboolean
check_path (const char *path, GError **error)
{
  struct stat info;
  const char *why = NULL;

  if (stat (path, &info) != 0)
    why = g_strerror (errno);
  else if (S_ISDIR (info.st_mode))
    why = _ ("it is a folder");
  else if (!S_ISREG (info.st_mode))
    why = _ ("it is no ordinary file");
  else if (info.st_size == 0)
    why = _ ("it is empty");
  if (why == NULL)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED, _ ("“%s” could not be opened: %s"),
               path, why);
  return FALSE;
}

/* Whose file is it, and of which version? */
static gboolean
check_marks (SchoStore *self, GError **error)
{
  gint64 application, version;

  if (ask_number (self, "SELECT count(*) FROM sqlite_schema") < 0)
    return refuse_to_open (self, error);
  application = ask_number (self, "PRAGMA application_id");
  version = application < 0 ? -1 : ask_number (self, "PRAGMA user_version");
  if (version < 0 && sqlite3_errcode (self->db) != SQLITE_OK)
    return refuse_to_open (self, error);
  if (application != SCHO_APPLICATION_ID)
    return refuse (self, SCHO_ERROR_INVALID,
                   _ ("it is a database of another program, not a Scholiast project"),
                   error);
  if (version > SCHO_SCHEMA_VERSION)
    return refuse (self, SCHO_ERROR_NEWER,
                   _ ("it was made by a newer version of Scholiast; please update"),
                   error);
  if (version < 1)
    return refuse (self, SCHO_ERROR_INVALID, _ ("its version is unknown"), error);
  return TRUE;
}

/* A write-ahead log needs shared memory, which network shares do not have. */
static void
choose_journal (SchoStore *self)
{
  sqlite3_stmt *statement = NULL;
  gboolean has_log = FALSE;

  if (sqlite3_prepare_v2 (self->db, "PRAGMA journal_mode = WAL", -1, &statement, NULL)
          == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    has_log = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "wal") == 0;
  sqlite3_finalize (statement);
  if (!has_log)
    self->notice = g_strdup (_ (
        "This folder allows no write-ahead log, as on a network share: saving is slower, "
        "and others should not open the project at the same time."));
}

SchoStore *
scho_store_open (const char *path, gboolean writable, GError **error)
{
  g_autoptr (SchoStore) self = g_new0 (SchoStore, 1);
  int flags = writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;

  self->path = g_strdup (path);
  if (!check_path (path, error))
    return NULL;
  if (sqlite3_open_v2 (path, &self->db, flags, NULL) != SQLITE_OK)
    {
      scho_store_set_error (self, _ ("“%s” could not be opened: %s"), error);
      return NULL;
    }
  if (!configure (self, error) || !check_marks (self, error))
    return NULL;
  if (writable && sqlite3_db_readonly (self->db, "main") == 0)
    {
      self->writable = TRUE;
      if (!scho_store_migrate (self, migrations, SCHO_SCHEMA_VERSION, error)
          || !scho_store_collect (self, error))
        return NULL;
      choose_journal (self);
    }
  return g_steal_pointer (&self);
}

gboolean
scho_store_checkpoint (SchoStore *self, GError **error)
{
  int result = sqlite3_wal_checkpoint_v2 (self->db, "main", SQLITE_CHECKPOINT_TRUNCATE,
                                          NULL, NULL);

  /* Somebody reads it just now: what is left waits for the next time. */
  return result == SQLITE_OK || result == SQLITE_BUSY || result == SQLITE_LOCKED
         || scho_store_set_error (self, _ ("“%s” could not be written: %s"), error);
}

void
scho_store_close (SchoStore *self)
{
  for (guint noun = 0; noun < SCHO_N_NOUNS; noun++)
    for (guint write = 0; write < SCHO_N_WRITES; write++)
      sqlite3_finalize (self->writes[noun][write]);
  sqlite3_finalize (self->insert_text);
  sqlite3_finalize (self->insert_content);
  sqlite3_finalize (self->insert_search);
  /* Back to one plain file; when another program reads it the log goes with the last. */
  if (self->writable)
    sqlite3_exec (self->db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
  sqlite3_close (self->db);
  g_free (self->notice);
  g_free (self->path);
  g_free (self);
}

/* Keeping house ------------------------------------------------------------------- */

/* "NAME (copy 2026-11-23 23.15.02).scholia", with a number when that is taken. */
static char *
name_copy (SchoStore *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d %H.%M.%S");
  g_autofree char *stem = g_str_has_suffix (self->path, ".scholia")
                              ? g_strndup (self->path, strlen (self->path) - 8)
                              : g_strdup (self->path);
  char *name = g_strdup_printf (_ ("%s (copy %s).scholia"), stem, time);

  for (guint i = 2; g_file_test (name, G_FILE_TEST_EXISTS) && i < 1000; i++)
    {
      g_free (name);
      name = g_strdup_printf (_ ("%s (copy %s, %u).scholia"), stem, time, i);
    }
  return name;
}

static gboolean
copy_pages (SchoStore *self, const char *path, GError **error)
{
  sqlite3 *copy = NULL;
  sqlite3_backup *backup = NULL;
  gboolean done = FALSE;

  if (sqlite3_open_v2 (path, &copy, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK
      && (backup = sqlite3_backup_init (copy, "main", self->db, "main")) != NULL)
    done = sqlite3_backup_step (backup, -1) == SQLITE_DONE;
  if (backup != NULL)
    done = sqlite3_backup_finish (backup) == SQLITE_OK && done;
  /* The copy has the log's mark in its header; it must be one plain file. */
  if (done)
    done = sqlite3_exec (copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL)
           == SQLITE_OK;
  if (!done)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED,
                 _ ("A copy of “%s” could not be kept, so nothing was done: %s"),
                 self->path, sqlite3_errmsg (copy));
  sqlite3_close (copy);
  return done;
}

char *
scho_store_keep_copy (SchoStore *self, GError **error)
{
  g_autofree char *name = name_copy (self);
  g_autofree char *private_name = make_private_name (self->path, error);

  if (private_name == NULL)
    return NULL;
  if (copy_pages (self, private_name, error) && give_name (private_name, name, error))
    return g_steal_pointer (&name);
  unlink_with_journals (private_name);
  return NULL;
}

gboolean
scho_store_migrate (SchoStore *self, const SchoMigration *list, int to, GError **error)
{
  int version = (int) ask_number (self, "PRAGMA user_version");
  g_autofree char *copy = NULL;

  if (version < 0)
    return scho_store_set_error (self, _ ("“%s” could not be read: %s"), error);
  if (version == to)
    return TRUE;
  if (!(copy = scho_store_keep_copy (self, error))
      || !scho_store_execute (self, "BEGIN IMMEDIATE", error))
    return FALSE;
  for (; list->sql != NULL && version < to; list++)
    if (list->from == version)
      {
        if (!scho_store_execute (self, list->sql, error))
          break;
        version++;
      }
  if (version == to)
    {
      g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %d; COMMIT", to);
      if (scho_store_execute (self, mark, error))
        {
          self->notice = g_strdup_printf (
              _ ("The project was brought up to date; a copy of how it was is in “%s”."),
              copy);
          return TRUE;
        }
    }
  else if (error == NULL || *error == NULL)
    refuse (self, SCHO_ERROR_INVALID, _ ("its version is unknown"), error);
  if (sqlite3_get_autocommit (self->db) == 0)
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

static gboolean
collect_contents (SchoStore *self, GError **error)
{
  return scho_store_execute (self,
                             "DELETE FROM content WHERE digest NOT IN "
                             "(SELECT digest FROM attachment WHERE digest IS NOT NULL) "
                             "AND digest NOT IN (SELECT digest FROM history_content)",
                             error);
}

static gboolean
collect_texts (SchoStore *self, GError **error)
{
#define UNUSED                                                                           \
  "SELECT id FROM text WHERE digest NOT IN (SELECT digest FROM document) "               \
  "AND digest NOT IN (SELECT digest FROM history_text)"
  gint64 n = ask_number (self, "SELECT count(*) FROM (" UNUSED ")");

  if (n < 0)
    return scho_store_set_error (self, _ ("“%s” could not be read: %s"), error);
  if (n == 0)
    return TRUE;
  if (scho_store_execute (self,
                          "BEGIN IMMEDIATE;"
                          "INSERT INTO text_search (text_search, rowid, body) "
                          "SELECT 'delete', id, body FROM text WHERE id IN (" UNUSED ");"
                          "DELETE FROM text WHERE id IN (" UNUSED ");"
                          "COMMIT",
                          error))
    return TRUE;
  if (sqlite3_get_autocommit (self->db) == 0)
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
#undef UNUSED
}

gboolean
scho_store_collect (SchoStore *self, GError **error)
{
  return collect_texts (self, error) && collect_contents (self, error);
}

gboolean
scho_store_has_attachments (SchoStore *self, gboolean *has, GError **error)
{
  gint64 n
      = ask_number (self, "SELECT count(*) FROM sqlite_schema WHERE name = 'attachment'");

  *has = n > 0;
  return n >= 0 || scho_store_set_error (self, _ ("“%s” could not be read: %s"), error);
}
