#include "unitizing.h"

#include <math.h>
#include <stdlib.h>

/* Of each code, after the common sums. */
enum
{
  LENGTH,
  MET,    /* pairs with the same code */
  OWN,    /* squares of units */
  PAIRED, /* length that meets passages of others: the star of the formulas */
  AGREED, /* of it, with the same code */
  PAIRED_OWN,
  N_OF_CODE,
};

typedef struct
{
  guint32 start, end, code, coder;
  double effective;
} Unit;

typedef struct
{
  GArray *units; /* of Unit, by start */
  guint32 *ends; /* numbers of units, by end */
  int open[DESIGN_MAX_CODERS];
  guint64 coders; /* those of this document */
  guint n_coders;
  guint n_codes;
  guint *counts; /* by code */
  double *sums;
} Sweep;

guint
unitizing_get_size (guint n_codes)
{
  return N_UNITIZING + N_OF_CODE * n_codes;
}

static inline double
get (const double *sums, guint code, guint which)
{
  return sums[N_UNITIZING + N_OF_CODE * code + which];
}

static inline double *
at (double *sums, guint code, guint which)
{
  return sums + N_UNITIZING + N_OF_CODE * code + which;
}

/* Passages of one coder that overlap are one unit; those that touch are two. */
static GArray *
make_units (const DesignSpan *spans, gsize n, guint64 coders, guint first_code)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (Unit));
  int last[DESIGN_MAX_CODERS];

  for (guint i = 0; i < DESIGN_MAX_CODERS; i++)
    last[i] = -1;
  for (gsize i = 0; i < n; i++)
    {
      const DesignSpan *span = spans + i;
      Unit unit = { span->start, span->end, span->code - first_code, span->coder, 0 };
      Unit *before;

      if (((coders >> span->coder) & 1) == 0)
        continue;
      before = last[span->coder] < 0 ? NULL
                                     : &g_array_index (units, Unit, last[span->coder]);
      if (before != NULL && before->end > unit.start)
        {
          before->end = MAX (before->end, unit.end);
          continue;
        }
      last[span->coder] = units->len;
      g_array_append_val (units, unit);
    }
  return units;
}

static int
compare_ends (gconstpointer a, gconstpointer b, gpointer data)
{
  const Unit *units = data;
  guint32 one = units[*(const guint32 *) a].end, other = units[*(const guint32 *) b].end;

  return (one > other) - (one < other);
}

static guint32 *
sort_by_end (const GArray *units)
{
  guint32 *ends = g_new (guint32, units->len + 1);

  for (guint i = 0; i < units->len; i++)
    ends[i] = i;
  g_qsort_with_data (ends, units->len, sizeof *ends, compare_ends, units->data);
  return ends;
}

/* A stretch in which nothing begins or ends. */
static void
add_stretch (Sweep *self, double length)
{
  double others = self->n_coders - 1;
  guint n_coded = 0;

  for (guint64 left = self->coders; left != 0; left &= left - 1)
    {
      int open = self->open[__builtin_ctzll (left)];

      if (open >= 0)
        {
          self->counts[g_array_index (self->units, Unit, open).code]++;
          n_coded++;
        }
    }
  for (guint64 left = self->coders; left != 0; left &= left - 1)
    {
      int open = self->open[__builtin_ctzll (left)];
      Unit *unit;

      if (open < 0)
        continue;
      unit = &g_array_index (self->units, Unit, open);
      unit->effective += length * (n_coded - 1) / others;
      *at (self->sums, unit->code, LENGTH) += length;
      *at (self->sums, unit->code, PAIRED) += length * (n_coded - 1) / others;
      *at (self->sums, unit->code, MET)
          += length * (self->counts[unit->code] - 1) / others;
      *at (self->sums, unit->code, AGREED)
          += length * (self->counts[unit->code] - 1) / others;
    }
  for (guint64 left = self->coders; left != 0; left &= left - 1)
    if (self->open[__builtin_ctzll (left)] >= 0)
      self->counts[g_array_index (self->units, Unit, self->open[__builtin_ctzll (left)])
                       .code]
          = 0;
  self->sums[UNITIZING_ALL] += length * self->n_coders;
  self->sums[UNITIZING_CODED] += length * n_coded * (n_coded - 1.0) / others;
  n_coded = self->n_coders - n_coded;
  self->sums[UNITIZING_GAPS] += length * n_coded;
  self->sums[UNITIZING_GAPS_OWN] += length * n_coded;
  self->sums[UNITIZING_GAPS_MET] += length * n_coded * (n_coded - 1.0) / others;
}

