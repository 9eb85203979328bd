#include <scholiast/reader.h>

#include <glib/gi18n-lib.h>
#include <scholiast/store-private.h>

/* More than these are closed when they are given back. */
#define MOST_IDLE 4

/* Belongs to one thread at a time, so that no thread waits for what another reads. */
typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *text;
  SchoWait wait;
} Connection;

struct _SchoReader
{
  gatomicrefcount ref_count;
  char *path;
  GMutex mutex;
  GCond cond;
  GPtrArray *idle;
  guint n_lent;
};

static void
connection_free (gpointer data)
{
  Connection *self = data;

  sqlite3_finalize (self->text);
  sqlite3_close (self->db);
  g_free (self);
}

SchoReader *
scho_reader_new (const char *path)
{
  SchoReader *self = g_new0 (SchoReader, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->path = g_strdup (path);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->idle = g_ptr_array_new_with_free_func (connection_free);
  return self;
}

SchoReader *
scho_reader_ref (SchoReader *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
scho_reader_unref (SchoReader *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->idle);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self);
}

void
scho_reader_release (SchoReader *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (self->n_lent > 0)
    g_cond_wait (&self->cond, &self->mutex);
  g_ptr_array_set_size (self->idle, 0);
}

static void
set_error (SchoReader *self, const Connection *connection, GError **error)
{
  if (sqlite3_errcode (connection->db) == SQLITE_BUSY)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_BUSY,
                 _ ("“%s” is in use by another program; please try again in a moment"),
                 self->path);
  else
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED, _ ("“%s” could not be read: %s"),
                 self->path, sqlite3_errmsg (connection->db));
}

static gboolean
open_file (SchoReader *self, Connection *connection)
{
  static const char sql[] = "SELECT body, stretches FROM text WHERE digest = ?1";

  return sqlite3_open_v2 (self->path, &connection->db,
                          SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL)
             == SQLITE_OK
         && scho_wait_attach (&connection->wait, connection->db) == SQLITE_OK
         && sqlite3_db_config (connection->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL)
                == SQLITE_OK
         && sqlite3_db_config (connection->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL)
                == SQLITE_OK
         && sqlite3_prepare_v2 (connection->db, sql, -1, &connection->text, NULL)
                == SQLITE_OK;
}

static void
give_back (SchoReader *self, Connection *connection)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (connection->text != NULL && self->idle->len < MOST_IDLE)
    g_ptr_array_add (self->idle, connection);
  else
    connection_free (connection);
  self->n_lent--;
  g_cond_broadcast (&self->cond);
}

static Connection *
borrow (SchoReader *self, GError **error)
{
  Connection *connection = NULL;

  g_mutex_lock (&self->mutex);
  self->n_lent++;
  if (self->idle->len > 0)
    connection = g_ptr_array_steal_index_fast (self->idle, self->idle->len - 1);
  g_mutex_unlock (&self->mutex);
  if (connection != NULL)
    return connection;

  connection = g_new0 (Connection, 1);
  if (open_file (self, connection))
    return connection;
  set_error (self, connection, error);
  give_back (self, connection);
  return NULL;
}

static SchoText *
text_from_row (sqlite3_stmt *row, guint32 length, GError **error)
{
  const void *body = sqlite3_column_text (row, 0);
  gsize n_bytes = (gsize) sqlite3_column_bytes (row, 0);
  g_autoptr (GArray) stretches
      = scho_stretches_from_json ((const char *) sqlite3_column_text (row, 1));
  g_autoptr (SchoText) text = NULL;
  char *copy = g_malloc (n_bytes + 1);

  if (n_bytes > 0)
    memcpy (copy, body, n_bytes);
  copy[n_bytes] = '\0';
  text = scho_text_new_take (copy, n_bytes,
                             (const SchoStretch *) (gpointer) stretches->data,
                             stretches->len, error);
  if (text != NULL && scho_text_get_length (text) != length)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("it has %u characters, not %u as it should"),
                   scho_text_get_length (text), length);
      return NULL;
    }
  return g_steal_pointer (&text);
}

SchoText *
scho_reader_read_text (SchoReader *self,
                       const char *digest,
                       guint32 length,
                       GError **error)
{
  Connection *connection = borrow (self, error);
  SchoText *text = NULL;
  int result;

  if (connection == NULL)
    return NULL;
  result = sqlite3_bind_text (connection->text, 1, digest, -1, SQLITE_STATIC);
  if (result == SQLITE_OK)
    result = sqlite3_step (connection->text);
  if (result == SQLITE_ROW)
    text = text_from_row (connection->text, length, error);
  else if (result == SQLITE_DONE)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("it is not in the file"));
  else
    set_error (self, connection, error);
  sqlite3_reset (connection->text);
  sqlite3_clear_bindings (connection->text);
  give_back (self, connection);
  return text;
}

static GBytes *
content_from_row (sqlite3_stmt *statement, guint64 size, GError **error)
{
  const void *bytes = sqlite3_column_blob (statement, 0);
  guint64 n_bytes = (guint64) sqlite3_column_bytes (statement, 0);
  g_autofree char *there = NULL;
  g_autofree char *expected = NULL;

  if (n_bytes == size && (bytes != NULL || size == 0))
    return g_bytes_new (bytes, n_bytes);
  there = g_strdup_printf ("%" G_GUINT64_FORMAT, n_bytes);
  expected = g_strdup_printf ("%" G_GUINT64_FORMAT, size);
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("it has %s bytes, not %s as it should"), there, expected);
  return NULL;
}

GBytes *
scho_reader_read_content (SchoReader *self,
                          const char *digest,
                          guint64 size,
                          GError **error)
{
  static const char sql[] = "SELECT body FROM content WHERE digest = ?1";
  Connection *connection = borrow (self, error);
  sqlite3_stmt *statement = NULL;
  GBytes *content = NULL;
  int result = SQLITE_ERROR;

  if (connection == NULL)
    return NULL;
  if (sqlite3_prepare_v2 (connection->db, sql, -1, &statement, NULL) == SQLITE_OK
      && sqlite3_bind_text (statement, 1, digest, -1, SQLITE_STATIC) == SQLITE_OK)
    result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    content = content_from_row (statement, size, error);
  else if (result == SQLITE_DONE)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("it is not in the file"));
  else
    set_error (self, connection, error);
  sqlite3_finalize (statement);
  give_back (self, connection);
  return content;
}

/* FALSE when it went wrong. */
static gboolean
add_digests (sqlite3 *db, const char *query, GHashTable *digests)
{
  static const char sql[] = "SELECT digest FROM text WHERE id IN "
                            "(SELECT rowid FROM text_search WHERE text_search MATCH ?1)";
  g_autoptr (sqlite3_stmt) statement = NULL;
  int result = SQLITE_ERROR;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK
      && sqlite3_bind_text (statement, 1, query, -1, SQLITE_STATIC) == SQLITE_OK)
    while ((result = sqlite3_step (statement)) == SQLITE_ROW)
      g_hash_table_add (digests,
                        g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  return result == SQLITE_DONE;
}

GHashTable *
scho_reader_match (SchoReader *self, const char *query, GError **error)
{
  g_autoptr (GHashTable) digests
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Connection *connection = borrow (self, error);
  gboolean done;

  if (connection == NULL)
    return NULL;
  done = add_digests (connection->db, query, digests);
  if (!done)
    set_error (self, connection, error);
  give_back (self, connection);
  return done ? g_steal_pointer (&digests) : NULL;
}
