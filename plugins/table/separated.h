/* separated.h - tables whose cells have commas or tabs between: CSV. */
#pragma once

#include "grid.h"

/**
 * separated_read:
 * @separator: (inout): 0: the one of comma, semicolon, tab and bar that the first line
 * has most of
 *
 * As RFC 4180: quoted cells may hold separators, line ends and doubled quotes. Empty
 * lines are no rows. Refuses a quote that is never closed, with its line.
 */
gboolean separated_read (Grid *grid,
                         const char *utf8,
                         gsize n_bytes,
                         char *separator,
                         GCancellable *cancellable,
                         GError **error);

/* A note of the separator and of what it made. */
void separated_tell (const Grid *grid, char separator, SchoStep *step);
