/* cross-table.c - codes by documents, coders, or what an attribute says of documents. */
#include <scholiast/plugin.h>

#include "../shared/attribute-values.h"
#include "../shared/tables.h"
#include "../shared/which.h"
#include "../shared/contingency.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MOST_COLUMNS 500
#define ENOUGH 5 /* expected in each cell, for chi-square */

typedef enum
{
  OF_CODINGS,
  OF_DOCUMENTS,
  OF_CHARACTERS,
} Figure;

typedef enum
{
  BY_ATTRIBUTE,
  BY_DOCUMENT,
  BY_CODER,
} Division;

static const SchoOptionSpec option_specs[] = {
  { "attribute", SCHO_OPTION_TEXT, "", N_ ("Divide documents by this attribute"), NULL },
  { "by", SCHO_OPTION_CHOICE, "document", N_ ("Without an attribute, divide by"),
    "document|coder" },
  { "figure", SCHO_OPTION_CHOICE, "codings", N_ ("Count"),
    "codings|documents|characters" },
  { "code", SCHO_OPTION_CODE, "", N_ ("Only this code and those below"), NULL },
  { "coder", SCHO_OPTION_CODER, "", N_ ("Whose codings"), NULL },
  { "sub-codes", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Count codings with the codes above too"), NULL },
  { NULL },
};

typedef struct
{
  SchoSnapshot *snapshot;
  Which which;
  Figure figure;
  Division division;
  const char *attribute;
  gboolean sub_codes;

  GPtrArray *rows;      /* of const SchoCode */
  guint *row_of;        /* by code id: its row + 1 */
  GPtrArray *columns;   /* of char* */
  guint *column_of;     /* by id of document or coder: its column + 1 */
  guint64 *counts;      /* rows by columns */
  guint64 *documents;   /* the same, of documents: what is tested by an attribute */
  guint64 *n_documents; /* by column: documents in all */
  guint32 *last_end;    /* by row: how far the document at hand is covered */
  gboolean *met;        /* by row: whether the document at hand has it */
} Cross;

static void
cross_clear (Cross *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->row_of, g_free);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->column_of, g_free);
  g_clear_pointer (&self->counts, g_free);
  g_clear_pointer (&self->documents, g_free);
  g_clear_pointer (&self->n_documents, g_free);
  g_clear_pointer (&self->last_end, g_free);
  g_clear_pointer (&self->met, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cross, cross_clear)

static void
make_rows (Cross *self)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);
  g_autofree gboolean *branch
      = self->which.code != 0 ? scho_lookup_branch (self->snapshot, self->which.code)
                              : NULL;

  self->rows = g_ptr_array_new ();
  self->row_of = g_new0 (guint, scho_snapshot_get_code_limit (self->snapshot) + 1);
  for (gsize i = 0; i < n; i++)
    if (branch == NULL || branch[codes[i]->id])
      {
        g_ptr_array_add (self->rows, (gpointer) codes[i]);
        self->row_of[codes[i]->id] = self->rows->len;
      }
}

static gboolean
divide_by_attribute (Cross *self, GError **error)
{
  AttributeValues values = { 0 };
  gboolean found
      = attribute_values_find (&values, self->snapshot, self->attribute, error);

  self->columns = g_ptr_array_ref (values.values);
  for (guint32 id = 0; id < scho_snapshot_get_document_limit (self->snapshot); id++)
    self->column_of[id] = values.value_of[id];
  attribute_values_clear (&values);
  return found;
}

static void
add_column (Cross *self, guint32 id, const char *title)
{
  g_ptr_array_add (self->columns, g_strdup (title));
  self->column_of[id] = self->columns->len;
}

