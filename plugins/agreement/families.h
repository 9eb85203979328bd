/* families.h - measures that are computed together, each family from its own sums.
 *
 * A family is made for one code (or all) and some coders, and gives its figures for any
 * choice of pieces or documents: all, one document, or what a bootstrap draws.
 */
#pragma once

#include "bootstrap.h"
#include "gamma.h"

typedef struct
{
  const Design *design;
  guint64 coders;
  gboolean by_piece; /* else by document */
  BootstrapFunc measure;
  guint n;
  const char *names[N_NOMINAL]; /* of measures; %NULL: not shown */

  Cases *cases;
  double *pattern_weights;
  guint n_values, n_categories;
  float *distances; /* n_values squared */
  double *sums;     /* by document */
  double *total;
  guint n_sums;
  Gamma *gammas; /* by document */
  gboolean is_exact;
  guint n_codes;
} Family;

void family_clear (Family *self);

/* Percent, kappas, alpha. @cases: of all coders. */
void family_init_nominal (Family *self,
                          const Design *design,
                          guint64 coders,
                          const Cases *cases,
                          guint n_values,
                          guint n_categories);

/* Jaccard and F1 of characters or units; of two coders. */
void family_init_overlap (Family *self,
                          const Design *design,
                          guint64 coders,
                          const Cases *cases);

/* alpha-set. FALSE: too many different sets. */
gboolean family_init_sets (Family *self,
                           const Design *design,
                           guint64 coders,
                           const Cases *cases,
                           const Sets *sets,
                           SetsDistance distance);

/* F1 of passages of one code, or of all (-1); of two coders. */
void family_init_matching (Family *self, const Design *design, guint64 coders, int code);

/* The alphas for unitizing; of one code, or of all of the group (-1). */
void family_init_unitizing (Family *self, const Design *design, guint64 coders, int code);

/* (k)u-alpha and coverage of one code, from the sums of a family of all. */
void family_init_unitizing_of (Family *self, const Family *all, guint code);

void family_init_gamma (Family *self,
                        const Design *design,
                        guint64 coders,
                        AlignmentWeights weights,
                        guint seed,
                        const SchoProgress *progress);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Family, family_clear)
