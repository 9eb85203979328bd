#include <scholiast/store-private.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <scholiast/cells-private.h>

/* By noun: insert, update, delete. Parameters are the columns of schema.sql in order. */
static const char *const sql[SCHO_N_NOUNS][SCHO_N_WRITES] = {
  [SCHO_NOUN_INFO] = {
    "INSERT INTO project VALUES (?1, ?2, ?3, ?4)",
    "UPDATE project SET uuid = ?2, title = ?3, memo = ?4 WHERE id = ?1",
    "DELETE FROM project WHERE id = ?1",
  },
  [SCHO_NOUN_DOCUMENT] = {
    "INSERT INTO document VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
    "?13)",
    "UPDATE document SET uuid = ?2, title = ?3, source = ?4, language = ?5, memo = ?6, "
    "encoding = ?7, line_ends = ?8, byte_order_mark = ?9, attributes = ?10, "
    "digest = ?11, length = ?12, report = ?13 WHERE id = ?1",
    "DELETE FROM document WHERE id = ?1",
  },
  [SCHO_NOUN_CODE] = {
    "INSERT INTO code VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    "UPDATE code SET uuid = ?2, parent = ?3, position = ?4, colour = ?5, key = ?6, "
    "name = ?7, definition = ?8, use_when = ?9, use_not = ?10, memo = ?11, "
    "blurred = ?12, pseudonym = ?13 WHERE id = ?1",
    "DELETE FROM code WHERE id = ?1",
  },
  [SCHO_NOUN_CODER] = {
    "INSERT INTO coder VALUES (?1, ?2, ?3, ?4)",
    "UPDATE coder SET uuid = ?2, name = ?3, asked = ?4 WHERE id = ?1",
    "DELETE FROM coder WHERE id = ?1",
  },
  [SCHO_NOUN_ATTACHMENT] = {
    "INSERT INTO attachment VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    "UPDATE attachment SET uuid = ?2, kind = ?3, name = ?4, document = ?5, text = ?6, "
    "media_type = ?7, digest = ?8, size = ?9 WHERE id = ?1",
    "DELETE FROM attachment WHERE id = ?1",
  },
  [SCHO_NOUN_ANNOTATION] = {
    "INSERT INTO annotation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    "UPDATE annotation SET start = ?3, end = ?4, code = ?5, coder = ?6, weight = ?7, "
    "memo = ?8, flags = ?9 WHERE document = ?1 AND uuid = ?2",
    "DELETE FROM annotation WHERE document = ?1 AND uuid = ?2",
  },
};

