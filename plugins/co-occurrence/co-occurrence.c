/* co-occurrence.c - which codes meet on the same text, and how often. */
#include <scholiast/plugin.h>

#include "../shared/tables.h"
#include "../shared/which.h"

#include "pairs.h"
#include "relations-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_SQUARE 1000 /* codes */

static const SchoOptionSpec option_specs[] = {
  { "document", SCHO_OPTION_DOCUMENT, "", N_ ("Which document"), NULL },
  { "coder", SCHO_OPTION_CODER, "", N_ ("Whose codings"), NULL },
  { "across-coders", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Also where the codings are by different coders"), NULL },
  { "details", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Also how many codings of each code meet the other, and shared characters"),
    NULL },
  { "matrix", SCHO_OPTION_BOOLEAN, "false", N_ ("As a square table"), NULL },
  { NULL },
};

typedef struct
{
  SchoSnapshot *snapshot;
  GCancellable *cancellable;
  Which which;
  gboolean across_coders, with_details;

  guint32 *ranks; /* by code id; in the order of the tree */
  const SchoCode *const *codes;
  guint n_codes;
  Pairs *pairs;
  GArray *items;   /* of PairsItem: one document's codings, those of a coder together */
  gsize *n_before; /* by coder id: where its items begin */
} Count;

static void
count_clear (Count *self)
{
  g_clear_pointer (&self->ranks, g_free);
  g_clear_pointer (&self->pairs, pairs_free);
  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->n_before, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Count, count_clear)

static void
rank_codes (Count *self)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);

  self->ranks = g_new0 (guint32, scho_snapshot_get_code_limit (self->snapshot));
  for (gsize i = 0; i < n; i++)
    self->ranks[codes[i]->id] = i;
  self->codes = codes;
  self->n_codes = n;
  self->pairs = pairs_new (n);
}

/* Codings that may meet come together, by start as they were: all, or each coder's.
 * Afterwards n_before[i] is where the group of coder i ends. */
static void
group (Count *self, const SchoAnnotation *codings, gsize n, guint32 n_groups)
{
  PairsItem *items;
  gsize sum = 0;

  memset (self->n_before, 0, n_groups * sizeof *self->n_before);
  for (gsize i = 0; i < n; i++)
    if (self->which.coder == 0 || codings[i].coder == self->which.coder)
      self->n_before[self->across_coders ? 0 : codings[i].coder]++;
  for (guint32 i = 0; i < n_groups; i++)
    {
      gsize here = self->n_before[i];

      self->n_before[i] = sum;
      sum += here;
    }

  g_array_set_size (self->items, sum);
  items = (PairsItem *) self->items->data;
  for (gsize i = 0; i < n; i++)
    if (self->which.coder == 0 || codings[i].coder == self->which.coder)
      items[self->n_before[self->across_coders ? 0 : codings[i].coder]++]
          = (PairsItem){ codings[i].start, codings[i].end, self->ranks[codings[i].code] };
}

/* All of them are one group. */
static void
take_all (Count *self, const SchoAnnotation *codings, gsize n)
{
  PairsItem *items;

  g_array_set_size (self->items, n);
  items = (PairsItem *) self->items->data;
  for (gsize i = 0; i < n; i++)
    items[i]
        = (PairsItem){ codings[i].start, codings[i].end, self->ranks[codings[i].code] };
  self->n_before[0] = n;
}

static gboolean
is_cancelled (gpointer data)
{
  return g_cancellable_is_cancelled (data);
}

static gboolean
count_document (const SchoDocument *document, gpointer data, GError **error)
{
  Count *self = data;
  gsize n, start = 0;
  const SchoAnnotation *codings
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);
  guint32 n_groups
      = self->across_coders ? 1 : scho_snapshot_get_coder_limit (self->snapshot);
  const PairsItem *items;

  if (self->across_coders && self->which.coder == 0)
    take_all (self, codings, n);
  else
    group (self, codings, n, n_groups);
  items = (const PairsItem *) self->items->data;
  for (guint32 i = 0; i < n_groups; start = self->n_before[i++])
    if (!pairs_count (self->pairs, items + start, self->n_before[i] - start, is_cancelled,
                      self->cancellable)
        || (self->with_details
            && !pairs_count_details (self->pairs, items + start,
                                     self->n_before[i] - start, is_cancelled,
                                     self->cancellable)))
      return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
  return TRUE;
}

