/* test-memo-lists.c - lists of memos: where each goes, and what names nothing. */
#include "fixture.h"

#include <check.h>
#include <string.h>

static Fixture fixture;

static void
setup (void)
{
  fixture_open (&fixture);
  fixture_import (&fixture, "text", "a.txt", "She said that it rained.", -1);
  fixture_import (&fixture, "codebook", "codebook.csv",
                  "code,parent,memo\nrain,,\nrain,said,\nsaid,,Of speech.\n", -1);
  fixture_import (
      &fixture, "csv", "codings.csv",
      "document,start,end,code,coder,memo\n"
      "a.txt,0,8,said,Ana,\na.txt,0,8,said,Ben,\na.txt,17,23,said/rain,Ana,\n",
      -1);
}

static void
teardown (void)
{
  fixture_close (&fixture);
}

#define HEADER "of,name,document,start,end,coder,memo\n"

static SchoStep *
read_memos (const char *rows, GError **error)
{
  g_autofree char *bytes = g_strconcat (HEADER, rows, NULL);

  return fixture_read (&fixture, "memos", "memos.csv", bytes, -1, NULL, error);
}

/* What the project has afterwards; the losses are @lost. */
static char *
import_memos (const char *rows, const char *lost)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = read_memos (rows, &error);
  g_autofree char *losses = NULL;
  char *out;

  ck_assert_msg (step != NULL, "%s", error != NULL ? error->message : "");
  losses = scho_losses_dup_text (scho_step_get_losses (step));
  ck_assert_str_eq (losses, lost);
  fixture_apply (&fixture, step);
  out = fixture_export (&fixture, "lists",
                        (const char *const[]){ "what=memos", "separator=comma", NULL },
                        NULL, &error);
  ck_assert (out != NULL && g_str_has_prefix (out, HEADER));
  memmove (out, out + strlen (HEADER), strlen (out) - strlen (HEADER) + 1);
  return out;
}

#define ROWS                                                                             \
  "project,Test,,,,,Ask again.\n"                                                        \
  "code,rain,,,,,Of weather.\n"                                                          \
  "code,said,,,,,Of speech.\n"                                                           \
  "document,a.txt,,,,,\"Two lines,\nand a comma.\"\n"                                    \
  "coding,said,a.txt,0,8,Ben,By Ben.\n"                                                  \
  "coding,said/rain,a.txt,17,23,Ana,Wet.\n"

START_TEST (memos_go_where_they_belong)
{
  g_autofree char *once = import_memos (ROWS, "");
  g_autofree char *twice = import_memos (ROWS, "");

  ck_assert_str_eq (once, ROWS);
  ck_assert_str_eq (twice, ROWS);
}
END_TEST

START_TEST (another_memo_comes_below)
{
  const char *expected = "code,said,,,,,\"Of speech.\n\nOf reports.\"\n";
  g_autofree char *once = import_memos ("Code,said,,,,,Of reports.\n", "");
  g_autofree char *twice = import_memos ("Code,said,,,,,Of reports.\n", "");

  ck_assert_str_eq (once, expected);
  ck_assert_str_eq (twice, expected);
}
END_TEST

/* Without a coder, codings of the same passage get a memo each. */
START_TEST (equal_passages_share)
{
  g_autofree char *out
      = import_memos ("coding,said,a.txt,0,8,,One.\ncoding,said,a.txt,0,8,,Two.\n"
                      "coding,said,a.txt,0,8,,One.\n",
                      "");

  ck_assert (strstr (out, ",One.\n") != NULL && strstr (out, ",Two.\n") != NULL);
  ck_assert (strstr (out, "\n\n") == NULL);
}
END_TEST

START_TEST (what_names_nothing_is_lost)
{
  g_autofree char *out = import_memos (
      "code,snow,,,,,Cold.\ncoding,said,a.txt,1,8,Ana,Off by one.\n",
      "Memos of what the project does not have: 2 (Line 2 of memos.csv: There is "
      "no code “snow”; Line 3 of memos.csv: no coding with “said” from 1 to 8 of "
      "“a.txt”)\n");

  ck_assert_str_eq (out, "code,said,,,,,Of speech.\n");
}
END_TEST

START_TEST (nonsense_is_refused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step
      = read_memos ("chapter,said,,,,,One.\ncoding,said,a.txt,x,8,,Two.\n", &error);

  ck_assert_ptr_null (step);
  ck_assert (strstr (error->message, "“chapter” stands under “of”") != NULL);
  ck_assert (strstr (error->message, "“x” is no position") != NULL);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("memo-lists");
  TCase *tc = tcase_create ("memo-lists");
  SRunner *runner;
  int n_failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_add_test (tc, memos_go_where_they_belong);
  tcase_add_test (tc, another_memo_comes_below);
  tcase_add_test (tc, equal_passages_share);
  tcase_add_test (tc, what_names_nothing_is_lost);
  tcase_add_test (tc, nonsense_is_refused);
  suite_add_tcase (suite, tc);

  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed != 0;
}
