/* alignment.h - the best alignment of passages of several coders, and its disorder.
 *
 * Mathet, Widloecher & Metivier, "The unified and holistic method gamma", Comput.
 * Linguist. 41 (2015): two passages are apart by alpha ((|ds| + |de|) / (len1 + len2))^2
 * + beta [codes differ]; nothing costs 1, also with nothing. The disorder of what is
 * aligned is the mean over pairs of coders. Of two coders the best alignment is found
 * exactly; of more, it is wherever no more than 64 passages hang together and these can
 * be tried, and otherwise one that no coder's passages can be placed better in.
 */
#pragma once

#include <gio/gio.h>

/* @coder: from 0. */
typedef struct
{
  double start, end;
  guint32 code;
  guint32 coder;
} AlignmentUnit;

typedef struct
{
  double alpha, beta;
} AlignmentWeights;

/**
 * alignment_find:
 * @units: sorted by start here
 * @is_exact: (out): FALSE where it may not be the best; else left as it is
 *
 * Returns: the sum of disorders of all that is aligned
 */
double alignment_find (AlignmentUnit *units,
                       guint n,
                       guint n_coders,
                       AlignmentWeights weights,
                       gboolean *is_exact,
                       GCancellable *cancellable);
