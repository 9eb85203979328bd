/* palette.h - colours of codes that leave the text legible on light and on dark paper.
 *
 * Contrast is that of WCAG 2.1: (L1 + 0.05) / (L2 + 0.05) of the relative luminances.
 * A wash is chosen so that the ink keeps the contrast of its theme on the pure colour,
 * and on whatever is blended from paper and such washes, however many.
 */
#pragma once

#include <glib.h>

#define SCHO_TEXT_CONTRAST 4.5
#define SCHO_STRONG_TEXT_CONTRAST 7.0 /* the same in high contrast */
#define SCHO_LINE_CONTRAST 3.0        /* of what is no text, against the paper */

typedef enum
{
  SCHO_THEME_LIGHT,
  SCHO_THEME_DARK,
  SCHO_THEME_LIGHT_CONTRAST,
  SCHO_THEME_DARK_CONTRAST,
  SCHO_N_THEMES
} SchoTheme;

/* All colours are 0xRRGGBB. */
typedef struct
{
  guint32 wash; /* painted over the paper with @alpha */
  guint32 line; /* painted as it is */
  double alpha;
} SchoLook;

/* What page.css says too. */
guint32 scho_theme_get_paper (SchoTheme theme);
guint32 scho_theme_get_ink (SchoTheme theme);

/* What the ink has at least, over paper and washes. */
double scho_theme_get_contrast (SchoTheme theme);

SchoLook scho_theme_get_look (SchoTheme theme, guint32 colour);

double scho_colour_get_contrast (guint32 a, guint32 b);
guint32 scho_colour_blend (guint32 below, guint32 above, double alpha);
