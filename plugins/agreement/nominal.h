/* nominal.h - agreement of coders on items with one value each.
 *
 * Sources: Cohen 1960 (Educ. Psychol. Meas. 20), Scott 1955 (Public Opin. Q. 19), Fleiss
 * 1971 (Psychol. Bull. 76), Light 1971 (the same, 365), Brennan & Prediger 1981 (Educ.
 * Psychol. Meas. 41), Gwet 2008 (Br. J. Math. Stat. Psychol. 61), Krippendorff 2011
 * ("Computing Krippendorff's Alpha-Reliability").
 */
#pragma once

#include "cases.h"

typedef enum
{
  NOMINAL_PERCENT,
  NOMINAL_COHEN,
  NOMINAL_SCOTT,
  NOMINAL_FLEISS,
  NOMINAL_LIGHT,
  NOMINAL_BRENNAN_PREDIGER,
  NOMINAL_AC1,
  NOMINAL_ALPHA,
  N_NOMINAL,
} NominalMeasure;

typedef enum
{
  WHY_DEFINED,
  WHY_NO_ITEMS,     /* none with values of two coders */
  WHY_NO_COMPLETE,  /* none with values of all */
  WHY_NO_VARIATION, /* one value only */
  WHY_ONE_CATEGORY, /* there is but one to choose */
  WHY_LIGHT,        /* for one of the pairs it is undefined */
  WHY_NOBODY,       /* coded this */
  WHY_NEVER_MET,    /* passages of two coders have no character in common */
  WHY_ONE_CODE,     /* only one where passages meet */
  WHY_NO_UNITS,     /* fewer than two coders have passages */
  WHY_TOO_MANY_SETS,
} Why;

typedef struct
{
  double value; /* NaN where undefined */
  Why why;
  double n; /* items it rests on */
} Figure;

/**
 * nominal_measure:
 * @weights: of the patterns of @cases
 * @n_values: values are below it, silence included
 * @n_categories: how many can be chosen
 * @figures: N_NOMINAL of them
 */
void nominal_measure (const Cases *cases,
                      const double *weights,
                      guint n_values,
                      guint n_categories,
                      Figure *figures);

/* alpha with distances between values; @distances: @n_values squared. */
Figure nominal_measure_sets (const Cases *cases,
                             const double *weights,
                             guint n_values,
                             const float *distances);

/* Both coders, only one; of a pair. */
typedef struct
{
  double both, one;
} NominalOverlap;

NominalOverlap nominal_count_overlap (const Cases *cases, const double *weights);
Figure nominal_jaccard (NominalOverlap overlap);
Figure nominal_f1 (NominalOverlap overlap); /* Dice: 2a / (2a + b + c) */
