/* test-import-report.c - what a document says of how it came in. */
#include "core-test.h"
#include "make-project.h"

static char *folder;
static SchoProject *project;
static SchoStep *step;

static void
setup (void)
{
  folder = make_folder ();
  project = make_project (folder, "I [think:stance] so");
  step = scho_step_new (scho_project_get_snapshot (project), "Import");
}

static void
teardown (void)
{
  scho_step_unref (step);
  g_clear_object (&project);
  remove_folder (folder);
}

static guint32
add_document (const char *title, const char *utf8)
{
  static const SchoStretch stretches[] = {
    { 0, 3, SCHO_STRETCH_HEADING, 1, NULL },
    { 4, 9, SCHO_STRETCH_NOTE, 0, NULL },
    { 4, 9, SCHO_STRETCH_PARAGRAPH, 0, NULL },
  };
  g_autoptr (SchoText) text = scho_text_new_take (
      g_strdup (utf8), strlen (utf8), stretches, G_N_ELEMENTS (stretches), NULL);

  return scho_step_add_document (
      step, &(SchoDocument){ .title = title, .encoding = "UTF-8" }, text);
}

static const char *
get_report (guint32 document)
{
  return scho_step_get_document (step, document)->report;
}

START_TEST (a_report_has_counts_and_sentences)
{
  g_autoptr (GError) error = NULL;
  guint32 id = add_document ("a", "Why did she wait?");
  g_autofree char *all = NULL;
  g_autoptr (GPtrArray) sentences = NULL;

  scho_step_add_annotation (step, &(SchoAnnotation){ .document = id,
                                                     .start = 0,
                                                     .end = 3,
                                                     .code = 1,
                                                     .coder = 1,
                                                     .weight = SCHO_NO_WEIGHT });
  scho_step_add_note (step, "Something was left out.");
  scho_losses_add (scho_step_get_losses (step), 4, "Pictures", "Figure 1");
  scho_step_write_reports (step, "a.docx", "Word document");
  ck_assert_str_eq (get_report (id),
                    "File: a.docx\nRead as: Word document\nEncoding: UTF-8\nWords: 4\n"
                    "Characters: 17\nStructure: headings: 1; notes: 1\nCodings: 1\n\n"
                    "Something was left out.\nLeft out: Pictures: 4 (Figure 1; …)");
  all = scho_step_describe_arrivals (step);
  ck_assert_str_eq (all, "words: 4; headings: 1; notes: 1; codings: 1");
  sentences = scho_step_list_arrivals (step, 1);
  ck_assert_uint_eq (sentences->len, 1);
  ck_assert_str_eq (sentences->pdata[0],
                    "“a” came in: words: 4; headings: 1; notes: 1; codings: 1");

  /* It lives in the file, and goes and comes back with the document. */
  ck_assert (scho_project_apply (project, step, &error));
  ck_assert (scho_project_undo (project, &error));
  ck_assert (scho_project_redo (project, &error));
  ck_assert_ptr_nonnull (strstr (
      scho_snapshot_get_document (scho_project_get_snapshot (project), id)->report,
      "left out"));
}
END_TEST

START_TEST (nothing_came_in)
{
  g_autoptr (GPtrArray) sentences = NULL;

  scho_step_write_reports (step, "codes.csv", "Codebook");
  ck_assert (scho_step_is_empty (step));
  ck_assert_ptr_null (scho_step_describe_arrivals (step));
  sentences = scho_step_list_arrivals (step, 1);
  ck_assert_uint_eq (sentences->len, 0);
}
END_TEST

START_TEST (of_many_documents_the_first_has_the_sentences)
{
  guint32 first = add_document ("first", "Why did she wait?"), last = 0;
  g_autoptr (GPtrArray) sentences = NULL;

  for (guint i = 0; i < 150; i++)
    {
      g_autofree char *title = g_strdup_printf ("d%u", i);

      last = add_document (title, "Why did she wait?");
    }
  scho_step_add_note (step, "Something was left out.");
  scho_step_write_reports (step, "a.csv", "Table");
  ck_assert_ptr_nonnull (strstr (get_report (first), "left out."));
  ck_assert_ptr_null (strstr (get_report (last), "left out."));
  ck_assert_ptr_nonnull (strstr (get_report (last), "One of 151 documents"));
  ck_assert_ptr_nonnull (strstr (get_report (last), "“first”"));
  sentences = scho_step_list_arrivals (step, 100);
  ck_assert_uint_eq (sentences->len, 1);
  ck_assert_str_eq (sentences->pdata[0],
                    "Came in: documents: 151; words: 604; headings: 151; notes: 151");
}
END_TEST

static const struct
{
  const char *text;
  guint n;
} counted[] = {
  { "", 0 },
  { "one", 1 },
  { "it's a well-known é 42.", 5 },
  { "– … ?", 0 },
  { "e\xcc\x81t\xc3\xa9", 1 },
  { "'quoted'", 1 },
};

START_TEST (words_are_counted)
{
  ck_assert_uint_eq (scho_words_count (counted[_i].text), counted[_i].n);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("import-report");
  TCase *tcase = tcase_create ("all");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_add_test (tcase, a_report_has_counts_and_sentences);
  tcase_add_test (tcase, nothing_came_in);
  tcase_add_test (tcase, of_many_documents_the_first_has_the_sentences);
  tcase_add_loop_test (tcase, words_are_counted, 0, G_N_ELEMENTS (counted));
  suite_add_tcase (suite, tcase);
  return run_suite (suite);
}
