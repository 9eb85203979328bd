#include <scholiast/store-private.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <scholiast/noun-private.h>

/* By noun: insert, update, delete. Parameters are the columns of schema.sql in order. */
static const char *const sql[SCHO_N_NOUNS][SCHO_N_WRITES] = {
  [SCHO_NOUN_INFO] = {
    "INSERT INTO project VALUES (?1, ?2, ?3, ?4)",
    "UPDATE project SET uuid = ?2, title = ?3, memo = ?4 WHERE id = ?1",
    "DELETE FROM project WHERE id = ?1",
  },
  [SCHO_NOUN_DOCUMENT] = {
    "INSERT INTO document VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    "UPDATE document SET uuid = ?2, title = ?3, source = ?4, language = ?5, memo = ?6, "
    "encoding = ?7, line_ends = ?8, byte_order_mark = ?9, attributes = ?10, "
    "digest = ?11, length = ?12 WHERE id = ?1",
    "DELETE FROM document WHERE id = ?1",
  },
  [SCHO_NOUN_CODE] = {
    "INSERT INTO code VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    "UPDATE code SET uuid = ?2, parent = ?3, position = ?4, colour = ?5, key = ?6, "
    "name = ?7, definition = ?8, use_when = ?9, use_not = ?10, memo = ?11 WHERE id = ?1",
    "DELETE FROM code WHERE id = ?1",
  },
  [SCHO_NOUN_CODER] = {
    "INSERT INTO coder VALUES (?1, ?2, ?3)",
    "UPDATE coder SET uuid = ?2, name = ?3 WHERE id = ?1",
    "DELETE FROM coder WHERE id = ?1",
  },
  [SCHO_NOUN_ANNOTATION] = {
    "INSERT INTO annotation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    "UPDATE annotation SET start = ?3, end = ?4, code = ?5, coder = ?6, weight = ?7, "
    "memo = ?8 WHERE document = ?1 AND uuid = ?2",
    "DELETE FROM annotation WHERE document = ?1 AND uuid = ?2",
  },
};

/* What is bound lives until the statement has run. */
static void
bind_text (sqlite3_stmt *statement, int column, const char *text)
{
  sqlite3_bind_text (statement, column, text, -1, SQLITE_STATIC);
}

static void
bind_uuid (sqlite3_stmt *statement, int column, const SchoUuid *uuid)
{
  sqlite3_bind_blob (statement, column, uuid->bytes, sizeof uuid->bytes, SQLITE_STATIC);
}

