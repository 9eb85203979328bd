/* rgba.h - a colour as GTK wants it. */
#pragma once

#include <gdk/gdk.h>

/* @colour is 0xRRGGBB. */
static inline GdkRGBA
scho_rgba (guint32 colour, double alpha)
{
  return (GdkRGBA){ (colour >> 16 & 0xff) / 255.0f, (colour >> 8 & 0xff) / 255.0f,
                    (colour & 0xff) / 255.0f, (float) alpha };
}
