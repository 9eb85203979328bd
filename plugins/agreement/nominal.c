#include "nominal.h"

#include <math.h>

typedef struct
{
  const Cases *cases;
  const double *weights;
  guint n_values;
  guint *counts;    /* by value, of the pattern at hand */
  double *pairable; /* by value: values of items that two coders have */
  double *complete; /* by value: of items that all have */
  double *shares;   /* by value: sum of shares, of items that one coder has */
  double n_all, n_pairable, n_complete, n_values_pairable;
  double agreed, agreed_complete; /* share of pairs, summed over items */
  double coincidences;            /* on the diagonal */
} Counts;

static void
count_pattern (Counts *self, const guint16 *values, double weight)
{
  guint n = 0, n_agreed = 0;
  guint n_coders = self->cases->n_coders;

  for (guint i = 0; i < n_coders; i++)
    if (values[i] != CASES_MISSING)
      {
        n_agreed += 2 * self->counts[values[i]]++;
        n++;
      }
  self->n_all += n > 0 ? weight : 0;
  if (n >= 2)
    {
      double share = n_agreed / (n * (n - 1.0));

      self->n_pairable += weight;
      self->n_values_pairable += weight * n;
      self->agreed += weight * share;
      self->coincidences += weight * n_agreed / (n - 1.0);
      self->n_complete += n == n_coders ? weight : 0;
      self->agreed_complete += n == n_coders ? weight * share : 0;
    }
  for (guint i = 0; i < n_coders; i++)
    if (values[i] != CASES_MISSING)
      {
        self->counts[values[i]] = 0;
        self->shares[values[i]] += weight / n;
        if (n < 2)
          continue;
        self->pairable[values[i]] += weight;
        self->complete[values[i]] += n == n_coders ? weight : 0;
      }
}

static void
count_all (Counts *self)
{
  for (guint i = 0; i < self->cases->patterns->len; i++)
    if (self->weights[i] > 0)
      count_pattern (self, cases_get_pattern (self->cases, i), self->weights[i]);
}

static double
sum_squares (const double *counts, guint n, double total)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += (counts[i] / total) * (counts[i] / total);
  return sum;
}

/* Of a difference that only rounding keeps from 0. */
static gboolean
is_none (double value)
{
  return fabs (value) < 1e-12;
}

static Figure
undefined (Why why, double n)
{
  return (Figure){ NAN, why, n };
}

static Figure
correct (double observed, double expected, double n)
{
  if (is_none (1 - expected))
    return undefined (WHY_NO_VARIATION, n);
  return (Figure){ (observed - expected) / (1 - expected), WHY_DEFINED, n };
}

/* Cohen's kappa of two of the coders, of items that both have. */
static Figure
measure_pair (const Cases *cases, const double *weights, guint n_values, guint a, guint b)
{
  g_autofree double *margins = g_new0 (double, 2 * n_values);
  double n = 0, agreed = 0, expected = 0;

  for (guint i = 0; i < cases->patterns->len; i++)
    {
      const guint16 *values = cases_get_pattern (cases, i);

      if (values[a] == CASES_MISSING || values[b] == CASES_MISSING)
        continue;
      n += weights[i];
      agreed += values[a] == values[b] ? weights[i] : 0;
      margins[values[a]] += weights[i];
      margins[n_values + values[b]] += weights[i];
    }
  if (!(n > 0))
    return undefined (WHY_NO_COMPLETE, n);
  for (guint i = 0; i < n_values; i++)
    expected += margins[i] / n * (margins[n_values + i] / n);
  return correct (agreed / n, expected, n);
}

static Figure
measure_light (const Cases *cases, const double *weights, guint n_values, double n)
{
  double sum = 0;
  guint n_pairs = 0;

  for (guint a = 0; a < cases->n_coders; a++)
    for (guint b = a + 1; b < cases->n_coders; b++, n_pairs++)
      {
        Figure pair = measure_pair (cases, weights, n_values, a, b);

        if (pair.why != WHY_DEFINED)
          return undefined (cases->n_coders == 2 ? pair.why : WHY_LIGHT, n);
        sum += pair.value;
      }
  return (Figure){ sum / n_pairs, WHY_DEFINED, n };
}

static Figure
measure_ac1 (const Counts *self, guint q)
{
  double observed = self->agreed / self->n_pairable, expected = 0;

  if (q < 2)
    return undefined (WHY_ONE_CATEGORY, self->n_pairable);
  for (guint i = 0; i < self->n_values; i++)
    {
      double share = self->shares[i] / self->n_all;

      expected += share * (1 - share);
    }
  return correct (observed, expected / (q - 1), self->n_pairable);
}

static Figure
measure_alpha (const Counts *self)
{
  double n = self->n_values_pairable, same = 0;

  for (guint i = 0; i < self->n_values; i++)
    same += self->pairable[i] * (self->pairable[i] - 1);
  if (!(n > 1) || is_none (1 - same / n / (n - 1)))
    return undefined (WHY_NO_VARIATION, self->n_pairable);
  return (Figure){ 1 - (1 - self->coincidences / n) / (1 - same / n / (n - 1)),
                   WHY_DEFINED, self->n_pairable };
}

