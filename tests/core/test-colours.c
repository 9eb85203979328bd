/* The palette: colours that can be told apart, also by the colour-blind. */
#include <scholiast/code.h>

#include <check.h>
#include <math.h>
#include <stdlib.h>

#define LEAST_DIFFERENCE 6.0 /* CIEDE2000 */
#define LEAST_CONTRAST 3.0
#define DARK 0x1e1e1e

typedef struct
{
  double l, a, b;
} Lab;

/* Machado, Oliveira, Fernandes 2009: “A Physiologically-based Model for Simulation of
 * Color Vision Deficiency”, severity 1; on linear sRGB. */
static const struct
{
  const char *name;
  double matrix[3][3];
} eyes[] = {
  { "full", { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } } },
  { "protan",
    { { 0.152286, 1.052583, -0.204868 },
      { 0.114503, 0.786281, 0.099216 },
      { -0.003882, -0.048116, 1.051998 } } },
  { "deutan",
    { { 0.367322, 0.860646, -0.227968 },
      { 0.280085, 0.672501, 0.047413 },
      { -0.011820, 0.042940, 0.968881 } } },
  { "tritan",
    { { 1.255528, -0.076749, -0.178779 },
      { -0.078411, 0.930809, 0.147602 },
      { 0.004733, 0.691367, 0.303900 } } },
};

static double
linear (guint8 channel)
{
  double value = channel / 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
luminance (guint32 colour)
{
  return 0.2126 * linear (colour >> 16) + 0.7152 * linear (colour >> 8)
         + 0.0722 * linear (colour);
}

static double
contrast (guint32 a, guint32 b)
{
  double first = luminance (a), second = luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

static double
cube_root (double t)
{
  return t > 216.0 / 24389 ? cbrt (t) : (24389.0 / 27 * t + 16) / 116;
}

/* CIELAB with D65, of what that eye sees. */
static Lab
see (guint32 colour, guint eye)
{
  static const double to_xyz[3][3] = { { 0.4124564, 0.3575761, 0.1804375 },
                                       { 0.2126729, 0.7151522, 0.0721750 },
                                       { 0.0193339, 0.1191920, 0.9503041 } };
  static const double white[3] = { 0.95047, 1, 1.08883 };
  double rgb[3] = { linear (colour >> 16), linear (colour >> 8), linear (colour) };
  double seen[3] = { 0 }, f[3];

  for (guint i = 0; i < 3; i++)
    {
      for (guint k = 0; k < 3; k++)
        seen[i] += eyes[eye].matrix[i][k] * rgb[k];
      seen[i] = CLAMP (seen[i], 0, 1);
    }
  for (guint i = 0; i < 3; i++)
    f[i] = cube_root (
        (to_xyz[i][0] * seen[0] + to_xyz[i][1] * seen[1] + to_xyz[i][2] * seen[2])
        / white[i]);
  return (Lab){ 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2]) };
}

static double
radians (double degrees)
{
  return degrees * G_PI / 180;
}

static double
hue (double a, double b)
{
  return a == 0 && b == 0 ? 0 : fmod (atan2 (b, a) * 180 / G_PI + 360, 360);
}

