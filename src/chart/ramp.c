#include <chart/ramp.h>
#include <scholiast/colour.h>

#include <math.h>

static const ChartColour light[] = {
  { 0.925, 0.945, 0.975, 1 }, { 0.650, 0.775, 0.915, 1 }, { 0.330, 0.555, 0.800, 1 },
  { 0.125, 0.335, 0.620, 1 }, { 0.030, 0.140, 0.360, 1 },
};
static const ChartColour dark[] = {
  { 0.140, 0.170, 0.220, 1 }, { 0.130, 0.280, 0.480, 1 }, { 0.200, 0.450, 0.720, 1 },
  { 0.500, 0.700, 0.910, 1 }, { 0.860, 0.930, 1.000, 1 },
};

ChartColour
ramp_get (double share, gboolean is_dark)
{
  const ChartColour *stops = is_dark ? dark : light;
  double place = CLAMP (share, 0, 1) * (G_N_ELEMENTS (light) - 1);
  guint first = (guint) MIN (floor (place), G_N_ELEMENTS (light) - 2);
  double part = place - first;
  const ChartColour *a = &stops[first], *b = &stops[first + 1];

  return (ChartColour){ a->red + (b->red - a->red) * part,
                        a->green + (b->green - a->green) * part,
                        a->blue + (b->blue - a->blue) * part, 1 };
}

double
ramp_get_luminance (ChartColour colour)
{
  return 0.2126 * scho_colour_get_linear (colour.red)
         + 0.7152 * scho_colour_get_linear (colour.green)
         + 0.0722 * scho_colour_get_linear (colour.blue);
}

ChartColour
ramp_get_ink (ChartColour paper)
{
  double luminance = ramp_get_luminance (paper);
  gboolean white = 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05;

  return white ? (ChartColour){ 1, 1, 1, 1 } : (ChartColour){ 0, 0, 0, 1 };
}
