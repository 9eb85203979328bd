/* swatch.h - a small rounded square in a code's colour, with its mark. */
#pragma once

#include "mark.h"

#define SCHO_TYPE_SWATCH (scho_swatch_get_type ())
G_DECLARE_FINAL_TYPE (SchoSwatch, scho_swatch, SCHO, SWATCH, GtkWidget)

GtkWidget *scho_swatch_new (guint32 colour);

/* @colour: 0xRRGGBB */
void scho_swatch_set_colour (SchoSwatch *self, guint32 colour);

/* What tells it from others of this colour; at first none. */
void scho_swatch_set_mark (SchoSwatch *self, SchoMark mark);
