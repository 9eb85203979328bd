/* grid-cells.h - the cells of a heat map: which label stands down, which along. */
#pragma once

#include <chart/scene.h>

typedef struct
{
  double value; /* NaN: there is none */
  gsize row;    /* of the table */
  guint column;
} GridCell;

typedef struct
{
  GPtrArray *down, *along; /* of char *: the labels */
  GridCell *cells;         /* row by row */
  guint n_left_out;        /* labels, for there was no room */
  guint n_empty;           /* labels that had no figure but 0 */
} GridCells;

/* No more than @most labels down and along. */
GridCells *grid_cells_new (SchoDrawing *drawing, guint most);
void grid_cells_free (GridCells *self);
const GridCell *grid_cells_get (const GridCells *self, guint down, guint along);
