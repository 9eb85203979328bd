#include "project-tables.h"

#include "../shared/uncarried.h"
#include "../table/values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  SchoSnapshot *snapshot;
  const SchoProgress *progress;
  GCancellable *cancellable;
  GHashTable *titles; /* of char *, with TRUE where several documents have it */
  char **labels;      /* by code id, made when first needed */
} Tables;

static void
tables_clear (Tables *self)
{
  for (guint32 i = 0; i < scho_snapshot_get_code_limit (self->snapshot); i++)
    g_free (self->labels[i]);
  g_free (self->labels);
  g_hash_table_unref (self->titles);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tables, tables_clear)

static void
tables_init (Tables *self)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  self->labels = g_new0 (char *, scho_snapshot_get_code_limit (self->snapshot) + 1);
  self->titles = g_hash_table_new (g_str_hash, g_str_equal);
  for (gsize i = 0; i < n; i++)
    g_hash_table_insert (
        self->titles, (gpointer) documents[i]->title,
        GINT_TO_POINTER (g_hash_table_contains (self->titles, documents[i]->title)));
}

/* The title, or the UUID where the title does not say which. */
static void
set_document (Tables *self, SchoTable *table, gsize row, guint column, guint32 id)
{
  const SchoDocument *document = scho_snapshot_get_document (self->snapshot, id);
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (&document->uuid, uuid);
  scho_table_set_text (table, row, column,
                       g_hash_table_lookup (self->titles, document->title) != NULL
                           ? uuid
                           : document->title);
}

static const char *
get_label (Tables *self, guint32 code)
{
  if (self->labels[code] == NULL)
    self->labels[code] = scho_snapshot_dup_code_label (self->snapshot, code);
  return self->labels[code];
}

static void
add_columns (SchoTable *table, const char *const *names)
{
  for (; *names != NULL; names++)
    scho_table_add_column (table, *names, NULL, SCHO_COLUMN_TEXT);
}

/* Codings -----------------------------------------------------------------------------
 */

enum
{
  DOCUMENT,
  START,
  END,
  CODE,
  CODER,
  MEMO,
  QUOTE,
};

static void
add_coding (Tables *self, SchoTable *table, SchoText *text, const SchoAnnotation *coding)
{
  gsize row = scho_table_add_row (table);
  gsize from = scho_text_offset_to_byte (text, coding->start);
  gsize to = scho_text_offset_to_byte (text, coding->end);
  g_autofree char *quote = g_strndup (scho_text_get_utf8 (text, NULL) + from, to - from);

  set_document (self, table, row, DOCUMENT, coding->document);
  scho_table_set_integer (table, row, START, coding->start);
  scho_table_set_integer (table, row, END, coding->end);
  scho_table_set_text (table, row, CODE, get_label (self, coding->code));
  scho_table_set_text (table, row, CODER,
                       scho_snapshot_get_coder (self->snapshot, coding->coder)->name);
  scho_table_set_text (table, row, MEMO, coding->memo);
  scho_table_set_text (table, row, QUOTE, quote);
}

static SchoTable *
make_codings (Tables *self, GError **error)
{
  g_autoptr (SchoTable) table = scho_table_new ("codings", _ ("Codings"));
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  scho_table_add_column (table, "document", NULL, SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "start", NULL, SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "end", NULL, SCHO_COLUMN_INTEGER);
  add_columns (table, (const char *const[]){ "code", "coder", "memo", "quote", NULL });
  for (gsize i = 0; i < n; i++)
    {
      gsize n_codings;
      const SchoAnnotation *codings
          = scho_snapshot_get_annotations (self->snapshot, documents[i]->id, &n_codings);
      g_autoptr (SchoText) text = NULL;

      scho_progress_set (self->progress, (double) i / n, documents[i]->title);
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
          || (n_codings > 0
              && !(text
                   = scho_snapshot_read_text (self->snapshot, documents[i]->id, error))))
        return NULL;
      for (gsize k = 0; k < n_codings; k++)
        add_coding (self, table, text, &codings[k]);
    }
  return g_steal_pointer (&table);
}

/* Documents ----------------------------------------------------------------------------
 */

/* Numbers and truth as such, so that a spreadsheet counts with them. */
static SchoColumnType
get_column_type (SchoAttributeType type)
{
  return type == SCHO_ATTRIBUTE_NUMBER ? SCHO_COLUMN_NUMBER : SCHO_COLUMN_TEXT;
}

