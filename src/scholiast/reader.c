#include <scholiast/reader.h>

#include <glib/gi18n-lib.h>
#include <scholiast/store-private.h>

struct _SchoReader
{
  gatomicrefcount ref_count;
  char *path;
  GMutex mutex;
  sqlite3 *db; /* a connection of its own; NULL while nobody reads */
  sqlite3_stmt *text;
};

SchoReader *
scho_reader_new (const char *path)
{
  SchoReader *self = g_new0 (SchoReader, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->path = g_strdup (path);
  g_mutex_init (&self->mutex);
  return self;
}

SchoReader *
scho_reader_ref (SchoReader *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
close_file (SchoReader *self)
{
  g_clear_pointer (&self->text, sqlite3_finalize);
  g_clear_pointer (&self->db, sqlite3_close);
}

void
scho_reader_unref (SchoReader *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  close_file (self);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self);
}

void
scho_reader_release (SchoReader *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  close_file (self);
}

static gboolean
set_error (SchoReader *self, GError **error)
{
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED, _ ("“%s” could not be read: %s"),
               self->path, sqlite3_errmsg (self->db));
  return FALSE;
}

static gboolean
ensure_open (SchoReader *self, GError **error)
{
  static const char sql[] = "SELECT body, stretches FROM text WHERE digest = ?1";

  if (self->text != NULL)
    return TRUE;
  if (sqlite3_open_v2 (self->path, &self->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
                       NULL)
          != SQLITE_OK
      || sqlite3_busy_timeout (self->db, 10000) != SQLITE_OK
      || sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL)
             != SQLITE_OK
      || sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL) != SQLITE_OK
      || sqlite3_prepare_v2 (self->db, sql, -1, &self->text, NULL) != SQLITE_OK)
    {
      set_error (self, error);
      close_file (self);
      return FALSE;
    }
  return TRUE;
}

static SchoText *
text_from_row (SchoReader *self, guint32 length, GError **error)
{
  const void *body = sqlite3_column_text (self->text, 0);
  gsize n_bytes = (gsize) sqlite3_column_bytes (self->text, 0);
  g_autoptr (GArray) stretches
      = scho_stretches_from_json ((const char *) sqlite3_column_text (self->text, 1));
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
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  SchoText *text = NULL;
  int result;

  if (!ensure_open (self, error))
    return NULL;

  result = sqlite3_bind_text (self->text, 1, digest, -1, SQLITE_STATIC);
  if (result == SQLITE_OK)
    result = sqlite3_step (self->text);
  if (result == SQLITE_ROW)
    text = text_from_row (self, length, error);
  else if (result == SQLITE_DONE)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("it is not in the file"));
  else
    set_error (self, error);
  sqlite3_reset (self->text);
  sqlite3_clear_bindings (self->text);
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
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (sqlite3_stmt) statement = NULL;
  GBytes *content = NULL;
  int result = SQLITE_ERROR;

  if (!ensure_open (self, error))
    return NULL;
  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) == SQLITE_OK
      && sqlite3_bind_text (statement, 1, digest, -1, SQLITE_STATIC) == SQLITE_OK)
    result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    content = content_from_row (statement, size, error);
  else if (result == SQLITE_DONE)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("it is not in the file"));
  else
    set_error (self, error);
  return content;
}

GHashTable *
scho_reader_match (SchoReader *self, const char *query, GError **error)
{
  static const char sql[] = "SELECT digest FROM text WHERE id IN "
                            "(SELECT rowid FROM text_search WHERE text_search MATCH ?1)";
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GHashTable) digests
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (sqlite3_stmt) statement = NULL;
  int result = SQLITE_ERROR;

  if (!ensure_open (self, error))
    return NULL;
  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) == SQLITE_OK
      && sqlite3_bind_text (statement, 1, query, -1, SQLITE_STATIC) == SQLITE_OK)
    while ((result = sqlite3_step (statement)) == SQLITE_ROW)
      g_hash_table_add (digests,
                        g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  if (result == SQLITE_DONE)
    return g_steal_pointer (&digests);
  set_error (self, error);
  return NULL;
}
