/* association.h - how strongly two words keep together, and one word to one set of
 * texts. All as of Evert, "The Statistics of Word Cooccurrences" (2005), logarithms as
 * named; 0 ln 0 = 0. */
#pragma once

#include <glib.h>

/**
 * Association:
 * @both: how often they stand together
 * @first: how often the first word stands at a place of a pair
 * @second: the same of the second
 * @n: pairs in all
 */
typedef struct
{
  double both, first, second, n;
} Association;

/* first second / n */
double association_expected (const Association *self);

/* Log-likelihood over all four cells: Dunning, Computational Linguistics 19 (1993). */
double association_g2 (const Association *self);

/* log2 (both / expected): Church and Hanks, Computational Linguistics 16 (1990). */
double association_mi (const Association *self);

/* (both - expected) / sqrt both */
double association_t (const Association *self);

/* 14 + log2 (2 both / (first + second)): Rychlý, RASLAN 2008. */
double association_log_dice (const Association *self);

/**
 * Keyness:
 * @target: how often in the target, of @n_target words
 * @reference: how often in the reference, of @n_reference words
 */
typedef struct
{
  double target, n_target;
  double reference, n_reference;
} Keyness;

/* 2 (a ln (a/E1) + b ln (b/E2)): Rayson and Garside 2000, the two cells of the word. */
double keyness_log_likelihood (const Keyness *self);

/* Over all four cells. */
double keyness_g2 (const Keyness *self);

/* log2 of the two shares, 0 taken for 0.5: Hardie 2014. */
double keyness_log_ratio (const Keyness *self);
