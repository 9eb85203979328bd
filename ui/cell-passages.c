#include "cell-passages.h"

#include <scholiast/passage-query.h>
#include <scholiast/lookup.h>
#include <string.h>

typedef struct
{
  SchoSnapshot *snapshot;
  SchoTable *table;
  gsize row;
  GString *passages, *conditions;
} Builder;

/* (nullable): of a column of text. */
static const char *
get_text (Builder *self, const char *name)
{
  int column = scho_table_find_column (self->table, name);

  if (column < 0
      || scho_table_get_column_type (self->table, (guint) column) != SCHO_COLUMN_TEXT)
    return NULL;
  return scho_table_get_text (self->table, self->row, (guint) column);
}

/* “all codes” and the like are none. */
static gboolean
is_code (Builder *self, const char *name)
{
  return name != NULL && scho_lookup_code (self->snapshot, name, NULL) != NULL;
}

static void
add_code (Builder *self, const char *before, const char *name)
{
  g_autofree char *quoted = scho_passage_query_quote (name);

  g_string_append_printf (self->passages, "%s%s", before, quoted);
}

static void
add_condition (Builder *self, const char *what, const char *value)
{
  g_autofree char *name = scho_passage_query_quote (what);
  g_autofree char *quoted = scho_passage_query_quote (value);

  g_string_append_printf (self->conditions, " and %s=%s", name, quoted);
}

/* A word of the language, which would be a name in quotation marks. */
static void
add_word (Builder *self, const char *word, const char *value)
{
  g_autofree char *quoted = scho_passage_query_quote (value);

  g_string_append_printf (self->conditions, " and %s=%s", word, quoted);
}

/* Two codes, and how they lie to each other. */
static gboolean
add_pair (Builder *self, const char *a, const char *relation, const char *b)
{
  if (!is_code (self, a) || !is_code (self, b))
    return FALSE;
  add_code (self, "", a);
  add_code (self, relation, b);
  return TRUE;
}

static void
add_codes (Builder *self, guint column)
{
  const char *a = get_text (self, "code-a"), *b = get_text (self, "code-b");
  const char *from = get_text (self, "from"), *to = get_text (self, "to");
  const char *code = get_text (self, "code");
  gboolean is_text
      = column != G_MAXUINT
        && scho_table_get_column_type (self->table, column) == SCHO_COLUMN_TEXT;
  const char *cell
      = is_text ? scho_table_get_text (self->table, self->row, column) : NULL;
  gboolean is_name
      = cell != NULL && (cell == a || cell == b || cell == from || cell == to);

  if (is_name && is_code (self, cell)) /* the code alone, not how it goes with others */
    add_code (self, "", cell);
  else if (!add_pair (self, a, " overlaps ", b) && !add_pair (self, to, " follows ", from)
           && is_code (self, code))
    add_code (self, "", code);
}

static void
add_nouns (Builder *self)
{
  const char *document = get_text (self, "document"), *coder = get_text (self, "coder");
  const char *value = get_text (self, "attribute");

  if (document != NULL && scho_lookup_document (self->snapshot, document, NULL) != NULL)
    add_word (self, "title", document);
  if (coder != NULL && scho_lookup_coder (self->snapshot, coder, NULL) != NULL)
    add_word (self, "coder", coder);
  if (value != NULL)
    add_condition (
        self,
        scho_table_get_column_title (
            self->table, (guint) scho_table_find_column (self->table, "attribute")),
        value);
}

/* The value of an attribute, which a fact of the table names. */
static const char *
find_attribute (SchoTable *table)
{
  for (guint i = 0; i < scho_table_get_n_facts (table); i++)
    {
      const char *name, *value = scho_table_get_fact (table, i, &name, NULL);

      if (g_str_equal (name, "option-attribute") && value[0] != '\0')
        return value;
    }
  return NULL;
}

/* What a column of figures is called like. */
static void
add_heading (Builder *self, guint column)
{
  const char *title, *id = scho_table_get_id (self->table);
  const char *attribute = find_attribute (self->table);

  if (column == G_MAXUINT)
    return;
  title = scho_table_get_column_title (self->table, column);
  if (g_str_equal (id, "co-occurrence-matrix") && is_code (self, title))
    add_code (self, " overlaps ", title);
  else if (!g_str_equal (id, "cross-table")
           || g_str_equal (scho_table_get_column_name (self->table, column), "total")
           || scho_table_get_column_type (self->table, column) == SCHO_COLUMN_TEXT)
    return;
  else if (attribute != NULL)
    add_condition (self, attribute, title);
  else if (scho_lookup_document (self->snapshot, title, NULL) != NULL)
    add_word (self, "title", title);
  else if (scho_lookup_coder (self->snapshot, title, NULL) != NULL)
    add_word (self, "coder", title);
}

char *
scho_cell_passages_dup_query (SchoSnapshot *snapshot,
                              SchoTable *table,
                              gsize row,
                              guint column)
{
  g_autoptr (GString) passages = g_string_new (NULL);
  g_autoptr (GString) conditions = g_string_new (NULL);
  Builder self = { snapshot, table, row, passages, conditions };

  add_codes (&self, column);
  add_heading (&self, column);
  add_nouns (&self);
  if (passages->len == 0 && conditions->len == 0)
    return NULL;
  if (passages->len == 0)
    return g_strdup (conditions->str + strlen (" and "));
  return conditions->len > 0 ? g_strdup_printf ("(%s)%s", passages->str, conditions->str)
                             : g_strdup (passages->str);
}
