/* history-merge.c - several steps of the history as one. */
#include <scholiast/store-private.h>

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <scholiast/changeset-private.h>

/* Changesets put one after the other, each row once: as it was before the first of them,
 * and as the last left it. */
typedef struct
{
  sqlite3_changegroup *group;
  void *changes;
  int n_bytes;
} Merge;

static void
merge_clear (Merge *self)
{
  if (self->group != NULL)
    sqlite3changegroup_delete (self->group);
  sqlite3_free (self->changes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Merge, merge_clear)

static gboolean
set_merge_error (int result, GError **error)
{
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("A step of the history cannot be read: %s"), sqlite3_errstr (result));
  return FALSE;
}

/* Widened, since steps of an older version of the file have fewer columns. */
static int
add_widened (Merge *self, const void *changes, int n_bytes)
{
  g_autoptr (GByteArray) wide = scho_changeset_widen (changes, (gsize) n_bytes);

  return wide != NULL ? sqlite3changegroup_add (self->group, (int) wide->len, wide->data)
                      : SQLITE_CORRUPT;
}

static gboolean
merge_add (Merge *self, const void *changes, int n_bytes, GError **error)
{
  int result = self->group == NULL ? sqlite3changegroup_new (&self->group) : SQLITE_OK;

  if (result == SQLITE_OK)
    result = add_widened (self, changes, n_bytes);
  return result == SQLITE_OK || set_merge_error (result, error);
}

/* No bytes when together they change nothing. */
static gboolean
merge_finish (Merge *self, GError **error)
{
  int result
      = self->group == NULL
            ? SQLITE_OK
            : sqlite3changegroup_output (self->group, &self->n_bytes, &self->changes);

  return result == SQLITE_OK || set_merge_error (result, error);
}

static gboolean
merge_rows (Merge *self, SchoStore *store, sqlite3_stmt *statement, GError **error)
{
  int result;

  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    if (!merge_add (self, sqlite3_column_blob (statement, 0),
                    sqlite3_column_bytes (statement, 0), error))
      return FALSE;
  return result == SQLITE_DONE
         || scho_store_set_error (store, _ ("“%s” could not be read: %s"), error);
}

/* Joining ------------------------------------------------------------------------- */

static gboolean
count_changes (const Merge *merge, gint64 *n, GError **error)
{
  sqlite3_changeset_iter *iter = NULL;
  int result = sqlite3changeset_start (&iter, merge->n_bytes, merge->changes);

  *n = 0;
  if (result == SQLITE_OK)
    {
      while (sqlite3changeset_next (iter) == SQLITE_ROW)
        (*n)++;
      result = sqlite3changeset_finalize (iter);
    }
  return result == SQLITE_OK || set_merge_error (result, error);
}

static gboolean
run (SchoStore *self, sqlite3_stmt *statement, GError **error)
{
  return sqlite3_step (statement) == SQLITE_DONE
         || scho_store_set_error (self, _ ("“%s” could not be written: %s"), error);
}

static gboolean
read_changes (SchoStore *self, gint64 number, Merge *merge, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = scho_store_prepare (
      self, "SELECT changes FROM history WHERE step = ?1 AND state = 0", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, number);
  return merge_rows (merge, self, statement, error);
}

/* A new identity: a copy of the project may hold the step as it was until now. */
static gboolean
update_step (
    SchoStore *self, SchoStep *step, gint64 number, const Merge *merge, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = scho_store_prepare (self,
                            "UPDATE history SET uuid = ?2, label = ?3, time = ?4, "
                            "n_changes = ?5, changes = ?6 WHERE step = ?1",
                            error);
  SchoUuid uuid = scho_uuid_new ();
  gint64 n;

  if (statement == NULL || !count_changes (merge, &n, error))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, number);
  sqlite3_bind_int64 (statement, 4, g_get_real_time () / 1000);
  sqlite3_bind_int64 (statement, 5, n);
  if (sqlite3_bind_blob (statement, 2, uuid.bytes, sizeof uuid.bytes, SQLITE_STATIC)
          != SQLITE_OK
      || sqlite3_bind_text (statement, 3, scho_step_get_label (step), -1, SQLITE_STATIC)
             != SQLITE_OK
      || sqlite3_bind_blob (statement, 6, merge->changes, merge->n_bytes, SQLITE_STATIC)
             != SQLITE_OK)
    return scho_store_set_error (self, _ ("“%s” could not be written: %s"), error);
  return run (self, statement, error);
}

