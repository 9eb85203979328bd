#include "database.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#define MAGIC "SQLite format 3"
#define MAX_COLUMNS 64
#define STEPS 10000 /* of SQLite's machine, between looks at whether to go on */

struct _Database
{
  sqlite3 *db;
  char *name;
  GCancellable *cancellable; /* nullable */
};

struct _DatabaseRows
{
  Database *database;
  sqlite3_stmt *statement;
  char *texts[MAX_COLUMNS];
};

gboolean
database_is_one (const guint8 *head, gsize n_bytes)
{
  return n_bytes >= sizeof MAGIC && memcmp (head, MAGIC, sizeof MAGIC) == 0;
}

void
database_free (Database *self)
{
  sqlite3_close (self->db);
  g_free (self->name);
  g_free (self);
}

static void
set_error (Database *self, GError **error)
{
  if (!g_cancellable_set_error_if_cancelled (self->cancellable, error))
    /* Translators: a file, what SQLite says */
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("“%s” cannot be read: %s"),
                 self->name, sqlite3_errmsg (self->db));
}

static int
must_stop (gpointer data)
{
  Database *self = data;

  return g_cancellable_is_cancelled (self->cancellable);
}

static int
allow (gpointer data,
       int action,
       const char *a,
       const char *b,
       const char *database,
       const char *inner)
{
  return action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_FUNCTION
                 || action == SQLITE_RECURSIVE
             ? SQLITE_OK
             : SQLITE_DENY;
}

static gboolean
configure (Database *self)
{
  static const int forbidden[]
      = { SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW,
          SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION };

  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    if (sqlite3_db_config (self->db, forbidden[i], 0, NULL) != SQLITE_OK)
      return FALSE;
  sqlite3_limit (self->db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit (self->db, SQLITE_LIMIT_SQL_LENGTH, 100000);
  sqlite3_limit (self->db, SQLITE_LIMIT_EXPR_DEPTH, 50);
  sqlite3_limit (self->db, SQLITE_LIMIT_WORKER_THREADS, 0);
  sqlite3_progress_handler (self->db, STEPS, must_stop, self);
  return sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) == SQLITE_OK
         && sqlite3_exec (self->db,
                          "PRAGMA query_only = ON; PRAGMA cell_size_check = ON;"
                          "PRAGMA temp_store = MEMORY",
                          NULL, NULL, NULL)
                == SQLITE_OK
         && sqlite3_set_authorizer (self->db, allow, NULL) == SQLITE_OK;
}

/* SQLite frees with its own function what it was given. */
static gboolean
take_bytes (Database *self, char *bytes, gsize n_bytes)
{
  guchar *copy = sqlite3_malloc64 (n_bytes);

  if (copy != NULL)
    memcpy (copy, bytes, n_bytes);
  g_free (bytes);
  if (copy == NULL)
    return FALSE;
  /* A log beside the file is not there; without this it would be asked for. */
  copy[18] = copy[19] = 1;
  return sqlite3_deserialize (
             self->db, "main", copy, (sqlite3_int64) n_bytes, (sqlite3_int64) n_bytes,
             SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY)
         == SQLITE_OK;
}

Database *
database_open (char *bytes,
               gsize n_bytes,
               const char *name,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (Database) self = g_new0 (Database, 1);

  self->name = g_strdup (name);
  self->cancellable = cancellable;
  if (n_bytes < 100 || !database_is_one ((const guint8 *) bytes, n_bytes))
    {
      g_free (bytes);
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("“%s” is not what its name says: it is no SQLite database"), name);
      return NULL;
    }
  if (sqlite3_open_v2 (":memory:", &self->db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    {
      g_free (bytes);
      set_error (self, error);
      return NULL;
    }
  if (!take_bytes (self, bytes, n_bytes) || !configure (self))
    {
      set_error (self, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/* Virtual tables and views run code of the file's choice. */
gboolean
database_has_table (Database *self, const char *table)
{
  g_autoptr (DatabaseRows) rows = database_query (
      self, NULL,
      "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower (name) = '%s' "
      "AND upper (substr (sql, 1, 13)) = 'CREATE TABLE '",
      table);

  return rows != NULL && database_rows_next (rows, NULL);
}

const char *
database_column (Database *self, const char *table, const char *column)
{
  g_autoptr (DatabaseRows) rows
      = database_query (self, NULL, "SELECT [%s] FROM [%s] LIMIT 0", column, table);

  return rows != NULL ? column : "NULL";
}

DatabaseRows *
database_query (Database *self, GError **error, const char *format, ...)
{
  DatabaseRows *rows = g_new0 (DatabaseRows, 1);
  g_autofree char *sql = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  rows->database = self;
  if (sqlite3_prepare_v2 (self->db, sql, -1, &rows->statement, NULL) == SQLITE_OK)
    return rows;
  set_error (self, error);
  database_rows_free (rows);
  return NULL;
}

static void
clear_texts (DatabaseRows *self)
{
  for (guint i = 0; i < MAX_COLUMNS; i++)
    g_clear_pointer (&self->texts[i], g_free);
}

void
database_rows_free (DatabaseRows *self)
{
  clear_texts (self);
  sqlite3_finalize (self->statement);
  g_free (self);
}

gboolean
database_rows_next (DatabaseRows *self, GError **error)
{
  int result;

  clear_texts (self);
  result = sqlite3_step (self->statement);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    set_error (self->database, error);
  return result == SQLITE_ROW;
}

char *
database_rows_dup_text (DatabaseRows *self, int column, gsize *n_bytes)
{
  const char *text = (const char *) sqlite3_column_text (self->statement, column);
  g_autofree char *copy = g_strndup (
      text != NULL ? text : "", (gsize) sqlite3_column_bytes (self->statement, column));
  char *valid = g_utf8_make_valid (copy, -1);

  *n_bytes = strlen (valid);
  return valid;
}

const char *
database_rows_text (DatabaseRows *self, int column)
{
  const char *text = (const char *) sqlite3_column_text (self->statement, column);

  if (text == NULL || text[0] == '\0')
    return NULL;
  if (self->texts[column] == NULL)
    self->texts[column] = g_utf8_make_valid (text, -1);
  return self->texts[column];
}

gint64
database_rows_integer (DatabaseRows *self, int column)
{
  return sqlite3_column_int64 (self->statement, column);
}

gint64
database_rows_place (DatabaseRows *self, int column)
{
  return sqlite3_column_type (self->statement, column) == SQLITE_INTEGER
             ? MAX (-1, sqlite3_column_int64 (self->statement, column))
             : -1;
}
