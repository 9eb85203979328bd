#include <scholiast/colour-private.h>

#include <scholiast/code.h>

#include <math.h>

#define LEAST_CHROMA 12.0

typedef struct
{
  double l, a, b;
} Lab;

enum
{
  N_EYES = 4
};

/* Machado, Oliveira, Fernandes 2009: “A Physiologically-based Model for Simulation of
 * Color Vision Deficiency”, severity 1: none, protan, deutan, tritan; on linear sRGB. */
static const double eyes[N_EYES][3][3] = {
  { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } },
  { { 0.152286, 1.052583, -0.204868 },
    { 0.114503, 0.786281, 0.099216 },
    { -0.003882, -0.048116, 1.051998 } },
  { { 0.367322, 0.860646, -0.227968 },
    { 0.280085, 0.672501, 0.047413 },
    { -0.011820, 0.042940, 0.968881 } },
  { { 1.255528, -0.076749, -0.178779 },
    { -0.078411, 0.930809, 0.147602 },
    { 0.004733, 0.691367, 0.303900 } },
};

/* Of sRGB, its white at 1. */
static const double to_xyz[3][3] = {
  { 0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047 },
  { 0.2126729, 0.7151522, 0.0721750 },
  { 0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883 },
};

double
scho_colour_get_linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static void
multiply (const double matrix[3][3], const double in[3], double out[3])
{
  for (guint i = 0; i < 3; i++)
    out[i] = matrix[i][0] * in[0] + matrix[i][1] * in[1] + matrix[i][2] * in[2];
}

static double
bend (double t)
{
  return t > 216.0 / 24389 ? cbrt (t) : (24389.0 / 27 * t + 16) / 116;
}

static Lab
see (guint32 colour, guint eye)
{
  double rgb[3] = { scho_colour_get_linear ((colour >> 16 & 0xff) / 255.0),
                    scho_colour_get_linear ((colour >> 8 & 0xff) / 255.0),
                    scho_colour_get_linear ((colour & 0xff) / 255.0) };
  double seen[3], xyz[3];

  multiply (eyes[eye], rgb, seen);
  for (guint i = 0; i < 3; i++)
    seen[i] = CLAMP (seen[i], 0, 1);
  multiply (to_xyz, seen, xyz);
  return (Lab){ 116 * bend (xyz[1]) - 16, 500 * (bend (xyz[0]) - bend (xyz[1])),
                200 * (bend (xyz[1]) - bend (xyz[2])) };
}

double
scho_colour_get_difference (guint32 a, guint32 b)
{
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < N_EYES; i++)
    {
      Lab first = see (a, i), second = see (b, i);

      least = MIN (least, hypot (hypot (first.l - second.l, first.a - second.a),
                                 first.b - second.b));
    }
  return least;
}

gboolean
scho_colour_is_grey (guint32 colour)
{
  Lab seen = see (colour, 0);

  return hypot (seen.a, seen.b) < LEAST_CHROMA;
}

gboolean
scho_colour_is_of_palette (guint32 colour)
{
  for (guint i = 0; i < SCHO_N_COLOURS; i++)
    if (scho_colour_nth (i) == colour)
      return TRUE;
  return FALSE;
}