static gboolean
delete_step (SchoStore *self, gint64 number, GError **error)
{
  static const char *const sql[] = { "DELETE FROM history_text WHERE step = ?1",
                                     "DELETE FROM history_content WHERE step = ?1",
                                     "DELETE FROM history WHERE step = ?1" };

  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_autoptr (sqlite3_stmt) statement = scho_store_prepare (self, sql[i], error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, number);
      if (!run (self, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
join (SchoStore *self, SchoStep *step, gint64 number, GError **error)
{
  g_autoptr (GByteArray) changes = scho_changeset_new (step);
  g_auto (Merge) merge = { 0 };

  if (!scho_store_write_changes (self, step, error)
      || !read_changes (self, number, &merge, error)
      || !merge_add (&merge, changes->data, (int) changes->len, error)
      || !merge_finish (&merge, error))
    return FALSE;
  if (merge.n_bytes == 0)
    return delete_step (self, number, error);
  return update_step (self, step, number, &merge, error)
         && scho_store_keep_texts (self, step, number, error);
}

gboolean
scho_store_join_step (SchoStore *self, SchoStep *step, gint64 number, GError **error)
{
  if (!scho_store_begin (self, error))
    return FALSE;
  return scho_store_end (self, join (self, step, number, error), error);
}

/* Looking back -------------------------------------------------------------------- */

/* Step 0 is done as long as there is a project. */
static gboolean
read_state (SchoStore *self, gint64 number, SchoState *state, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  int result;

  *state = SCHO_STATE_DONE;
  if (number == 0)
    return TRUE;
  statement
      = scho_store_prepare (self, "SELECT state FROM history WHERE step = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, number);
  if ((result = sqlite3_step (statement)) == SQLITE_ROW)
    *state = (SchoState) CLAMP (sqlite3_column_int (statement, 0), 0, 2);
  else if (result != SQLITE_DONE)
    return scho_store_set_error (self, _ ("“%s” could not be read: %s"), error);

  if (result == SQLITE_ROW && *state != SCHO_STATE_DROPPED)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
               result == SQLITE_ROW
                   ? _ ("Step %" PRId64 " was undone before something else was "
                        "done, so the project after it can no longer be shown")
                   : _ ("The history has no step %" PRId64),
               number);
  return FALSE;
}

SchoSnapshot *
scho_store_read_at (SchoStore *self, gint64 number, SchoSnapshot *now, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_auto (Merge) merge = { 0 };
  SchoState state;

  if (!read_state (self, number, &state, error)
      || !(statement = scho_store_prepare (
               self,
               state == SCHO_STATE_DONE
                   ? "SELECT changes FROM history WHERE state = 0 AND step > ?1 "
                     "ORDER BY step"
                   : "SELECT changes FROM history WHERE state = 1 AND step <= ?1 "
                     "ORDER BY step",
               error)))
    return NULL;
  sqlite3_bind_int64 (statement, 1, number);
  if (!merge_rows (&merge, self, statement, error) || !merge_finish (&merge, error))
    return NULL;
  if (merge.n_bytes == 0)
    return scho_snapshot_ref (now);

  step = scho_step_new (now, "");
  if (!scho_store_take_changeset (self, step, merge.changes, merge.n_bytes,
                                  state == SCHO_STATE_DONE, error))
    return NULL;
  return scho_snapshot_apply (now, step, error);
}
