/* sequences.c - which code follows which.
 *
 * Of codings: those of a document by start, end and place in the code tree, each with
 * the next. Of paragraphs or turns: each code of one with each code of the next that has
 * any. Nothing crosses documents or coders.
 */
#include <scholiast/plugin.h>

#include "../shared/tables.h"
#include "../shared/which.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MOST_CODES 4000

static const SchoOptionSpec option_specs[] = {
  { "unit", SCHO_OPTION_CHOICE, "codings", N_ ("One after another are"),
    "codings|paragraphs|turns" },
  { "skip", SCHO_OPTION_BOOLEAN, "true",
    N_ ("Paragraphs and turns without codes are passed over"), NULL },
  { "repeats", SCHO_OPTION_BOOLEAN, "true", N_ ("A code may follow itself"), NULL },
  { "document", SCHO_OPTION_DOCUMENT, "", N_ ("Which document"), NULL },
  { "coder", SCHO_OPTION_CODER, "", N_ ("Whose codings"), NULL },
  { NULL },
};

typedef struct
{
  SchoSnapshot *snapshot;
  Which which;
  SchoTextUnit unit;
  gboolean by_codings, skip, repeats;

  const SchoCode *const *codes;
  guint n_codes;
  guint *ranks;          /* by code id: its place in the tree */
  guint64 *counts;       /* from by to */
  GArray *items;         /* of Item: of one document and coder */
  GArray *here, *before; /* of guint: codes of a unit */
  guint *seen;           /* by rank: the unit that had it last */
} Sequences;

typedef struct
{
  guint32 start, end;
  guint rank;
} Item;

static void
sequences_clear (Sequences *self)
{
  g_clear_pointer (&self->ranks, g_free);
  g_clear_pointer (&self->counts, g_free);
  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->here, g_array_unref);
  g_clear_pointer (&self->before, g_array_unref);
  g_clear_pointer (&self->seen, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sequences, sequences_clear)

static gboolean
rank_codes (Sequences *self, GError **error)
{
  gsize n;

  self->codes = scho_snapshot_get_codes (self->snapshot, &n);
  if (n > MOST_CODES)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("%u codes are too many for a table of each by each; at most %d"),
                   (guint) n, MOST_CODES);
      return FALSE;
    }
  self->n_codes = (guint) n;
  self->ranks = g_new0 (guint, scho_snapshot_get_code_limit (self->snapshot) + 1);
  for (guint i = 0; i < self->n_codes; i++)
    self->ranks[self->codes[i]->id] = i;
  self->counts = g_new0 (guint64, n * n + 1);
  self->seen = g_new0 (guint, n + 1);
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  self->here = g_array_new (FALSE, FALSE, sizeof (guint));
  self->before = g_array_new (FALSE, FALSE, sizeof (guint));
  return TRUE;
}

static void
follow (Sequences *self, guint from, guint to)
{
  if (from != to || self->repeats)
    self->counts[(gsize) from * self->n_codes + to]++;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *one = a, *other = b;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  if (one->end != other->end)
    return one->end < other->end ? -1 : 1;
  return (one->rank > other->rank) - (one->rank < other->rank);
}

static void
count_items (Sequences *self)
{
  g_array_sort (self->items, compare_items);
  for (guint i = 1; i < self->items->len; i++)
    follow (self, g_array_index (self->items, Item, i - 1).rank,
            g_array_index (self->items, Item, i).rank);
}

/* The codes that touch the unit, each once. @first: items before it end before the unit,
 * all of them. */
static void
gather_codes (Sequences *self, guint first, guint32 start, guint32 end, guint number)
{
  g_array_set_size (self->here, 0);
  for (guint i = first; i < self->items->len; i++)
    {
      Item item = g_array_index (self->items, Item, i);

      if (item.start >= end)
        break;
      if (item.end <= start || self->seen[item.rank] == number)
        continue;
      self->seen[item.rank] = number;
      g_array_append_val (self->here, item.rank);
    }
}

static void
count_unit (Sequences *self)
{
  GArray *here = self->here;

  for (guint i = 0; i < self->before->len; i++)
    for (guint k = 0; k < here->len; k++)
      follow (self, g_array_index (self->before, guint, i),
              g_array_index (here, guint, k));
  if (here->len == 0 && self->skip)
    return;
  self->here = self->before;
  self->before = here;
}

static guint
pass_ended (Sequences *self, guint first, guint32 start)
{
  while (first < self->items->len
         && g_array_index (self->items, Item, first).end <= start)
    first++;
  return first;
}

static void
count_units (Sequences *self, SchoText *text, const char *language)
{
  guint32 start, end = 0;
  guint first = 0, number = 0;

  g_array_sort (self->items, compare_items);
  memset (self->seen, 0, self->n_codes * sizeof *self->seen);
  g_array_set_size (self->before, 0);
  while (scho_text_next_unit (text, language, self->unit, end, &start, &end))
    {
      first = pass_ended (self, first, start);
      gather_codes (self, first, start, end, ++number);
      count_unit (self);
    }
}

static gboolean
count_document (const SchoDocument *document, gpointer data, GError **error)
{
  Sequences *self = data;
  gsize n, n_coders;
  const SchoAnnotation *codings
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);
  const SchoCoder *const *coders = scho_snapshot_get_coders (self->snapshot, &n_coders);
  g_autoptr (SchoText) text = NULL;

  if (n > 0 && !self->by_codings
      && !(text = scho_snapshot_read_text (self->snapshot, document->id, error)))
    return FALSE;
  for (gsize c = 0; c < n_coders && n > 0; c++)
    {
      if (self->which.coder != 0 && coders[c]->id != self->which.coder)
        continue;
      g_array_set_size (self->items, 0);
      for (gsize i = 0; i < n; i++)
        if (codings[i].coder == coders[c]->id)
          {
            Item item
                = { codings[i].start, codings[i].end, self->ranks[codings[i].code] };

            g_array_append_val (self->items, item);
          }
      if (self->by_codings)
        count_items (self);
      else
        count_units (self, text, document->language);
    }
  return TRUE;
}

