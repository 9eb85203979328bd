/* force.h - places for the nodes of a network: the same for the same network.
 *
 * Springs and charges as in Fruchterman and Reingold, Graph Drawing by Force-directed
 * Placement, Software: Practice and Experience 21 (1991), with a pull to the middle, so
 * that parts without an edge between them stay together. They start on a spiral, the
 * first in its middle: nothing is left to chance.
 */
#pragma once

#include <glib.h>

typedef struct
{
  double x, y;          /* the middle of its box */
  double width, height; /* of what must not be covered */
} ForceNode;

typedef struct
{
  guint from, to;
  double weight; /* 0 to 1 */
} ForceEdge;

void force_lay_out (ForceNode *nodes,
                    guint n_nodes,
                    const ForceEdge *edges,
                    guint n_edges,
                    double width,
                    double height);

/* Pushes boxes off each other, as far as that takes. FALSE: some still touch. */
gboolean force_part (ForceNode *nodes, guint n_nodes);
