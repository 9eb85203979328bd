/* frequency.c - how often, how widely and how much text was coded with each code. */
#include <scholiast/plugin.h>

#include "../shared/attribute-values.h"
#include "../shared/tables.h"
#include "../shared/which.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define WAYS 8        /* cells of a code that are found at once */
#define FEW_CODERS 64 /* those with smaller ids are bits */

typedef enum
{
  BY_CODE,
  BY_DOCUMENT,
  BY_CODER,
  BY_ATTRIBUTE,
} Division;

/* One row of the table. */
typedef struct
{
  guint32 code;
  /* Id of the document or coder, number of the attribute's value; 0 when not divided. */
  guint32 part;
  guint64 codings;
  guint64 characters;
  guint32 documents, coders;
  guint32 last_document; /* the last one counted */
  guint32 last_end;      /* how far the last document is covered */
  guint64 few_coders;    /* which of those with small ids are counted */
} Cell;

typedef struct
{
  SchoSnapshot *snapshot;
  Division division;
  gboolean sub_codes;
  Which which;
  guint64 n_characters;  /* that could have been coded */
  const char *attribute; /* its name */
  AttributeValues values;
  guint64 *value_characters; /* of all documents with that value */

  GArray *cells;      /* of Cell */
  guint32 *recent;    /* of each code WAYS cells that were found last: numbers + 1 */
  GHashTable *places; /* of code and part to the cell's number + 1; not by document */
  GHashTable *coders; /* of the cell's number and a coder, as a set */
  guint32 part_limit; /* parts are below it */
} Count;

static const SchoOptionSpec options_specs[] = {
  { "by", SCHO_OPTION_CHOICE, "code", N_ ("Divide by"), "code|document|coder" },
  { "attribute", SCHO_OPTION_TEXT, "", N_ ("Divide documents by this attribute"), NULL },
  { "document", SCHO_OPTION_DOCUMENT, "", N_ ("Which document"), NULL },
  { "coder", SCHO_OPTION_CODER, "", N_ ("Whose codings"), NULL },
  { "sub-codes", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Count codings with the codes above too"), NULL },
  { NULL },
};

static void
count_clear (Count *self)
{
  g_clear_pointer (&self->cells, g_array_unref);
  g_clear_pointer (&self->recent, g_free);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->coders, g_hash_table_unref);
  g_clear_pointer (&self->value_characters, g_free);
  attribute_values_clear (&self->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Count, count_clear)

static guint
add_cell (Count *self, guint32 code, guint32 part)
{
  g_array_append_val (self->cells, ((Cell){ .code = code, .part = part }));
  return self->cells->len;
}

/* Documents come one after another: what is not the last cell of a code is a new one. */
static guint
look_up (Count *self, guint32 code, guint32 part)
{
  guint64 key = (guint64) code * self->part_limit + part;
  guint place;

  if (self->division == BY_DOCUMENT)
    return add_cell (self, code, part);
  place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, &key));
  if (place == 0)
    {
      place = add_cell (self, code, part);
      g_hash_table_insert (self->places, g_memdup2 (&key, sizeof key),
                           GUINT_TO_POINTER (place));
    }
  return place;
}

static guint
find_place (Count *self, guint32 code, guint32 part)
{
  guint way = self->division == BY_DOCUMENT ? 0 : part % WAYS;
  guint32 *recent = &self->recent[(gsize) code * WAYS + way];

  if (*recent == 0 || g_array_index (self->cells, Cell, *recent - 1).part != part)
    *recent = look_up (self, code, part);
  return *recent - 1;
}

static void
count_coder (Count *self, guint place, guint32 coder)
{
  Cell *cell = &g_array_index (self->cells, Cell, place);
  guint64 key = (guint64) place * scho_snapshot_get_coder_limit (self->snapshot) + coder;

  if (coder < FEW_CODERS)
    {
      cell->coders += (cell->few_coders >> coder & 1) == 0;
      cell->few_coders |= (guint64) 1 << coder;
      return;
    }
  if (g_hash_table_contains (self->coders, &key))
    return;
  g_hash_table_add (self->coders, g_memdup2 (&key, sizeof key));
  cell->coders++;
}

/* Codings come by start, so what a cell has covered ends where its furthest one did. */
static void
count_coding (Count *self, guint32 code, const SchoAnnotation *coding)
{
  guint32 part = self->division == BY_DOCUMENT ? coding->document
                 : self->division == BY_CODER  ? coding->coder
                 : self->division == BY_ATTRIBUTE
                     ? self->values.value_of[coding->document]
                     : 0;
  guint place = find_place (self, code, part);
  Cell *cell = &g_array_index (self->cells, Cell, place);
  guint32 from;

  if (cell->last_document != coding->document)
    {
      cell->last_document = coding->document;
      cell->last_end = 0;
      cell->documents++;
    }
  from = MAX (coding->start, cell->last_end);
  if (coding->end > from)
    cell->characters += coding->end - from;
  cell->last_end = MAX (cell->last_end, coding->end);
  cell->codings++;
  count_coder (self, place, coding->coder);
}

