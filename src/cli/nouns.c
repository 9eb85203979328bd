#include "nouns.h"

#include <glib/gi18n.h>
#include <scholiast/attribute.h>
#include <scholiast/lookup.h>
#include <scholiast/pseudonyms.h>

/* Of documents, for people: a line of a terminal holds no more. */
#define MOST_ATTRIBUTES 6

typedef struct
{
  const char *name;
  const char *title; /* untranslated */
  SchoColumnType type;
} Column;

/* Columns from @n_shown on are for programs only. */
static SchoTable *
new_table (const char *id,
           const char *title,
           const Column *columns,
           guint n_columns,
           guint n_shown,
           gboolean for_people)
{
  SchoTable *table = scho_table_new (id, title);

  for (guint i = 0; i < (for_people ? n_shown : n_columns); i++)
    scho_table_add_column (table, columns[i].name, _ (columns[i].title), columns[i].type);
  return table;
}

static void
set_uuid (SchoTable *table, gsize row, guint column, const SchoUuid *uuid)
{
  char string[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (uuid, string);
  scho_table_set_text (table, row, column, string);
}

static void
set_text (SchoTable *table, gsize row, guint column, const char *text)
{
  if (text != NULL)
    scho_table_set_text (table, row, column, text);
}

static const char *
name_line_ends (SchoLineEnds line_ends)
{
  static const char *const names[] = { "LF", "CRLF", "CR", "mixed" };

  return line_ends < G_N_ELEMENTS (names) ? names[line_ends] : NULL;
}

/* Attributes have columns of their own, after the others. @places: name → column */
static void
set_attributes (SchoTable *table,
                gsize row,
                const SchoDocument *document,
                GHashTable *places)
{
  for (gsize i = 0; i < document->n_attributes; i++)
    {
      const SchoAttribute *attribute = &document->attributes[i];
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, attribute->name));

      if (place > 0 && attribute->value[0] != '\0')
        scho_table_set_text (table, row, place, attribute->value);
    }
}

/* An attribute may be called as a column that documents have anyway. */
static GHashTable *
add_attribute_columns (SchoTable *table, SchoSnapshot *snapshot, gboolean for_people)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) columns = scho_snapshot_list_attributes (snapshot);
  guint n_own = scho_table_get_n_columns (table);
  guint n = for_people ? MIN (columns->len, MOST_ATTRIBUTES) : columns->len;

  for (guint i = 0; i < n; i++)
    {
      const char *name = g_array_index (columns, SchoAttributeColumn, i).name;
      g_autofree char *shown = g_strdup (name);

      for (guint k = 0; k < n_own; k++)
        if (g_str_equal (scho_table_get_column_name (table, k), name))
          {
            g_free (shown);
            shown = g_strdup_printf (_ ("%s (attribute)"), name);
          }
      g_hash_table_insert (places, g_strdup (name),
                           GUINT_TO_POINTER (scho_table_add_column (table, shown, NULL,
                                                                    SCHO_COLUMN_TEXT)));
    }
  if (n < columns->len)
    scho_table_add_note (table, _ ("Attributes not shown here: %u; --as csv has all"),
                         columns->len - n);
  return places;
}

static void
add_document (SchoTable *table,
              SchoSnapshot *snapshot,
              const SchoDocument *document,
              GHashTable *places,
              gboolean for_people)
{
  gsize row = scho_table_add_row (table);
  gsize n_codings;

  scho_snapshot_get_annotations (snapshot, document->id, &n_codings);
  scho_table_set_text (table, row, 0, document->title);
  scho_table_set_integer (table, row, 1, document->length);
  scho_table_set_integer (table, row, 2, (gint64) n_codings);
  set_text (table, row, 3, document->language);
  set_text (table, row, 4, document->source);
  set_attributes (table, row, document, places);
  if (for_people)
    return;
  set_text (table, row, 5, document->encoding);
  set_text (table, row, 6, name_line_ends (document->line_ends));
  set_text (table, row, 7, document->memo);
  set_uuid (table, row, 8, &document->uuid);
}

SchoTable *
cli_list_documents (SchoSnapshot *snapshot, gboolean for_people)
{
  static const Column columns[] = {
    { "title", N_ ("Title"), SCHO_COLUMN_TEXT },
    { "characters", N_ ("Characters"), SCHO_COLUMN_INTEGER },
    { "codings", N_ ("Codings"), SCHO_COLUMN_INTEGER },
    { "language", N_ ("Language"), SCHO_COLUMN_TEXT },
    { "source", N_ ("Source"), SCHO_COLUMN_TEXT },
    { "encoding", N_ ("Encoding"), SCHO_COLUMN_TEXT },
    { "line-ends", N_ ("Line ends"), SCHO_COLUMN_TEXT },
    { "memo", N_ ("Memo"), SCHO_COLUMN_TEXT },
    { "uuid", N_ ("Identity"), SCHO_COLUMN_TEXT },
  };
  SchoTable *table = new_table ("documents", _ ("Documents"), columns,
                                G_N_ELEMENTS (columns), 5, for_people);
  g_autoptr (GHashTable) places = add_attribute_columns (table, snapshot, for_people);
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    add_document (table, snapshot, documents[i], places, for_people);
  return table;
}

