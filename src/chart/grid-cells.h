/* grid-cells.h - the cells of a heat map: which label stands down, which along. */
#pragma once

#include <chart/scene.h>

typedef struct
{
  double value;      /* NaN: there is none */
  gboolean is_there; /* a row of the table stands for it, though it may be undefined */
  gsize row;         /* of the table */
  guint column;
} GridCell;

typedef struct
{
  GPtrArray *down, *along; /* of char *: the labels */
  GridCell *cells;         /* row by row */
  guint n_left_out;        /* labels, for there was no room */
  guint n_empty;           /* labels that had no figure; of counts: but 0 */
} GridCells;

/* No more than @most labels down and along. */
GridCells *grid_cells_new (SchoDrawing *drawing, guint most);
void grid_cells_free (GridCells *self);

/* Whether there is something to see; of a measure also 0, of a count not. */
gboolean grid_cells_is_figure (SchoTable *table, guint column, double value);

const GridCell *grid_cells_get (const GridCells *self, guint down, guint along);
