#include <scholiast/store-private.h>

#include <glib/gi18n-lib.h>
#include <scholiast/cells-private.h>
#include <scholiast/changeset-private.h>

static gboolean
set_write_error (SchoStore *self, GError **error)
{
  return scho_store_set_error (self, _ ("“%s” could not be written: %s"), error);
}

static gboolean
set_read_error (SchoStore *self, GError **error)
{
  return scho_store_set_error (self, _ ("“%s” could not be read: %s"), error);
}

gboolean
scho_store_begin (SchoStore *self, GError **error)
{
  return scho_store_execute (self, "BEGIN IMMEDIATE", error);
}

gboolean
scho_store_end (SchoStore *self, gboolean done, GError **error)
{
  if (done && scho_store_execute (self, "COMMIT", error))
    return TRUE;
  if (sqlite3_get_autocommit (self->db) == 0)
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/* Writing ------------------------------------------------------------------------- */

static gsize
count_changes (SchoStep *step)
{
  gsize n = 0;

  for (guint noun = 0; noun < SCHO_N_NOUNS; noun++)
    n += scho_step_get_n_changes (step, noun);
  return n;
}

static gboolean
insert_step (SchoStore *self, SchoStep *step, GByteArray *changes, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = scho_store_prepare (
      self,
      "INSERT INTO history (uuid, label, coder, time, state, n_changes, changes) "
      "VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6)",
      error);
  SchoUuid uuid = scho_uuid_new ();

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 3, scho_step_get_coder (step));
  sqlite3_bind_int64 (statement, 4, g_get_real_time () / 1000);
  sqlite3_bind_int64 (statement, 5, (gint64) count_changes (step));
  if (sqlite3_bind_blob (statement, 1, uuid.bytes, sizeof uuid.bytes, SQLITE_STATIC)
          == SQLITE_OK
      && sqlite3_bind_text (statement, 2, scho_step_get_label (step), -1, SQLITE_STATIC)
             == SQLITE_OK
      && sqlite3_bind_blob64 (statement, 6, changes->data, changes->len, SQLITE_STATIC)
             == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_DONE)
    return TRUE;
  return set_write_error (self, error);
}

/* Of either side of a change; nullable. */
static const char *
get_digest (SchoNoun noun, gconstpointer value)
{
  if (value == NULL)
    return NULL;
  return noun == SCHO_NOUN_DOCUMENT ? ((const SchoDocument *) value)->digest
                                    : ((const SchoAttachment *) value)->digest;
}

static gboolean
keep_digests (SchoStore *self,
              SchoStep *step,
              SchoNoun noun,
              const char *sql,
              gint64 number,
              GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gsize n = scho_step_get_n_changes (step, noun);

  for (gsize i = 0; i < 2 * n; i++)
    {
      SchoChange change = scho_step_get_change (step, noun, i / 2);
      const char *digest = get_digest (noun, i % 2 == 0 ? change.before : change.after);

      if (digest == NULL)
        continue;
      if (statement == NULL && !(statement = scho_store_prepare (self, sql, error)))
        return FALSE;
      sqlite3_bind_int64 (statement, 1, number);
      if (sqlite3_bind_text (statement, 2, digest, -1, SQLITE_STATIC) != SQLITE_OK
          || sqlite3_step (statement) != SQLITE_DONE)
        return set_write_error (self, error);
      sqlite3_reset (statement);
    }
  return TRUE;
}

gboolean
scho_store_keep_texts (SchoStore *self, SchoStep *step, gint64 number, GError **error)
{
  return keep_digests (self, step, SCHO_NOUN_DOCUMENT,
                       "INSERT OR IGNORE INTO history_text VALUES (?1, ?2)", number,
                       error)
         && keep_digests (self, step, SCHO_NOUN_ATTACHMENT,
                          "INSERT OR IGNORE INTO history_content VALUES (?1, ?2)", number,
                          error);
}