static void
sweep_run (Sweep *self, guint32 length)
{
  Unit *units = (Unit *) self->units->data;
  guint begun = 0, ended = 0, n = self->units->len;

  for (guint32 position = 0; position < length;)
    {
      guint32 next = length;

      for (; ended < begun && units[self->ends[ended]].end <= position; ended++)
        if (self->open[units[self->ends[ended]].coder] == (int) self->ends[ended])
          self->open[units[self->ends[ended]].coder] = -1;
      for (; begun < n && units[begun].start <= position; begun++)
        self->open[units[begun].coder] = begun;
      if (begun < n)
        next = MIN (next, units[begun].start);
      if (ended < n)
        next = MIN (next, units[self->ends[ended]].end);
      add_stretch (self, next - position);
      position = next;
    }
  for (guint i = 0; i < n; i++)
    {
      double own = units[i].end - units[i].start;

      *at (self->sums, units[i].code, OWN) += own * own;
      *at (self->sums, units[i].code, PAIRED_OWN)
          += units[i].effective * units[i].effective;
    }
}

void
unitizing_add (const DesignDocument *document,
               const DesignSpan *spans,
               gsize n,
               guint64 coders,
               guint first_code,
               guint n_codes,
               double *sums)
{
  g_autofree guint *counts = g_new0 (guint, n_codes + 1);
  g_autofree guint32 *ends = NULL;
  g_autoptr (GArray) units = NULL;
  Sweep self = { .coders = coders & document->asked, .n_codes = n_codes, .sums = sums };

  self.n_coders = __builtin_popcountll (self.coders);
  if (self.n_coders < 2)
    return;
  self.counts = counts;
  self.units = units = make_units (spans, n, self.coders, first_code);
  self.ends = ends = sort_by_end (units);
  for (guint i = 0; i < DESIGN_MAX_CODERS; i++)
    self.open[i] = -1;
  sweep_run (&self, document->length);
}

void
unitizing_reduce (const double *sums, guint n_codes, guint code, double *reduced)
{
  for (guint i = 0; i < N_UNITIZING; i++)
    reduced[i] = sums[i];
  for (guint i = 0; i < n_codes; i++)
    for (guint j = 0; j < N_OF_CODE; j++)
      *at (reduced, i == code ? 0 : 1, j) += get (sums, i, j);
}

static Figure
make_figure (double observed, double expected, double n)
{
  if (!(expected > 1e-9 * n))
    return (Figure){ NAN, WHY_NO_VARIATION, n };
  return (Figure){ 1 - observed / expected, WHY_DEFINED, n };
}

static double
sum_of (const double *sums, guint n_codes, guint which)
{
  double sum = 0;

  for (guint i = 0; i < n_codes; i++)
    sum += get (sums, i, which);
  return sum;
}

/* Expected length of pairs of a value with itself: all pairs of places but those of a
 * unit with itself. */
static double
expect (double all, double margin, double own, double all_own)
{
  return all * (margin * margin - own) / (all * all - all_own);
}

static gboolean
is_empty (const double *sums, guint n_codes, Figure *figure)
{
  if (sums[UNITIZING_ALL] > 0 && sum_of (sums, n_codes, LENGTH) > 0)
    return FALSE;
  *figure = (Figure){ NAN, sums[UNITIZING_ALL] > 0 ? WHY_NOBODY : WHY_NO_ITEMS, 0 };
  return TRUE;
}

