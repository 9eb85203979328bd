/* sheet-coded.h - codings and codebooks that lie in a spreadsheet. */
#pragma once

#include "../table/grid.h"

/* The grid as comma-separated values, for who reads those. (transfer full) */
GInputStream *sheet_coded_open (const Grid *grid);
