#include <scholiast/check-private.h>

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include "schema.h"

typedef struct
{
  SchoStore *store;
  SchoSnapshot *snapshot;
  GPtrArray *faults;
  const SchoProgress *progress;
  GCancellable *cancellable;
} Check;

typedef gboolean (*CheckFunc) (Check *check, GError **error);

/* A row of the answer, by column; one sentence each where it is a fault. */
typedef void (*RowFunc) (Check *check, sqlite3_stmt *statement);

static void add_fault (Check *check, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_fault (Check *check, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (check->faults, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* A damaged page may stop a query: that is a fault of the file, not of the check. */
static gboolean
for_each_row (Check *check, const char *sql, RowFunc func, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (check->store->db, sql, -1, &statement, NULL);

  if (result == SQLITE_OK)
    while ((result = sqlite3_step (statement)) == SQLITE_ROW)
      {
        if (g_cancellable_is_cancelled (check->cancellable))
          break;
        func (check, statement);
      }
  if (result != SQLITE_DONE && result != SQLITE_ROW)
    add_fault (check, _ ("The file cannot be read whole: %s"),
               sqlite3_errmsg (check->store->db));
  sqlite3_finalize (statement);
  return !g_cancellable_set_error_if_cancelled (check->cancellable, error);
}

static void
take_integrity_row (Check *check, sqlite3_stmt *statement)
{
  const char *words = (const char *) sqlite3_column_text (statement, 0);

  if (g_strcmp0 (words, "ok") != 0)
    add_fault (check, _ ("SQLite says: %s"), words);
}

static gboolean
check_pages (Check *check, GError **error)
{
  return for_each_row (check, "PRAGMA integrity_check (100)", take_integrity_row, error);
}

/* The tables are the ones of schema.sql, and nothing else is there. */
static void
take_schema_row (Check *check, sqlite3_stmt *statement)
{
  const char *type = (const char *) sqlite3_column_text (statement, 0);
  const char *name = (const char *) sqlite3_column_text (statement, 1);
  g_autofree char *beginning = g_strdup_printf (
      "CREATE %s %s ", g_str_equal (type, "index") ? "INDEX" : "TABLE", name);
  gboolean inner
      = g_str_has_prefix (name, "sqlite_") || g_str_has_prefix (name, "text_search");

  if (!inner
      && (g_str_equal (type, "trigger") || g_str_equal (type, "view")
          || strstr (SCHO_SCHEMA, beginning) == NULL))
    add_fault (check, _ ("The file holds a %s “%s” that does not belong there"), type,
               name);
}

static gboolean
check_schema (Check *check, GError **error)
{
  return for_each_row (check, "SELECT type, name FROM sqlite_schema ORDER BY name",
                       take_schema_row, error);
}

static void
take_duplicate_row (Check *check, sqlite3_stmt *statement)
{
  add_fault (check, _ ("%d rows have the identity %s"), sqlite3_column_int (statement, 1),
             (const char *) sqlite3_column_text (statement, 0));
}

static void
check_name (Check *check, GHashTable *names, guint32 parent, const char *name)
{
  char *key = g_strdup_printf ("%u %s", parent, name);

  if (name[0] == '\0')
    add_fault (check, _ ("A code or a coder has no name"));
  if (!g_hash_table_add (names, key))
    add_fault (check, _ ("The name “%s” is there twice"), name);
}

/* As the program reads them, that is without white space around. */
static gboolean
check_names (Check *check, GError **error)
{
  g_autoptr (GHashTable) codes
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) coders
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n;
  const SchoCode *const *all = scho_snapshot_get_codes (check->snapshot, &n);
  const SchoCoder *const *people;

  for (gsize i = 0; i < n; i++)
    check_name (check, codes, all[i]->parent, all[i]->name);
  people = scho_snapshot_get_coders (check->snapshot, &n);
  for (gsize i = 0; i < n; i++)
    check_name (check, coders, 0, people[i]->name);
  return TRUE;
}

static gboolean
check_twins (Check *check, GError **error)
{
  static const char sql[]
      = "SELECT hex(uuid), count(*) AS n FROM (SELECT uuid FROM "
        "document UNION ALL SELECT uuid FROM code UNION ALL SELECT uuid FROM coder) "
        "GROUP BY uuid HAVING n > 1";

  return for_each_row (check, sql, take_duplicate_row, error);
}

static void
take_bad_row (Check *check, sqlite3_stmt *statement)
{
  add_fault (check, _ ("A row of the table %s has an identity or a number that is none"),
             (const char *) sqlite3_column_text (statement, 0));
}

static gboolean
check_identities (Check *check, GError **error)
{
  static const char sql[]
      = "SELECT 'document' FROM document WHERE length(uuid) != 16 OR id < 1 "
        "UNION ALL SELECT 'code' FROM code WHERE length(uuid) != 16 OR id < 1 "
        "UNION ALL SELECT 'coder' FROM coder WHERE length(uuid) != 16 OR id < 1 "
        "UNION ALL SELECT 'annotation' FROM annotation WHERE length(uuid) != 16 "
        "UNION ALL SELECT 'project' FROM project WHERE length(uuid) != 16 OR id != 1 "
        "UNION ALL SELECT 'project' WHERE (SELECT count(*) FROM project) != 1 LIMIT 100";

  return for_each_row (check, sql, take_bad_row, error);
}

/* Each text against its digest and its document. */
static gboolean
check_texts (Check *check, GError **error)
{
  gsize n;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (check->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (SchoText) text
          = scho_snapshot_read_text (check->snapshot, documents[i]->id, &local_error);

      scho_progress_set (check->progress, (double) i / (double) n, documents[i]->title);
      if (g_cancellable_set_error_if_cancelled (check->cancellable, error))
        return FALSE;
      if (text == NULL)
        add_fault (check, "%s", local_error->message);
      else if (!g_str_equal (scho_text_get_digest (text), documents[i]->digest))
        add_fault (check, _ ("The text of “%s” is not the one that was imported"),
                   documents[i]->title);
    }
  return TRUE;
}

/* Memory against file: counts, order and, through random stretches, the interval index.
 */
static void
check_index (Check *check, const SchoDocument *document)
{
  SchoIntervalIndex *index = scho_snapshot_get_index (check->snapshot, document->id);
  gsize n = 0;
  const SchoAnnotation *annotations;

  if (index == NULL)
    return;
  annotations = scho_interval_index_get_annotations (index, &n);
  for (gsize i = 1; i < n; i++)
    if (scho_annotation_compare (&annotations[i - 1], &annotations[i]) >= 0)
      {
        add_fault (check,
                   _ ("Two codings of “%s” have one identity, or are out of order"),
                   document->title);
        return;
      }
  for (gsize i = 0; i < MIN (n, 1000); i++)
    {
      const SchoAnnotation *each = &annotations[i * n / MIN (n, 1000)];
      gsize found = scho_interval_index_next (index, (gsize) (each - annotations),
                                              each->start, each->end);
      if (&annotations[found] != each)
        add_fault (check, _ ("The index of “%s” does not find a coding at %u–%u"),
                   document->title, each->start, each->end);
    }
}

static void
take_count_row (Check *check, sqlite3_stmt *statement)
{
  guint64 in_file = (guint64) sqlite3_column_int64 (statement, 0);
  guint64 in_memory = scho_snapshot_get_n_annotations (check->snapshot);

  if (in_file != in_memory)
    add_fault (check,
               _ ("The file has %" PRIu64 " codings, of which %" PRIu64 " are sound"),
               in_file, in_memory);
}

static gboolean
check_annotations (Check *check, GError **error)
{
  gsize n;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (check->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    check_index (check, documents[i]);
  return for_each_row (check, "SELECT count(*) FROM annotation", take_count_row, error);
}

static void
take_content_row (Check *check, sqlite3_stmt *statement)
{
  add_fault (check, _ ("The content of “%s” is not in the file"),
             (const char *) sqlite3_column_text (statement, 0));
}

static void
check_content (Check *check, const SchoAttachment *attachment)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GBytes) content
      = scho_snapshot_read_attachment (check->snapshot, attachment->id, &error);

  if (content == NULL)
    {
      add_fault (check, "%s", error->message);
      return;
    }
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  if (g_strcmp0 (digest, attachment->digest) != 0)
    add_fault (check, _ ("The content of “%s” is not the one that was added"),
               attachment->name);
}

/* Identities, each content against its digest, and what the history may bring back. */
static gboolean
check_attachments (Check *check, GError **error)
{
  static const char bad[]
      = "SELECT 'attachment' FROM attachment WHERE length(uuid) != 16 "
        "OR id < 1 LIMIT 100";
  static const char twins[] = "SELECT hex(uuid), count(*) AS n FROM attachment "
                              "GROUP BY uuid HAVING n > 1";
  static const char missing[]
      = "SELECT 'step ' || step FROM history_content WHERE digest NOT IN "
        "(SELECT digest FROM content) LIMIT 100";
  gboolean has;
  gsize n;
  const SchoAttachment *const *all = scho_snapshot_get_attachments (check->snapshot, &n);

  if (!scho_store_has_attachments (check->store, &has, error))
    return FALSE;
  if (!has)
    return TRUE;
  for (gsize i = 0; i < n; i++)
    {
      if (g_cancellable_set_error_if_cancelled (check->cancellable, error))
        return FALSE;
      if (all[i]->digest != NULL)
        check_content (check, all[i]);
    }
  return for_each_row (check, bad, take_bad_row, error)
         && for_each_row (check, twins, take_duplicate_row, error)
         && for_each_row (check, missing, take_content_row, error);
}

/* FTS5 compares its index with the texts itself; only a connection that writes may ask.
 */
static gboolean
check_search (Check *check, GError **error)
{
  if (!check->store->writable)
    return TRUE;
  if (sqlite3_exec (check->store->db,
                    "INSERT INTO text_search (text_search, rank) "
                    "VALUES ('integrity-check', 1)",
                    NULL, NULL, NULL)
      != SQLITE_OK)
    add_fault (check, _ ("The text index does not fit the texts: %s"),
               sqlite3_errmsg (check->store->db));
  return TRUE;
}

static void
take_step_row (Check *check, sqlite3_stmt *statement)
{
  add_fault (check, _ ("Step %d of the history is damaged"),
             sqlite3_column_int (statement, 0));
}

/* Undone steps come after done ones, each has its changes and its texts. */
static gboolean
check_history (Check *check, GError **error)
{
  static const char sql[] = "SELECT step FROM history WHERE state NOT IN (0, 1, 2) "
                            "OR (state != 2 AND typeof(changes) != 'blob') "
                            "UNION SELECT step FROM history WHERE state = 1 AND step < "
                            "(SELECT max(step) FROM history WHERE state = 0) "
                            "UNION SELECT step FROM history_text WHERE digest NOT IN "
                            "(SELECT digest FROM text) "
                            "LIMIT 100";

  return for_each_row (check, sql, take_step_row, error);
}

/* Can the next undo and redo be read, and do they fit? */
static gboolean
check_undo (Check *check, GError **error)
{
  static const SchoState states[] = { SCHO_STATE_DONE, SCHO_STATE_UNDONE };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (SchoStep) step = NULL;
      g_autoptr (SchoSnapshot) after = NULL;
      gint64 number = scho_store_find_step (check->store, states[i], NULL, NULL, NULL);

      if (number == 0)
        continue;
      step = scho_store_read_step (check->store, number, states[i] == SCHO_STATE_DONE,
                                   check->snapshot, &local_error);
      if (step != NULL)
        after = scho_snapshot_apply (check->snapshot, step, &local_error);
      if (after == NULL)
        add_fault (check, _ ("Step %" PRId64 " of the history does not fit: %s"), number,
                   local_error->message);
    }
  return TRUE;
}

GPtrArray *
scho_store_check (SchoStore *self,
                  SchoSnapshot *snapshot,
                  GPtrArray *known,
                  const SchoProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  static const CheckFunc checks[]
      = { check_pages,  check_schema,  check_identities,  check_twins,
          check_names,  check_texts,   check_annotations, check_attachments,
          check_search, check_history, check_undo };
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  Check check = { self, snapshot, faults, progress, cancellable };

  for (guint i = 0; i < known->len; i++)
    g_ptr_array_add (faults, g_strdup (g_ptr_array_index (known, i)));
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (!checks[i](&check, error))
      return NULL;
  return g_steal_pointer (&faults);
}