static gboolean
count_document (const SchoDocument *document, gpointer data, GError **error)
{
  Count *self = data;
  gsize n;
  const SchoAnnotation *codings
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);

  if (self->division == BY_ATTRIBUTE)
    {
      guint value = self->values.value_of[document->id];

      if (value == 0)
        return TRUE;
      self->value_characters[value] += document->length;
    }
  for (gsize i = 0; i < n; i++)
    {
      guint32 code = codings[i].code;

      if (self->which.coder != 0 && codings[i].coder != self->which.coder)
        continue;
      count_coding (self, code, &codings[i]);
      while (self->sub_codes
             && (code = scho_snapshot_get_code (self->snapshot, code)->parent) != 0)
        count_coding (self, code, &codings[i]);
    }
  self->n_characters += document->length;
  return TRUE;
}

static const char *
get_part_name (Count *self, guint32 part)
{
  return self->division == BY_ATTRIBUTE ? self->values.values->pdata[part - 1]
         : self->division == BY_DOCUMENT
             ? scho_snapshot_get_document (self->snapshot, part)->title
             : scho_snapshot_get_coder (self->snapshot, part)->name;
}

static void
add_charts (Count *self, SchoTable *table)
{
  static const char *const parts[] = { NULL, "document", "coder", "attribute" };

  if (self->division != BY_CODE)
    scho_table_add_chart (table, &(SchoChart){ SCHO_CHART_HEAT_MAP, .label = "code",
                                               .across = parts[self->division],
                                               .value = "codings" });
  scho_table_add_chart (table, &(SchoChart){ SCHO_CHART_BARS, .label = "code",
                                             .more = parts[self->division],
                                             .value = "codings" });
}

static SchoTable *
make_table (Count *self)
{
  SchoTable *table = scho_table_new ("frequency", _ ("Code frequency"));

  scho_table_add_column (table, "code", _ ("Code"), SCHO_COLUMN_TEXT);
  if (self->division == BY_DOCUMENT)
    scho_table_add_column (table, "document", _ ("Document"), SCHO_COLUMN_TEXT);
  if (self->division == BY_CODER)
    scho_table_add_column (table, "coder", _ ("Coder"), SCHO_COLUMN_TEXT);
  if (self->division == BY_ATTRIBUTE)
    scho_table_add_column (table, "attribute", self->attribute, SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "codings", _ ("Codings"), SCHO_COLUMN_INTEGER);
  if (self->division != BY_DOCUMENT)
    scho_table_add_column (table, "documents", _ ("Documents"), SCHO_COLUMN_INTEGER);
  if (self->division != BY_CODER)
    scho_table_add_column (table, "coders", _ ("Coders"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "characters", _ ("Characters"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "share", _ ("Share of the text"), SCHO_COLUMN_NUMBER);
  scho_table_add_column (table, "reason", _ ("Why undefined"), SCHO_COLUMN_TEXT);
  add_charts (self, table);
  return table;
}

static void
add_row (Count *self, SchoTable *table, const char *label, const Cell *cell)
{
  gsize row = scho_table_add_row (table);
  guint column = 0;
  guint64 length = self->division == BY_DOCUMENT
                       ? scho_snapshot_get_document (self->snapshot, cell->part)->length
                   : self->division == BY_ATTRIBUTE ? self->value_characters[cell->part]
                                                    : self->n_characters;

  scho_table_set_text (table, row, column++, label);
  if (self->division != BY_CODE)
    scho_table_set_text (table, row, column++, get_part_name (self, cell->part));
  scho_table_set_integer (table, row, column++, cell->codings);
  if (self->division != BY_DOCUMENT)
    scho_table_set_integer (table, row, column++, cell->documents);
  if (self->division != BY_CODER)
    scho_table_set_integer (table, row, column++, cell->coders);
  scho_table_set_integer (table, row, column++, cell->characters);
  if (length > 0)
    scho_table_set_number (table, row, column, (double) cell->characters / length);
  else
    scho_table_set_text (table, row, column + 1, _ ("there is no text"));
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const Cell *one = *(const Cell *const *) a, *other = *(const Cell *const *) b;

  return (one->part > other->part) - (one->part < other->part);
}

/* By code, for each where its own begin: one more code than there can be. Within a code
 * they are mostly in order already. (transfer full) */
static const Cell **
sort_cells (Count *self, guint *first)
{
  const Cell **sorted = g_new (const Cell *, self->cells->len + 1);
  guint32 limit = scho_snapshot_get_code_limit (self->snapshot);

  for (guint i = 0; i < self->cells->len; i++)
    first[g_array_index (self->cells, Cell, i).code + 1]++;
  for (guint32 code = 0; code < limit; code++)
    first[code + 1] += first[code];
  for (guint i = self->cells->len; i-- > 0;)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);

      sorted[--first[cell->code + 1]] = cell;
    }
  /* Now that of the next code is where this one begins. */
  for (guint32 code = 0; code < limit; code++)
    first[code] = first[code + 1];
  first[limit] = self->cells->len;
  return sorted;
}

