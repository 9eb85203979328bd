#include "contingency.h"

#include <math.h>

#define MOST_TERMS 100000
#define CLOSE 1e-15

/* P(a, x) for x < a + 1, where the series converges fast. */
static double
lower_series (double a, double x)
{
  double term = 1 / a, sum = term;

  for (guint n = 1; n < MOST_TERMS && term > sum * CLOSE; n++)
    sum += term *= x / (a + n);
  return sum * exp (a * log (x) - x - lgamma (a));
}

/* Q(a, x) by Lentz's way with the fraction. */
static double
upper_fraction (double a, double x)
{
  const double tiny = 1e-300;
  double b = x + 1 - a, c = 1 / tiny, d = 1 / b, product = d;

  for (guint n = 1; n < MOST_TERMS; n++)
    {
      double numerator = -(double) n * (n - a), factor;

      b += 2;
      d = numerator * d + b;
      d = 1 / (fabs (d) < tiny ? tiny : d);
      c = b + numerator / c;
      c = fabs (c) < tiny ? tiny : c;
      product *= factor = c * d;
      if (fabs (factor - 1) < CLOSE)
        break;
    }
  return product * exp (a * log (x) - x - lgamma (a));
}

double
contingency_chance (double chi2, guint freedom)
{
  double a = freedom / 2.0, x = chi2 / 2;

  if (x <= 0)
    return 1;
  return x < a + 1 ? 1 - lower_series (a, x) : upper_fraction (a, x);
}

static double
log_choose (double n, double k)
{
  return lgamma (n + 1) - lgamma (k + 1) - lgamma (n - k + 1);
}

/* Fisher 1935: the sum of the chances of all tables with these margins that are no more
 * likely than this one. */
static double
fisher (const guint64 *cells)
{
  guint64 row = cells[0] + cells[1], column = cells[0] + cells[2];
  guint64 n = row + cells[2] + cells[3];
  guint64 least = row + column > n ? row + column - n : 0, most = MIN (row, column);
  double all = log_choose (n, column);
  double here
      = log_choose (row, cells[0]) + log_choose (n - row, column - cells[0]) - all;
  double sum = 0;

  for (guint64 k = least; k <= most; k++)
    {
      double chance = log_choose (row, k) + log_choose (n - row, column - k) - all;

      if (chance <= here + 1e-7)
        sum += exp (chance);
    }
  return MIN (sum, 1);
}

/* The counts of rows and columns that have any. (transfer full) */
static guint64 *
drop_empty (const guint64 *counts, guint *n_rows, guint *n_columns)
{
  guint64 *kept = g_new0 (guint64, (gsize) *n_rows * *n_columns + 1);
  g_autofree gboolean *rows = g_new0 (gboolean, *n_rows + 1);
  g_autofree gboolean *columns = g_new0 (gboolean, *n_columns + 1);
  gsize n = 0;
  guint n_kept_rows = 0, n_kept_columns = 0;

  for (gsize i = 0; i < (gsize) *n_rows * *n_columns; i++)
    if (counts[i] > 0)
      rows[i / *n_columns] = columns[i % *n_columns] = TRUE;
  for (gsize i = 0; i < (gsize) *n_rows * *n_columns; i++)
    if (rows[i / *n_columns] && columns[i % *n_columns])
      kept[n++] = counts[i];
  for (guint i = 0; i < *n_rows; i++)
    n_kept_rows += rows[i];
  for (guint i = 0; i < *n_columns; i++)
    n_kept_columns += columns[i];
  *n_rows = n_kept_rows;
  *n_columns = n_kept_columns;
  return kept;
}

static void
measure (ContingencyResult *self, const guint64 *counts, guint n_rows, guint n_columns)
{
  g_autofree double *rows = g_new0 (double, n_rows);
  g_autofree double *columns = g_new0 (double, n_columns);
  double n = 0;

  for (gsize i = 0; i < (gsize) n_rows * n_columns; i++)
    {
      rows[i / n_columns] += counts[i];
      columns[i % n_columns] += counts[i];
      n += counts[i];
    }
  self->chi2 = 0;
  self->smallest = INFINITY;
  for (gsize i = 0; i < (gsize) n_rows * n_columns; i++)
    {
      double expected = rows[i / n_columns] * columns[i % n_columns] / n;

      self->chi2 += (counts[i] - expected) * (counts[i] - expected) / expected;
      self->smallest = MIN (self->smallest, expected);
    }
  self->v = sqrt (self->chi2 / (n * (MIN (n_rows, n_columns) - 1)));
}

ContingencyResult
contingency_test (const guint64 *counts, guint n_rows, guint n_columns)
{
  g_autofree guint64 *kept = drop_empty (counts, &n_rows, &n_columns);
  ContingencyResult self = { .chi2 = NAN, .p = NAN, .v = NAN, .exact = NAN };

  if (n_rows < 2 || n_columns < 2)
    return self;
  self.is_defined = TRUE;
  self.freedom = (n_rows - 1) * (n_columns - 1);
  measure (&self, kept, n_rows, n_columns);
  self.p = contingency_chance (self.chi2, self.freedom);
  if (n_rows == 2 && n_columns == 2)
    self.exact = fisher (kept);
  return self;
}
