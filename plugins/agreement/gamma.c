#include "gamma.h"

#include <math.h>

typedef struct
{
  GArray *units; /* of AlignmentUnit */
  guint n_coders;
  double low, high, mean_length;
} Continuum;

static GArray *
take_units (const DesignDocument *document, guint64 coders, guint64 *who)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (AlignmentUnit));

  for (guint i = 0; i < document->spans->len; i++)
    {
      const DesignSpan *span = &g_array_index (document->spans, DesignSpan, i);
      guint64 bit = G_GUINT64_CONSTANT (1) << span->coder;
      /* Coders that take part, numbered from 0. */
      AlignmentUnit unit = { span->start, span->end, span->code,
                             __builtin_popcountll (coders & (bit - 1)) };

      if ((coders & bit) == 0)
        continue;
      *who |= bit;
      g_array_append_val (units, unit);
    }
  return units;
}

static void
measure (Continuum *self)
{
  double sum = 0;

  self->low = INFINITY;
  self->high = -INFINITY;
  for (guint i = 0; i < self->units->len; i++)
    {
      const AlignmentUnit *unit = &g_array_index (self->units, AlignmentUnit, i);

      self->low = MIN (self->low, unit->start);
      self->high = MAX (self->high, unit->end);
      sum += unit->end - unit->start;
    }
  self->mean_length = self->units->len > 0 ? sum / self->units->len : 0;
}

static gboolean
is_near (double pivot, const double *pivots, guint n, double distance)
{
  for (guint i = 0; i < n; i++)
    if (fabs (pivots[i] - pivot) < distance)
      return TRUE;
  return FALSE;
}

/* By how much a coder is turned: not as others are, as far as there is room for that. */
static double
draw_pivot (const Continuum *self, const double *pivots, guint n, GRand *random)
{
  double pivot = 0;

  for (guint attempt = 0; attempt < 100; attempt++)
    {
      pivot = g_rand_double_range (random, 0, self->high - self->low);
      if (!is_near (pivot, pivots, n, self->mean_length / 2))
        break;
    }
  return pivot;
}

static GArray *
draw_units (const Continuum *self, GRand *random)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (AlignmentUnit));
  double pivots[DESIGN_MAX_CODERS];

  for (guint coder = 0; coder < self->n_coders; coder++)
    {
      guint model = g_rand_int_range (random, 0, self->n_coders);

      pivots[coder] = draw_pivot (self, pivots, coder, random);
      for (guint i = 0; i < self->units->len; i++)
        {
          AlignmentUnit unit = g_array_index (self->units, AlignmentUnit, i);
          double by = pivots[coder];

          if (unit.coder != model)
            continue;
          if (unit.start + by > self->high)
            by -= self->high - self->low;
          unit.start += by;
          unit.end += by;
          unit.coder = coder;
          g_array_append_val (units, unit);
        }
    }
  return units;
}

static GammaPart
align (GArray *units,
       guint n_coders,
       AlignmentWeights weights,
       gboolean *is_exact,
       GCancellable *cancellable)
{
  return (GammaPart){ alignment_find ((AlignmentUnit *) units->data, units->len, n_coders,
                                      weights, is_exact, cancellable),
                      (double) units->len / n_coders };
}

void
gamma_align (Gamma *self,
             const DesignDocument *document,
             guint64 coders,
             AlignmentWeights weights,
             guint seed,
             gboolean *is_exact,
             GCancellable *cancellable)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GArray) units = NULL;
  Continuum continuum = { .n_coders = __builtin_popcountll (coders & document->asked) };

  *self = (Gamma){ .coders_with_units = 0 };
  if (continuum.n_coders < 2)
    return;
  continuum.units = units
      = take_units (document, coders & document->asked, &self->coders_with_units);
  if (units->len == 0)
    return;
  measure (&continuum);
  self->n_units = units->len;
  self->parts[0] = align (units, continuum.n_coders, weights, is_exact, cancellable);
  for (guint i = 1; i <= GAMMA_SAMPLES && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (GArray) drawn = draw_units (&continuum, random);

      self->parts[i] = align (drawn, continuum.n_coders, weights, is_exact, cancellable);
    }
}

void
gamma_add (Gamma *self, const Gamma *document, double times)
{
  for (guint i = 0; i <= GAMMA_SAMPLES; i++)
    {
      self->parts[i].disorder += times * document->parts[i].disorder;
      self->parts[i].n_units += times * document->parts[i].n_units;
    }
  self->n_units += times * document->n_units;
  if (times > 0)
    self->coders_with_units |= document->coders_with_units;
}

static double
get_disorder (const GammaPart *part)
{
  return part->n_units > 0 ? part->disorder / part->n_units : NAN;
}

static guint
sum_expected (const Gamma *self, double *sum, double *squares)
{
  guint n = 0;

  *sum = *squares = 0;
  for (guint i = 1; i <= GAMMA_SAMPLES; i++)
    {
      double disorder = get_disorder (self->parts + i);

      if (isnan (disorder))
        continue;
      *sum += disorder;
      *squares += disorder * disorder;
      n++;
    }
  return n;
}

Figure
gamma_get_observed (const Gamma *self)
{
  if (__builtin_popcountll (self->coders_with_units) < 2)
    return (Figure){ NAN, WHY_NO_UNITS, self->n_units };
  return (Figure){ get_disorder (self->parts), WHY_DEFINED, self->n_units };
}

Figure
gamma_get_expected (const Gamma *self)
{
  double sum, squares;
  guint n = sum_expected (self, &sum, &squares);

  if (n == 0 || __builtin_popcountll (self->coders_with_units) < 2)
    return (Figure){ NAN, WHY_NO_UNITS, self->n_units };
  return (Figure){ sum / n, WHY_DEFINED, self->n_units };
}

Figure
gamma_measure (const Gamma *self)
{
  Figure observed = gamma_get_observed (self), expected = gamma_get_expected (self);

  if (observed.why != WHY_DEFINED || expected.why != WHY_DEFINED)
    return (Figure){ NAN, WHY_NO_UNITS, self->n_units };
  if (!(expected.value > 0))
    return (Figure){ NAN, WHY_NO_VARIATION, self->n_units };
  return (Figure){ 1 - observed.value / expected.value, WHY_DEFINED, self->n_units };
}

double
gamma_get_precision (const Gamma *self)
{
  double sum, squares, variance;
  guint n = sum_expected (self, &sum, &squares);

  if (n < 2 || !(sum > 0))
    return NAN;
  variance = MAX (0, (squares - sum * sum / n) / (n - 1));
  return 1.96 * sqrt (variance / n) / (sum / n);
}
