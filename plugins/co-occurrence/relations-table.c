#include "relations-table.h"

#include "../shared/contingency.h"
#include "../shared/tables.h"
#include "../shared/which.h"
#include "relations.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MOST_CODES 2000 /* used ones */
#define ENOUGH 5        /* expected in each cell, for chi-square */

const SchoOptionSpec relations_options[] = {
  { "distance", SCHO_OPTION_INTEGER, "100",
    N_ ("Near are codings with at most so many characters between them"), NULL },
  { "unit", SCHO_OPTION_CHOICE, "paragraphs", N_ ("Together are codes in the same"),
    "paragraphs|turns|sentences|documents" },
  { "across-coders", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Also where the codings are by different coders"), NULL },
  { "document", SCHO_OPTION_DOCUMENT, "", N_ ("Which document"), NULL },
  { "coder", SCHO_OPTION_CODER, "", N_ ("Whose codings"), NULL },
  { NULL },
};

typedef struct
{
  SchoSnapshot *snapshot;
  Which which;
  gboolean across_coders, by_documents;
  SchoTextUnit unit;

  guint *ranks;     /* by code id */
  GPtrArray *codes; /* of const SchoCode: those used, in the order of the tree */
  Relations *relations;
  GArray *borders; /* of guint32: where units of the document begin and end */
  GArray *items;   /* of RelationItem: all of the document, by start */
  GArray *group;   /* of RelationItem: of one coder */
} Analysis;

static void
analysis_clear (Analysis *self)
{
  g_clear_pointer (&self->ranks, g_free);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_clear_pointer (&self->relations, relations_free);
  g_clear_pointer (&self->borders, g_array_unref);
  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->group, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Analysis, analysis_clear)

static gboolean
rank_codes (Analysis *self, gint64 distance, GError **error)
{
  g_autofree guint64 *counts
      = scho_lookup_count_codes (self->snapshot, self->which.document, self->which.coder);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);

  self->codes = g_ptr_array_new ();
  self->ranks = g_new0 (guint, scho_snapshot_get_code_limit (self->snapshot) + 1);
  for (gsize i = 0; i < n; i++)
    if (counts[codes[i]->id] > 0)
      {
        self->ranks[codes[i]->id] = self->codes->len;
        g_ptr_array_add (self->codes, (gpointer) codes[i]);
      }
  if (self->codes->len > MOST_CODES)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("%u codes are too many for a table of each by each; at most %d"),
                   self->codes->len, MOST_CODES);
      return FALSE;
    }
  self->relations
      = relations_new (self->codes->len, (guint32) CLAMP (distance, 0, G_MAXINT32));
  self->borders = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->items = g_array_new (FALSE, FALSE, sizeof (RelationItem));
  self->group = g_array_new (FALSE, FALSE, sizeof (RelationItem));
  return TRUE;
}

static gboolean
find_borders (Analysis *self, const SchoDocument *document, GError **error)
{
  g_autoptr (SchoText) text = NULL;
  guint32 start = 0, end = 0;

  g_array_set_size (self->borders, 0);
  if (self->by_documents)
    {
      end = document->length;
      g_array_append_val (self->borders, start);
      g_array_append_val (self->borders, end);
      return TRUE;
    }
  if (!(text = scho_snapshot_read_text (self->snapshot, document->id, error)))
    return FALSE;
  while (scho_text_next_unit (text, document->language, self->unit, end, &start, &end))
    {
      g_array_append_val (self->borders, start);
      g_array_append_val (self->borders, end);
    }
  return TRUE;
}

