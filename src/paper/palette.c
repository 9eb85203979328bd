#include "palette.h"

#include <math.h>
#include <scholiast/colour.h>

#define STEPS 64

static const struct
{
  guint32 paper, ink;
  double alpha, line_contrast, text_contrast;
} themes[SCHO_N_THEMES] = {
  [SCHO_THEME_LIGHT]
  = { 0xffffff, 0x242424, 0.20, SCHO_LINE_CONTRAST, SCHO_TEXT_CONTRAST },
  [SCHO_THEME_DARK]
  = { 0x1e1e1e, 0xeeeeee, 0.42, SCHO_LINE_CONTRAST, SCHO_TEXT_CONTRAST },
  [SCHO_THEME_LIGHT_CONTRAST]
  = { 0xffffff, 0x000000, 0.16, SCHO_TEXT_CONTRAST, SCHO_STRONG_TEXT_CONTRAST },
  [SCHO_THEME_DARK_CONTRAST]
  = { 0x000000, 0xffffff, 0.45, SCHO_TEXT_CONTRAST, SCHO_STRONG_TEXT_CONTRAST },
};

static double
linear (guint8 channel)
{
  return scho_colour_get_linear (channel / 255.0);
}

static double
luminance (guint32 colour)
{
  return 0.2126 * linear (colour >> 16) + 0.7152 * linear (colour >> 8)
         + 0.0722 * linear (colour);
}

/* Luminance as it would be if channels were linear. */
static double
luma (guint32 colour)
{
  return (0.2126 * (colour >> 16 & 0xff) + 0.7152 * (colour >> 8 & 0xff)
          + 0.0722 * (colour & 0xff))
         / 255;
}

/* Luminance is convex in the channels. So blends of dark colours are no lighter than the
 * lightest of them, and the ink's contrast is enough to ask for. But blends of light
 * colours may be darker than each. They are not when each lies beyond the plane that
 * touches, at its grey, the body of what is too dark. */
static gboolean
is_legible (guint32 wash, guint32 ink, double contrast)
{
  double least = contrast * (luminance (ink) + 0.05) - 0.05;

  if (luminance (wash) < luminance (ink))
    return scho_colour_get_contrast (wash, ink) >= contrast;
  return luma (wash) >= 1.055 * pow (least, 1 / 2.4) - 0.055; /* of that grey */
}

static gboolean
is_seen (guint32 line, guint32 paper, double contrast)
{
  return scho_colour_get_contrast (line, paper) >= contrast;
}

guint32
scho_theme_get_paper (SchoTheme theme)
{
  return themes[theme].paper;
}

guint32
scho_theme_get_ink (SchoTheme theme)
{
  return themes[theme].ink;
}

double
scho_theme_get_contrast (SchoTheme theme)
{
  return themes[theme].text_contrast;
}

SchoLook
scho_theme_get_look (SchoTheme theme, guint32 colour)
{
  guint32 paper = themes[theme].paper, ink = themes[theme].ink;
  SchoLook look = { .alpha = themes[theme].alpha };

  /* As little of the paper or the ink as will do. */
  look.wash = look.line = colour &= 0xffffff;
  for (guint i = 1;
       i <= STEPS && !is_legible (look.wash, ink, themes[theme].text_contrast); i++)
    look.wash = scho_colour_blend (colour, paper, (double) i / STEPS);
  for (guint i = 1;
       i <= STEPS && !is_seen (look.line, paper, themes[theme].line_contrast); i++)
    look.line = scho_colour_blend (colour, ink, (double) i / STEPS);
  return look;
}

double
scho_colour_get_contrast (guint32 a, guint32 b)
{
  double first = luminance (a), second = luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

guint32
scho_colour_blend (guint32 below, guint32 above, double alpha)
{
  guint32 result = 0;

  for (int shift = 0; shift <= 16; shift += 8)
    {
      double from = (below >> shift) & 0xff, to = (above >> shift) & 0xff;

      result |= (guint32) lround (from + (to - from) * alpha) << shift;
    }
  return result;
}