static gboolean
keep_step (SchoStore *self, SchoStep *step, GError **error)
{
  g_autoptr (GByteArray) changes = NULL;
  gint64 number;

  /* What was undone cannot be done again after something else. */
  if (!scho_store_execute (self,
                           "DELETE FROM history_text WHERE step IN (SELECT step FROM "
                           "history WHERE state = 1);"
                           "DELETE FROM history_content WHERE step IN (SELECT step "
                           "FROM history WHERE state = 1);"
                           "UPDATE history SET state = 2, changes = NULL WHERE state = 1",
                           error))
    return FALSE;
  changes = scho_changeset_new (step);
  if (!insert_step (self, step, changes, error))
    return FALSE;
  number = sqlite3_last_insert_rowid (self->db);
  return scho_store_keep_texts (self, step, number, error);
}

gboolean
scho_store_write_step (SchoStore *self, SchoStep *step, GError **error)
{
  gboolean done;

  if (!scho_store_begin (self, error))
    return FALSE;
  done = scho_store_write_changes (self, step, error) && keep_step (self, step, error);
  return scho_store_end (self, done, error);
}

static gboolean
update_state (SchoStore *self, gint64 number, SchoState state, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = scho_store_prepare (self, "UPDATE history SET state = ?2 WHERE step = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, number);
  sqlite3_bind_int (statement, 2, (int) state);
  return sqlite3_step (statement) == SQLITE_DONE || set_write_error (self, error);
}

gboolean
scho_store_write_state (
    SchoStore *self, SchoStep *step, gint64 number, SchoState state, GError **error)
{
  gboolean done;

  if (!scho_store_begin (self, error))
    return FALSE;
  done = scho_store_write_changes (self, step, error)
         && update_state (self, number, state, error);
  return scho_store_end (self, done, error);
}

/* Reading ------------------------------------------------------------------------- */

gint64
scho_store_find_step (
    SchoStore *self, SchoState state, char **label, gint64 *size, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = scho_store_prepare (
      self,
      state == SCHO_STATE_DONE
          ? "SELECT step, label, n_changes FROM history WHERE state = 0 "
            "ORDER BY step DESC LIMIT 1"
          : "SELECT step, label, n_changes FROM history WHERE state = 1 "
            "ORDER BY step LIMIT 1",
      error);
  int result;

  if (label != NULL)
    *label = NULL;
  if (size != NULL)
    *size = 0;
  if (statement == NULL || (result = sqlite3_step (statement)) == SQLITE_DONE)
    return 0;
  if (result != SQLITE_ROW)
    return set_read_error (self, error);
  if (label != NULL)
    *label = g_utf8_make_valid ((const char *) sqlite3_column_text (statement, 1), -1);
  if (size != NULL)
    *size = sqlite3_column_int64 (statement, 2);
  return sqlite3_column_int64 (statement, 0);
}

/* One change of a changeset. Values that an update leaves as they are have NULL here. */
typedef struct
{
  SchoNoun noun;
  int operation;
  int n_columns;
  sqlite3_value *old_values[SCHO_CELLS_MAX];
  sqlite3_value *new_values[SCHO_CELLS_MAX];
} RawChange;

static gboolean
read_raw (sqlite3_changeset_iter *iter, RawChange *raw)
{
  const char *table;
  int indirect;

  memset (raw, 0, sizeof *raw);
  if (sqlite3changeset_op (iter, &table, &raw->n_columns, &raw->operation, &indirect)
          != SQLITE_OK
      || raw->n_columns > SCHO_CELLS_MAX)
    return FALSE;
  while (raw->noun < SCHO_N_NOUNS && g_strcmp0 (table, scho_tables[raw->noun]) != 0)
    raw->noun++;
  if (raw->noun == SCHO_N_NOUNS)
    return FALSE;
  for (int i = 0; i < raw->n_columns; i++)
    {
      if (raw->operation != SQLITE_INSERT)
        sqlite3changeset_old (iter, i, &raw->old_values[i]);
      if (raw->operation != SQLITE_DELETE)
        sqlite3changeset_new (iter, i, &raw->new_values[i]);
    }
  return TRUE;
}

/* The row as it is now, which gives the cells that an update does not name. */
static sqlite3_stmt *
select_now (SchoStore *self, const RawChange *raw, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf (raw->noun == SCHO_NOUN_ANNOTATION
                             ? "SELECT * FROM %s WHERE document = ?1 AND uuid = ?2"
                             : "SELECT * FROM %s WHERE id = ?1",
                         scho_tables[raw->noun]);
  g_autoptr (sqlite3_stmt) statement = scho_store_prepare (self, sql, error);
  int result;

  if (statement == NULL)
    return NULL;
  if (sqlite3_bind_value (statement, 1, raw->old_values[0]) != SQLITE_OK
      || (raw->noun == SCHO_NOUN_ANNOTATION
          && sqlite3_bind_value (statement, 2, raw->old_values[1]) != SQLITE_OK)
      || ((result = sqlite3_step (statement)) != SQLITE_ROW && result != SQLITE_DONE))
    {
      set_read_error (self, error);
      return NULL;
    }
  /* A step of an older version has fewer columns, a file of one that is read as it is
   * fewer than a step that was widened. */
  if (result == SQLITE_ROW)
    return g_steal_pointer (&statement);
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("The history does not fit the project: a row it names is not there"));
  return NULL;
}