Figure
unitizing_u (const double *sums, guint n_codes)
{
  double all = sums[UNITIZING_ALL];
  double own = sum_of (sums, n_codes, OWN) + sums[UNITIZING_GAPS_OWN];
  double met = sum_of (sums, n_codes, MET) + sums[UNITIZING_GAPS_MET];
  double expected = expect (all, sums[UNITIZING_GAPS], sums[UNITIZING_GAPS_OWN], own);
  Figure figure;

  if (is_empty (sums, n_codes, &figure))
    return figure;
  for (guint i = 0; i < n_codes; i++)
    expected += expect (all, get (sums, i, LENGTH), get (sums, i, OWN), own);
  return make_figure (all - met, all - expected, all);
}

Figure
unitizing_binary (const double *sums, guint n_codes)
{
  double all = sums[UNITIZING_ALL];
  double coded_own = sum_of (sums, n_codes, OWN);
  double own = coded_own + sums[UNITIZING_GAPS_OWN];
  double met = sums[UNITIZING_CODED] + sums[UNITIZING_GAPS_MET];
  double expected = expect (all, sums[UNITIZING_GAPS], sums[UNITIZING_GAPS_OWN], own)
                    + expect (all, sum_of (sums, n_codes, LENGTH), coded_own, own);
  Figure figure;

  if (is_empty (sums, n_codes, &figure))
    return figure;
  return make_figure (all - met, all - expected, all);
}

static gboolean
never_met (const double *sums, guint n_codes, Figure *figure)
{
  if (is_empty (sums, n_codes, figure))
    return TRUE;
  if (sum_of (sums, n_codes, PAIRED) > 0)
    return FALSE;
  *figure = (Figure){ NAN, WHY_NEVER_MET, 0 };
  return TRUE;
}

Figure
unitizing_cu (const double *sums, guint n_codes)
{
  double all = sum_of (sums, n_codes, PAIRED), own = sum_of (sums, n_codes, PAIRED_OWN);
  double expected = 0;
  Figure figure;

  if (never_met (sums, n_codes, &figure))
    return figure;
  for (guint i = 0; i < n_codes; i++)
    if (get (sums, i, PAIRED) == all)
      return (Figure){ NAN, WHY_ONE_CODE, all };
  for (guint i = 0; i < n_codes; i++)
    expected += expect (all, get (sums, i, PAIRED), get (sums, i, PAIRED_OWN), own);
  return make_figure (all - sum_of (sums, n_codes, AGREED), all - expected, all);
}

Figure
unitizing_k (const double *sums, guint n_codes, guint code)
{
  double all = sum_of (sums, n_codes, PAIRED), own = sum_of (sums, n_codes, PAIRED_OWN);
  double paired = get (sums, code, PAIRED), paired_own = get (sums, code, PAIRED_OWN);
  double expected, same;
  Figure figure;

  if (never_met (sums, n_codes, &figure))
    return figure;
  if (!(paired > 0))
    return (Figure){ NAN, get (sums, code, LENGTH) > 0 ? WHY_NEVER_MET : WHY_NOBODY, 0 };
  /* Where all that meets has the code, nothing is left to correct. */
  if (get (sums, code, AGREED) >= paired * (1 - 1e-12))
    return (Figure){ 1, WHY_DEFINED, paired };
  if (!(all * all - own > 0))
    return (Figure){ NAN, WHY_NO_VARIATION, paired };
  expected = all * (paired * all - paired_own) / (all * all - own);
  same = expect (all, paired, paired_own, own);
  if (!(expected - same > 1e-9 * all))
    return (Figure){ NAN, WHY_ONE_CODE, paired };
  return (Figure){
    1 - expected / paired * (paired - get (sums, code, AGREED)) / (expected - same),
    WHY_DEFINED, paired
  };
}

Figure
unitizing_coverage (const double *sums, guint n_codes, guint code)
{
  double length = get (sums, code, LENGTH);

  if (!(length > 0))
    return (Figure){ NAN, WHY_NOBODY, 0 };
  return (Figure){ get (sums, code, PAIRED) / length, WHY_DEFINED, length };
}