static gboolean
make_columns (Cross *self, GError **error)
{
  gsize n, n_coders;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);
  const SchoCoder *const *coders = scho_snapshot_get_coders (self->snapshot, &n_coders);

  self->column_of = g_new0 (guint, MAX (scho_snapshot_get_document_limit (self->snapshot),
                                        scho_snapshot_get_coder_limit (self->snapshot))
                                       + 1);
  if (self->division == BY_ATTRIBUTE)
    {
      if (!divide_by_attribute (self, error))
        return FALSE;
    }
  else
    self->columns = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; self->division == BY_DOCUMENT && i < n; i++)
    add_column (self, documents[i]->id, documents[i]->title);
  for (gsize i = 0; self->division == BY_CODER && i < n_coders; i++)
    add_column (self, coders[i]->id, coders[i]->name);
  if (self->columns->len <= MOST_COLUMNS)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("%u columns are too many to read; at most %d. Divide documents by an "
                  "attribute with fewer values"),
               self->columns->len, MOST_COLUMNS);
  return FALSE;
}

static guint64 *
get_cell (Cross *self, guint64 *cells, guint row, guint column)
{
  return &cells[(gsize) row * self->columns->len + column];
}

static void
count_coding (Cross *self, guint row, guint column, const SchoAnnotation *coding)
{
  guint32 from = MAX (coding->start, self->last_end[row]);

  if (self->figure == OF_CODINGS)
    *get_cell (self, self->counts, row, column) += 1;
  else if (self->figure == OF_CHARACTERS && coding->end > from)
    *get_cell (self, self->counts, row, column) += coding->end - from;
  *get_cell (self, self->documents, row, column) += !self->met[row];
  self->met[row] = TRUE;
  self->last_end[row] = MAX (self->last_end[row], coding->end);
}

static void
count_codings (
    Cross *self, const SchoAnnotation *codings, gsize n, guint32 coder, guint column)
{
  memset (self->last_end, 0, self->rows->len * sizeof *self->last_end);
  memset (self->met, 0, self->rows->len * sizeof *self->met);
  for (gsize i = 0; i < n; i++)
    {
      guint32 code = codings[i].code;

      if (coder != 0 && codings[i].coder != coder)
        continue;
      do
        if (self->row_of[code] != 0)
          count_coding (self, self->row_of[code] - 1, column, &codings[i]);
      while (self->sub_codes
             && (code = scho_snapshot_get_code (self->snapshot, code)->parent) != 0);
    }
}

static gboolean
count_document (const SchoDocument *document, gpointer data, GError **error)
{
  Cross *self = data;
  gsize n, n_coders;
  const SchoAnnotation *codings
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);
  const SchoCoder *const *coders = scho_snapshot_get_coders (self->snapshot, &n_coders);
  guint column = self->column_of[document->id];

  if (self->division != BY_CODER)
    {
      if (column == 0)
        return TRUE;
      self->n_documents[column - 1]++;
      count_codings (self, codings, n, self->which.coder, column - 1);
      return TRUE;
    }
  for (gsize i = 0; i < n_coders; i++)
    if (self->which.coder == 0 || coders[i]->id == self->which.coder)
      count_codings (self, codings, n, coders[i]->id, self->column_of[coders[i]->id] - 1);
  return TRUE;
}

static void
make_cells (Cross *self)
{
  gsize n_cells = (gsize) self->rows->len * self->columns->len + 1;

  self->counts = g_new0 (guint64, n_cells);
  self->documents = g_new0 (guint64, n_cells);
  self->n_documents = g_new0 (guint64, self->columns->len + 1);
  self->last_end = g_new0 (guint32, self->rows->len + 1);
  self->met = g_new0 (gboolean, self->rows->len + 1);
}

