/* test-matching.c - words as filters compare them. */
#include <check.h>
#include <stdlib.h>
#include <ui/matching.h>

static const struct
{
  const char *words, *folded;
} folds[] = {
  { "Victim-Blaming", "victim-blaming" },
  { "Émotion", "emotion" },
  { "e\xcc\x81motion", "emotion" },
  { "Straße", "strasse" },
  /* A short mark before a long character: what is moved overlaps. */
  { "e\xcc\x81\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80!",
    "e\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80!" },
  { "\xd7\xa9\xd6\xb8\xd7\x9c\xd7\x95\xd7\x9d", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d" },
  { "", "" },
};

START_TEST (folds_case_and_marks)
{
  g_autofree char *folded = scho_matching_fold (folds[_i].words);

  ck_assert_str_eq (folded, folds[_i].folded);
}
END_TEST

static const struct
{
  const char *words, *typed;
  gboolean has;
} matches[] = {
  { "bystander-support", "support", TRUE },
  { "bystander-support", "sup by", TRUE },
  { "bystander-support", "sup blame", FALSE },
  { "bystander-support", "", TRUE },
};

START_TEST (all_words_must_be_there)
{
  ck_assert_int_eq (scho_matching_has (matches[_i].words, matches[_i].typed),
                    matches[_i].has);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("matching");
  TCase *tc = tcase_create ("matching");
  SRunner *runner;
  int failed;

  tcase_add_loop_test (tc, folds_case_and_marks, 0, G_N_ELEMENTS (folds));
  tcase_add_loop_test (tc, all_words_must_be_there, 0, G_N_ELEMENTS (matches));
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
