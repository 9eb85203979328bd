/* grid.h - the cells of a table, all of them texts, whatever file they come from. */
#pragma once

#include <scholiast/plugin.h>

#define GRID_MAX_COLUMNS 16384 /* what a spreadsheet has */

/**
 * Grid:
 * @n_columns: of the longest row
 * @n_ragged: rows that are shorter or longer than the first
 *
 * The first row has the names of the columns. Rows without any text are not in it.
 */
typedef struct
{
  GPtrArray *rows;
  GStringChunk *all; /* the cells' texts */
  guint n_columns, n_ragged;
  const char *name; /* of the file, for messages */
  gsize limit, n_kept, n_bytes, n_places, n_filled;
} Grid;

/* @name: must outlive the grid. @limit: of all texts together, in bytes */
void grid_init (Grid *self, const char *name, gsize limit);
void grid_clear (Grid *self);

/* Refuses so many more bytes where they are beyond the limit. */
gboolean grid_reserve (Grid *self, gsize n_bytes, GError **error);

/* A copy that lives as long as the grid. */
const char *grid_keep (Grid *self, const char *text, gsize n_bytes);

/**
 * grid_add_row:
 * @cells: from grid_keep(); %NULL for an empty one
 * @line: where in the file it is, from 1
 *
 * The same cells may come again and again, but not more than a table can have.
 */
gboolean grid_add_row (
    Grid *self, const char *const *cells, guint n_cells, guint line, GError **error);

guint grid_get_n_rows (const Grid *self);
guint grid_get_line (const Grid *self, guint row);

/* "" beyond the row's end. */
const char *grid_get (const Grid *self, guint row, guint column);

/* What fits into a sentence. (transfer full) */
char *grid_dup_short (const char *text);

/* The column of that name, or of that number from 1; -1 when there is none. */
int grid_find_column (const Grid *self, const char *name);

/* Refuses a table with nothing below the names of its columns. */
gboolean grid_check (const Grid *self, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Grid, grid_clear)