static SchoTable *
make_counts (Cross *self, const guint64 *cells)
{
  SchoTable *table = scho_table_new ("cross-table", _ ("Cross-table of codes"));
  guint n_columns = self->columns->len;

  scho_table_add_column (table, "code", _ ("Code"), SCHO_COLUMN_TEXT);
  for (guint i = 0; i < n_columns; i++)
    scho_table_add_column (table, self->columns->pdata[i], NULL, SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "total", _ ("Total"), SCHO_COLUMN_INTEGER);
  scho_table_add_chart (table, &(SchoChart){ SCHO_CHART_HEAT_MAP, .label = "code" });
  for (guint i = 0; i < self->rows->len; i++)
    {
      const SchoCode *code = self->rows->pdata[i];
      g_autofree char *label = scho_snapshot_dup_code_label (self->snapshot, code->id);
      gsize row = scho_table_add_row (table);
      guint64 total = 0;

      scho_table_set_text (table, row, 0, label);
      for (guint k = 0; k < n_columns; k++)
        {
          scho_table_set_integer (table, row, k + 1, (gint64) cells[i * n_columns + k]);
          total += cells[i * n_columns + k];
        }
      scho_table_set_integer (table, row, n_columns + 1, (gint64) total);
    }
  if (self->figure == OF_CHARACTERS)
    scho_table_add_note (table, _ ("Characters that several codings of a code cover "
                                   "count once."));
  if (self->sub_codes)
    scho_table_add_note (table, _ ("A coding counts for its code and all codes above."));
  return table;
}

enum
{
  CODE,
  UNITS,
  CHI2,
  FREEDOM,
  P,
  V,
  SMALLEST,
  EXACT,
  REASON,
};

static SchoTable *
make_test_table (void)
{
  static const TablesColumn columns[] = {
    { "code", N_ ("Code"), SCHO_COLUMN_TEXT },
    { "units", N_ ("Counted"), SCHO_COLUMN_TEXT },
    { "chi-square", N_ ("Chi-square"), SCHO_COLUMN_NUMBER },
    { "df", N_ ("Degrees of freedom"), SCHO_COLUMN_INTEGER },
    { "p", N_ ("p"), SCHO_COLUMN_NUMBER },
    { "cramers-v", N_ ("Cramér’s V"), SCHO_COLUMN_NUMBER },
    { "smallest-expected", N_ ("Smallest expected count"), SCHO_COLUMN_NUMBER },
    { "fisher-p", N_ ("p of Fisher’s exact test"), SCHO_COLUMN_NUMBER },
    { "reason", N_ ("Why undefined, or not to be trusted"), SCHO_COLUMN_TEXT },
  };

  return tables_make ("tests", _ ("Do codes and columns go together?"), columns,
                      G_N_ELEMENTS (columns));
}

static void
add_test (SchoTable *table,
          const char *code,
          const char *units,
          const guint64 *cells,
          guint n_rows,
          guint n_columns)
{
  ContingencyResult result = contingency_test (cells, n_rows, n_columns);
  gsize row = scho_table_add_row (table);

  scho_table_set_text (table, row, CODE, code);
  scho_table_set_text (table, row, UNITS, units);
  if (!result.is_defined)
    {
      scho_table_set_text (table, row, REASON,
                           _ ("fewer than two rows or columns have counts"));
      return;
    }
  scho_table_set_number (table, row, CHI2, result.chi2);
  scho_table_set_integer (table, row, FREEDOM, result.freedom);
  scho_table_set_number (table, row, P, result.p);
  scho_table_set_number (table, row, V, result.v);
  scho_table_set_number (table, row, SMALLEST, result.smallest);
  scho_table_set_number (table, row, EXACT, result.exact);
  if (result.smallest < ENOUGH)
    scho_table_set_text (table, row, REASON,
                         isnan (result.exact)
                             ? _ ("counts are too small for chi-square")
                             : _ ("counts are too small for chi-square: see Fisher’s "
                                  "exact test"));
}

/* Documents that have the code and those that do not, by column. */
static void
test_code (Cross *self, SchoTable *table, guint i)
{
  const SchoCode *code = self->rows->pdata[i];
  g_autofree char *label = scho_snapshot_dup_code_label (self->snapshot, code->id);
  guint n_columns = self->columns->len;
  g_autofree guint64 *cells = g_new0 (guint64, (gsize) n_columns * 2);

  for (guint k = 0; k < n_columns; k++)
    {
      cells[k] = self->documents[i * n_columns + k];
      cells[n_columns + k] = self->n_documents[k] - cells[k];
    }
  add_test (table, label, _ ("documents with and without it"), cells, 2, n_columns);
}

