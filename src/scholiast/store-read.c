#include <scholiast/store-private.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <malloc.h>
#include <scholiast/annotation-private.h>
#include <scholiast/noun-private.h>

/* Cells --------------------------------------------------------------------------- */

static gint64
row_integer (const SchoRow *row, int column)
{
  if (row->statement != NULL)
    return column < sqlite3_data_count (row->statement)
               ? sqlite3_column_int64 (row->statement, column)
               : 0;
  return row->values[column] != NULL ? sqlite3_value_int64 (row->values[column]) : 0;
}

/* 0 stands for what is no number of ours; nothing refers to it. */
static guint32
row_id (const SchoRow *row, int column)
{
  gint64 id = row_integer (row, column);

  return id > 0 && id <= SCHO_ID_MAX ? (guint32) id : 0;
}

static guint32
row_position (const SchoRow *row, int column)
{
  gint64 position = row_integer (row, column);

  return position >= 0 && position < G_MAXINT32 ? (guint32) position : G_MAXUINT32;
}

/* Unknown flags stay, in one that no coding may have, so that the check sees it. */
static guint16
row_flags (const SchoRow *row, int column)
{
  gint64 flags = row_integer (row, column);

  return flags >= 0 && flags <= SCHO_ANNOTATION_ALL_FLAGS ? (guint16) flags : G_MAXUINT16;
}