static void
take_rows (SchoStep *step, SchoNoun noun, const SchoRow *before, const SchoRow *after)
{
  if (noun == SCHO_NOUN_ANNOTATION)
    {
      SchoAnnotationChange change = { 0 };

      if (before != NULL)
        scho_row_read_annotation (before, &change.before);
      if (after != NULL)
        scho_row_read_annotation (after, &change.after);
      scho_step_take_annotation_change (step, &change);
      return;
    }
  scho_step_take_change (step, noun,
                         before != NULL ? scho_row_read_noun (before, noun) : NULL,
                         after != NULL ? scho_row_read_noun (after, noun) : NULL);
}

/* What stands now is one side; the other has the cells that the update names. */
static gboolean
take_update (
    SchoStore *self, SchoStep *step, RawChange *raw, gboolean swapped, GError **error)
{
  g_autoptr (sqlite3_stmt) now = select_now (self, raw, error);
  sqlite3_value **target = swapped ? raw->old_values : raw->new_values;
  sqlite3_value *other[SCHO_CELLS_MAX] = { NULL };
  SchoRow before = { .statement = now };
  SchoRow after = { .values = other };
  int n_columns;

  if (now == NULL)
    return FALSE;
  n_columns = MIN (sqlite3_column_count (now), SCHO_CELLS_MAX);
  for (int i = 0; i < n_columns; i++)
    {
      /* An update names a cell on both sides or, unless it is a key, on none. */
      gboolean named = raw->new_values[i] != NULL;
      other[i] = sqlite3_value_dup (named ? target[i] : sqlite3_column_value (now, i));
    }
  take_rows (step, raw->noun, &before, &after);
  for (int i = 0; i < n_columns; i++)
    sqlite3_value_free (other[i]);
  return TRUE;
}

static gboolean
take_raw (
    SchoStore *self, SchoStep *step, RawChange *raw, gboolean swapped, GError **error)
{
  SchoRow row
      = { .values = raw->operation == SQLITE_INSERT ? raw->new_values : raw->old_values };

  if (raw->operation == SQLITE_UPDATE)
    return take_update (self, step, raw, swapped, error);
  if ((raw->operation == SQLITE_INSERT) != swapped)
    take_rows (step, raw->noun, NULL, &row);
  else
    take_rows (step, raw->noun, &row, NULL);
  return TRUE;
}

