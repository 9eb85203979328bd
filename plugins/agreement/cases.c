#include "cases.h"

#include <stdlib.h>
#include <string.h>

static guint
hash_pattern (gconstpointer data)
{
  const guint16 *key = data;
  guint hash = 5381;

  for (guint i = 1; i <= key[0]; i++)
    hash = hash * 33 + key[i];
  return hash;
}

static gboolean
equal_patterns (gconstpointer a, gconstpointer b)
{
  const guint16 *one = a, *other = b;

  return memcmp (one, other, (one[0] + 1) * sizeof *one) == 0;
}

Cases *
cases_new (guint n_coders)
{
  Cases *self = g_new0 (Cases, 1);

  self->n_coders = n_coders;
  self->index = g_hash_table_new (hash_pattern, equal_patterns);
  self->patterns = g_ptr_array_new_with_free_func (g_free);
  self->entries = g_array_new (FALSE, FALSE, sizeof (CasesEntry));
  self->last = g_array_new (FALSE, TRUE, sizeof (guint));
  return self;
}

void
cases_free (Cases *self)
{
  g_hash_table_unref (self->index);
  g_ptr_array_unref (self->patterns);
  g_array_unref (self->entries);
  g_array_unref (self->last);
  g_free (self);
}

static guint
find_pattern (Cases *self, const guint16 *values)
{
  guint16 key[DESIGN_MAX_CODERS + 1];
  guint size = (self->n_coders + 1) * sizeof *key;
  guint number;

  key[0] = self->n_coders;
  memcpy (key + 1, values, self->n_coders * sizeof *key);
  number = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, key));
  if (number == 0)
    {
      guint16 *copy = g_memdup2 (key, size);

      g_ptr_array_add (self->patterns, copy);
      g_array_set_size (self->last, self->patterns->len);
      number = self->patterns->len;
      g_hash_table_insert (self->index, copy, GUINT_TO_POINTER (number));
    }
  return number - 1;
}

static void
add_entry (Cases *self, guint piece, guint pattern, double weight)
{
  guint last = g_array_index (self->last, guint, pattern);
  CasesEntry entry = { piece, pattern, weight };

  if (last > 0 && g_array_index (self->entries, CasesEntry, last - 1).piece == piece)
    {
      g_array_index (self->entries, CasesEntry, last - 1).weight += weight;
      return;
    }
  g_array_append_val (self->entries, entry);
  g_array_index (self->last, guint, pattern) = self->entries->len;
}

void
cases_add (Cases *self, guint piece, const guint16 *values, double weight)
{
  add_entry (self, piece, find_pattern (self, values), weight);
}

/* A sweep over the borders of one document. */
typedef struct
{
  const DesignDocument *document;
  const DesignSpan *spans; /* by start */
  gsize n_spans;
  Sets *sets;       /* nullable: values are codes */
  gboolean is_code; /* values are 1 */
  guint n_coders;
  guint16 values[DESIGN_MAX_CODERS];
  guint depths[DESIGN_MAX_CODERS];
  GArray *open[DESIGN_MAX_CODERS]; /* for sets: codes, sorted, perhaps several times */
} Sweep;

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  const DesignSpan *const *one = a, *const *other = b;

  return ((*one)->end > (*other)->end) - ((*one)->end < (*other)->end);
}

static const DesignSpan **
sort_by_end (const DesignSpan *spans, gsize n)
{
  const DesignSpan **ends = g_new (const DesignSpan *, n + 1);

  for (gsize i = 0; i < n; i++)
    ends[i] = spans + i;
  qsort (ends, n, sizeof *ends, compare_ends);
  return ends;
}

static guint16
find_set (Sets *sets, const GArray *open)
{
  g_autoptr (GArray) codes = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < open->len; i++)
    if (i == 0
        || g_array_index (open, guint32, i) != g_array_index (open, guint32, i - 1))
      g_array_append_val (codes, g_array_index (open, guint32, i));
  return MIN (sets_get_number (sets, codes), CASES_MISSING);
}

static void
change_set (Sweep *self, const DesignSpan *span, gboolean begins)
{
  GArray *open = self->open[span->coder];
  guint i = 0;

  if (open == NULL)
    open = self->open[span->coder] = g_array_new (FALSE, FALSE, sizeof (guint32));
  while (i < open->len && g_array_index (open, guint32, i) < span->code)
    i++;
  if (begins)
    g_array_insert_val (open, i, span->code);
  else
    g_array_remove_index (open, i);
  self->values[span->coder] = find_set (self->sets, open);
}

