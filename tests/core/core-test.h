/* core-test.h - what the tests of the core share: random cases that can be had again. */
#pragma once

#include <check.h>
#include <glib.h>
#include <stdlib.h>

/* SCHOLIAST_SEED repeats a case; a failure prints the seed, since it is part of the
 * message. */
static inline guint32
get_test_seed (void)
{
  const char *given = g_getenv ("SCHOLIAST_SEED");

  return given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
}

#define ck_assert_seed(condition, seed)                                                  \
  ck_assert_msg (condition, #condition "; repeat with SCHOLIAST_SEED=%u", seed)

static inline int
run_suite (Suite *suite)
{
  SRunner *runner = srunner_create (suite);
  int n_failed;

  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
