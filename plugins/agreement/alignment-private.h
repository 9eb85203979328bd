/* alignment-private.h - the two ways to align more than two coders.
 *
 * Pairs of coders are p = m (m - 1) / 2. A passage alone costs 1, like each pair with
 * nothing. So k passages together are better than alone by (k - 1) + sum / p, where the
 * sum is, over all pairs of them, of 1 less how far they are apart: their nearness, which
 * may be negative. Gains are p times as much.
 */
#pragma once

#include "alignment.h"

double alignment_get_nearness (const AlignmentUnit *a,
                               const AlignmentUnit *b,
                               AlignmentWeights weights);

/* The greatest gain of passages that hang together, at most 64; NaN: too many ways. */
double alignment_solve_exactly (const AlignmentUnit *units,
                                guint n,
                                guint n_coders,
                                AlignmentWeights weights);

/* A gain that is near the greatest. */
double alignment_solve_nearly (const AlignmentUnit *units,
                               guint n,
                               guint n_coders,
                               AlignmentWeights weights,
                               GCancellable *cancellable);
