/* test-coded-pdf.c - coded documents as pages, read back by Poppler. */
#include "coded-project.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static Fixture fixture;

static void
setup (void)
{
  fixture_open (&fixture);
}

static void
teardown (void)
{
  fixture_close (&fixture);
}

static char *export(const char *const *set, gsize *n)
{
  g_autoptr (GError) error = NULL;
  char *bytes = fixture_export (&fixture, "coded-pdf", set, n, &error);

  ck_assert_msg (bytes != NULL, "%s", error ? error->message : "");
  ck_assert (g_str_has_prefix (bytes, "%PDF-"));
  return bytes;
}

static void
check_words (const char *bytes, gsize n, const char *const *words, gboolean wanted)
{
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoText) text = NULL;
  const char *utf8;

  if (scho_plugins_find_importer (fixture.plugins, "pdf", NULL) == NULL)
    {
      g_print ("skipped: PDF cannot be read here\n");
      return;
    }
  step = fixture_read (&fixture, "pdf", "a.pdf", bytes, (gssize) n, NULL, &error);
  ck_assert_msg (step != NULL, "%s", error ? error->message : "");
  text = scho_text_ref (scho_step_get_text (step, 3));
  utf8 = scho_text_get_utf8 (text, &n);
  for (; *words != NULL; words++)
    ck_assert_msg ((strstr (utf8, *words) != NULL) == wanted, "“%s” in\n%s", *words,
                   utf8);
}

START_TEST (has_words_codes_and_definitions)
{
  static const char *const set[] = { "document=Interview 1.txt", NULL };
  static const char *const words[] = { "Interview 1.txt",
                                       "We sat in the kitchen.",
                                       "What we saw",
                                       "a smaller thing",
                                       "Ben: No. I thought it was my fault.",
                                       "telling/asking",
                                       "Speaks of shame & <blame>",
                                       NULL };
  gsize n, n_again;
  g_autofree char *bytes = NULL, *again = NULL;

  coded_project_fill (&fixture);
  bytes = export(set, &n);
  again = export(set, &n_again);
  ck_assert_uint_eq (n, n_again);
  ck_assert_mem_eq (bytes, again, n);
  check_words (bytes, n, words, TRUE);
}
END_TEST

START_TEST (shows_only_what_is_asked_for)
{
  static const char *const set[] = { "document=Interview 1.txt", "code=silence",
                                     "coder=Ben & Co", "paper=letter", NULL };
  static const char *const words[] = { "Speaks of shame", "hurt", NULL };
  gsize n;
  g_autofree char *bytes = NULL;

  coded_project_fill (&fixture);
  bytes = export(set, &n);
  check_words (bytes, n, words, FALSE);
}
END_TEST

START_TEST (says_what_is_lost)
{
  const SchoExporter *exporter
      = scho_plugins_find_exporter (fixture.plugins, "coded-pdf", NULL);
  g_autoptr (SchoOptions) options = scho_options_new (exporter->options);
  g_autofree char *path = g_build_filename (fixture.folder, "out", NULL);
  g_autofree char *lines = NULL;
  g_autoptr (SchoOutput) output = scho_output_new_for_path (path);

  coded_project_fill (&fixture);
  ck_assert (exporter->is_several (fixture_snapshot (&fixture), options));
  ck_assert (
      exporter->write (fixture_snapshot (&fixture), output, options, NULL, NULL, NULL));
  ck_assert_uint_eq (scho_output_get_n_files (output), 2);
  lines = scho_losses_dup_text (scho_output_get_losses (output));
  ck_assert_str_eq (
      lines, "Languages of documents: 2 (Interview 1.txt; Hebrew)\n"
             "Attributes of documents: 1 (Interview 1.txt)\n"
             "Memos of documents: 1 (Interview 1.txt)\n"
             "Weights of passages: 1 (Interview 1.txt, 19–88)\n"
             "Dates of codings: 6 (Interview 1.txt, 19–88; Interview 1.txt, 33–55; "
             "Interview 1.txt, 83–136; …)\n"
             "Memos of passages: 2 (Interview 1.txt, 19–88; Interview 1.txt, 83–136)\n"
             "Marks of example passages: 1 (Interview 1.txt, 83–136)\n"
             "When to use codes, and when not: 1 (shame)\n"
             "Memos of codes: 1 (shame)\n"
             "Blurred codes: 1 (hurt)\n"
             "Who coded which passage: 5 (Interview 1.txt; …)\n");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("coded-pdf");
  TCase *tc = tcase_create ("coded-pdf");
  SRunner *runner;
  int failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_add_test (tc, has_words_codes_and_definitions);
  tcase_add_test (tc, shows_only_what_is_asked_for);
  tcase_add_test (tc, says_what_is_lost);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
