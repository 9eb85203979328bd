/* selection-palette.h - codes at hand, beside what the mouse has just selected. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

#define SCHO_MOST_CHIPS 7

/**
 * SchoSelectionPalette:
 *
 * Lies over the page and leaves the focus to the text. All it does are actions of the
 * window. No popover: GTK 4.8 lets the mouse fall through one that does not grab it.
 */
#define SCHO_TYPE_SELECTION_PALETTE (scho_selection_palette_get_type ())
G_DECLARE_FINAL_TYPE (
    SchoSelectionPalette, scho_selection_palette, SCHO, SELECTION_PALETTE, GtkBox)

GtkWidget *scho_selection_palette_new (void);

/**
 * scho_selection_palette_set_codes:
 * @codes: (array length=n): the first ones are shown
 * @is_row: side by side, as many as have room in @width; else one below the other
 */
void scho_selection_palette_set_codes (SchoSelectionPalette *self,
                                       const SchoCode *const *codes,
                                       guint n,
                                       gboolean is_row,
                                       int width);