static void
sort_parts (const Cell **cells, guint n)
{
  for (guint i = 1; i < n; i++)
    if (cells[i - 1]->part > cells[i]->part)
      {
        qsort (cells, n, sizeof *cells, compare_parts);
        return;
      }
}

/* Codes in the order of the tree; undivided, also those that nobody used. */
static void
add_rows (Count *self, SchoTable *table)
{
  gsize n_codes;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n_codes);
  g_autofree guint *first
      = g_new0 (guint, (gsize) scho_snapshot_get_code_limit (self->snapshot) + 2);
  g_autofree const Cell **sorted = sort_cells (self, first);

  scho_table_reserve (table,
                      self->cells->len + (self->division == BY_CODE ? n_codes : 0));
  for (gsize i = 0; i < n_codes; i++)
    {
      guint32 code = codes[i]->id;
      g_autofree char *label = scho_snapshot_dup_code_label (self->snapshot, code);
      guint n = first[code + 1] - first[code];

      sort_parts (sorted + first[code], n);
      if (n == 0 && self->division == BY_CODE)
        add_row (self, table, label, &(Cell){ .code = code });
      for (guint k = 0; k < n; k++)
        add_row (self, table, label, sorted[first[code] + k]);
    }
}

static void
add_notes (Count *self, SchoTable *table)
{
  scho_table_add_note (table, _ ("Characters that several codings of a row cover count "
                                 "once; the share is of all characters of the text."));
  if (self->sub_codes)
    scho_table_add_note (table, _ ("A coding counts for its code and all codes above."));
  if (self->division != BY_CODE)
    scho_table_add_note (table, _ ("Rows without a coding are left out."));
  if (self->division == BY_ATTRIBUTE)
    scho_table_add_note (table,
                         _ ("Documents without the attribute are left out; the share "
                            "is of the text of those with the value."));
}

static gboolean
read_options (Count *self, SchoOptions *options, GError **error)
{
  const char *by = scho_options_get_text (options, "by");

  self->sub_codes = scho_options_get_boolean (options, "sub-codes");
  self->attribute = scho_options_get_text (options, "attribute");
  self->division = strcmp (by, "document") == 0 ? BY_DOCUMENT
                   : strcmp (by, "coder") == 0  ? BY_CODER
                                                : BY_CODE;
  if (self->attribute[0] != '\0')
    {
      self->division = BY_ATTRIBUTE;
      if (!attribute_values_find (&self->values, self->snapshot, self->attribute, error))
        return FALSE;
      self->value_characters = g_new0 (guint64, self->values.values->len + 1);
    }
  self->part_limit
      = self->division == BY_DOCUMENT ? scho_snapshot_get_document_limit (self->snapshot)
        : self->division == BY_ATTRIBUTE ? self->values.values->len + 1
                                         : scho_snapshot_get_coder_limit (self->snapshot);
  return which_find (&self->which, self->snapshot,
                     scho_options_get_text (options, "document"), NULL,
                     scho_options_get_text (options, "coder"), error);
}

static GPtrArray *
run (SchoSnapshot *snapshot,
     SchoOptions *options,
     const SchoProgress *progress,
     GCancellable *cancellable,
     GError **error)
{
  g_auto (Count) self = { .snapshot = snapshot };
  SchoTable *table;

  self.cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  self.recent
      = g_new0 (guint32, (gsize) (scho_snapshot_get_code_limit (snapshot) + 1) * WAYS);
  self.places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self.coders = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (!read_options (&self, options, error)
      || !which_each_document (&self.which, snapshot, count_document, &self, progress,
                               cancellable, error))
    return NULL;

  table = make_table (&self);
  add_rows (&self, table);
  add_notes (&self, table);
  return tables_of_one (table);
}

static const SchoAnalysis analyses[] = {
  { .id = "frequency",
    .title = N_ ("Code frequency"),
    .description = N_ ("Counts codings, documents and coded characters of each code."),
    .options = options_specs,
    .run = run },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.frequency",
  .title = N_ ("Code frequency"),
  .description = N_ ("How often and how widely each code was used."),
  .analyses = analyses,
};
