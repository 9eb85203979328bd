/* colour-grid.h - the colours of the palette to choose from, and an entry for any other.
 */
#pragma once

#include <gtk/gtk.h>

/* Signal `chosen` (SchoColourGrid *self, guint colour): 0xRRGGBB. */
#define SCHO_TYPE_COLOUR_GRID (scho_colour_grid_get_type ())
G_DECLARE_FINAL_TYPE (SchoColourGrid, scho_colour_grid, SCHO, COLOUR_GRID, GtkBox)

GtkWidget *scho_colour_grid_new (void);

/* The one that is marked as chosen. */
void scho_colour_grid_set_colour (SchoColourGrid *self, guint32 colour);
