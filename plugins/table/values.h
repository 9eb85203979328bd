/* values.h - is a cell a number, a date, yes or no? */
#pragma once

#include "grid.h"

/* The cell as a value of that type: white space is one space, “Yes” and “TRUE” are “yes”.
 * (nullable) (transfer full): %NULL when it is none */
char *value_dup (const char *cell, SchoAttributeType type);

/* The narrowest type that all cells of the column below its name have. */
SchoAttributeType value_guess_type (const Grid *grid, guint column);

/* The number of the first row with a cell that is not of the type; 0: none */
guint value_find_misfit (const Grid *grid, guint column, SchoAttributeType type);
