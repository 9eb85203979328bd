/* Lanes against the obvious: look at all spans before. */
#include <paper/lanes.h>

#include <check.h>
#include <stdlib.h>

#define MOST 40

static int
compare (gconstpointer a, gconstpointer b)
{
  const SchoSpan *first = a, *second = b;

  return first->start < second->start ? -1 : first->start > second->start;
}

static gboolean
is_taken (const SchoSpan *spans, const guint16 *lanes, gsize i, guint lane)
{
  for (gsize k = 0; k < i; k++)
    if (lanes[k] == lane && spans[k].end > spans[i].start
        && spans[k].end > spans[k].start)
      return TRUE;
  return FALSE;
}

/* Each span against all before it. */
static guint16
find_lane (const SchoSpan *spans, const guint16 *lanes, gsize i, guint max_lanes)
{
  if (spans[i].end <= spans[i].start)
    return SCHO_LANE_NONE;
  for (guint lane = 0; lane < max_lanes; lane++)
    if (!is_taken (spans, lanes, i, lane))
      return lane;
  return SCHO_LANE_FULL;
}

START_TEST (agrees_with_the_obvious)
{
  guint32 seed = g_random_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  for (guint round = 0; round < 3000; round++)
    {
      SchoSpan spans[MOST];
      guint16 lanes[MOST];
      guint n = g_rand_int_range (random, 0, MOST + 1);
      guint max_lanes = g_rand_int_range (random, 1, 9), used = 0, n_lanes;

      for (guint i = 0; i < n; i++)
        {
          spans[i].start = g_rand_int_range (random, 0, 100);
          spans[i].end = spans[i].start + g_rand_int_range (random, 0, 30);
        }
      qsort (spans, n, sizeof *spans, compare);
      n_lanes = scho_lanes_assign (spans, n, max_lanes, lanes);

      for (guint i = 0; i < n; i++)
        {
          ck_assert_msg (lanes[i] == find_lane (spans, lanes, i, max_lanes),
                         "seed %u, round %u, span %u", seed, round, i);
          if (lanes[i] < SCHO_LANE_FULL)
            used = MAX (used, lanes[i] + 1u);
        }
      ck_assert_uint_eq (n_lanes, used);
    }
}
END_TEST

START_TEST (what_touches_shares_a_lane)
{
  SchoSpan spans[] = { { 0, 5 }, { 5, 9 }, { 8, 12 } };
  guint16 lanes[3];

  ck_assert_uint_eq (scho_lanes_assign (spans, 3, 8, lanes), 2);
  ck_assert_uint_eq (lanes[0], 0);
  ck_assert_uint_eq (lanes[1], 0);
  ck_assert_uint_eq (lanes[2], 1);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("lanes");
  TCase *tc = tcase_create ("lanes");
  SRunner *runner;
  int failed;

  tcase_add_test (tc, agrees_with_the_obvious);
  tcase_add_test (tc, what_touches_shares_a_lane);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
