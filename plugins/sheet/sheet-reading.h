/* sheet-reading.h - what readers of spreadsheets have in common: which sheet, its rows.
 */
#pragma once

#include "../table/grid.h"

/**
 * SheetReading:
 * @wanted: a sheet's name or number; "": the first one that can be seen and has cells
 * @chosen: (nullable): the name of the one that was read
 * @n_merged: ranges of cells that are one
 * @losses: of the sheet that is read, and of the file
 * @error: (nullable): nothing counts any more
 *
 * The first two fields are for the readers, the rest is what they found.
 */
typedef struct
{
  Grid *grid;
  const char *wanted;
  char *chosen;
  GString *others;
  guint n_sheets, n_others, n_merged;
  SchoLosses *losses;
  guint line;
  GPtrArray *cells; /* of the row that is open */
  GError *error;
} SheetReading;

void sheet_reading_init (SheetReading *self, Grid *grid, const char *wanted);
void sheet_reading_clear (SheetReading *self);

/* The next sheet of the file: is it to be read? */
gboolean sheet_reading_begin (SheetReading *self, const char *name, gboolean is_hidden);
/* One that is not read has cells, which are lost. */
void sheet_reading_lose_sheet (SheetReading *self, const char *name);
/* What lies in the open row, or in the cell of that column from 0; -1: it is not known.
 */
void sheet_reading_lose (SheetReading *self, const char *what, gint64 column);
/* Only after one that is read. */
void sheet_reading_end (SheetReading *self, const char *name);

/* Cells come from left to right, rows from the top; what is between is empty. The text
 * is one that sheet_reading_keep() returned. */
void sheet_reading_begin_row (SheetReading *self, guint line);
void sheet_reading_put (SheetReading *self, guint64 column, const char *text);
void sheet_reading_end_row (SheetReading *self, guint64 times);
const char *sheet_reading_keep (SheetReading *self, const char *text, gsize n_bytes);

/* Refuses when the sheet was not found, and what was refused on the way. */
gboolean sheet_reading_finish (SheetReading *self, GError **error);
void sheet_reading_tell (const SheetReading *self, SchoStep *step);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SheetReading, sheet_reading_clear)