static void
set_attribute (SchoTable *table, gsize row, guint column, const char *value)
{
  char *end = NULL;
  double number;

  if (scho_table_get_column_type (table, column) == SCHO_COLUMN_TEXT)
    {
      scho_table_set_text (table, row, column, value);
      return;
    }
  number = g_ascii_strtod (value, &end);
  if (end != value)
    scho_table_set_number (table, row, column, number);
}

/* A type is said where the reader would guess another, and where the name looks as if it
 * said one. (transfer full) */
static char *
dup_header (const SchoDocument *const *documents,
            gsize n,
            const SchoAttributeColumn *column)
{
  const char *sign = strrchr (column->name, ':');
  g_auto (Grid) grid = { 0 };
  SchoAttributeType type;

  grid_init (&grid, "documents", G_MAXSIZE);
  grid_add_row (&grid, &column->name, 1, 1, NULL);
  for (gsize i = 0; i < n; i++)
    {
      const char *value = scho_document_get_attribute (documents[i], column->name);

      if (value != NULL)
        grid_add_row (&grid, &value, 1, (guint) i + 2, NULL);
    }
  if (value_guess_type (&grid, 0) == column->type
      && (sign == NULL || !scho_attribute_type_parse (sign + 1, &type)))
    return g_strdup (column->name);
  return g_strdup_printf ("%s:%s", column->name,
                          scho_attribute_type_get_name (column->type));
}

static SchoTable *
make_documents (Tables *self, GError **error)
{
  SchoTable *table = scho_table_new ("documents", _ ("Documents"));
  g_autoptr (GArray) columns = scho_snapshot_list_attributes (self->snapshot);
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  scho_table_add_column (table, "document", NULL, SCHO_COLUMN_TEXT);
  for (guint i = 0; i < columns->len; i++)
    {
      const SchoAttributeColumn *column
          = &g_array_index (columns, SchoAttributeColumn, i);
      g_autofree char *header = dup_header (documents, n, column);

      scho_table_add_column (table, header, NULL, get_column_type (column->type));
    }
  for (gsize i = 0; i < n; i++)
    {
      gsize row = scho_table_add_row (table);

      set_document (self, table, row, 0, documents[i]->id);
      for (guint k = 0; k < columns->len; k++)
        {
          const char *value = scho_document_get_attribute (
              documents[i], g_array_index (columns, SchoAttributeColumn, k).name);

          if (value != NULL)
            set_attribute (table, row, k + 1, value);
        }
    }
  return table;
}

/* Codes --------------------------------------------------------------------------------
 */

enum
{
  BLURRED = 8,
  PSEUDONYM,
};

/* The last columns are there only where a code needs them. */
static guint
count_code_columns (const SchoCode *const *codes, gsize n)
{
  guint needed = BLURRED;

  for (gsize i = 0; i < n; i++)
    if (codes[i]->pseudonym != NULL)
      return PSEUDONYM + 1;
    else if (codes[i]->blurred)
      needed = BLURRED + 1;
  return needed;
}

static SchoTable *
make_codebook (Tables *self, GError **error)
{
  static const char *const names[]
      = { "code",    "parent", "colour", "definition", "use_when",
          "use_not", "key",    "memo",   "blurred",    "pseudonym" };
  SchoTable *table = scho_table_new ("codebook", _ ("Codebook"));
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);

  guint n_columns = count_code_columns (codes, n);

  for (guint i = 0; i < n_columns; i++)
    scho_table_add_column (table, names[i], NULL, SCHO_COLUMN_TEXT);
  for (gsize i = 0; i < n; i++)
    {
      gsize row = scho_table_add_row (table);
      char colour[8], key[] = { '0' + codes[i]->key, '\0' };

      scho_colour_format (codes[i]->colour, colour);
      scho_table_set_text (table, row, 0, codes[i]->name);
      if (codes[i]->parent != 0)
        scho_table_set_text (table, row, 1, get_label (self, codes[i]->parent));
      scho_table_set_text (table, row, 2, colour);
      scho_table_set_text (table, row, 3, codes[i]->definition);
      scho_table_set_text (table, row, 4, codes[i]->use_when);
      scho_table_set_text (table, row, 5, codes[i]->use_not);
      scho_table_set_text (table, row, 6, codes[i]->key != 0 ? key : NULL);
      scho_table_set_text (table, row, 7, codes[i]->memo);
      if (n_columns > BLURRED)
        scho_table_set_text (table, row, BLURRED, codes[i]->blurred ? "yes" : NULL);
      if (n_columns > PSEUDONYM)
        scho_table_set_text (table, row, PSEUDONYM, codes[i]->pseudonym);
    }
  return table;
}

