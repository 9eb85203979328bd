#include <scholiast/cells-private.h>

#include <json-glib/json-glib.h>

const char *const scho_tables[SCHO_N_NOUNS] = {
  [SCHO_NOUN_INFO] = "project",
  [SCHO_NOUN_DOCUMENT] = "document",
  [SCHO_NOUN_CODE] = "code",
  [SCHO_NOUN_CODER] = "coder",
  [SCHO_NOUN_ATTACHMENT] = "attachment",
  [SCHO_NOUN_ANNOTATION] = "annotation",
};

const int scho_n_keys[SCHO_N_NOUNS] = {
  [SCHO_NOUN_INFO] = 1,  [SCHO_NOUN_DOCUMENT] = 1,   [SCHO_NOUN_CODE] = 1,
  [SCHO_NOUN_CODER] = 1, [SCHO_NOUN_ATTACHMENT] = 1, [SCHO_NOUN_ANNOTATION] = 2,
};

static void
add_integer (SchoCells *self, gint64 value)
{
  self->cells[self->n++] = (SchoCell){ .type = SQLITE_INTEGER, .integer = value };
}

static void
add_text (SchoCells *self, const char *text)
{
  SchoCell *cell = &self->cells[self->n++];

  *cell = (SchoCell){ .type = SQLITE_NULL };
  if (text != NULL)
    *cell = (SchoCell){ .type = SQLITE_TEXT, .bytes = text, .n_bytes = strlen (text) };
}

static void
add_uuid (SchoCells *self, const SchoUuid *uuid)
{
  self->cells[self->n++] = (SchoCell){
    .type = SQLITE_BLOB,
    .bytes = uuid->bytes,
    .n_bytes = sizeof uuid->bytes,
  };
}

/* [["outlet", 0, "Gazette"], …] */
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

static void
fill_info (SchoCells *self, const SchoProjectInfo *info)
{
  add_integer (self, 1);
  add_uuid (self, &info->uuid);
  add_text (self, info->title);
  add_text (self, info->memo);
}

static void
fill_document (SchoCells *self, const SchoDocument *document)
{
  self->owned = attributes_to_json (document);
  add_integer (self, document->id);
  add_uuid (self, &document->uuid);
  add_text (self, document->title);
  add_text (self, document->source);
  add_text (self, document->language);
  add_text (self, document->memo);
  add_text (self, document->encoding);
  add_integer (self, document->line_ends);
  add_integer (self, document->byte_order_mark);
  add_text (self, self->owned);
  add_text (self, document->digest);
  add_integer (self, document->length);
  add_text (self, document->report);
}

static void
fill_code (SchoCells *self, const SchoCode *code)
{
  add_integer (self, code->id);
  add_uuid (self, &code->uuid);
  add_integer (self, code->parent);
  add_integer (self, code->position);
  add_integer (self, code->colour);
  add_integer (self, code->key);
  add_text (self, code->name);
  add_text (self, code->definition);
  add_text (self, code->use_when);
  add_text (self, code->use_not);
  add_text (self, code->memo);
  add_integer (self, code->blurred);
  add_text (self, code->pseudonym);
}

static void
fill_coder (SchoCells *self, const SchoCoder *coder)
{
  add_integer (self, coder->id);
  add_uuid (self, &coder->uuid);
  add_text (self, coder->name);
  add_text (self, coder->asked);
}

static void
fill_attachment (SchoCells *self, const SchoAttachment *attachment)
{
  add_integer (self, attachment->id);
  add_uuid (self, &attachment->uuid);
  add_text (self, attachment->kind);
  add_text (self, attachment->name);
  add_integer (self, attachment->document);
  add_text (self, attachment->text);
  add_text (self, attachment->media_type);
  add_text (self, attachment->digest);
  add_integer (self, (gint64) attachment->size);
}

static void
fill_annotation (SchoCells *self, const SchoAnnotation *annotation)
{
  add_integer (self, annotation->document);
  add_uuid (self, &annotation->uuid);
  add_integer (self, annotation->start);
  add_integer (self, annotation->end);
  add_integer (self, annotation->code);
  add_integer (self, annotation->coder);
  add_integer (self, annotation->weight);
  add_text (self, annotation->memo);
  add_integer (self, annotation->flags);
}

void
scho_cells_fill (SchoCells *self, SchoNoun noun, gconstpointer value)
{
  self->n = 0;
  self->owned = NULL;
  switch (noun)
    {
    case SCHO_NOUN_INFO:
      fill_info (self, value);
      return;
    case SCHO_NOUN_DOCUMENT:
      fill_document (self, value);
      return;
    case SCHO_NOUN_CODE:
      fill_code (self, value);
      return;
    case SCHO_NOUN_CODER:
      fill_coder (self, value);
      return;
    case SCHO_NOUN_ATTACHMENT:
      fill_attachment (self, value);
      return;
    case SCHO_NOUN_ANNOTATION:
      fill_annotation (self, value);
      return;
    case SCHO_N_NOUNS:
      break;
    }
  g_assert_not_reached ();
}

void
scho_cells_clear (SchoCells *self)
{
  g_clear_pointer (&self->owned, g_free);
}

static int
bind_cell (const SchoCell *cell, sqlite3_stmt *statement, int i)
{
  if (cell->type == SQLITE_INTEGER)
    return sqlite3_bind_int64 (statement, i, cell->integer);
  if (cell->type == SQLITE_TEXT)
    return sqlite3_bind_text64 (statement, i, cell->bytes, cell->n_bytes, SQLITE_STATIC,
                                SQLITE_UTF8);
  if (cell->type == SQLITE_BLOB)
    return sqlite3_bind_blob64 (statement, i, cell->bytes, cell->n_bytes, SQLITE_STATIC);
  return sqlite3_bind_null (statement, i);
}

gboolean
scho_cells_bind (const SchoCells *self, sqlite3_stmt *statement, int n)
{
  for (int i = 0; i < n; i++)
    if (bind_cell (&self->cells[i], statement, i + 1) != SQLITE_OK)
      return FALSE;
  return TRUE;
}

gboolean
scho_cell_equal (const SchoCell *a, const SchoCell *b)
{
  if (a->type != b->type || a->integer != b->integer || a->n_bytes != b->n_bytes)
    return FALSE;
  return a->n_bytes == 0 || memcmp (a->bytes, b->bytes, a->n_bytes) == 0;
}
