#include "bootstrap.h"

#include <math.h>
#include <stdlib.h>

Bootstrap *
bootstrap_new (guint n_pieces, guint n_draws, guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Bootstrap *self;

  if (n_pieces < 2 || n_draws == 0)
    return NULL;
  self = g_new0 (Bootstrap, 1);
  self->n_pieces = n_pieces;
  self->n_draws = n_draws;
  self->times = g_new0 (guint16, (gsize) n_pieces * n_draws);
  for (guint draw = 0; draw < n_draws; draw++)
    for (guint i = 0; i < n_pieces; i++)
      self->times[(gsize) draw * n_pieces + g_rand_int_range (random, 0, n_pieces)]++;
  return self;
}

void
bootstrap_free (Bootstrap *self)
{
  g_free (self->times);
  g_free (self);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a, other = *(const double *) b;

  return (one > other) - (one < other);
}

/* Between the two nearest of the sorted values, as R's type 7. */
static double
get_quantile (const double *values, guint n, double share)
{
  double place = share * (n - 1);
  guint below = (guint) place;

  return below + 1 < n
             ? values[below] + (place - below) * (values[below + 1] - values[below])
             : values[n - 1];
}

static BootstrapInterval
make_interval (double *values, guint n, guint n_draws)
{
  if (n < 2 || n < n_draws - n_draws / 10)
    return (BootstrapInterval){ NAN, NAN };
  qsort (values, n, sizeof *values, compare_numbers);
  return (BootstrapInterval){ get_quantile (values, n, 0.025),
                              get_quantile (values, n, 0.975) };
}

void
bootstrap_run (const Bootstrap *self,
               guint n,
               BootstrapFunc func,
               gpointer data,
               BootstrapInterval *intervals)
{
  g_autofree Figure *figures = g_new0 (Figure, n);
  g_autofree double *values = NULL;
  g_autofree guint *n_values = g_new0 (guint, n);

  for (guint i = 0; i < n; i++)
    intervals[i] = (BootstrapInterval){ NAN, NAN };
  if (self == NULL)
    return;
  values = g_new (double, (gsize) n * self->n_draws);
  for (guint draw = 0; draw < self->n_draws; draw++)
    {
      func (self->times + (gsize) draw * self->n_pieces, figures, data);
      for (guint i = 0; i < n; i++)
        if (figures[i].why == WHY_DEFINED)
          values[(gsize) i * self->n_draws + n_values[i]++] = figures[i].value;
    }
  for (guint i = 0; i < n; i++)
    intervals[i]
        = make_interval (values + (gsize) i * self->n_draws, n_values[i], self->n_draws);
}
