/* gamma.h - gamma: the best alignment's disorder against that of chance.
 *
 * Mathet, Widloecher & Metivier, Comput. Linguist. 41 (2015), section 5: gamma = 1 -
 * observed / expected. Chance is a continuum in which each coder has the passages of one
 * of the coders, turned by some distance; at least 30 of them. Disorders are divided by
 * the mean number of passages of a coder; of several documents both are summed first.
 */
#pragma once

#include "alignment.h"
#include "nominal.h"

#define GAMMA_SAMPLES 30

typedef struct
{
  double disorder, n_units; /* n_units: the mean of the coders */
} GammaPart;

/* The first part is what was observed, then GAMMA_SAMPLES. */
typedef struct
{
  GammaPart parts[1 + GAMMA_SAMPLES];
  guint64 coders_with_units;
  double n_units; /* of all coders */
} Gamma;

/* Aligns one document. @is_exact is set to FALSE where an alignment may not be the best.
 */
void gamma_align (Gamma *self,
                  const DesignDocument *document,
                  guint64 coders,
                  AlignmentWeights weights,
                  guint seed,
                  gboolean *is_exact,
                  GCancellable *cancellable);

/* Adds a document @times times. */
void gamma_add (Gamma *self, const Gamma *document, double times);

Figure gamma_measure (const Gamma *self);
Figure gamma_get_observed (const Gamma *self);
Figure gamma_get_expected (const Gamma *self);

/* Half the 95 % interval of the expected disorder, as a share of it. */
double gamma_get_precision (const Gamma *self);