/* A file may hold anything; the program's strings are valid UTF-8. */
static char *
row_dup_text (const SchoRow *row, int column)
{
  const char *text = NULL;

  if (row->statement != NULL)
    text = column < sqlite3_data_count (row->statement)
               ? (const char *) sqlite3_column_text (row->statement, column)
               : NULL;
  else if (row->values[column] != NULL)
    text = (const char *) sqlite3_value_text (row->values[column]);
  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

static SchoUuid
row_uuid (const SchoRow *row, int column)
{
  SchoUuid uuid = { { 0 } };
  const void *bytes = NULL;
  int n = 0;

  if (row->statement != NULL)
    {
      bytes = sqlite3_column_blob (row->statement, column);
      n = sqlite3_column_bytes (row->statement, column);
    }
  else if (row->values[column] != NULL)
    {
      bytes = sqlite3_value_blob (row->values[column]);
      n = sqlite3_value_bytes (row->values[column]);
    }
  if (bytes != NULL && n == sizeof uuid.bytes)
    memcpy (uuid.bytes, bytes, sizeof uuid.bytes);
  return uuid;
}

/* JSON
 * -------------------------------------------------------------------------------------
 */

/* The arrays in an array; NULL when it is none. */
static JsonArray *
parse_rows (JsonParser *parser, const char *json)
{
  JsonNode *root;

  if (json == NULL || !json_parser_load_from_data (parser, json, -1, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
}

static JsonArray *
get_row (JsonArray *rows, guint i, guint length)
{
  JsonNode *node = json_array_get_element (rows, i);
  JsonArray *row = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  return row != NULL && json_array_get_length (row) >= length ? row : NULL;
}

static gint64
get_integer (JsonArray *row, guint i)
{
  JsonNode *node = json_array_get_element (row, i);

  return JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

static const char *
get_string (JsonArray *row, guint i)
{
  JsonNode *node
      = i < json_array_get_length (row) ? json_array_get_element (row, i) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static void
stretch_clear (gpointer data)
{
  g_free ((char *) ((SchoStretch *) data)->label);
}

GArray *
scho_stretches_from_json (const char *json)
{
  g_autoptr (JsonParser) parser = json != NULL ? json_parser_new () : NULL;
  JsonArray *rows = json != NULL ? parse_rows (parser, json) : NULL;
  GArray *stretches = g_array_new (FALSE, TRUE, sizeof (SchoStretch));

  g_array_set_clear_func (stretches, stretch_clear);
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonArray *row = get_row (rows, i, 4);
      SchoStretch stretch = { 0 };

      if (row == NULL)
        continue;
      stretch.kind = (guint16) CLAMP (get_integer (row, 0), 0, SCHO_STRETCH_LAST);
      stretch.start = (guint32) CLAMP (get_integer (row, 1), 0, G_MAXINT32);
      stretch.end = (guint32) CLAMP (get_integer (row, 2), 0, G_MAXINT32);
      stretch.level = (guint16) CLAMP (get_integer (row, 3), 0, G_MAXINT16);
      stretch.label = g_strdup (get_string (row, 4));
      g_array_append_val (stretches, stretch);
    }
  return stretches;
}

/* The strings are the parser's. */
static GArray *
attributes_from_json (JsonParser *parser, const char *json)
{
  JsonArray *rows = parse_rows (parser, json);
  GArray *attributes = g_array_new (FALSE, TRUE, sizeof (SchoAttribute));

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonArray *row = get_row (rows, i, 3);
      SchoAttribute attribute = { 0 };

      if (row == NULL)
        continue;
      attribute.name = get_string (row, 0);
      attribute.type
          = (SchoAttributeType) CLAMP (get_integer (row, 1), 0, SCHO_ATTRIBUTE_LAST);
      attribute.value = get_string (row, 2);
      if (attribute.name != NULL && attribute.value != NULL)
        g_array_append_val (attributes, attribute);
    }
  return attributes;
}

/* Rows
 * ---------------------------------------------------------------------------------------
 */

static gpointer
read_info (const SchoRow *row)
{
  g_autofree char *title = row_dup_text (row, 2);
  g_autofree char *memo = row_dup_text (row, 3);

  return scho_project_info_new (
      &(SchoProjectInfo){ .uuid = row_uuid (row, 1), .title = title, .memo = memo });
}

static gpointer
read_document (const SchoRow *row)
{
  g_autofree char *title = row_dup_text (row, 2);
  g_autofree char *source = row_dup_text (row, 3);
  g_autofree char *language = row_dup_text (row, 4);
  g_autofree char *memo = row_dup_text (row, 5);
  g_autofree char *encoding = row_dup_text (row, 6);
  g_autofree char *json = row_dup_text (row, 9);
  g_autofree char *digest = row_dup_text (row, 10);
  g_autofree char *report = row_dup_text (row, 12);
  g_autoptr (JsonParser) parser = json != NULL ? json_parser_new () : NULL;
  g_autoptr (GArray) attributes
      = json != NULL ? attributes_from_json (parser, json) : NULL;

  return scho_document_new (&(SchoDocument){
      .id = row_id (row, 0),
      .uuid = row_uuid (row, 1),
      .title = title != NULL ? title : "",
      .source = source,
      .language = language,
      .memo = memo,
      .encoding = encoding,
      .line_ends = (SchoLineEnds) CLAMP (row_integer (row, 7), 0, SCHO_LINE_ENDS_LAST),
      .byte_order_mark = row_integer (row, 8) != 0,
      .attributes
      = attributes != NULL ? (SchoAttribute *) (gpointer) attributes->data : NULL,
      .n_attributes = attributes != NULL ? attributes->len : 0,
      .digest = digest != NULL ? digest : "",
      .length = row_position (row, 11),
      .report = report,
  });
}

static gpointer
read_code (const SchoRow *row)
{
  g_autofree char *name = row_dup_text (row, 6);
  g_autofree char *definition = row_dup_text (row, 7);
  g_autofree char *use_when = row_dup_text (row, 8);
  g_autofree char *use_not = row_dup_text (row, 9);
  g_autofree char *memo = row_dup_text (row, 10);
  g_autofree char *pseudonym = row_dup_text (row, 12);

  return scho_code_new (&(SchoCode){
      .id = row_id (row, 0),
      .uuid = row_uuid (row, 1),
      .parent = row_id (row, 2),
      .position = (gint32) CLAMP (row_integer (row, 3), G_MININT32, G_MAXINT32),
      .colour = (guint32) CLAMP (row_integer (row, 4), 0, 0xffffff),
      .key = (guint32) CLAMP (row_integer (row, 5), 0, 9),
      .blurred = row_integer (row, 11) != 0,
      .name = name != NULL ? name : "",
      .definition = definition,
      .use_when = use_when,
      .use_not = use_not,
      .memo = memo,
      .pseudonym = pseudonym,
  });
}

static gpointer
read_coder (const SchoRow *row)
{
  g_autofree char *name = row_dup_text (row, 2);
  g_autofree char *asked = row_dup_text (row, 3);

  return scho_coder_new (&(SchoCoder){ .id = row_id (row, 0),
                                       .uuid = row_uuid (row, 1),
                                       .name = name != NULL ? name : "",
                                       .asked = asked });
}

static gpointer
read_attachment (const SchoRow *row)
{
  g_autofree char *kind = row_dup_text (row, 2);
  g_autofree char *name = row_dup_text (row, 3);
  g_autofree char *text = row_dup_text (row, 5);
  g_autofree char *media_type = row_dup_text (row, 6);
  g_autofree char *digest = row_dup_text (row, 7);

  return scho_attachment_new (
      &(SchoAttachment){ .id = row_id (row, 0),
                         .uuid = row_uuid (row, 1),
                         .kind = kind,
                         .name = name,
                         .document = row_id (row, 4),
                         .text = text,
                         .media_type = media_type,
                         .digest = digest,
                         .size = (guint64) MAX (row_integer (row, 8), 0) });
}

gpointer
scho_row_read_noun (const SchoRow *row, SchoNoun noun)
{
  switch (noun)
    {
    case SCHO_NOUN_INFO:
      return read_info (row);
    case SCHO_NOUN_DOCUMENT:
      return read_document (row);
    case SCHO_NOUN_CODE:
      return read_code (row);
    case SCHO_NOUN_CODER:
      return read_coder (row);
    case SCHO_NOUN_ATTACHMENT:
      return read_attachment (row);
    case SCHO_NOUN_ANNOTATION:
    case SCHO_N_NOUNS:
      break;
    }
  g_assert_not_reached ();
}

void
scho_row_read_annotation (const SchoRow *row, SchoAnnotation *annotation)
{
  gint64 weight = row_integer (row, 6);
  g_autofree char *memo = row_dup_text (row, 7);

  *annotation = (SchoAnnotation){
    .document = row_id (row, 0),
    .uuid = row_uuid (row, 1),
    .start = row_position (row, 2),
    .end = row_position (row, 3),
    .code = row_id (row, 4),
    .coder = row_id (row, 5),
    /* Out of range stays out of range, so that the check sees it. */
    .weight = (gint16) CLAMP (weight, SCHO_NO_WEIGHT - 1, 101),
    .flags = row_flags (row, 8),
    .memo = scho_memo_new (memo),
  };
}

gboolean
scho_store_read_annotation (SchoStore *self,
                            guint32 document,
                            const SchoUuid *uuid,
                            SchoAnnotation *annotation,
                            GError **error)
{
  g_autoptr (sqlite3_stmt) statement = scho_store_prepare (
      self, "SELECT * FROM annotation WHERE document = ?1 AND uuid = ?2", error);
  SchoRow row = { .statement = statement };
  int result;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, document);
  result
      = sqlite3_bind_blob (statement, 2, uuid->bytes, sizeof uuid->bytes, SQLITE_STATIC);
  if (result == SQLITE_OK)
    result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    scho_row_read_annotation (&row, annotation);
  else if (result == SQLITE_DONE)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("A coding that the history names is not there"));
  else
    scho_store_set_error (self, _ ("“%s” could not be read: %s"), error);
  return result == SQLITE_ROW;
}

/* The whole file ------------------------------------------------------------------ */

static gboolean
set_read_error (SchoStore *self, GError **error)
{
  return scho_store_set_error (self, _ ("“%s” could not be read: %s"), error);
}

/* All rows of a table whose noun has a number. Rows without one are left to the check. */
static GPtrArray *
read_nouns (
    SchoStore *self, SchoNoun noun, const char *sql, GPtrArray *faults, GError **error)
{
  const SchoNounClass *class = scho_noun_get_class (noun);
  g_autoptr (GPtrArray) nouns = g_ptr_array_new_with_free_func (class->unref);
  g_autoptr (sqlite3_stmt) statement = scho_store_prepare (self, sql, error);
  SchoRow row = { .statement = statement };
  int result;

  if (statement == NULL)
    return NULL;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gpointer value = scho_row_read_noun (&row, noun);

      if (class->get_id (value) != 0)
        {
          g_ptr_array_add (nouns, value);
          continue;
        }
      class->unref (value);
      g_ptr_array_add (faults, g_strdup (_ ("A row has a number that is none")));
    }
  if (result == SQLITE_DONE)
    return g_steal_pointer (&nouns);
  set_read_error (self, error);
  return NULL;
}