/* Values of one row as JSON: [["outlet", 0, "Gazette"], …] */
static char *
attributes_to_json (const SchoDocument *document)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (document->n_attributes == 0)
    return NULL;
  builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (gsize i = 0; i < document->n_attributes; i++)
    {
      const SchoAttribute *attribute = &document->attributes[i];

      json_builder_begin_array (builder);
      json_builder_add_string_value (builder, attribute->name);
      json_builder_add_int_value (builder, attribute->type);
      json_builder_add_string_value (builder, attribute->value);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

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

static void
bind_info (sqlite3_stmt *statement, const SchoProjectInfo *info)
{
  sqlite3_bind_int (statement, 1, 1);
  bind_uuid (statement, 2, &info->uuid);
  bind_text (statement, 3, info->title);
  bind_text (statement, 4, info->memo);
}

static void
bind_document (sqlite3_stmt *statement, const SchoDocument *document)
{
  char *attributes = attributes_to_json (document);

  sqlite3_bind_int64 (statement, 1, document->id);
  bind_uuid (statement, 2, &document->uuid);
  bind_text (statement, 3, document->title);
  bind_text (statement, 4, document->source);
  bind_text (statement, 5, document->language);
  bind_text (statement, 6, document->memo);
  bind_text (statement, 7, document->encoding);
  sqlite3_bind_int (statement, 8, (int) document->line_ends);
  sqlite3_bind_int (statement, 9, document->byte_order_mark);
  if (attributes != NULL)
    sqlite3_bind_text (statement, 10, attributes, -1, g_free);
  bind_text (statement, 11, document->digest);
  sqlite3_bind_int64 (statement, 12, document->length);
}

static void
bind_code (sqlite3_stmt *statement, const SchoCode *code)
{
  sqlite3_bind_int64 (statement, 1, code->id);
  bind_uuid (statement, 2, &code->uuid);
  sqlite3_bind_int64 (statement, 3, code->parent);
  sqlite3_bind_int (statement, 4, code->position);
  sqlite3_bind_int64 (statement, 5, code->colour);
  sqlite3_bind_int (statement, 6, (int) code->key);
  bind_text (statement, 7, code->name);
  bind_text (statement, 8, code->definition);
  bind_text (statement, 9, code->use_when);
  bind_text (statement, 10, code->use_not);
  bind_text (statement, 11, code->memo);
}

static void
bind_coder (sqlite3_stmt *statement, const SchoCoder *coder)
{
  sqlite3_bind_int64 (statement, 1, coder->id);
  bind_uuid (statement, 2, &coder->uuid);
  bind_text (statement, 3, coder->name);
}

static void
bind_annotation (sqlite3_stmt *statement,
                 const SchoAnnotation *annotation,
                 SchoWrite write)
{
  sqlite3_bind_int64 (statement, 1, annotation->document);
  bind_uuid (statement, 2, &annotation->uuid);
  if (write == SCHO_WRITE_DELETE)
    return;
  sqlite3_bind_int64 (statement, 3, annotation->start);
  sqlite3_bind_int64 (statement, 4, annotation->end);
  sqlite3_bind_int64 (statement, 5, annotation->code);
  sqlite3_bind_int64 (statement, 6, annotation->coder);
  sqlite3_bind_int (statement, 7, annotation->weight);
  if (annotation->memo != NULL)
    bind_text (statement, 8, annotation->memo);
  else
    sqlite3_bind_null (statement, 8);
}

static void
bind_noun (sqlite3_stmt *statement, SchoNoun noun, gconstpointer value)
{
  switch (noun)
    {
    case SCHO_NOUN_INFO:
      bind_info (statement, value);
      break;
    case SCHO_NOUN_DOCUMENT:
      bind_document (statement, value);
      break;
    case SCHO_NOUN_CODE:
      bind_code (statement, value);
      break;
    case SCHO_NOUN_CODER:
      bind_coder (statement, value);
      break;
    case SCHO_NOUN_ANNOTATION:
    case SCHO_N_NOUNS:
      g_assert_not_reached ();
    }
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

static gboolean
write_noun (SchoStore *self, SchoNoun noun, SchoChange change, GError **error)
{
  SchoWrite write = change.before == NULL  ? SCHO_WRITE_INSERT
                    : change.after == NULL ? SCHO_WRITE_DELETE
                                           : SCHO_WRITE_UPDATE;
  sqlite3_stmt *statement = get_write (self, noun, write, error);
  gboolean done;

  if (statement == NULL)
    return FALSE;
  if (write == SCHO_WRITE_DELETE)
    sqlite3_bind_int64 (statement, 1, scho_noun_get_class (noun)->get_id (change.before));
  else
    bind_noun (statement, noun, change.after);
  done = run (self, statement, error);
  sqlite3_clear_bindings (statement);
  return done;
}

static gboolean
write_annotation (SchoStore *self, const SchoAnnotationChange *change, GError **error)
{
  gboolean adds = scho_annotation_is_absent (&change->before);
  gboolean removes = scho_annotation_is_absent (&change->after);
  SchoWrite write = adds      ? SCHO_WRITE_INSERT
                    : removes ? SCHO_WRITE_DELETE
                              : SCHO_WRITE_UPDATE;
  sqlite3_stmt *statement = get_write (self, SCHO_NOUN_ANNOTATION, write, error);

  if (statement == NULL)
    return FALSE;
  bind_annotation (statement, removes ? &change->before : &change->after, write);
  return run (self, statement, error);
}

static gboolean
write_text (SchoStore *self, SchoText *text, GError **error)
{
  gsize n_bytes;
  const char *body = scho_text_get_utf8 (text, &n_bytes);
  char *stretches = scho_stretches_to_json (text);

  bind_text (self->insert_text, 1, scho_text_get_digest (text));
  sqlite3_bind_text64 (self->insert_text, 2, body, n_bytes, SQLITE_STATIC, SQLITE_UTF8);
  sqlite3_bind_int64 (self->insert_text, 3, scho_text_get_length (text));
  if (stretches != NULL)
    sqlite3_bind_text (self->insert_text, 4, stretches, -1, g_free);
  else
    sqlite3_bind_null (self->insert_text, 4);
  if (!run (self, self->insert_text, error))
    return FALSE;
  if (sqlite3_changes (self->db) == 0)
    return TRUE; /* the file has it already */

  sqlite3_bind_int64 (self->insert_search, 1, sqlite3_last_insert_rowid (self->db));
  sqlite3_bind_text64 (self->insert_search, 2, body, n_bytes, SQLITE_STATIC, SQLITE_UTF8);
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

gboolean
scho_store_write_changes (SchoStore *self, SchoStep *step, GError **error)
{
  GArray *annotations = scho_step_get_annotation_changes (step);

  if (!write_texts (self, step, error))
    return FALSE;
  for (guint noun = 0; noun < SCHO_NOUN_ANNOTATION; noun++)
    for (gsize i = 0; i < scho_step_get_n_changes (step, noun); i++)
      if (!write_noun (self, noun, scho_step_get_change (step, noun, i), error))
        return FALSE;
  for (guint i = 0; i < annotations->len; i++)
    if (!write_annotation (self, &g_array_index (annotations, SchoAnnotationChange, i),
                           error))
      return FALSE;
  return TRUE;
}