static void
say_why_untested (Cross *self, SchoTable *table)
{
  if (self->rows->len == 0)
    scho_table_add_note (table, _ ("Nothing is tested: there is no code."));
  else if (self->figure == OF_CODINGS)
    scho_table_add_note (table, _ ("Nothing is tested: a coding counts for its code and "
                                   "all codes above, and a test needs each coding once. "
                                   "Do not count with the codes above, or "
                                   "count by an attribute of documents."));
  else
    scho_table_add_note (table, _ ("Nothing is tested: of what is counted here there "
                                   "is no test. Count codings, or by an attribute of "
                                   "documents."));
}

/* Where a coding counts for several rows, rows are no categories. */
static SchoTable *
make_tests (Cross *self)
{
  SchoTable *table = make_test_table ();

  if (self->figure == OF_CODINGS && !self->sub_codes)
    add_test (table, _ ("all"), _ ("codings"), self->counts, self->rows->len,
              self->columns->len);
  for (guint i = 0; self->division == BY_ATTRIBUTE && i < self->rows->len; i++)
    test_code (self, table, i);
  if (scho_table_get_n_rows (table) == 0)
    {
      say_why_untested (self, table);
      return table;
    }
  scho_table_add_note (table,
                       _ ("Chi-square after Pearson, without correction; Cramér’s V "
                          "is 0 for no and 1 for a full association."));
  scho_table_add_note (table,
                       _ ("Sources: Pearson 1900; Cramér 1946, 21.9; Fisher 1935."));
  scho_table_add_note (table, _ ("Codings of one document are not independent of each "
                                 "other: take the test of codings for a description."));
  return table;
}

static gboolean
read_options (Cross *self, SchoOptions *options, GError **error)
{
  const char *figure = scho_options_get_text (options, "figure");
  const char *by = scho_options_get_text (options, "by");

  self->attribute = scho_options_get_text (options, "attribute");
  self->sub_codes = scho_options_get_boolean (options, "sub-codes");
  self->figure = strcmp (figure, "documents") == 0    ? OF_DOCUMENTS
                 : strcmp (figure, "characters") == 0 ? OF_CHARACTERS
                                                      : OF_CODINGS;
  self->division = self->attribute[0] != '\0'  ? BY_ATTRIBUTE
                   : strcmp (by, "coder") == 0 ? BY_CODER
                                               : BY_DOCUMENT;
  return which_find (&self->which, self->snapshot, NULL,
                     scho_options_get_text (options, "code"),
                     scho_options_get_text (options, "coder"), error);
}

static GPtrArray *
run (SchoSnapshot *snapshot,
     SchoOptions *options,
     const SchoProgress *progress,
     GCancellable *cancellable,
     GError **error)
{
  g_auto (Cross) self = { .snapshot = snapshot };
  GPtrArray *tables;

  if (!read_options (&self, options, error))
    return NULL;
  make_rows (&self);
  if (!make_columns (&self, error))
    return NULL;
  make_cells (&self);
  if (!which_each_document (&self.which, snapshot, count_document, &self, progress,
                            cancellable, error))
    return NULL;
  tables = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_table_unref);
  g_ptr_array_add (
      tables,
      make_counts (&self, self.figure == OF_DOCUMENTS ? self.documents : self.counts));
  g_ptr_array_add (tables, make_tests (&self));
  return tables;
}

static const SchoAnalysis analyses[] = {
  { .id = "cross-table",
    .title = N_ ("Cross-table of codes"),
    .description = N_ ("Counts codes by document, coder or attribute, and tests whether "
                       "they go together."),
    .options = option_specs,
    .run = run },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.cross-table",
  .title = N_ ("Cross-table of codes"),
  .description
  = N_ ("Codes by documents, coders, or what an attribute says of documents."),
  .analyses = analyses,
};