/* Memos --------------------------------------------------------------------------------
 */

enum
{
  MEMO_OF,
  MEMO_NAME,
  MEMO_DOCUMENT,
  MEMO_START,
  MEMO_END,
  MEMO_CODER,
  MEMO_WORDS,
};

/* FALSE: there is none. */
static gboolean
add_memo (SchoTable *table, const char *of, const char *name, const char *memo)
{
  gsize row;

  if (memo == NULL || memo[0] == '\0')
    return FALSE;
  row = scho_table_add_row (table);
  scho_table_set_text (table, row, MEMO_OF, of);
  scho_table_set_text (table, row, MEMO_NAME, name);
  scho_table_set_text (table, row, MEMO_WORDS, memo);
  return TRUE;
}

static void
add_coding_memos (Tables *self, SchoTable *table, const SchoDocument *document)
{
  gsize n;
  const SchoAnnotation *codings
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);

  for (gsize i = 0; i < n; i++)
    {
      gsize row = scho_table_get_n_rows (table);

      if (!add_memo (table, "coding", get_label (self, codings[i].code), codings[i].memo))
        continue;
      set_document (self, table, row, MEMO_DOCUMENT, document->id);
      scho_table_set_integer (table, row, MEMO_START, codings[i].start);
      scho_table_set_integer (table, row, MEMO_END, codings[i].end);
      scho_table_set_text (
          table, row, MEMO_CODER,
          scho_snapshot_get_coder (self->snapshot, codings[i].coder)->name);
    }
}

static SchoTable *
make_memos (Tables *self, GError **error)
{
  SchoTable *table = scho_table_new ("memos", _ ("Memos"));
  const SchoProjectInfo *info = scho_snapshot_get_info (self->snapshot);
  gsize n_documents, n_codes;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (self->snapshot, &n_documents);
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n_codes);

  add_columns (table, (const char *const[]){ "of", "name", "document", NULL });
  scho_table_add_column (table, "start", NULL, SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "end", NULL, SCHO_COLUMN_INTEGER);
  add_columns (table, (const char *const[]){ "coder", "memo", NULL });
  add_memo (table, "project", info->title, info->memo);
  for (gsize i = 0; i < n_codes; i++)
    add_memo (table, "code", get_label (self, codes[i]->id), codes[i]->memo);
  for (gsize i = 0; i < n_documents; i++)
    {
      gsize row = scho_table_get_n_rows (table);

      if (add_memo (table, "document", documents[i]->title, documents[i]->memo))
        set_document (self, table, row, MEMO_NAME, documents[i]->id);
      add_coding_memos (self, table, documents[i]);
    }
  return table;
}

/* What belongs to such a list, and what of it the list has. All of them are the whole
 * project. */
static const struct
{
  const char *what;
  SchoTable *(*make) (Tables *self, GError **error);
  guint of, carries;
} kinds[] = {
  { "codings", make_codings, UNCARRIED_OF_CODINGS,
    CARRIES_CODES | CARRIES_CODERS | CARRIES_CODINGS | CARRIES_MEMOS },
  { "documents", make_documents, UNCARRIED_OF_DOCUMENTS, CARRIES_ATTRIBUTES },
  { "codebook", make_codebook, UNCARRIED_OF_CODES,
    (UNCARRIED_OF_CODES & ~CARRIES_EXAMPLES) | CARRIES_UNUSED_CODES },
  { "memos", make_memos, 0,
    CARRIES_CODE_MEMOS | CARRIES_MEMOS | CARRIES_DOCUMENT_MEMOS | CARRIES_PROJECT_MEMO },
};

GPtrArray *
project_tables_new (SchoSnapshot *snapshot,
                    const char *what,
                    SchoLosses *losses,
                    const SchoProgress *progress,
                    GCancellable *cancellable,
                    GError **error)
{
  gboolean all = g_str_equal (what, "all");
  guint of = all ? ~0u : 0, carries = 0;
  g_auto (Tables) self = { snapshot, progress, cancellable };
  g_autoptr (GPtrArray) tables
      = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_table_unref);

  tables_init (&self);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (all || g_str_equal (what, kinds[i].what))
      {
        SchoTable *table = kinds[i].make (&self, error);

        if (table == NULL)
          return NULL;
        g_ptr_array_add (tables, table);
        of |= kinds[i].of;
        carries |= kinds[i].carries;
      }
  uncarried_tell (losses, snapshot, &(Which){ 0 }, ~of | carries);
  return g_steal_pointer (&tables);
}
