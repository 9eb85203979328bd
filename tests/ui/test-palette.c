/* The ink is legible over all that the page paints, and lines are seen on the paper. */
#include <paper/palette.h>

#include <check.h>
#include <scholiast/code.h>
#include <stdlib.h>

#define STEP 17 /* of a channel: 16 values each */

START_TEST (contrast_is_that_of_wcag)
{
  ck_assert_double_eq_tol (scho_colour_get_contrast (0x000000, 0xffffff), 21.0, 1e-9);
  ck_assert_double_eq_tol (scho_colour_get_contrast (0xffffff, 0x777777), 4.48, 0.005);
  ck_assert_double_eq_tol (scho_colour_get_contrast (0x3366cc, 0x3366cc), 1.0, 1e-9);
}
END_TEST

START_TEST (ink_is_legible_on_paper)
{
  ck_assert_double_ge (
      scho_colour_get_contrast (scho_theme_get_ink (_i), scho_theme_get_paper (_i)), 12);
}
END_TEST

START_TEST (every_colour_gets_a_fitting_look)
{
  for (guint32 red = 0; red <= 255; red += STEP)
    for (guint32 green = 0; green <= 255; green += STEP)
      for (guint32 blue = 0; blue <= 255; blue += STEP)
        {
          guint32 colour = red << 16 | green << 8 | blue;
          SchoLook look = scho_theme_get_look (_i, colour);

          ck_assert_msg (scho_colour_get_contrast (look.wash, scho_theme_get_ink (_i))
                             >= scho_theme_get_contrast (_i),
                         "wash #%06x of #%06x", look.wash, colour);
          ck_assert_msg (scho_colour_get_contrast (look.line, scho_theme_get_paper (_i))
                             >= SCHO_LINE_CONTRAST,
                         "line #%06x of #%06x", look.line, colour);
        }
}
END_TEST

/* Up to twelve codes on the same words, also lit up, as a renderer blends them: rounded
 * after each. Rounding may cost a hair. */
START_TEST (ink_stays_legible_over_many_washes)
{
  guint32 seed = g_random_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint round = 0; round < 5000; round++)
    {
      guint32 below = scho_theme_get_paper (_i);
      guint depth = g_rand_int_range (random, 1, 13);

      for (guint k = 0; k < depth; k++)
        {
          SchoLook look = scho_theme_get_look (_i, g_rand_int (random) & 0xffffff);
          double alpha = g_rand_int_range (random, 0, 6) == 0 ? 0.85 : look.alpha;

          below = scho_colour_blend (below, look.wash, alpha);
        }
      ck_assert_msg (scho_colour_get_contrast (below, scho_theme_get_ink (_i))
                         >= scho_theme_get_contrast (_i) - 0.05,
                     "seed %u: #%06x", seed, below);
    }
}
END_TEST

START_TEST (high_contrast_is_higher)
{
  ck_assert_double_eq (scho_theme_get_contrast (SCHO_THEME_LIGHT), 4.5);
  ck_assert_double_eq (scho_theme_get_contrast (SCHO_THEME_DARK), 4.5);
  ck_assert_double_eq (scho_theme_get_contrast (SCHO_THEME_LIGHT_CONTRAST), 7);
  ck_assert_double_eq (scho_theme_get_contrast (SCHO_THEME_DARK_CONTRAST), 7);
}
END_TEST

/* A colour that fits already is not touched. */
START_TEST (little_is_changed)
{
  ck_assert_uint_eq (scho_theme_get_look (SCHO_THEME_LIGHT, 0xffcc66).wash, 0xffcc66);
  ck_assert_uint_eq (scho_theme_get_look (SCHO_THEME_LIGHT, 0x1a5fb4).line, 0x1a5fb4);
  ck_assert_uint_eq (scho_theme_get_look (SCHO_THEME_DARK, 0x62a0ea).line, 0x62a0ea);
}
END_TEST

/* Three codes on one word, each with each. */
START_TEST (ink_is_legible_on_codes_of_the_palette)
{
  guint32 paper = scho_theme_get_paper (_i), ink = scho_theme_get_ink (_i);
  SchoLook looks[SCHO_N_COLOURS];

  for (guint i = 0; i < SCHO_N_COLOURS; i++)
    looks[i] = scho_theme_get_look (_i, scho_colour_nth (i));
  for (guint i = 0; i < SCHO_N_COLOURS; i++)
    for (guint k = 0; k < SCHO_N_COLOURS; k++)
      for (guint j = 0; j < SCHO_N_COLOURS; j++)
        {
          guint32 ground = scho_colour_blend (paper, looks[i].wash, looks[i].alpha);

          ground = scho_colour_blend (ground, looks[k].wash, looks[k].alpha);
          ground = scho_colour_blend (ground, looks[j].wash, looks[j].alpha);
          ck_assert_double_ge (scho_colour_get_contrast (ground, ink),
                               scho_theme_get_contrast (_i));
        }
}
END_TEST

/* So that what tests/core/test-colours.c says of the palette is true on the page too. */
START_TEST (lines_have_the_colours_of_the_palette)
{
  for (guint i = 0; i < SCHO_N_COLOURS; i++)
    ck_assert_uint_eq (scho_theme_get_look (_i, scho_colour_nth (i)).line,
                       scho_colour_nth (i));
}
END_TEST

/* page.css says the same colours. */
START_TEST (style_sheet_agrees)
{
  g_autofree char *css = NULL;
  g_autofree char *expected
      = g_strdup_printf ("background-color: #%06x; color: #%06x;",
                         scho_theme_get_paper (_i), scho_theme_get_ink (_i));

  ck_assert (g_file_get_contents (PAGE_CSS, &css, NULL, NULL));
  ck_assert_ptr_nonnull (strstr (css, expected));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("palette");
  TCase *tc = tcase_create ("palette");
  SRunner *runner;
  int failed;

  tcase_add_test (tc, contrast_is_that_of_wcag);
  tcase_add_loop_test (tc, ink_is_legible_on_paper, 0, SCHO_N_THEMES);
  tcase_add_loop_test (tc, every_colour_gets_a_fitting_look, 0, SCHO_N_THEMES);
  tcase_add_loop_test (tc, ink_stays_legible_over_many_washes, 0, SCHO_N_THEMES);
  tcase_add_test (tc, high_contrast_is_higher);
  tcase_add_test (tc, little_is_changed);
  tcase_add_loop_test (tc, ink_is_legible_on_codes_of_the_palette, 0, SCHO_N_THEMES);
  tcase_add_loop_test (tc, lines_have_the_colours_of_the_palette, 0,
                       SCHO_THEME_LIGHT_CONTRAST);
  tcase_add_loop_test (tc, style_sheet_agrees, 0, SCHO_N_THEMES);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
