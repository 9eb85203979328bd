#include "association.h"

#include <math.h>

double
association_expected (const Association *self)
{
  return self->first * self->second / self->n;
}

static double
cell (double observed, double row, double column, double n)
{
  return observed > 0 ? observed * log (observed * n / (row * column)) : 0;
}

/* Of a table of two by two, by its first row, first column, their cell and all. */
static double
g2 (double both, double row, double column, double n)
{
  return 2
         * (cell (both, row, column, n) + cell (row - both, row, n - column, n)
            + cell (column - both, n - row, column, n)
            + cell (n - row - column + both, n - row, n - column, n));
}

double
association_g2 (const Association *self)
{
  return g2 (self->both, self->first, self->second, self->n);
}

double
association_mi (const Association *self)
{
  return log2 (self->both / association_expected (self));
}

double
association_t (const Association *self)
{
  return (self->both - association_expected (self)) / sqrt (self->both);
}

double
association_log_dice (const Association *self)
{
  return 14 + log2 (2 * self->both / (self->first + self->second));
}

double
keyness_log_likelihood (const Keyness *self)
{
  double n = self->n_target + self->n_reference;
  double sum = self->target + self->reference;

  return 2
         * (cell (self->target, self->n_target, sum, n)
            + cell (self->reference, self->n_reference, sum, n));
}

double
keyness_g2 (const Keyness *self)
{
  return g2 (self->target, self->n_target, self->target + self->reference,
             self->n_target + self->n_reference);
}

double
keyness_log_ratio (const Keyness *self)
{
  double target = self->target > 0 ? self->target : 0.5;
  double reference = self->reference > 0 ? self->reference : 0.5;

  return log2 ((target / self->n_target) / (reference / self->n_reference));
}
