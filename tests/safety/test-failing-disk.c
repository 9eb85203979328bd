/* Every write, sync … of the disk below SQLite fails, in turn: see
 * safety_break_everywhere(). */
#include "failing-disk.h"
#include "safety.h"

#include <sqlite3.h>
#include <stdlib.h>

static const FailingDiskWay ways[] = {
  { SQLITE_FULL, FALSE },
  { SQLITE_FULL, TRUE },
  { SQLITE_IOERR_WRITE, FALSE },
  { SQLITE_IOERR_WRITE, TRUE },
};

static void
arm (guint variant, gint64 n)
{
  failing_disk_arm (ways[variant], n);
}

static char *
describe (void)
{
  return g_strdup (failing_disk_get_operation ());
}

START_TEST (a_disk_that_fails_loses_nothing)
{
  guint n;

  failing_disk_register ();
  n = safety_break_everywhere (
      &(SafetyBreaker){ .arm = arm, .disarm = failing_disk_disarm, .describe = describe },
      (guint) _i);
  /* Fewer mean that the files did not lie on this disk. */
  ck_assert_uint_gt (n, 60);
  g_print ("%s%s: %u operations\n", sqlite3_errstr (ways[_i].code),
           ways[_i].for_good ? ", for good" : "", n);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("failing-disk");
  TCase *tcase = tcase_create ("disk");
  SRunner *runner;
  int n_failed;

  tcase_set_timeout (tcase, 120);
  tcase_add_loop_test (tcase, a_disk_that_fails_loses_nothing, 0, G_N_ELEMENTS (ways));
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
