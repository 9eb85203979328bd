/* test-gradual-model.c - rows in slices, against all of them at once. */
#include <check.h>
#include <stdlib.h>
#include <ui/gradual-model.h>
#include <ui/row-model.h>

enum
{
  AT_ONCE = 40,
  MANY = 1000,
  WIDGETS = 400, /* for so many rows they come in slices */
  ROUNDS = 60,
};

static GPtrArray *all; /* of gpointer: the rows as they were set last */
static SchoRowModel *rows;
static SchoGradualModel *gradual;
static GPtrArray *mirror; /* what somebody has who only listens */
static guint n_told;

static gpointer
ref_row (gpointer row)
{
  return row;
}

static void
unref_row (gpointer row)
{
}

static gpointer
get_shown (guint position)
{
  g_autoptr (SchoRow) row = g_list_model_get_item (G_LIST_MODEL (gradual), position);

  return row != NULL ? scho_row_get (row) : NULL;
}

static void
check_mirror (void)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (gradual));

  ck_assert_uint_eq (mirror->len, n);
  ck_assert_uint_le (n, all->len);
  ck_assert_ptr_null (get_shown (n));
  for (guint i = 0; i < n; i++)
    {
      ck_assert_ptr_eq (mirror->pdata[i], get_shown (i));
      ck_assert_ptr_eq (mirror->pdata[i], all->pdata[i]);
    }
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added)
{
  n_told++;
  if (position < WIDGETS)
    ck_assert_uint_le (added, AT_ONCE);
  ck_assert_uint_le (position + removed, mirror->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror, (int) (position + i), get_shown (position + i));
  check_mirror ();
}

static void
set_rows (GPtrArray *wanted)
{
  g_ptr_array_unref (all);
  all = wanted;
  scho_row_model_set_rows (rows, all);
}

/* @first, @first + 1, … */
static GPtrArray *
number (guint first, guint n)
{
  GPtrArray *numbers = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (numbers, GUINT_TO_POINTER (first + i));
  return numbers;
}

static void
wait_for_all (void)
{
  while (g_list_model_get_n_items (G_LIST_MODEL (gradual)) < all->len)
    g_main_context_iteration (NULL, TRUE);
  check_mirror ();
}

static void
setup (void)
{
  all = g_ptr_array_new ();
  mirror = g_ptr_array_new ();
  rows = scho_row_model_new (ref_row, unref_row);
  gradual = scho_gradual_model_new (G_LIST_MODEL (rows), AT_ONCE);
  g_signal_connect (gradual, "items-changed", G_CALLBACK (changed_cb), NULL);
}

static void
teardown (void)
{
  g_clear_object (&gradual);
  g_clear_object (&rows);
  g_clear_pointer (&mirror, g_ptr_array_unref);
  g_clear_pointer (&all, g_ptr_array_unref);
}

START_TEST (shows_the_first_at_once)
{
  set_rows (number (1, MANY));
  ck_assert_uint_eq (mirror->len, AT_ONCE);
  wait_for_all ();
  ck_assert_uint_eq (mirror->len, MANY);
  set_rows (number (MANY, 3));
  ck_assert_uint_eq (mirror->len, 3);
  scho_row_model_set_rows (rows, NULL);
  ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (gradual)), 0);
}
END_TEST

/* What is the same before and after keeps its place, its widget and its selection. */
START_TEST (leaves_alone_what_stays)
{
  GPtrArray *wanted = number (1, MANY);

  set_rows (number (1, MANY));
  wait_for_all ();
  n_told = 0;
  wanted->pdata[500] = GUINT_TO_POINTER (MANY + 500);
  set_rows (wanted);
  ck_assert_uint_eq (n_told, 1);
  ck_assert_uint_eq (mirror->len, MANY);
  set_rows (number (1, MANY));
  set_rows (number (1, MANY));
  ck_assert_uint_eq (n_told, 2);
}
END_TEST

START_TEST (comes_again_after_a_restart)
{
  set_rows (number (1, MANY));
  wait_for_all ();
  scho_gradual_model_restart (gradual, AT_ONCE / 2);
  ck_assert_uint_eq (mirror->len, AT_ONCE / 2);
  wait_for_all ();
}
END_TEST

static GPtrArray *
change_at_random (GRand *rand)
{
  GPtrArray *wanted = number (0, 0);
  guint from = (guint) g_rand_int_range (rand, 0, (int) all->len + 1);
  guint gone = (guint) g_rand_int_range (rand, 0, (int) (all->len - from) + 1);
  guint come = (guint) g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 6 : 700);

  if (g_rand_boolean (rand))
    gone = MIN (gone, 5);
  for (guint i = 0; i < from; i++)
    g_ptr_array_add (wanted, all->pdata[i]);
  for (guint i = 0; i < come; i++)
    g_ptr_array_add (wanted, GUINT_TO_POINTER (g_rand_int_range (rand, 1, G_MAXINT)));
  for (guint i = from + gone; i < all->len; i++)
    g_ptr_array_add (wanted, all->pdata[i]);
  return wanted;
}

/* Also while they grow; whoever listens always has the beginning of all rows. */
START_TEST (is_always_the_beginning)
{
  guint32 seed = g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_print ("seed %u\n", seed);
  for (guint round = 0; round < ROUNDS; round++)
    {
      set_rows (change_at_random (rand));
      check_mirror ();
      for (int i = g_rand_int_range (rand, 0, 2); i > 0; i--)
        if (mirror->len < all->len)
          g_main_context_iteration (NULL, TRUE);
      if (round % 20 == 19)
        wait_for_all ();
    }
}
END_TEST

static void
set_more_cb (GListModel *model)
{
  if (g_list_model_get_n_items (model) == AT_ONCE + 1)
    set_rows (number (1, MANY));
}

/* Whoever hears that the last ones came may set others; nothing goes on after the end. */
START_TEST (grows_once_and_ends)
{
  gpointer place = gradual;

  set_rows (number (1, AT_ONCE + 1));
  g_signal_connect (gradual, "items-changed", G_CALLBACK (set_more_cb), NULL);
  while (all->len != MANY)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&gradual);
  ck_assert_ptr_null (g_main_context_find_source_by_user_data (NULL, place));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("gradual-model");
  TCase *test = tcase_create ("all");
  SRunner *runner;
  int n_failed;

  tcase_add_checked_fixture (test, setup, teardown);
  tcase_add_test (test, shows_the_first_at_once);
  tcase_add_test (test, leaves_alone_what_stays);
  tcase_add_test (test, comes_again_after_a_restart);
  tcase_add_test (test, is_always_the_beginning);
  tcase_add_test (test, grows_once_and_ends);
  suite_add_tcase (suite, test);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