enum
{
  FROM,
  TO,
  COUNT,
  SHARE,
  EXPECTED,
  RESIDUAL,
  REASON,
};

static SchoTable *
make_table (void)
{
  static const TablesColumn columns[] = {
    { "from", N_ ("Code"), SCHO_COLUMN_TEXT },
    { "to", N_ ("Followed by"), SCHO_COLUMN_TEXT },
    { "count", N_ ("How often"), SCHO_COLUMN_INTEGER },
    { "share", N_ ("Share of what follows the code"), SCHO_COLUMN_NUMBER },
    { "expected", N_ ("Expected"), SCHO_COLUMN_NUMBER },
    { "residual", N_ ("Adjusted residual (z)"), SCHO_COLUMN_NUMBER },
    { "reason", N_ ("Why undefined"), SCHO_COLUMN_TEXT },
  };
  SchoTable *table = tables_make ("sequences", _ ("Sequences of codes"), columns,
                                  G_N_ELEMENTS (columns));

  scho_table_add_chart (table, &(SchoChart){ .kind = SCHO_CHART_HEAT_MAP,
                                             .label = "from",
                                             .across = "to",
                                             .value = "count" });
  return table;
}

/* Sums of rows and columns, and of all. */
typedef struct
{
  double *from, *to, all;
} Margins;

static void
add_row (SchoTable *table,
         char **labels,
         guint from,
         guint to,
         double n,
         const Margins *margins)
{
  double row_share = margins->from[from] / margins->all;
  double column_share = margins->to[to] / margins->all;
  double expected = margins->from[from] * column_share;
  double spread = sqrt (expected * (1 - row_share) * (1 - column_share));
  gsize row = scho_table_add_row (table);

  scho_table_set_text (table, row, FROM, labels[from]);
  scho_table_set_text (table, row, TO, labels[to]);
  scho_table_set_integer (table, row, COUNT, (gint64) n);
  scho_table_set_number (table, row, SHARE, n / margins->from[from]);
  scho_table_set_number (table, row, EXPECTED, expected);
  if (spread > 0)
    scho_table_set_number (table, row, RESIDUAL, (n - expected) / spread);
  else
    scho_table_set_text (table, row, REASON, _ ("all sequences have this code"));
}

static SchoTable *
list (Sequences *self)
{
  SchoTable *table = make_table ();
  guint n = self->n_codes;
  g_autofree double *from = g_new0 (double, n + 1), *to = g_new0 (double, n + 1);
  g_auto (GStrv) labels = g_new0 (char *, n + 1);
  Margins margins = { from, to, 0 };

  for (gsize i = 0; i < (gsize) n * n; i++)
    {
      from[i / n] += self->counts[i];
      to[i % n] += self->counts[i];
      margins.all += self->counts[i];
    }
  for (guint i = 0; i < n; i++)
    labels[i] = scho_snapshot_dup_code_label (self->snapshot, self->codes[i]->id);
  for (gsize i = 0; i < (gsize) n * n; i++)
    if (self->counts[i] > 0)
      add_row (table, labels, i / n, i % n, self->counts[i], &margins);
  return table;
}

static void
add_notes (Sequences *self, SchoTable *table)
{
  if (self->by_codings)
    scho_table_add_note (table, _ ("Codings follow each other by start, then end, then "
                                   "place in the code tree, also where they overlap."));
  else
    scho_table_add_note (table,
                         _ ("Each code of one follows each code of the one before; "
                            "a coding belongs to all that it touches."));
  if (!self->by_codings && self->skip)
    scho_table_add_note (table, _ ("What has no code is passed over."));
  scho_table_add_note (table, _ ("Within a document, and of one coder."));
  scho_table_add_note (table,
                       _ ("Adjusted residual after Haberman 1973: beyond ±1.96 more "
                          "or less than by chance, were there one only to look at. "
                          "Pairs that never follow each other are left out."));
}

static gboolean
read_options (Sequences *self, SchoOptions *options, GError **error)
{
  const char *unit = scho_options_get_text (options, "unit");

  self->by_codings = strcmp (unit, "codings") == 0;
  self->unit = strcmp (unit, "turns") == 0 ? SCHO_UNIT_SPEAKER_TURN : SCHO_UNIT_PARAGRAPH;
  self->skip = scho_options_get_boolean (options, "skip");
  self->repeats = scho_options_get_boolean (options, "repeats");
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
  g_auto (Sequences) self = { .snapshot = snapshot };
  SchoTable *table;

  if (!read_options (&self, options, error) || !rank_codes (&self, error)
      || !which_each_document (&self.which, snapshot, count_document, &self, progress,
                               cancellable, error))
    return NULL;
  table = list (&self);
  add_notes (&self, table);
  return tables_of_one (table);
}

static const SchoAnalysis analyses[] = {
  { .id = "sequences",
    .title = N_ ("Sequences of codes"),
    .description = N_ ("Counts which code follows which."),
    .options = option_specs,
    .run = run },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.sequences",
  .title = N_ ("Sequences of codes"),
  .description
  = N_ ("Which code follows which, by codings, paragraphs or speaker turns."),
  .analyses = analyses,
};
