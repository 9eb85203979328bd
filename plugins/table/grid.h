/* grid.h - the cells of a table, all of them texts. */
#pragma once

#include <scholiast/plugin.h>

typedef struct
{
  GPtrArray *rows;   /* of GPtrArray of char *; the first has the names of the columns */
  GStringChunk *all; /* the cells' texts */
  guint n_columns;   /* of the longest row */
  char separator;
  guint n_ragged; /* rows that are shorter or longer than the first */
} Grid;

void grid_clear (Grid *self);

/**
 * grid_parse:
 * @separator: 0: the one of comma, semicolon, tab and bar that the first line has most of
 *
 * As RFC 4180: quoted cells may hold separators, line ends and doubled quotes. Empty
 * lines are no rows. Refuses a quote that is never closed, with its line.
 */
gboolean grid_parse (Grid *self,
                     const char *utf8,
                     gsize n_bytes,
                     char separator,
                     const char *name,
                     GCancellable *cancellable,
                     GError **error);

/* "" beyond the row's end. */
const char *grid_get (const Grid *self, guint row, guint column);

/* The column of that name, or of that number from 1; -1 when there is none. */
int grid_find_column (const Grid *self, const char *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Grid, grid_clear)
