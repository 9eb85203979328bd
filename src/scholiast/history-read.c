/* history-read.c - the steps of the history, for people. */
#include <scholiast/store-private.h>

#include <glib/gi18n-lib.h>
#include <scholiast/cells-private.h>

/* What a step is about is seen in its beginning; an import may have many megabytes. */
#define MOST_BYTES (256 * 1024)

static void
clear (SchoHistoryEntry *self)
{
  g_free ((char *) self->label);
}

SchoHistoryEntry *
scho_history_entry_new (const SchoHistoryEntry *values)
{
  SchoHistoryEntry *self = g_atomic_rc_box_new (SchoHistoryEntry);

  *self = *values;
  self->label = g_strdup (values->label);
  return self;
}

SchoHistoryEntry *
scho_history_entry_ref (SchoHistoryEntry *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
scho_history_entry_unref (SchoHistoryEntry *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

/* The column `memo` of the noun's table. */
static const int memo_columns[SCHO_N_NOUNS] = {
  [SCHO_NOUN_INFO] = 3,   [SCHO_NOUN_DOCUMENT] = 5,    [SCHO_NOUN_CODE] = 10,
  [SCHO_NOUN_CODER] = -1, [SCHO_NOUN_ATTACHMENT] = -1, [SCHO_NOUN_ANNOTATION] = 7,
};

static SchoKinds
kinds_of_update (sqlite3_changeset_iter *iter, SchoNoun noun, SchoKinds kind)
{
  gboolean memo = FALSE, other = FALSE;
  int n_columns, operation, indirect;
  const char *table;

  sqlite3changeset_op (iter, &table, &n_columns, &operation, &indirect);
  for (int i = 0; i < n_columns; i++)
    {
      sqlite3_value *value = NULL;

      sqlite3changeset_new (iter, i, &value);
      memo |= value != NULL && i == memo_columns[noun];
      other |= value != NULL && i != memo_columns[noun];
    }
  return (memo ? SCHO_KIND_MEMOS : 0) | (other ? kind : 0);
}

static SchoKinds
kinds_of_change (sqlite3_changeset_iter *iter)
{
  static const SchoKinds kinds[SCHO_N_NOUNS] = {
    [SCHO_NOUN_INFO] = SCHO_KIND_PROJECT,
    [SCHO_NOUN_DOCUMENT] = SCHO_KIND_DOCUMENTS,
    [SCHO_NOUN_CODE] = SCHO_KIND_CODES,
    [SCHO_NOUN_CODER] = SCHO_KIND_PROJECT,
    [SCHO_NOUN_ATTACHMENT] = SCHO_KIND_PROJECT,
    [SCHO_NOUN_ANNOTATION] = SCHO_KIND_CODINGS,
  };
  int n_columns, operation, indirect;
  const char *table;

  if (sqlite3changeset_op (iter, &table, &n_columns, &operation, &indirect) != SQLITE_OK)
    return 0;
  for (guint noun = 0; noun < SCHO_N_NOUNS; noun++)
    if (g_strcmp0 (table, scho_tables[noun]) == 0)
      return operation == SQLITE_UPDATE ? kinds_of_update (iter, noun, kinds[noun])
                                        : kinds[noun];
  return 0;
}

/* What lies behind the beginning, or is damaged, does not count. */
static SchoKinds
kinds_of_changeset (const void *changes, int n_bytes)
{
  sqlite3_changeset_iter *iter = NULL;
  SchoKinds kinds = 0;

  if (n_bytes == 0
      || sqlite3changeset_start (&iter, n_bytes, (void *) changes) != SQLITE_OK)
    return 0;
  while (sqlite3changeset_next (iter) == SQLITE_ROW)
    kinds |= kinds_of_change (iter);
  sqlite3changeset_finalize (iter);
  return kinds;
}

static SchoKinds
kinds_of_beginning (SchoStore *self, gint64 number)
{
  g_autofree guint8 *bytes = g_malloc (MOST_BYTES);
  sqlite3_blob *blob = NULL;
  SchoKinds kinds = 0;

  if (sqlite3_blob_open (self->db, "main", "history", "changes", number, 0, &blob)
          == SQLITE_OK
      && sqlite3_blob_read (blob, bytes, MOST_BYTES, 0) == SQLITE_OK)
    kinds = kinds_of_changeset (bytes, MOST_BYTES);
  sqlite3_blob_close (blob);
  return kinds;
}

static SchoHistoryEntry *
read_entry (SchoStore *self, sqlite3_stmt *statement)
{
  g_autofree char *label
      = g_utf8_make_valid ((const char *) sqlite3_column_text (statement, 1), -1);
  SchoHistoryEntry entry = {
    .number = sqlite3_column_int64 (statement, 0),
    .label = label,
    .coder = (guint32) CLAMP (sqlite3_column_int64 (statement, 2), 0, SCHO_ID_MAX),
    .time = sqlite3_column_int64 (statement, 3),
    .state = (SchoState) CLAMP (sqlite3_column_int (statement, 4), 0, 2),
    .n_changes = sqlite3_column_int64 (statement, 5),
  };

  entry.kinds = sqlite3_column_int (statement, 6) > MOST_BYTES
                    ? kinds_of_beginning (self, entry.number)
                    : kinds_of_changeset (sqlite3_column_blob (statement, 7),
                                          sqlite3_column_bytes (statement, 7));
  return scho_history_entry_new (&entry);
}

GPtrArray *
scho_store_read_history (
    SchoStore *self, gint64 from, gint64 to, gsize most, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = scho_store_prepare (
      self,
      "SELECT step, label, coder, time, state, n_changes, length (changes), "
      "CASE WHEN length (changes) <= ?4 THEN changes END FROM history "
      "WHERE step BETWEEN ?1 AND ?2 ORDER BY step DESC LIMIT ?3",
      error);
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_history_entry_unref);
  int result;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, from);
  sqlite3_bind_int64 (statement, 2, to);
  sqlite3_bind_int64 (statement, 3, (gint64) MIN (most, G_MAXINT32));
  sqlite3_bind_int (statement, 4, MOST_BYTES);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (entries, read_entry (self, statement));
  if (result == SQLITE_DONE)
    return g_steal_pointer (&entries);
  scho_store_set_error (self, _ ("“%s” could not be read: %s"), error);
  return NULL;
}
