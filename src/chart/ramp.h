/* ramp.h - shades of one colour, told apart by how light they are: by every eye, and in
 * print. */
#pragma once

#include <chart/chart.h>

/* @share: 0 to 1. In the dark more is lighter. */
ChartColour ramp_get (double share, gboolean is_dark);

/* Black or white, whichever can be read on it. */
ChartColour ramp_get_ink (ChartColour paper);

/* Relative luminance of sRGB, as WCAG 2.1 has it. */
double ramp_get_luminance (ChartColour colour);