/* How many borders lie at @offset or before it. */
static guint32
count_borders (const GArray *borders, guint32 offset)
{
  guint32 low = 0, high = borders->len;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (g_array_index (borders, guint32, middle) <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* An odd number of borders before it: inside a unit. Between two, the next is the first,
 * and the one before is the last. */
static void
place_in_units (const GArray *borders, RelationItem *item)
{
  item->first_unit = count_borders (borders, item->start) / 2;
  item->last_unit = (count_borders (borders, item->end - 1) + 1) / 2;
  if (item->last_unit == 0)
    item->first_unit = 1; /* before all of them: in none */
  else
    item->last_unit--;
}

static void
take_codings (Analysis *self, const SchoAnnotation *codings, gsize n)
{
  g_array_set_size (self->items, 0);
  for (gsize i = 0; i < n; i++)
    {
      RelationItem item
          = { codings[i].start, codings[i].end, self->ranks[codings[i].code], 0, 0 };

      if (self->which.coder != 0 && codings[i].coder != self->which.coder)
        continue;
      place_in_units (self->borders, &item);
      g_array_append_val (self->items, item);
    }
}

static const RelationItem *
get_items (const GArray *items)
{
  return (const RelationItem *) (gconstpointer) items->data;
}

/* Each coder's by themselves. */
static void
count_groups (Analysis *self, const SchoAnnotation *codings, gsize n)
{
  gsize n_coders;
  const SchoCoder *const *coders = scho_snapshot_get_coders (self->snapshot, &n_coders);

  for (gsize c = 0; c < n_coders; c++)
    {
      guint next = 0;

      g_array_set_size (self->group, 0);
      for (gsize i = 0; i < n; i++)
        {
          if (self->which.coder != 0 && codings[i].coder != self->which.coder)
            continue;
          if (codings[i].coder == coders[c]->id)
            g_array_append_val (self->group,
                                g_array_index (self->items, RelationItem, next));
          next++;
        }
      relations_count_pairs (self->relations, get_items (self->group), self->group->len);
    }
}

static gboolean
count_document (const SchoDocument *document, gpointer data, GError **error)
{
  Analysis *self = data;
  gsize n;
  const SchoAnnotation *codings
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);

  if (!find_borders (self, document, error))
    return FALSE;
  take_codings (self, codings, n);
  if (self->across_coders)
    relations_count_pairs (self->relations, get_items (self->items), self->items->len);
  else
    count_groups (self, codings, n);
  relations_count_units (self->relations, get_items (self->items), self->items->len,
                         self->borders->len / 2);
  return TRUE;
}

enum
{
  CODE_A,
  CODE_B,
  CODINGS_A,
  CODINGS_B,
  OVERLAPS,
  EXACT,
  A_CONTAINS_B,
  B_CONTAINS_A,
  CROSSING,
  NEAR,
  SAME_UNIT,
  DOCUMENTS,
  UNITS_BOTH,
  UNITS_A,
  UNITS_B,
  EXPECTED,
  JACCARD,
  PMI,
  NPMI,
  CHI2,
  P,
  EXACT_P,
  REASON,
};

static SchoTable *
make_table (void)
{
  static const TablesColumn columns[] = {
    { "code-a", N_ ("Code A"), SCHO_COLUMN_TEXT },
    { "code-b", N_ ("Code B"), SCHO_COLUMN_TEXT },
    { "codings-a", N_ ("Codings of A"), SCHO_COLUMN_INTEGER },
    { "codings-b", N_ ("Codings of B"), SCHO_COLUMN_INTEGER },
    { "overlaps", N_ ("Overlaps"), SCHO_COLUMN_INTEGER },
    { "exact", N_ ("On the same stretch"), SCHO_COLUMN_INTEGER },
    { "a-contains-b", N_ ("B inside A"), SCHO_COLUMN_INTEGER },
    { "b-contains-a", N_ ("A inside B"), SCHO_COLUMN_INTEGER },
    { "crossing", N_ ("Crossing"), SCHO_COLUMN_INTEGER },
    { "near", N_ ("Near"), SCHO_COLUMN_INTEGER },
    { "same-unit", N_ ("In the same unit"), SCHO_COLUMN_INTEGER },
    { "documents", N_ ("Documents with both"), SCHO_COLUMN_INTEGER },
    { "units-both", N_ ("Units with both"), SCHO_COLUMN_INTEGER },
    { "units-a", N_ ("Units with A"), SCHO_COLUMN_INTEGER },
    { "units-b", N_ ("Units with B"), SCHO_COLUMN_INTEGER },
    { "expected", N_ ("Expected with both"), SCHO_COLUMN_NUMBER },
    { "jaccard", N_ ("Jaccard of units"), SCHO_COLUMN_NUMBER },
    { "pmi", N_ ("Pointwise mutual information (PMI)"), SCHO_COLUMN_NUMBER },
    { "npmi", N_ ("Normalised PMI"), SCHO_COLUMN_NUMBER },
    { "chi-square", N_ ("Chi-square"), SCHO_COLUMN_NUMBER },
    { "p", N_ ("p"), SCHO_COLUMN_NUMBER },
    { "fisher-p", N_ ("p of Fisher’s exact test"), SCHO_COLUMN_NUMBER },
    { "reason", N_ ("Why undefined, or not to be trusted"), SCHO_COLUMN_TEXT },
  };
  SchoTable *table = tables_make ("relations", _ ("Relations of codes"), columns,
                                  G_N_ELEMENTS (columns));

  scho_table_add_chart (table, &(SchoChart){ .kind = SCHO_CHART_NETWORK,
                                             .label = "code-a",
                                             .across = "code-b",
                                             .value = "same-unit",
                                             .label_size = "codings-a",
                                             .across_size = "codings-b",
                                             .symmetric = TRUE });
  scho_table_add_chart (table, &(SchoChart){ .kind = SCHO_CHART_HEAT_MAP,
                                             .label = "code-a",
                                             .across = "code-b",
                                             .value = "same-unit",
                                             .symmetric = TRUE });
  return table;
}

/* PMI is undefined where no unit has both; chi-square is not to be trusted of few. */
static void
set_warning (SchoTable *table, gsize row, gboolean is_apart, gboolean is_small)
{
  const char *small
      = is_small ? _ ("counts are too small for chi-square: see Fisher’s exact test")
                 : NULL;
  const char *first = is_apart ? _ ("no unit has both") : small;
  g_autofree char *reason
      = g_strjoin ("; ", first, is_apart ? small : NULL, NULL); /* up to the first NULL */

  if (first != NULL)
    scho_table_set_text (table, row, REASON, reason);
}

/* PMI = log2 (p_ab / (p_a p_b)); NPMI = PMI / -log2 p_ab: Bouma 2009. */
static void
add_measures (SchoTable *table, gsize row, guint64 both, guint64 a, guint64 b, guint64 n)
{
  guint64 cells[] = { both, a - both, b - both, n - a - b + both };
  ContingencyResult result = contingency_test (cells, 2, 2);
  double pmi = both > 0 ? log2 ((double) both * n / ((double) a * b)) : NAN;

  if (a + b > both)
    scho_table_set_number (table, row, JACCARD, (double) both / (a + b - both));
  if (n > 0)
    scho_table_set_number (table, row, EXPECTED, (double) a * b / n);
  scho_table_set_number (table, row, PMI, pmi);
  if (both < n)
    scho_table_set_number (table, row, NPMI, pmi / -log2 ((double) both / n));
  scho_table_set_number (table, row, CHI2, result.chi2);
  scho_table_set_number (table, row, P, result.p);
  scho_table_set_number (table, row, EXACT_P, result.exact);
  if (!result.is_defined)
    scho_table_set_text (table, row, REASON,
                         _ ("all units have one of the codes, or none has it"));
  else
    set_warning (table, row, both == 0, result.smallest < ENOUGH);
}

static void
add_row (Analysis *self, SchoTable *table, char **labels, guint a, guint b)
{
  const Relation *relation = relations_get (self->relations, a, b);
  const struct
  {
    guint column;
    guint64 n;
  } counts[] = {
    { CODINGS_A, relations_get_codings (self->relations, a) },
    { CODINGS_B, relations_get_codings (self->relations, b) },
    { OVERLAPS, (guint64) relation->exact + relation->contains + relation->contained
                    + relation->crossing },
    { EXACT, relation->exact },
    { A_CONTAINS_B, relation->contains },
    { B_CONTAINS_A, relation->contained },
    { CROSSING, relation->crossing },
    { NEAR, relation->near },
    { SAME_UNIT, relation->same_unit },
    { DOCUMENTS, relation->documents },
    { UNITS_BOTH, relation->units },
    { UNITS_A, relations_get_units (self->relations, a) },
    { UNITS_B, relations_get_units (self->relations, b) },
  };
  gsize row = scho_table_add_row (table);

  scho_table_set_text (table, row, CODE_A, labels[a]);
  scho_table_set_text (table, row, CODE_B, labels[b]);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    scho_table_set_integer (table, row, counts[i].column, (gint64) counts[i].n);
  add_measures (table, row, relation->units, relations_get_units (self->relations, a),
                relations_get_units (self->relations, b),
                relations_get_n_units (self->relations));
}

static SchoTable *
list (Analysis *self)
{
  SchoTable *table = make_table ();
  guint n = self->codes->len;
  g_auto (GStrv) labels = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    labels[i] = scho_snapshot_dup_code_label (
        self->snapshot, ((const SchoCode *) self->codes->pdata[i])->id);
  for (guint a = 0; a < n; a++)
    for (guint b = a + 1; b < n; b++)
      {
        const Relation *relation = relations_get (self->relations, a, b);

        if (relation->documents > 0 || relation->near > 0)
          add_row (self, table, labels, a, b);
      }
  return table;
}

static void
add_notes (Analysis *self, SchoTable *table, SchoOptions *options)
{
  scho_table_add_note (
      table,
      _ ("%u units (%s). A coding is in all units that it has a character of; "
         "codings of all chosen coders count for units."),
      (guint) relations_get_n_units (self->relations),
      scho_options_get_text (options, "unit"));
  scho_table_add_note (table, self->across_coders
                                  ? _ ("Pairs are of all codings, whoever coded.")
                                  : _ ("Pairs are of codings by the same coder."));
  scho_table_add_note (table, _ ("PMI to base 2; chi-square after Pearson, without "
                                 "correction. Codings are not drawn by chance: take "
                                 "tests for descriptions."));
  scho_table_add_note (table, _ ("Sources: Jaccard 1901; Church and Hanks 1990 (PMI); "
                                 "Bouma 2009 (normalised PMI); Pearson 1900; Fisher "
                                 "1935."));
  scho_table_add_note (table, _ ("Pairs of codes that no document has both of are left "
                                 "out."));
}

static gboolean
read_options (Analysis *self, SchoOptions *options, GError **error)
{
  const char *unit = scho_options_get_text (options, "unit");

  self->across_coders = scho_options_get_boolean (options, "across-coders");
  self->by_documents = strcmp (unit, "documents") == 0;
  self->unit = strcmp (unit, "turns") == 0       ? SCHO_UNIT_SPEAKER_TURN
               : strcmp (unit, "sentences") == 0 ? SCHO_UNIT_SENTENCE
                                                 : SCHO_UNIT_PARAGRAPH;
  return which_find (&self->which, self->snapshot,
                     scho_options_get_text (options, "document"), NULL,
                     scho_options_get_text (options, "coder"), error);
}

GPtrArray *
relations_run (SchoSnapshot *snapshot,
               SchoOptions *options,
               const SchoProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  g_auto (Analysis) self = { .snapshot = snapshot };
  SchoTable *table;

  if (!read_options (&self, options, error)
      || !rank_codes (&self, scho_options_get_integer (options, "distance"), error)
      || !which_each_document (&self.which, snapshot, count_document, &self, progress,
                               cancellable, error))
    return NULL;
  table = list (&self);
  add_notes (&self, table, options);
  return tables_of_one (table);
}
