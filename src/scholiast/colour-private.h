/* colour-private.h - how far two colours differ, for every eye. */
#pragma once

#include <scholiast/colour.h>

/* The distance in CIELAB (CIE 1976) to the eye that sees the least of it: the usual one,
 * or one of the three kinds of colour blindness. */
double scho_colour_get_difference (guint32 a, guint32 b);

/* Whether it is a grey, which nobody takes for a colour. */
gboolean scho_colour_is_grey (guint32 colour);

gboolean scho_colour_is_of_palette (guint32 colour);
