/* assignment.h - the heaviest matching of a sparse graph with two sides, exactly.
 *
 * Shortest augmenting paths with potentials (Jonker & Volgenant 1987), each search only
 * as far as it must: passages meet their neighbours, so it stays near.
 */
#pragma once

#include <gio/gio.h>

/* A node of the right side, and what is gained by the pair; > 0. */
typedef struct
{
  guint32 right;
  double gain;
} AssignmentEdge;

/**
 * assignment_solve:
 * @first: where the edges of each left node begin; n_left + 1 places
 * @partners: receives the right node of each left one, or -1
 * @cancellable: (nullable): when it is cancelled, the rest stays alone
 *
 * Returns: the sum of gains
 */
double assignment_solve (guint n_left,
                         guint n_right,
                         const gsize *first,
                         const AssignmentEdge *edges,
                         int *partners,
                         GCancellable *cancellable);
