/* code-palette.h - a few letters of a code, Enter applies it. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

/**
 * SchoCodePalette:
 *
 * Signal `chosen` (SchoCodePalette *self, guint code, const char *new_name): code 0 with
 * a name: a new one. Signal `closed` (SchoCodePalette *self): it is hidden, by Escape,
 * choice or lost focus.
 */
#define SCHO_TYPE_CODE_PALETTE (scho_code_palette_get_type ())
G_DECLARE_FINAL_TYPE (SchoCodePalette, scho_code_palette, SCHO, CODE_PALETTE, GtkWidget)

/* @session: (nullable) */
void scho_code_palette_set_session (SchoCodePalette *self, SchoSession *session);

/**
 * scho_code_palette_open:
 * @place: (nullable): what it must not cover, in the coordinates of its parent
 *
 * Empty, with all codes, and with the focus; below @place, or above it where there is
 * more room.
 */
void scho_code_palette_open (SchoCodePalette *self, const GdkRectangle *place);
