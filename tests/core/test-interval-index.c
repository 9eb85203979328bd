/* test-interval-index.c - the tree against the obvious loop. */
#include <scholiast/annotation-private.h>
#include <scholiast/interval-index.h>

#include <string.h>

#include "core-test.h"

static const gsize sizes[]
    = { 0, 1, 2, 15, 16, 17, 255, 256, 257, 4095, 4096, 4097, 10000 };

/* Shapes of random passages. */
typedef enum
{
  ANY,      /* of all lengths */
  SHORT,    /* of one to three characters */
  TOUCHING, /* each begins where one ends */
  NESTED,   /* each around the next */
  EQUAL,    /* few different ones */
  LONG_ONE, /* short ones, and one over all of them */
  N_SHAPES
} Shape;

static SchoAnnotation
make_annotation (GRand *rand, Shape shape, gsize i, gsize n, guint32 length)
{
  SchoAnnotation annotation = { .uuid = scho_uuid_new (), .weight = SCHO_NO_WEIGHT };
  guint32 start = g_rand_int_range (rand, 0, length), end = length;

  if (shape == ANY)
    end = g_rand_int_range (rand, start, length) + 1;
  else if (shape == SHORT || shape == LONG_ONE)
    end = start + g_rand_int_range (rand, 1, 4);
  else if (shape == TOUCHING)
    start -= start % 5, end = start + 5;
  else if (shape == NESTED)
    start = i, end = 2 * n - i;
  else if (shape == EQUAL)
    start = 7 * g_rand_int_range (rand, 0, 3), end = start + 10;
  if (shape == LONG_ONE && i == n / 2)
    start = 0, end = length + 4;
  annotation.start = start;
  annotation.end = end;
  annotation.code = i;
  return annotation;
}

static SchoIntervalIndex *
make_index (GRand *rand, Shape shape, gsize n, guint32 length)
{
  SchoAnnotation *annotations = n > 0 ? g_new (SchoAnnotation, n) : NULL;

  for (gsize i = 0; i < n; i++)
    {
      annotations[i] = make_annotation (rand, shape, i, n, length);
      annotations[i].memo = i % 3 == 0 ? scho_memo_new ("memo") : NULL;
    }
  return scho_interval_index_new_take (annotations, n);
}

static void
check_against_loop (SchoIntervalIndex *index, guint32 start, guint32 end, guint32 seed)
{
  gsize n, i;
  const SchoAnnotation *annotations = scho_interval_index_get_annotations (index, &n);
  gboolean same = TRUE; /* one check for all: each costs a message to the parent */

  i = scho_interval_index_next (index, 0, start, end);
  for (gsize j = 0; j < n; j++)
    if (scho_annotation_overlaps (&annotations[j], start, end))
      {
        same = same && i == j;
        i = scho_interval_index_next (index, i + 1, start, end);
      }
  ck_assert_seed (same && i == n, seed);
}

START_TEST (finds_what_the_loop_finds)
{
  gsize size = sizes[_i / N_SHAPES];
  Shape shape = _i % N_SHAPES;
  guint32 seed = get_test_seed (), length = MAX (2 * size, 30);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (SchoIntervalIndex) index = make_index (rand, shape, size, length);

  check_against_loop (index, 0, G_MAXUINT32, seed);
  check_against_loop (index, 0, 0, seed);
  check_against_loop (index, length + 10, G_MAXUINT32, seed);
  for (guint i = 0; i < 200; i++)
    {
      guint32 start = g_rand_int_range (rand, 0, length + 5);
      guint32 width = i % 2 == 0 ? g_rand_int_range (rand, 0, 4)
                                 : g_rand_int_range (rand, 0, length + 1);

      check_against_loop (index, start, start + width, seed);
    }
}
END_TEST

START_TEST (begins_anywhere)
{
  guint32 seed = get_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (SchoIntervalIndex) index = make_index (rand, ANY, 300, 600);
  gsize n;
  const SchoAnnotation *annotations = scho_interval_index_get_annotations (index, &n);

  for (gsize from = 0; from < n + 40; from++)
    {
      gsize expected = MIN (from, n);

      while (expected < n && !scho_annotation_overlaps (&annotations[expected], 300, 310))
        expected++;
      ck_assert_seed (scho_interval_index_next (index, from, 300, 310) == expected, seed);
    }
}
END_TEST

START_TEST (sorts_what_it_takes)
{
  guint32 seed = get_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (SchoIntervalIndex) index = make_index (rand, EQUAL, 1000, 600);
  gsize n, n_memos = 0;
  const SchoAnnotation *annotations = scho_interval_index_get_annotations (index, &n);

  ck_assert_uint_eq (n, 1000);
  for (gsize i = 0; i < n; i++)
    {
      n_memos += annotations[i].memo != NULL;
      if (i > 0)
        ck_assert_seed (
            scho_annotation_compare (&annotations[i - 1], &annotations[i]) < 0, seed);
    }
  ck_assert_uint_eq (n_memos, 334);
}
END_TEST

START_TEST (lives_as_long_as_somebody_has_it)
{
  SchoAnnotation *annotations = g_new0 (SchoAnnotation, 1);
  const char *memo = scho_memo_new ("kept");
  SchoIntervalIndex *index;
  gsize n;

  annotations[0] = (SchoAnnotation){ .start = 1, .end = 2, .memo = scho_memo_ref (memo) };
  index = scho_interval_index_new_take (annotations, 1);
  ck_assert_ptr_eq (scho_interval_index_ref (index), index);
  scho_interval_index_unref (index);
  ck_assert_str_eq (scho_interval_index_get_annotations (index, &n)->memo, "kept");
  scho_interval_index_unref (index);
  ck_assert_str_eq (memo, "kept"); /* ours is a reference of its own */
  scho_memo_unref (memo);
}
END_TEST

/* Where the obvious loop walks over a million, the tree takes a few steps. */
START_TEST (does_not_walk_over_all)
{
  const gsize n = 1000000;
  SchoAnnotation *annotations = g_new0 (SchoAnnotation, n);
  g_autoptr (SchoIntervalIndex) index = NULL;
  gint64 begin;

  for (gsize i = 0; i < n; i++)
    annotations[i] = (SchoAnnotation){ .start = i, .end = i + 2 };
  index = scho_interval_index_new_take (annotations, n);

  begin = g_get_monotonic_time ();
  for (guint32 at = 0; at < n; at += 10)
    {
      gsize i = scho_interval_index_next (index, 0, at, at + 1);

      if (i != (at > 0 ? at - 1 : 0))
        ck_abort_msg ("at %u it found %" G_GSIZE_FORMAT, at, i);
    }
  /* The loop would take some minutes for these 100,000. */
  ck_assert_int_lt (g_get_monotonic_time () - begin, 5 * G_USEC_PER_SEC);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("interval-index");
  TCase *tc = tcase_create ("interval-index");

  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, finds_what_the_loop_finds, 0, G_N_ELEMENTS (sizes) * N_SHAPES);
  tcase_add_test (tc, begins_anywhere);
  tcase_add_test (tc, sorts_what_it_takes);
  tcase_add_test (tc, lives_as_long_as_somebody_has_it);
  tcase_add_test (tc, does_not_walk_over_all);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