static void
make_room (Count *self)
{
  self->items = g_array_new (FALSE, FALSE, sizeof (PairsItem));
  self->n_before = g_new0 (gsize, scho_snapshot_get_coder_limit (self->snapshot) + 1);
}

static char **
make_labels (Count *self)
{
  char **labels = g_new0 (char *, self->n_codes + 1);

  for (guint i = 0; i < self->n_codes; i++)
    labels[i] = scho_snapshot_dup_code_label (self->snapshot, self->codes[i]->id);
  return labels;
}

enum
{
  CODE_A,
  CODE_B,
  OVERLAPS,
  CODINGS_A,
  CODINGS_B,
  COEFFICIENT,
  REASON,
  A_WITH_B,
  B_WITH_A,
  CHARACTERS,
  JACCARD,
  N_COLUMNS,
};

static SchoTable *
make_list (Count *self)
{
  static const TablesColumn columns[N_COLUMNS] = {
    { "code-a", N_ ("Code A"), SCHO_COLUMN_TEXT },
    { "code-b", N_ ("Code B"), SCHO_COLUMN_TEXT },
    { "overlaps", N_ ("Overlaps"), SCHO_COLUMN_INTEGER },
    { "codings-a", N_ ("Codings of A"), SCHO_COLUMN_INTEGER },
    { "codings-b", N_ ("Codings of B"), SCHO_COLUMN_INTEGER },
    { "c-coefficient", N_ ("c-coefficient"), SCHO_COLUMN_NUMBER },
    { "reason", N_ ("Why undefined"), SCHO_COLUMN_TEXT },
    { "a-with-b", N_ ("Codings of A that meet B"), SCHO_COLUMN_INTEGER },
    { "b-with-a", N_ ("Codings of B that meet A"), SCHO_COLUMN_INTEGER },
    { "characters", N_ ("Characters of both"), SCHO_COLUMN_INTEGER },
    { "jaccard", N_ ("Jaccard of characters"), SCHO_COLUMN_NUMBER },
  };
  SchoTable *table = tables_make ("co-occurrence", _ ("Code co-occurrence"), columns,
                                  self->with_details ? N_COLUMNS : A_WITH_B);

  scho_table_add_chart (table, &(SchoChart){ .kind = SCHO_CHART_NETWORK,
                                             .label = "code-a",
                                             .across = "code-b",
                                             .value = "overlaps",
                                             .label_size = "codings-a",
                                             .across_size = "codings-b",
                                             .symmetric = TRUE });
  scho_table_add_chart (table, &(SchoChart){ .kind = SCHO_CHART_HEAT_MAP,
                                             .label = "code-a",
                                             .across = "code-b",
                                             .value = "overlaps",
                                             .symmetric = TRUE });
  return table;
}

/* n12 / (n1 + n2 - n12): ATLAS.ti manual, "Code Co-occurrence Coefficient". It counts
 * pairs, so several codings of a code that meet the same coding take it out of 0 to 1. */
static void
set_coefficient (SchoTable *table, gsize row, guint64 both, guint64 a, guint64 b)
{
  if (2 * both <= a + b)
    scho_table_set_number (table, row, COEFFICIENT, (double) both / (a + b - both));
  else
    scho_table_set_text (table, row, REASON,
                         _ ("out of range: one coding meets several of the other code"));
}

static void
add_details (Count *self, SchoTable *table, gsize row, guint a, guint b)
{
  guint64 both = pairs_get_shared_characters (self->pairs, a, b);
  guint64 either = pairs_get_characters (self->pairs, a)
                   + pairs_get_characters (self->pairs, b) - both;

  scho_table_set_integer (table, row, A_WITH_B, pairs_get_meetings (self->pairs, a, b));
  scho_table_set_integer (table, row, B_WITH_A, pairs_get_meetings (self->pairs, b, a));
  scho_table_set_integer (table, row, CHARACTERS, both);
  scho_table_set_number (table, row, JACCARD, (double) both / either);
}

static void
add_pair (Count *self, SchoTable *table, char **labels, guint a, guint b)
{
  guint64 n_a = pairs_get_codings (self->pairs, a);
  guint64 n_b = pairs_get_codings (self->pairs, b);
  guint64 overlaps = pairs_get_overlaps (self->pairs, a, b);
  gsize row = scho_table_add_row (table);

  scho_table_set_text (table, row, CODE_A, labels[a]);
  scho_table_set_text (table, row, CODE_B, labels[b]);
  scho_table_set_integer (table, row, OVERLAPS, overlaps);
  scho_table_set_integer (table, row, CODINGS_A, n_a);
  scho_table_set_integer (table, row, CODINGS_B, n_b);
  set_coefficient (table, row, overlaps, n_a, n_b);
  if (self->with_details)
    add_details (self, table, row, a, b);
}

