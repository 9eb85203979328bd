/* swatch.h - a small rounded square in a code's colour. */
#pragma once

#include <gtk/gtk.h>

#define SCHO_TYPE_SWATCH (scho_swatch_get_type ())
G_DECLARE_FINAL_TYPE (SchoSwatch, scho_swatch, SCHO, SWATCH, GtkWidget)

GtkWidget *scho_swatch_new (guint32 colour);

/* @colour: 0xRRGGBB */
void scho_swatch_set_colour (SchoSwatch *self, guint32 colour);