static void
measure_pairable (const Counts *self, guint q, Figure *figures)
{
  double n = self->n_pairable, observed = self->agreed / n;

  figures[NOMINAL_PERCENT] = (Figure){ observed, WHY_DEFINED, n };
  figures[NOMINAL_BRENNAN_PREDIGER]
      = q < 2 ? undefined (WHY_ONE_CATEGORY, n) : correct (observed, 1.0 / q, n);
  figures[NOMINAL_AC1] = measure_ac1 (self, q);
  figures[NOMINAL_ALPHA] = measure_alpha (self);
}

static void
measure_complete (const Counts *self, Figure *figures)
{
  guint n_coders = self->cases->n_coders;
  double n = self->n_complete;

  figures[NOMINAL_LIGHT] = measure_light (self->cases, self->weights, self->n_values, n);
  if (!(n > 0))
    return;
  figures[NOMINAL_FLEISS] = figures[NOMINAL_SCOTT]
      = correct (self->agreed_complete / n,
                 sum_squares (self->complete, self->n_values, n * n_coders), n);
  figures[NOMINAL_COHEN] = figures[NOMINAL_LIGHT];
}

void
nominal_measure (const Cases *cases,
                 const double *weights,
                 guint n_values,
                 guint n_categories,
                 Figure *figures)
{
  g_autofree guint *counts = g_new0 (guint, n_values);
  g_autofree double *sums = g_new0 (double, 3 * n_values);
  Counts self = { .cases = cases,
                  .weights = weights,
                  .n_values = n_values,
                  .counts = counts,
                  .pairable = sums,
                  .complete = sums + n_values,
                  .shares = sums + 2 * n_values };

  count_all (&self);
  for (guint i = 0; i < N_NOMINAL; i++)
    figures[i] = undefined (self.n_pairable > 0 ? WHY_NO_COMPLETE : WHY_NO_ITEMS, 0);
  if (!(self.n_pairable > 0))
    return;
  measure_pairable (&self, n_categories, figures);
  measure_complete (&self, figures);
}

/* Of one item: the sum of distances of all ordered pairs, and how many have a value. */
static double
sum_distances (const guint16 *values,
               guint n_coders,
               guint n_values,
               const float *distances,
               guint *n)
{
  double sum = 0;

  *n = 0;
  for (guint a = 0; a < n_coders; a++)
    {
      *n += values[a] != CASES_MISSING;
      for (guint b = 0; b < a; b++)
        if (values[a] != CASES_MISSING && values[b] != CASES_MISSING)
          sum += 2 * distances[(gsize) values[a] * n_values + values[b]];
    }
  return sum;
}

static double
sum_expected (const double *counts, guint n_values, const float *distances)
{
  double sum = 0;

  for (guint a = 0; a < n_values; a++)
    for (guint b = 0; counts[a] > 0 && b < n_values; b++)
      sum += counts[a] * counts[b] * distances[(gsize) a * n_values + b];
  return sum;
}

Figure
nominal_measure_sets (const Cases *cases,
                      const double *weights,
                      guint n_values,
                      const float *distances)
{
  g_autofree double *counts = g_new0 (double, n_values);
  double observed = 0, total = 0, n_items = 0, expected;

  for (guint i = 0; i < cases->patterns->len; i++)
    {
      const guint16 *values = cases_get_pattern (cases, i);
      guint n;
      double sum = sum_distances (values, cases->n_coders, n_values, distances, &n);

      if (n < 2)
        continue;
      observed += weights[i] * sum / (n - 1);
      total += weights[i] * n;
      n_items += weights[i];
      for (guint j = 0; j < cases->n_coders; j++)
        if (values[j] != CASES_MISSING)
          counts[values[j]] += weights[i];
    }
  if (!(n_items > 0))
    return undefined (WHY_NO_ITEMS, 0);
  expected = sum_expected (counts, n_values, distances);
  if (!(expected > 0))
    return undefined (WHY_NO_VARIATION, n_items);
  return (Figure){ 1 - observed * (total - 1) / expected, WHY_DEFINED, n_items };
}

NominalOverlap
nominal_count_overlap (const Cases *cases, const double *weights)
{
  NominalOverlap overlap = { 0, 0 };

  for (guint i = 0; i < cases->patterns->len; i++)
    {
      const guint16 *values = cases_get_pattern (cases, i);

      if (values[0] == CASES_MISSING || values[1] == CASES_MISSING)
        continue;
      if (values[0] != 0 && values[1] != 0)
        overlap.both += weights[i];
      else if (values[0] != 0 || values[1] != 0)
        overlap.one += weights[i];
    }
  return overlap;
}

Figure
nominal_jaccard (NominalOverlap overlap)
{
  double n = overlap.both + overlap.one;

  return n > 0 ? (Figure){ overlap.both / n, WHY_DEFINED, n } : undefined (WHY_NOBODY, 0);
}

Figure
nominal_f1 (NominalOverlap overlap)
{
  double n = 2 * overlap.both + overlap.one;

  return n > 0 ? (Figure){ 2 * overlap.both / n, WHY_DEFINED, overlap.both + overlap.one }
               : undefined (WHY_NOBODY, 0);
}