static void
add_code (SchoTable *table,
          SchoSnapshot *snapshot,
          const SchoCode *code,
          guint64 n_codings,
          gboolean for_people)
{
  gsize row = scho_table_add_row (table);
  const SchoCode *parent = scho_snapshot_get_code (snapshot, code->parent);
  g_autofree char *path = scho_snapshot_dup_code_path (snapshot, code->id);
  char colour[8];

  scho_colour_format (code->colour, colour);
  scho_table_set_text (table, row, 0, path);
  scho_table_set_integer (table, row, 1, (gint64) n_codings);
  scho_table_set_text (table, row, 2, colour);
  if (code->key != 0)
    scho_table_set_integer (table, row, 3, code->key);
  set_text (table, row, 4, code->definition);
  if (!for_people || code->pseudonym != NULL)
    set_text (table, row, 5, code->pseudonym);
  if (for_people)
    return;
  scho_table_set_text (table, row, 6, code->name);
  set_text (table, row, 7, parent != NULL ? parent->name : NULL);
  set_text (table, row, 8, code->use_when);
  set_text (table, row, 9, code->use_not);
  set_text (table, row, 10, code->memo);
  if (code->blurred)
    scho_table_set_text (table, row, 11, "yes");
  set_uuid (table, row, 12, &code->uuid);
}

SchoTable *
cli_list_codes (SchoSnapshot *snapshot, gboolean for_people)
{
  static const Column columns[] = {
    { "path", N_ ("Code"), SCHO_COLUMN_TEXT },
    { "codings", N_ ("Codings"), SCHO_COLUMN_INTEGER },
    { "colour", N_ ("Colour"), SCHO_COLUMN_TEXT },
    { "key", N_ ("Key"), SCHO_COLUMN_INTEGER },
    { "definition", N_ ("Definition"), SCHO_COLUMN_TEXT },
    { "pseudonym", N_ ("Pseudonym"), SCHO_COLUMN_TEXT },
    { "name", N_ ("Name"), SCHO_COLUMN_TEXT },
    { "parent", N_ ("Parent"), SCHO_COLUMN_TEXT },
    { "use-when", N_ ("Use when"), SCHO_COLUMN_TEXT },
    { "use-not", N_ ("Do not use when"), SCHO_COLUMN_TEXT },
    { "memo", N_ ("Memo"), SCHO_COLUMN_TEXT },
    { "blurred", N_ ("Blurred"), SCHO_COLUMN_TEXT },
    { "uuid", N_ ("Identity"), SCHO_COLUMN_TEXT },
  };
  /* People see pseudonyms where there are any. */
  SchoTable *table = new_table ("codes", _ ("Codes"), columns, G_N_ELEMENTS (columns),
                                scho_pseudonyms_exist (snapshot) ? 6 : 5, for_people);
  g_autofree guint64 *counts = scho_lookup_count_codes (snapshot, 0, 0);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    add_code (table, snapshot, codes[i], counts[codes[i]->id], for_people);
  return table;
}

static guint64 *
count_coders (SchoSnapshot *snapshot)
{
  guint64 *counts = g_new0 (guint64, scho_snapshot_get_coder_limit (snapshot));
  gsize n_documents;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (snapshot, &n_documents);

  for (gsize i = 0; i < n_documents; i++)
    {
      gsize n;
      const SchoAnnotation *annotations
          = scho_snapshot_get_annotations (snapshot, documents[i]->id, &n);

      for (gsize k = 0; k < n; k++)
        counts[annotations[k].coder]++;
    }
  return counts;
}

SchoTable *
cli_list_coders (SchoSnapshot *snapshot, gboolean for_people)
{
  static const Column columns[] = {
    { "name", N_ ("Name"), SCHO_COLUMN_TEXT },
    { "codings", N_ ("Codings"), SCHO_COLUMN_INTEGER },
    { "uuid", N_ ("Identity"), SCHO_COLUMN_TEXT },
  };
  SchoTable *table = new_table ("coders", _ ("Coders"), columns, G_N_ELEMENTS (columns),
                                2, for_people);
  g_autofree guint64 *counts = count_coders (snapshot);
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      gsize row = scho_table_add_row (table);

      scho_table_set_text (table, row, 0, coders[i]->name);
      scho_table_set_integer (table, row, 1, (gint64) counts[coders[i]->id]);
      if (!for_people)
        set_uuid (table, row, 2, &coders[i]->uuid);
    }
  return table;
}