static SchoTable *
list_pairs (Count *self, char **labels)
{
  SchoTable *table = make_list (self);
  g_autoptr (GArray) found = pairs_list (self->pairs);

  scho_table_reserve (table, found->len);
  for (guint i = 0; i < found->len; i++)
    {
      const PairsFound *pair = &g_array_index (found, PairsFound, i);

      add_pair (self, table, labels, pair->first, pair->second);
    }
  scho_table_add_note (table, _ ("Pairs of codes that never meet are left out."));
  scho_table_add_note (
      table, _ ("c-coefficient: overlaps, divided by codings of A and of B less "
                "overlaps, after the manual of ATLAS.ti; Jaccard "
                "1901."));
  return table;
}

/* Of the codes that were used. (element-type guint) */
static GArray *
list_used (Count *self)
{
  GArray *used = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->n_codes; i++)
    if (pairs_get_codings (self->pairs, i) > 0)
      g_array_append_val (used, i);
  return used;
}

static SchoTable *
make_square (Count *self, char **labels, GError **error)
{
  g_autoptr (GArray) used = list_used (self);
  const guint *codes = (const guint *) used->data;
  SchoTable *table;

  if (used->len > MAX_SQUARE)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("A square table of %u codes is too big; at most %d, or a list"),
                   used->len, MAX_SQUARE);
      return NULL;
    }

  table = scho_table_new ("co-occurrence-matrix", _ ("Code co-occurrence"));
  scho_table_add_column (table, "code", _ ("Code"), SCHO_COLUMN_TEXT);
  for (guint b = 0; b < used->len; b++)
    scho_table_add_column (table, labels[codes[b]], NULL, SCHO_COLUMN_INTEGER);
  scho_table_add_chart (table, &(SchoChart){ SCHO_CHART_HEAT_MAP, .label = "code" });
  for (guint a = 0; a < used->len; a++)
    {
      gsize row = scho_table_add_row (table);

      scho_table_set_text (table, row, 0, labels[codes[a]]);
      for (guint b = 0; b < used->len; b++)
        scho_table_set_integer (table, row, b + 1,
                                pairs_get_overlaps (self->pairs, codes[a], codes[b]));
    }
  scho_table_add_note (table,
                       _ ("The diagonal counts codings of one code that overlap."));
  return table;
}

static gboolean
read_options (Count *self, SchoOptions *options, GError **error)
{
  self->across_coders = scho_options_get_boolean (options, "across-coders");
  self->with_details = scho_options_get_boolean (options, "details");
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
  g_auto (Count) self = { .snapshot = snapshot, .cancellable = cancellable };
  g_auto (GStrv) labels = NULL;
  SchoTable *table;

  if (!read_options (&self, options, error))
    return NULL;
  rank_codes (&self);
  make_room (&self);
  if (!which_each_document (&self.which, snapshot, count_document, &self, progress,
                            cancellable, error))
    return NULL;

  labels = make_labels (&self);
  table = scho_options_get_boolean (options, "matrix")
              ? make_square (&self, labels, error)
              : list_pairs (&self, labels);
  if (table == NULL)
    return NULL;
  scho_table_add_note (
      table, self.across_coders
                 ? _ ("Two codings overlap when they have a character in common.")
                 : _ ("Two codings overlap when they have a character in common and the "
                      "same coder."));
  return tables_of_one (table);
}

static const SchoAnalysis analyses[] = {
  { .id = "co-occurrence",
    .title = N_ ("Code co-occurrence"),
    .description = N_ ("Counts, for each two codes, codings that overlap."),
    .options = option_specs,
    .run = run },
  { .id = "relations",
    .title = N_ ("Relations of codes"),
    .description = N_ ("Counts, for each two codes, how their codings lie to each other "
                       "and which paragraphs or turns have both."),
    .options = relations_options,
    .run = relations_run },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.co-occurrence",
  .title = N_ ("Code co-occurrence"),
  .description = N_ ("Which codes meet on the same text."),
  .analyses = analyses,
};