/* The same code at the top. */
static SchoCode *
copy_to_top (const SchoCode *code)
{
  SchoCode values = *code;

  values.parent = 0;
  return scho_code_new (&values);
}

/* A circle of parents, or a parent that is not there, would never end or never be shown:
 * such a code comes to the top. Each walk goes up until it meets a code that an earlier
 * one has passed, so that a hostile file costs no more than any. */
static void
mend_parents (GPtrArray *codes, GPtrArray *faults)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL); /* id → place + 1 */
  g_autofree guint *walks = g_new0 (guint, codes->len);

  for (guint i = 0; i < codes->len; i++)
    g_hash_table_insert (places, GUINT_TO_POINTER (((SchoCode *) codes->pdata[i])->id),
                         GUINT_TO_POINTER (i + 1));
  for (guint walk = 1; walk <= codes->len; walk++)
    {
      guint at = walk - 1;

      while (walks[at] == 0)
        {
          SchoCode *code = codes->pdata[at];
          gpointer key = GUINT_TO_POINTER (code->parent);
          guint above = GPOINTER_TO_UINT (g_hash_table_lookup (places, key));

          walks[at] = walk;
          if (code->parent == 0)
            break;
          if (above != 0 && walks[above - 1] != walk)
            {
              at = above - 1;
              continue;
            }
          g_ptr_array_add (faults,
                           g_strdup_printf (_ ("The code “%s” is below a code that does "
                                               "not exist, or below itself"),
                                            code->name));
          codes->pdata[at] = copy_to_top (code);
          scho_code_unref (code);
        }
    }
}