static void
set_created (SchoTable *table, gsize row, guint column, const SchoUuid *uuid)
{
  gint64 time = scho_uuid_get_time (uuid);
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *string = NULL;

  if (time < 0 || !(date = g_date_time_new_from_unix_utc (time / 1000)))
    return;
  string = g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");
  scho_table_set_text (table, row, column, string);
}

/* @labels: by id of the code */
static void
add_annotation (SchoTable *table,
                SchoSnapshot *snapshot,
                const SchoDocument *document,
                SchoText *text,
                const char *label,
                const SchoAnnotation *annotation,
                gboolean for_people)
{
  gsize row = scho_table_add_row (table);
  const SchoCoder *coder = scho_snapshot_get_coder (snapshot, annotation->coder);
  g_autofree char *quote = scho_text_dup_range (text, annotation->start, annotation->end);

  scho_table_set_text (table, row, 0, document->title);
  scho_table_set_integer (table, row, 1, annotation->start);
  scho_table_set_integer (table, row, 2, annotation->end);
  scho_table_set_text (table, row, 3, label);
  set_text (table, row, 4, coder != NULL ? coder->name : NULL);
  set_text (table, row, 5, annotation->memo);
  scho_table_set_text (table, row, 6, quote);
  if (for_people)
    return;
  if (annotation->weight != SCHO_NO_WEIGHT)
    scho_table_set_integer (table, row, 7, annotation->weight);
  if (annotation->flags & SCHO_ANNOTATION_EXAMPLE)
    scho_table_set_text (table, row, 8, "yes");
  set_created (table, row, 9, &annotation->uuid);
  set_uuid (table, row, 10, &annotation->uuid);
}

/* By id of the code: made once, since a label costs a walk. */
static GPtrArray *
label_codes (SchoSnapshot *snapshot)
{
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_free);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  g_ptr_array_set_size (labels, (int) scho_snapshot_get_code_limit (snapshot));
  for (gsize i = 0; i < n; i++)
    g_ptr_array_index (labels, codes[i]->id)
        = scho_snapshot_dup_code_label (snapshot, codes[i]->id);
  return labels;
}

static gboolean
add_annotations (SchoTable *table,
                 SchoSnapshot *snapshot,
                 const SchoDocument *document,
                 GPtrArray *labels,
                 gboolean for_people,
                 GError **error)
{
  gsize n;
  const SchoAnnotation *annotations
      = scho_snapshot_get_annotations (snapshot, document->id, &n);
  g_autoptr (SchoText) text = NULL;

  if (n == 0)
    return TRUE;
  if (!(text = scho_snapshot_read_text (snapshot, document->id, error)))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    add_annotation (table, snapshot, document, text,
                    g_ptr_array_index (labels, annotations[i].code), &annotations[i],
                    for_people);
  return TRUE;
}

SchoTable *
cli_list_annotations (SchoSnapshot *snapshot, gboolean for_people, GError **error)
{
  /* The first seven as in annotation CSV. */
  static const Column columns[] = {
    { "document", N_ ("Document"), SCHO_COLUMN_TEXT },
    { "start", N_ ("Start"), SCHO_COLUMN_INTEGER },
    { "end", N_ ("End"), SCHO_COLUMN_INTEGER },
    { "code", N_ ("Code"), SCHO_COLUMN_TEXT },
    { "coder", N_ ("Coder"), SCHO_COLUMN_TEXT },
    { "memo", N_ ("Memo"), SCHO_COLUMN_TEXT },
    { "quote", N_ ("Quote"), SCHO_COLUMN_TEXT },
    { "weight", N_ ("Weight"), SCHO_COLUMN_INTEGER },
    { "example", N_ ("Example"), SCHO_COLUMN_TEXT },
    { "created", N_ ("Created"), SCHO_COLUMN_TEXT },
    { "uuid", N_ ("Identity"), SCHO_COLUMN_TEXT },
  };
  g_autoptr (SchoTable) table = new_table ("annotations", _ ("Annotations"), columns,
                                           G_N_ELEMENTS (columns), 7, for_people);
  g_autoptr (GPtrArray) labels = label_codes (snapshot);
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (!add_annotations (table, snapshot, documents[i], labels, for_people, error))
      return NULL;
  return g_steal_pointer (&table);
}