gboolean
scho_store_take_changeset (SchoStore *self,
                           SchoStep *step,
                           const void *changes,
                           int n_bytes,
                           gboolean swapped,
                           GError **error)
{
  sqlite3_changeset_iter *iter = NULL;
  int result = sqlite3changeset_start (&iter, n_bytes, (void *) changes);
  /* Nothing at all would pass for a step that changes nothing. */
  gboolean fits = result == SQLITE_OK && n_bytes > 0;

  while (fits && sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      RawChange raw;
      fits = read_raw (iter, &raw) && take_raw (self, step, &raw, swapped, error);
    }
  if (result == SQLITE_OK)
    result = sqlite3changeset_finalize (iter);
  fits = fits && result == SQLITE_OK;
  if (!fits && (error == NULL || *error == NULL))
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("A step of the history cannot be read: %s"),
                 sqlite3_errstr (result != SQLITE_OK ? result : SQLITE_CORRUPT));
  return fits;
}

SchoStep *
scho_store_read_step (
    SchoStore *self, gint64 number, gboolean swapped, SchoSnapshot *now, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = scho_store_prepare (
      self, "SELECT label, coder, changes FROM history WHERE step = ?1", error);
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *label = NULL;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, number);
  if (sqlite3_step (statement) != SQLITE_ROW)
    {
      scho_store_set_error (self, _ ("“%s” could not be read: %s"), error);
      return NULL;
    }
  label = g_utf8_make_valid ((const char *) sqlite3_column_text (statement, 0), -1);
  step = scho_step_new (now, label);
  scho_step_set_coder (step, (guint32) sqlite3_column_int64 (statement, 1));
  if (scho_store_take_changeset (self, step, sqlite3_column_blob (statement, 2),
                                 sqlite3_column_bytes (statement, 2), swapped, error))
    return g_steal_pointer (&step);
  return NULL;
}

static void
add_history_row (SchoTable *table, sqlite3_stmt *statement, SchoSnapshot *snapshot)
{
  static const char *const states[] = { "done", "undone", "dropped" };
  gsize row = scho_table_add_row (table);
  g_autofree char *label
      = g_utf8_make_valid ((const char *) sqlite3_column_text (statement, 1), -1);
  const SchoCoder *coder
      = scho_snapshot_get_coder (snapshot, (guint32) sqlite3_column_int64 (statement, 2));
  g_autoptr (GDateTime) time
      = g_date_time_new_from_unix_utc (sqlite3_column_int64 (statement, 3) / 1000);
  g_autofree char *iso = time != NULL ? g_date_time_format_iso8601 (time) : NULL;
  int state = CLAMP (sqlite3_column_int (statement, 4), 0, 2);

  scho_table_set_integer (table, row, 0, sqlite3_column_int64 (statement, 0));
  scho_table_set_text (table, row, 1, label);
  if (coder != NULL)
    scho_table_set_text (table, row, 2, coder->name);
  if (iso != NULL)
    scho_table_set_text (table, row, 3, iso);
  scho_table_set_text (table, row, 4, states[state]);
  scho_table_set_integer (table, row, 5, sqlite3_column_int64 (statement, 5));
}

SchoTable *
scho_store_list_history (SchoStore *self, SchoSnapshot *snapshot, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = scho_store_prepare (
      self,
      "SELECT step, label, coder, time, state, n_changes FROM history ORDER BY step",
      error);
  g_autoptr (SchoTable) table = scho_table_new ("history", _ ("History"));
  int result = SQLITE_ERROR;

  scho_table_add_column (table, "step", _ ("Step"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "label", _ ("What"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "coder", _ ("Who"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "time", _ ("When"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "state", _ ("State"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "changes", _ ("Changes"), SCHO_COLUMN_INTEGER);
  while (statement != NULL && (result = sqlite3_step (statement)) == SQLITE_ROW)
    add_history_row (table, statement, snapshot);
  if (result == SQLITE_DONE)
    return g_steal_pointer (&table);
  if (statement != NULL)
    scho_store_set_error (self, _ ("“%s” could not be read: %s"), error);
  return NULL;
}