/* One that is kept with a document that is not there is kept with the project. */
static void
mend_documents (GPtrArray *attachments, GPtrArray *documents, GPtrArray *faults)
{
  g_autoptr (GHashTable) there = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < documents->len; i++)
    g_hash_table_add (there,
                      GUINT_TO_POINTER (((SchoDocument *) documents->pdata[i])->id));
  for (guint i = 0; i < attachments->len; i++)
    {
      SchoAttachment *attachment = attachments->pdata[i];
      SchoAttachment values = *attachment;

      if (values.document == 0
          || g_hash_table_contains (there, GUINT_TO_POINTER (values.document)))
        continue;
      g_ptr_array_add (
          faults, g_strdup_printf (_ ("“%s” is kept with a document that does not exist"),
                                   values.name));
      values.document = 0;
      attachments->pdata[i] = scho_attachment_new (&values);
      scho_attachment_unref (attachment);
    }
}

/* None in a file of an older version. */
static GPtrArray *
read_attachments (SchoStore *self,
                  GPtrArray *documents,
                  GPtrArray *faults,
                  GError **error)
{
  GPtrArray *attachments;
  gboolean has;

  if (!scho_store_has_attachments (self, &has, error))
    return NULL;
  if (!has)
    return g_ptr_array_new ();
  attachments = read_nouns (self, SCHO_NOUN_ATTACHMENT, "SELECT * FROM attachment",
                            faults, error);
  if (attachments != NULL)
    mend_documents (attachments, documents, faults);
  return attachments;
}