static void
change (Sweep *self, const DesignSpan *span, gboolean begins)
{
  guint *depth = &self->depths[span->coder];

  if (self->sets != NULL)
    {
      change_set (self, span, begins);
      return;
    }
  *depth += begins ? 1 : -1;
  self->values[span->coder] = *depth == 0 ? 0 : self->is_code ? 1 : span->code + 1;
}

static guint32
find_next_border (
    const Sweep *self, const DesignSpan *const *ends, gsize begun, gsize ended, guint cut)
{
  const GArray *cuts = self->document->cuts;
  guint32 next = self->document->length;

  if (begun < self->n_spans)
    next = MIN (next, self->spans[begun].start);
  if (ended < self->n_spans)
    next = MIN (next, ends[ended]->end);
  if (cut < cuts->len)
    next = MIN (next, g_array_index (cuts, guint32, cut));
  return next;
}

static void
sweep_run (Sweep *self, Cases *cases)
{
  const DesignDocument *document = self->document;
  g_autofree const DesignSpan **ends = sort_by_end (self->spans, self->n_spans);
  gsize begun = 0, ended = 0;
  guint cut = 0;

  for (guint i = 0; i < self->n_coders; i++)
    self->values[i] = (document->asked >> i) & 1 ? 0 : CASES_MISSING;
  for (guint32 position = 0; position < document->length;)
    {
      guint32 next;

      while (ended < begun && ends[ended]->end <= position)
        change (self, ends[ended++], FALSE);
      while (begun < self->n_spans && self->spans[begun].start <= position)
        change (self, self->spans + begun++, TRUE);
      while (cut < document->cuts->len
             && g_array_index (document->cuts, guint32, cut) <= position)
        cut++;
      next = find_next_border (self, ends, begun, ended, cut);
      cases_add (cases, document->first_piece + cut, self->values, next - position);
      position = next;
    }
  for (guint i = 0; i < self->n_coders; i++)
    g_clear_pointer (&self->open[i], g_array_unref);
}

void
cases_add_code (Cases *self, const Design *design, guint code)
{
  for (guint i = 0; i < design->documents->len; i++)
    {
      Sweep sweep = { .is_code = TRUE, .n_coders = self->n_coders };

      sweep.document = &g_array_index (design->documents, DesignDocument, i);
      sweep.spans = design_get_spans (sweep.document, code, &sweep.n_spans);
      sweep_run (&sweep, self);
    }
}

static void
add_all (Cases *self, const Design *design, Sets *sets)
{
  for (guint i = 0; i < design->documents->len; i++)
    {
      Sweep sweep = { .sets = sets, .n_coders = self->n_coders };

      sweep.document = &g_array_index (design->documents, DesignDocument, i);
      sweep.spans = (const DesignSpan *) sweep.document->spans->data;
      sweep.n_spans = sweep.document->spans->len;
      sweep_run (&sweep, self);
    }
}

void
cases_add_values (Cases *self, const Design *design)
{
  add_all (self, design, NULL);
}

gboolean
cases_add_sets (Cases *self, const Design *design, Sets *sets)
{
  add_all (self, design, sets);
  return sets->lists->len < CASES_MISSING;
}

Cases *
cases_project (const Cases *self, guint64 coders)
{
  g_autofree guint *numbers = g_new0 (guint, self->patterns->len + 1); /* + 1 */
  guint16 values[DESIGN_MAX_CODERS];
  guint n = 0;
  Cases *cases;

  for (guint i = 0; i < self->n_coders; i++)
    n += (coders >> i) & 1;
  cases = cases_new (n);
  for (guint i = 0; i < self->patterns->len; i++)
    {
      const guint16 *pattern = cases_get_pattern (self, i);
      guint n_values = 0;

      n = 0;
      for (guint j = 0; j < self->n_coders; j++)
        if ((coders >> j) & 1)
          {
            n_values += pattern[j] != CASES_MISSING;
            values[n++] = pattern[j];
          }
      if (n_values > 0)
        numbers[i] = find_pattern (cases, values) + 1;
    }
  for (guint i = 0; i < self->entries->len; i++)
    {
      const CasesEntry *entry = &g_array_index (self->entries, CasesEntry, i);

      if (numbers[entry->pattern] > 0)
        add_entry (cases, entry->piece, numbers[entry->pattern] - 1, entry->weight);
    }
  return cases;
}

void
cases_weigh (const Cases *self, const guint16 *times, double *weights)
{
  const CasesEntry *entries = (const CasesEntry *) self->entries->data;

  memset (weights, 0, self->patterns->len * sizeof *weights);
  for (guint i = 0; i < self->entries->len; i++)
    weights[entries[i].pattern]
        += (times != NULL ? times[entries[i].piece] : 1) * entries[i].weight;
}
