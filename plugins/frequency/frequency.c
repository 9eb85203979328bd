/* frequency.c - how often, how widely and how much text was coded with each code. */
#include <scholiast/plugin.h>

#include "../shared/tables.h"
#include "count.h"
#include "documents.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

static const SchoOptionSpec options_specs[] = {
  { "by", SCHO_OPTION_CHOICE, "code", N_ ("Divide by"), "code|document|coder" },
  { "attribute", SCHO_OPTION_TEXT, "", N_ ("Divide documents by this attribute"), NULL },
  { "document", SCHO_OPTION_DOCUMENT, "", N_ ("Which document"), NULL },
  { "coder", SCHO_OPTION_CODER, "", N_ ("Whose codings"), NULL },
  { "sub-codes", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Count codings with the codes above too"), NULL },
  { NULL },
};

static const char *
get_part_name (Count *self, guint32 part)
{
  return self->division == BY_ATTRIBUTE
             ? self->values.values->pdata[part - 1]
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
  guint64 length = self->division == BY_ATTRIBUTE ? self->value_characters[cell->part]
                                                  : self->n_characters;

  scho_table_set_text (table, row, column++, label);
  if (self->division != BY_CODE)
    scho_table_set_text (table, row, column++, get_part_name (self, cell->part));
  scho_table_set_integer (table, row, column++, cell->codings);
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

/* Codes in the order of the tree, also those that nobody used. */
static void
add_codes (Count *self, SchoTable *table)
{
  gsize n_codes;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n_codes);

  scho_table_reserve (table, n_codes);
  for (gsize i = 0; i < n_codes; i++)
    {
      guint32 code = codes[i]->id;
      g_autofree char *label = scho_snapshot_dup_code_label (self->snapshot, code);

      add_row (self, table, label, &g_array_index (self->cells, Cell, code));
    }
}

/* By coder or attribute. */
static void
add_parts (Count *self, SchoTable *table)
{
  gsize n_codes;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n_codes);
  g_autofree guint *first = g_new0 (guint, (gsize) self->code_limit + 2);
  g_autofree const Cell **sorted = sort_cells (self, first);

  scho_table_reserve (table, self->cells->len);
  for (gsize i = 0; i < n_codes; i++)
    {
      guint32 code = codes[i]->id;
      g_autofree char *label = scho_snapshot_dup_code_label (self->snapshot, code);
      guint n = first[code + 1] - first[code];

      sort_parts (sorted + first[code], n);
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

  if (!read_options (&self, options, error))
    return NULL;
  count_init (&self);
  if (!which_each_document (&self.which, snapshot, count_document, &self, progress,
                            cancellable, error))
    return NULL;

  table = make_table (&self);
  if (self.division == BY_CODE)
    add_codes (&self, table);
  else if (self.division == BY_DOCUMENT)
    documents_add (&self, table);
  else
    add_parts (&self, table);
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
