/* matching.h - passages of two coders matched one to one.
 *
 * Exact: equal start, end and code. Overlap: as many pairs with the same code and at
 * least one common character as can be; passages of one coder that overlap are one.
 * F1 = 2 TP / (|A| + |B|), as in Hripcsak & Rothschild 2005 (JAMIA 12).
 */
#pragma once

#include "nominal.h"

enum
{
  MATCHING_EXACT,
  MATCHING_ALL, /* passages of both */
  MATCHING_OVERLAP,
  MATCHING_ALL_MERGED,
  N_MATCHING,
};

/* Adds to @sums what one document has of one code. @spans: with that code, by start. */
void matching_add (
    const DesignSpan *spans, gsize n, guint coder_a, guint coder_b, double *sums);

Figure matching_f1_exact (const double *sums);
Figure matching_f1_overlap (const double *sums);