char *
scho_stretches_to_json (SchoText *text)
{
  gsize n;
  const SchoStretch *stretches = scho_text_get_stretches (text, &n);
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (n == 0)
    return NULL;
  builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (gsize i = 0; i < n; i++)
    {
      json_builder_begin_array (builder);
      json_builder_add_int_value (builder, stretches[i].kind);
      json_builder_add_int_value (builder, stretches[i].start);
      json_builder_add_int_value (builder, stretches[i].end);
      json_builder_add_int_value (builder, stretches[i].level);
      if (stretches[i].label != NULL)
        json_builder_add_string_value (builder, stretches[i].label);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static sqlite3_stmt *
get_write (SchoStore *self, SchoNoun noun, SchoWrite write, GError **error)
{
  sqlite3_stmt **statement = &self->writes[noun][write];

  if (*statement == NULL)
    *statement = scho_store_prepare (self, sql[noun][write], error);
  return *statement;
}

/* Runs a statement that returns no rows. */
static gboolean
run (SchoStore *self, sqlite3_stmt *statement, GError **error)
{
  int result = sqlite3_step (statement);

  if (result != SQLITE_DONE)
    scho_store_set_error (self, _ ("“%s” could not be written: %s"), error);
  sqlite3_reset (statement);
  return result == SQLITE_DONE;
}

/* Of an importer that brings identities of its own; SQLite's words name a table. */
static gboolean
set_twin_error (SchoStore *self, const SchoAnnotation *annotation, GError **error)
{
  g_autofree char *name = g_path_get_basename (self->path);
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (&annotation->uuid, uuid);
  g_clear_error (error);
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               /* Translators: a file, a UUID */
               _ ("“%s” has a coding %s already; it was not added again"), name, uuid);
  return FALSE;
}

static gboolean
write_change (SchoStore *self, SchoNoun noun, SchoChange change, GError **error)
{
  SchoWrite write = change.before == NULL  ? SCHO_WRITE_INSERT
                    : change.after == NULL ? SCHO_WRITE_DELETE
                                           : SCHO_WRITE_UPDATE;
  sqlite3_stmt *statement = get_write (self, noun, write, error);
  g_auto (SchoCells) cells = { 0 };

  if (statement == NULL
      || g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  scho_cells_fill (&cells, noun, change.after != NULL ? change.after : change.before);
  if (!scho_cells_bind (&cells, statement,
                        write == SCHO_WRITE_DELETE ? scho_n_keys[noun] : cells.n))
    return scho_store_set_error (self, _ ("“%s” could not be written: %s"), error);
  if (run (self, statement, error))
    return TRUE;
  if (noun == SCHO_NOUN_ANNOTATION && write == SCHO_WRITE_INSERT
      && sqlite3_extended_errcode (self->db) == SQLITE_CONSTRAINT_PRIMARYKEY)
    return set_twin_error (self, change.after, error);
  return FALSE;
}

static gboolean
write_text (SchoStore *self, SchoText *text, GError **error)
{
  gsize n_bytes;
  const char *body = scho_text_get_utf8 (text, &n_bytes);
  g_autofree char *stretches = scho_stretches_to_json (text);

  sqlite3_bind_int64 (self->insert_text, 3, scho_text_get_length (text));
  if (sqlite3_bind_text (self->insert_text, 1, scho_text_get_digest (text), -1,
                         SQLITE_STATIC)
          != SQLITE_OK
      || sqlite3_bind_text64 (self->insert_text, 2, body, n_bytes, SQLITE_STATIC,
                              SQLITE_UTF8)
             != SQLITE_OK
      || sqlite3_bind_text (self->insert_text, 4, stretches, -1, SQLITE_STATIC)
             != SQLITE_OK)
    return scho_store_set_error (self, _ ("“%s” could not be written: %s"), error);
  if (!run (self, self->insert_text, error))
    return FALSE;
  if (sqlite3_changes (self->db) == 0)
    return TRUE; /* the file has it already */

  sqlite3_bind_int64 (self->insert_search, 1, sqlite3_last_insert_rowid (self->db));
  if (sqlite3_bind_text64 (self->insert_search, 2, body, n_bytes, SQLITE_STATIC,
                           SQLITE_UTF8)
      != SQLITE_OK)
    return scho_store_set_error (self, _ ("“%s” could not be written: %s"), error);
  return run (self, self->insert_search, error);
}

/* In the order of the documents, so that the same import makes the same file. */
static gboolean
write_texts (SchoStore *self, SchoStep *step, GError **error)
{
  GHashTable *texts = scho_step_get_texts (step);

  if (g_hash_table_size (texts) == 0)
    return TRUE;
  if (self->insert_text == NULL
      && !(self->insert_text
           = scho_store_prepare (self,
                                 "INSERT INTO text (digest, body, length, stretches) "
                                 "VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                                 error)))
    return FALSE;
  if (self->insert_search == NULL
      && !(self->insert_search = scho_store_prepare (
               self, "INSERT INTO text_search (rowid, body) VALUES (?1, ?2)", error)))
    return FALSE;

  for (gsize i = 0; i < scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT); i++)
    {
      const SchoDocument *after
          = scho_step_get_change (step, SCHO_NOUN_DOCUMENT, i).after;
      SchoText *text = after != NULL ? g_hash_table_lookup (texts, after->digest) : NULL;

      if (text != NULL && !write_text (self, text, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_content (SchoStore *self,
               const SchoAttachment *attachment,
               GBytes *content,
               GError **error)
{
  gsize n_bytes;
  gconstpointer bytes = g_bytes_get_data (content, &n_bytes);

  if (!scho_attachment_check_size (attachment->name, n_bytes, error))
    return FALSE;
  if (self->insert_content == NULL
      && !(self->insert_content
           = scho_store_prepare (self,
                                 "INSERT INTO content (digest, body) VALUES (?1, ?2) "
                                 "ON CONFLICT DO NOTHING",
                                 error)))
    return FALSE;
  /* No bytes at all have no address, which would be NULL. */
  if (sqlite3_bind_text (self->insert_content, 1, attachment->digest, -1, SQLITE_STATIC)
          != SQLITE_OK
      || sqlite3_bind_blob64 (self->insert_content, 2, n_bytes > 0 ? bytes : "", n_bytes,
                              SQLITE_STATIC)
             != SQLITE_OK)
    return scho_store_set_error (self, _ ("“%s” could not be written: %s"), error);
  return run (self, self->insert_content, error);
}

static gboolean
write_contents (SchoStore *self, SchoStep *step, GError **error)
{
  GHashTable *contents = scho_step_get_contents (step);

  for (gsize i = 0; i < scho_step_get_n_changes (step, SCHO_NOUN_ATTACHMENT); i++)
    {
      const SchoAttachment *after
          = scho_step_get_change (step, SCHO_NOUN_ATTACHMENT, i).after;
      GBytes *content = after != NULL && after->digest != NULL
                            ? g_hash_table_lookup (contents, after->digest)
                            : NULL;

      if (content != NULL && !write_content (self, after, content, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
scho_store_write_changes (SchoStore *self, SchoStep *step, GError **error)
{
  if (!write_texts (self, step, error) || !write_contents (self, step, error))
    return FALSE;
  for (guint noun = 0; noun < SCHO_N_NOUNS; noun++)
    for (gsize i = 0; i < scho_step_get_n_changes (step, noun); i++)
      if (!write_change (self, noun, scho_step_get_change (step, noun, i), error))
        return FALSE;
  return TRUE;
}