/* Sharma, Wu, Dalal 2005: “The CIEDE2000 Color-Difference Formula”. */
static double
difference (Lab x, Lab y)
{
  double mean_c = (hypot (x.a, x.b) + hypot (y.a, y.b)) / 2, c7 = pow (mean_c, 7);
  double g = 0.5 * (1 - sqrt (c7 / (c7 + pow (25, 7))));
  double a1 = x.a * (1 + g), a2 = y.a * (1 + g);
  double c1 = hypot (a1, x.b), c2 = hypot (a2, y.b);
  double h1 = hue (a1, x.b), h2 = hue (a2, y.b), dh = h2 - h1, mean_h = (h1 + h2) / 2;
  double dl = y.l - x.l, dc = c2 - c1, dhh, l50, t, sl, sc, sh, rt;

  if (c1 * c2 == 0)
    {
      dh = 0;
      mean_h = h1 + h2;
    }
  else if (fabs (dh) > 180)
    {
      dh += dh > 0 ? -360 : 360;
      mean_h += mean_h < 180 ? 180 : -180;
    }
  dhh = 2 * sqrt (c1 * c2) * sin (radians (dh) / 2);
  l50 = pow ((x.l + y.l) / 2 - 50, 2);
  mean_c = (c1 + c2) / 2;
  t = 1 - 0.17 * cos (radians (mean_h - 30)) + 0.24 * cos (radians (2 * mean_h))
      + 0.32 * cos (radians (3 * mean_h + 6)) - 0.20 * cos (radians (4 * mean_h - 63));
  sl = 1 + 0.015 * l50 / sqrt (20 + l50);
  sc = 1 + 0.045 * mean_c;
  sh = 1 + 0.015 * mean_c * t;
  c7 = pow (mean_c, 7);
  rt = -2 * sqrt (c7 / (c7 + pow (25, 7)))
       * sin (radians (60 * exp (-pow ((mean_h - 275) / 25, 2))));
  return sqrt (pow (dl / sl, 2) + pow (dc / sc, 2) + pow (dhh / sh, 2)
               + rt * (dc / sc) * (dhh / sh));
}

/* From the table that came with the paper. */
static const struct
{
  Lab x, y;
  double difference;
} known[] = {
  { { 50, 2.6772, -79.7751 }, { 50, 0, -82.7485 }, 2.0425 },
  { { 50, 2.5, 0 }, { 50, 0, -2.5 }, 4.3065 },
  { { 50, 2.5, 0 }, { 73, 25, -18 }, 27.1492 },
  { { 50, 2.5, 0 }, { 58, 24, 15 }, 19.4535 },
  { { 60.2574, -34.0099, 36.2677 }, { 60.4626, -34.1751, 39.4387 }, 1.2644 },
  { { 22.7233, 20.0904, -46.6940 }, { 23.0331, 14.9730, -42.5619 }, 2.0373 },
  { { 2.0776, 0.0795, -1.1350 }, { 0.9033, -0.0636, -0.5514 }, 0.9082 },
};

START_TEST (the_difference_is_that_of_the_paper)
{
  ck_assert_double_eq_tol (difference (known[_i].x, known[_i].y), known[_i].difference,
                           5e-5);
  ck_assert_double_eq_tol (difference (known[_i].y, known[_i].x), known[_i].difference,
                           5e-5);
}
END_TEST

START_TEST (all_can_be_told_apart)
{
  for (guint i = 0; i < SCHO_N_COLOURS; i++)
    for (guint k = 0; k < i; k++)
      {
        double d
            = difference (see (scho_colour_nth (i), _i), see (scho_colour_nth (k), _i));

        ck_assert_msg (d >= LEAST_DIFFERENCE, "%u and %u to the %s eye: %.2f", k, i,
                       eyes[_i].name, d);
      }
}
END_TEST

START_TEST (all_are_seen_on_both_papers)
{
  for (guint i = 0; i < SCHO_N_COLOURS; i++)
    {
      double light = contrast (scho_colour_nth (i), 0xffffff);
      double dark = contrast (scho_colour_nth (i), DARK);

      ck_assert_msg (light >= LEAST_CONTRAST, "%u on white: %.2f", i, light);
      ck_assert_msg (dark >= LEAST_CONTRAST, "%u on the dark paper: %.2f", i, dark);
    }
  ck_assert_uint_eq (scho_colour_nth (SCHO_N_COLOURS), scho_colour_nth (0));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("colours");
  TCase *tc = tcase_create ("colours");
  SRunner *runner;
  int failed;

  tcase_add_loop_test (tc, the_difference_is_that_of_the_paper, 0, G_N_ELEMENTS (known));
  tcase_add_loop_test (tc, all_can_be_told_apart, 0, G_N_ELEMENTS (eyes));
  tcase_add_test (tc, all_are_seen_on_both_papers);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