static SchoAnnotation *
read_annotations (SchoStore *self, gsize *n, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = scho_store_prepare (self, "SELECT * FROM annotation", error);
  SchoRow row = { .statement = statement };
  gsize size = 1024;
  SchoAnnotation *annotations = g_new (SchoAnnotation, size);
  int result = SQLITE_ERROR;

  *n = 0;
  while (statement != NULL && (result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      if (*n == size)
        annotations = g_renew (SchoAnnotation, annotations, size *= 2);
      scho_row_read_annotation (&row, &annotations[(*n)++]);
    }
  if (result == SQLITE_DONE)
    return annotations;

  if (statement != NULL)
    set_read_error (self, error);
  for (gsize i = 0; i < *n; i++)
    scho_memo_unref (annotations[i].memo);
  g_free (annotations);
  return NULL;
}

/* What comes after the greatest number ever given out, undone steps included. */
static gboolean
read_next (SchoStore *self, guint32 next[SCHO_N_NUMBERED], GError **error)
{
  static const char *const tables[SCHO_N_NUMBERED]
      = { "document", "code", "coder", "attachment" };
  g_autoptr (sqlite3_stmt) statement = scho_store_prepare (
      self, "SELECT seq FROM sqlite_sequence WHERE name = ?1", error);

  for (guint kind = 0; kind < SCHO_N_NUMBERED && statement != NULL; kind++)
    {
      int result;

      result = sqlite3_bind_text (statement, 1, tables[kind], -1, SQLITE_STATIC);
      if (result == SQLITE_OK)
        result = sqlite3_step (statement);
      next[kind] = 1;
      if (result == SQLITE_ROW)
        next[kind]
            = (guint32) CLAMP (sqlite3_column_int64 (statement, 0), 0, SCHO_ID_MAX) + 1;
      else if (result != SQLITE_DONE)
        return set_read_error (self, error);
      sqlite3_reset (statement);
    }
  return statement != NULL;
}

static SchoProjectInfo *
read_project (SchoStore *self, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = scho_store_prepare (self, "SELECT * FROM project WHERE id = 1", error);
  SchoRow row = { .statement = statement };
  int result;

  if (statement == NULL)
    return NULL;
  if ((result = sqlite3_step (statement)) == SQLITE_ROW)
    return scho_row_read_noun (&row, SCHO_NOUN_INFO);
  if (result == SQLITE_DONE)
    return scho_project_info_new (&(SchoProjectInfo){ .title = "" });
  set_read_error (self, error);
  return NULL;
}

/* A transaction, so that all of it is from one moment though another program writes. */
static SchoSnapshot *
load (SchoStore *self, SchoReader *reader, GPtrArray *faults, GError **error)
{
  g_autoptr (SchoProjectInfo) info = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GPtrArray) codes = NULL;
  g_autoptr (GPtrArray) coders = NULL;
  g_autoptr (GPtrArray) attachments = NULL;
  guint32 next[SCHO_N_NUMBERED];
  SchoAnnotation *annotations;
  gsize n;

  if (!(info = read_project (self, error)) || !read_next (self, next, error)
      || !(documents = read_nouns (self, SCHO_NOUN_DOCUMENT, "SELECT * FROM document",
                                   faults, error))
      || !(codes = read_nouns (self, SCHO_NOUN_CODE, "SELECT * FROM code", faults, error))
      || !(coders
           = read_nouns (self, SCHO_NOUN_CODER, "SELECT * FROM coder", faults, error))
      || !(attachments = read_attachments (self, documents, faults, error))
      || !(annotations = read_annotations (self, &n, error)))
    return NULL;

  mend_parents (codes, faults);
  /* The snapshot takes the nouns over. */
  g_ptr_array_set_free_func (documents, NULL);
  g_ptr_array_set_free_func (codes, NULL);
  g_ptr_array_set_free_func (coders, NULL);
  g_ptr_array_set_free_func (attachments, NULL);
  return scho_snapshot_new (g_steal_pointer (&info),
                            (GPtrArray *[]){ documents, codes, coders, attachments },
                            next, annotations, n, reader, faults);
}

SchoSnapshot *
scho_store_load (SchoStore *self, SchoReader *reader, GPtrArray *faults, GError **error)
{
  SchoSnapshot *snapshot;

  if (sqlite3_exec (self->db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK)
    {
      set_read_error (self, error);
      return NULL;
    }
  snapshot = load (self, reader, faults, error);
  /* Nothing was written, so there is nothing that a failure here could lose; but a
   * transaction left open would refuse the first step. */
  if (sqlite3_exec (self->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK
      && sqlite3_get_autocommit (self->db) == 0)
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  /* The pages that were read are not needed again; a heap that has grown over them keeps
   * them all the same unless it is told. */
  sqlite3_db_release_memory (self->db);
#ifdef __GLIBC__
  malloc_trim (0);
#endif
  return snapshot;
}
