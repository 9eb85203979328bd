/* test-code-analyses.c - cross-tables, sequences, saturation, the codebook's report. */
#include "../../plugins/shared/contingency.h"
#include "fixture.h"

#include <check.h>
#include <math.h>
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

/* A document of lines, codes and coders by one letter, codings as "codes of a line". */

static guint32
add_document (const char *title, const char *words, const char *outlet)
{
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "added");
  g_autoptr (SchoText) text = scho_text_new (words, NULL);
  SchoAttribute attribute = { .name = "outlet", .value = outlet };
  guint32 id
      = scho_step_add_document (step,
                                &(SchoDocument){ .title = title,
                                                 .attributes = &attribute,
                                                 .n_attributes = outlet != NULL ? 1 : 0 },
                                text);

  fixture_apply (&fixture, step);
  return id;
}

static guint32
ensure_code (SchoStep *step, const char *name)
{
  const SchoCode *known = scho_lookup_code (scho_step_get_base (step), name, NULL);

  return known != NULL ? known->id
                       : scho_step_add_code (step, &(SchoCode){ .name = name });
}

/* When: ms since 1970; 0: now. */
static void
add_coding_at (guint32 document,
               guint32 start,
               guint32 end,
               const char *code,
               const char *coder,
               gint64 when)
{
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "coded");
  SchoAnnotation values = { .document = document,
                            .start = start,
                            .end = end,
                            .code = ensure_code (step, code),
                            .coder = scho_step_ensure_coder (step, coder),
                            .weight = SCHO_NO_WEIGHT };

  if (when > 0)
    values.uuid = scho_uuid_new_at (when);
  scho_step_add_annotation (step, &values);
  fixture_apply (&fixture, step);
}

static void
add_coding (guint32 document, guint32 start, guint32 end, const char *code)
{
  add_coding_at (document, start, end, code, "Ana", 0);
}

/* The table of that id among those of the analysis. */
static SchoTable *
analyse (const char *id, const char *const *set, const char *table_id)
{
  const SchoAnalysis *analysis = scho_plugins_find_analysis (fixture.plugins, id, NULL);
  g_autoptr (SchoOptions) options = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_nonnull (analysis);
  options = scho_options_new (analysis->options);
  for (; set != NULL && *set != NULL; set++)
    ck_assert (scho_options_set_from (options, *set, NULL));
  tables = analysis->run (fixture_snapshot (&fixture), options, NULL, NULL, &error);
  ck_assert_msg (tables != NULL, "%s", error != NULL ? error->message : "");
  for (guint i = 0; i < tables->len; i++)
    if (g_str_equal (scho_table_get_id (tables->pdata[i]), table_id))
      return scho_table_ref (tables->pdata[i]);
  ck_abort_msg ("no table %s", table_id);
}

/* All cells, a line each row, with commas. (transfer full) */
static char *
dup_rows (SchoTable *table, guint n_columns)
{
  GString *rows = g_string_new (NULL);

  for (gsize row = 0; row < scho_table_get_n_rows (table); row++)
    for (guint column = 0; column < n_columns; column++)
      {
        g_autofree char *cell = scho_table_dup_cell (table, row, column);

        g_string_append_printf (rows, "%s%s", cell, column + 1 < n_columns ? "," : "\n");
      }
  return g_string_free (rows, FALSE);
}

static void
check_rows (const char *id,
            const char *const *set,
            const char *table_id,
            guint n_columns,
            const char *expected)
{
  g_autoptr (SchoTable) table = analyse (id, set, table_id);
  g_autofree char *rows = dup_rows (table, n_columns);

  ck_assert_str_eq (rows, expected);
}

static void
check_near (double value, double expected, double tolerance, const char *what)
{
  ck_assert_msg (fabs (value - expected) <= tolerance, "%s: %.9g, not %.9g", what, value,
                 expected);
}

/* Published: Agresti, An Introduction to Categorical Data Analysis (2nd edition), party
 * by gender (table 2.5: 30.1, 2), and Fisher's tea taster (table 2.8: p 0.229 one-sided,
 * 0.486 both). The others as SciPy has them. */
static const struct
{
  guint n_rows, n_columns;
  guint64 counts[6];
  double chi2, p, v, exact, tolerance;
} contingencies[] = {
  { 2, 3, { 762, 327, 468, 484, 239, 477 }, 30.07, 2.954e-7, 0.10443, NAN, 5e-3 },
  { 2, 2, { 3, 1, 1, 3 }, 2.0, 0.157299207, 0.5, 0.485714286, 1e-6 },
  { 2, 2, { 5, 1, 3, 2 }, 0.748611111, 0.386916318, 0.260874597, 0.545454545, 1e-6 },
  { 2, 2, { 7, 3, 2, 7 }, 4.337160494, 0.037289063, 0.477777778, 0.069778299, 1e-6 },
  { 2, 3, { 10, 0, 20, 20, 0, 10 }, 6.666666667, 0.009823275, 0.333333333, NAN, 1e-6 },
};

START_TEST (tests_like_the_books)
{
  ContingencyResult result = contingency_test (
      contingencies[_i].counts, contingencies[_i].n_rows, contingencies[_i].n_columns);
  double tolerance = contingencies[_i].tolerance;

  ck_assert (result.is_defined);
  check_near (result.chi2, contingencies[_i].chi2, tolerance, "chi-square");
  check_near (result.p, contingencies[_i].p, tolerance * MAX (result.p, 1e-6), "p");
  check_near (result.v, contingencies[_i].v, tolerance, "V");
  if (!isnan (contingencies[_i].exact))
    check_near (result.exact, contingencies[_i].exact, tolerance, "Fisher");
}
END_TEST

/* Of the table in Abramowitz and Stegun, 26.8. */
START_TEST (knows_the_tail)
{
  check_near (contingency_chance (3.84146, 1), 0.05, 1e-6, "1");
  check_near (contingency_chance (18.3070, 10), 0.05, 1e-6, "10");
  check_near (contingency_chance (63.6907, 40), 0.01, 1e-6, "40");
  check_near (contingency_chance (0, 3), 1, 0, "nothing");
  check_near (contingency_chance (20.5992, 30), 0.9, 1e-5, "30");
}
END_TEST

static void
fill_outlets (void)
{
  guint32 a = add_document ("a", "one two three", "Post");
  guint32 b = add_document ("b", "one two three", "10");
  guint32 c = add_document ("c", "one two three", "9");
  guint32 d = add_document ("d", "one two three", "Post");
  guint32 e = add_document ("e", "one two three", NULL);

  add_coding (a, 0, 3, "x");
  add_coding (a, 2, 7, "x"); /* overlaps: 0 to 7 */
  add_coding (b, 0, 3, "x");
  add_coding (d, 4, 7, "y");
  add_coding_at (d, 4, 7, "y", "Ben", 0);
  add_coding (e, 0, 3, "y");
  (void) c;
}

static const struct
{
  const char *set[4];
  guint n_columns;
  const char *rows;
} crosses[] = {
  { { "attribute=outlet" }, 5, "x,0,1,2,3\ny,0,0,2,2\n" },
  { { "attribute=outlet", "coder=Ben" }, 5, "x,0,0,0,0\ny,0,0,1,1\n" },
  { { "attribute=outlet", "figure=documents" }, 5, "x,0,1,1,2\ny,0,0,1,1\n" },
  { { "attribute=outlet", "figure=characters", "code=x" }, 5, "x,0,3,7,10\n" },
  { { NULL }, 7, "x,2,1,0,0,0,3\ny,0,0,0,2,1,3\n" },
  { { "by=coder" }, 4, "x,3,0,3\ny,2,1,3\n" },
  { { "by=coder", "figure=characters" }, 4, "x,10,0,10\ny,6,3,9\n" },
  { { "by=coder", "figure=documents" }, 4, "x,2,0,2\ny,2,1,3\n" },
};

START_TEST (crosses_codes)
{
  fill_outlets ();
  check_rows ("cross-table", crosses[_i].set, "cross-table", crosses[_i].n_columns,
              crosses[_i].rows);
}
END_TEST

/* A code counts for those above where asked, and rows are no categories then. */
START_TEST (crosses_with_those_above)
{
  static const char *const set[] = { "sub-codes=true", NULL };
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (SchoTable) tests = NULL;
  guint32 document = add_document ("a", "one two three", NULL), above, below;

  step = scho_step_new (fixture_snapshot (&fixture), "coded");
  above = scho_step_add_code (step, &(SchoCode){ .name = "above" });
  below = scho_step_add_code (step, &(SchoCode){ .name = "below", .parent = above });
  scho_step_add_annotation (
      step, &(SchoAnnotation){ .document = document,
                               .end = 3,
                               .code = below,
                               .coder = scho_step_ensure_coder (step, "Ana"),
                               .weight = SCHO_NO_WEIGHT });
  fixture_apply (&fixture, step);
  check_rows ("cross-table", set, "cross-table", 3, "above,1,1\nbelow,1,1\n");
  tests = analyse ("cross-table", set, "tests");
  ck_assert_uint_eq (scho_table_get_n_rows (tests), 0);
  ck_assert_uint_eq (scho_table_get_n_notes (tests), 1);
  ck_assert_ptr_nonnull (strstr (scho_table_get_note (tests, 0), "each coding once"));
}
END_TEST

/* Documents with the code and without, by outlet: x in 1 of 2, 1 of 1, 0 of 1. */
START_TEST (tests_documents)
{
  static const char *const set[] = { "attribute=outlet", NULL };
  g_autoptr (SchoTable) tests = NULL;
  g_autofree char *chi2 = NULL, *freedom = NULL, *reason = NULL;

  fill_outlets ();
  tests = analyse ("cross-table", set, "tests");
  chi2 = fixture_find_cell (tests, "x", NULL, "chi-square");
  freedom = fixture_find_cell (tests, "x", NULL, "df");
  reason = fixture_find_cell (tests, "x", NULL, "reason");
  check_near (g_ascii_strtod (chi2, NULL), 2, 1e-9, "chi-square");
  ck_assert_str_eq (freedom, "2");
  ck_assert_msg (strstr (reason, "too small") != NULL, "%s", reason);
}
END_TEST

START_TEST (says_why_not)
{
  static const char *const unknown[] = { "attribute=weather", NULL };
  g_autoptr (SchoTable) tests = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL, *p = NULL;
  guint32 document = add_document ("a", "words", "Post");

  add_coding (document, 0, 3, "x");
  tests = analyse ("cross-table", NULL, "tests");
  reason = fixture_find_cell (tests, "all", NULL, "reason");
  p = fixture_find_cell (tests, "all", NULL, "p");
  ck_assert_str_eq (reason, "fewer than two rows or columns have counts");
  ck_assert_str_eq (p, "");
  ck_assert_ptr_null (fixture_analyse (&fixture, "cross-table", unknown, &error));
  ck_assert_msg (strstr (error->message, "weather") != NULL, "%s", error->message);
}
END_TEST

/* Lines: 0-3 x, 4-7 y, 8-11 nothing, 12-15 x and z; Ben only y. */
static guint32
fill_lines (void)
{
  guint32 document = add_document ("d", "aaa\nbbb\nccc\nddd", NULL);

  add_coding (document, 0, 3, "x");
  add_coding (document, 4, 7, "y");
  add_coding (document, 12, 15, "x");
  add_coding (document, 12, 14, "z");
  add_coding_at (document, 0, 3, "y", "Ben", 0);
  return document;
}

static const struct
{
  const char *set[4];
  const char *rows;
} sequences[] = {
  /* x, y, z, x: z ends before x */
  { { NULL }, "x,y,1\ny,z,1\nz,x,1\n" },
  { { "unit=paragraphs" }, "x,y,1\ny,x,1\ny,z,1\n" },
  { { "unit=paragraphs", "skip=false" }, "x,y,1\n" },
  { { "unit=turns", "coder=Ben" }, "" },
};

START_TEST (follows)
{
  fill_lines ();
  check_rows ("sequences", sequences[_i].set, "sequences", 3, sequences[_i].rows);
}
END_TEST

/* One coding over two lines is in both; a code may follow itself or not. */
START_TEST (repeats)
{
  static const char *const with[] = { "unit=paragraphs", NULL };
  static const char *const without[] = { "unit=paragraphs", "repeats=no", NULL };
  guint32 document = add_document ("d", "aaa\nbbb\nccc", NULL);

  add_coding (document, 0, 7, "x");
  add_coding (document, 0, 1, "x");
  add_coding (document, 8, 11, "y");
  check_rows ("sequences", with, "sequences", 3, "x,x,1\nx,y,1\n");
  check_rows ("sequences", without, "sequences", 3, "x,y,1\n");
}
END_TEST

/* Rows x: 1 x, 3 y; y: 3 x, 1 y. Share, expected and z by hand. */
START_TEST (measures_sequences)
{
  guint32 document = add_document ("d", "abcdefghi", NULL);
  const char *order = "xyxyxxyyx";
  g_autoptr (SchoTable) table = NULL;
  g_autofree char *share = NULL, *expected = NULL, *z = NULL;

  for (guint i = 0; order[i] != '\0'; i++)
    add_coding (document, i, i + 1, (char[]){ order[i], '\0' });
  table = analyse ("sequences", NULL, "sequences");
  share = fixture_find_cell (table, "x", "y", "share");
  expected = fixture_find_cell (table, "x", "y", "expected");
  z = fixture_find_cell (table, "x", "y", "residual");
  check_near (g_ascii_strtod (share, NULL), 0.75, 1e-12, "share");
  check_near (g_ascii_strtod (expected, NULL), 2, 1e-12, "expected");
  check_near (g_ascii_strtod (z, NULL), 1 / sqrt (2 * .5 * .5), 1e-12, "z");
}
END_TEST

#define DAY G_GINT64_CONSTANT (86400000)
#define MONDAY G_GINT64_CONSTANT (1793577600000) /* 2 November 2026 */

START_TEST (saturates)
{
  static const char *const imported[] = { "order=imported", NULL };
  static const char *const months[] = { "by=month", NULL };
  static const char *const weeks[] = { "by=week", NULL };
  static const char *const days[] = { "coder=Ben", NULL };
  guint32 a = add_document ("a", "words", NULL), b = add_document ("b", "words", NULL);

  add_document ("c", "words", NULL);
  add_coding_at (b, 0, 2, "x", "Ana", MONDAY);
  add_coding_at (b, 0, 3, "y", "Ana", MONDAY + 1);
  add_coding_at (b, 1, 3, "y", "Ana", MONDAY + 8 * DAY);
  add_coding_at (a, 0, 2, "x", "Ben", MONDAY + 6 * DAY);
  add_coding_at (a, 0, 3, "z", "Ben", MONDAY + 40 * DAY);
  check_rows ("saturation", NULL, "saturation", 6,
              "1,b,3,2,2,2\n2,a,2,2,1,3\n3,c,0,0,0,3\n");
  check_rows ("saturation", imported, "saturation", 6,
              "1,a,2,2,2,2\n2,b,3,2,1,3\n3,c,0,0,0,3\n");
  check_rows ("saturation", months, "over-time", 5, "2026-11,4,2,2,2\n2026-12,1,1,1,3\n");
  check_rows ("saturation", weeks, "over-time", 5,
              "2026-11-02,3,2,2,2\n2026-11-09,1,1,0,2\n2026-12-07,1,1,1,3\n");
  check_rows ("saturation", days, "over-time", 5,
              "2026-11-08,1,1,1,1\n2026-12-12,1,1,1,2\n");
}
END_TEST

START_TEST (reports_the_codebook)
{
  static const char *const two[] = { "examples=2", NULL };
  static const char *const none[] = { "examples=0", "code=x", NULL };
  g_autoptr (SchoStep) step = NULL;
  guint32 document = add_document ("d", "one two three four", NULL), x;

  step = scho_step_new (fixture_snapshot (&fixture), "coded");
  x = scho_step_add_code (step, &(SchoCode){ .name = "x",
                                             .definition = "Means x",
                                             .use_when = "often",
                                             .use_not = "never" });
  scho_step_add_code (step, &(SchoCode){ .name = "below", .parent = x });
  for (guint i = 0; i < 4; i++)
    scho_step_add_annotation (
        step, &(SchoAnnotation){ .document = document,
                                 .start = i,
                                 .end = i + 3,
                                 .code = x,
                                 .coder = scho_step_ensure_coder (step, "Ana"),
                                 .flags = i == 3 ? SCHO_ANNOTATION_EXAMPLE : 0,
                                 .weight = SCHO_NO_WEIGHT });
  fixture_apply (&fixture, step);
  check_rows ("codebook", two, "codebook", 6,
              "x,Means x,often,never,4,1\nx/below,,,,0,0\n");
  check_rows ("codebook", two, "examples", 7,
              "x,d,3,6,Ana,true, tw\nx,d,0,3,Ana,false,one\n");
  check_rows ("codebook", none, "examples", 7, "");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("code-analyses");
  TCase *tc = tcase_create ("code-analyses");
  SRunner *runner;
  int n_failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, tests_like_the_books, 0, G_N_ELEMENTS (contingencies));
  tcase_add_test (tc, knows_the_tail);
  tcase_add_loop_test (tc, crosses_codes, 0, G_N_ELEMENTS (crosses));
  tcase_add_test (tc, crosses_with_those_above);
  tcase_add_test (tc, tests_documents);
  tcase_add_test (tc, says_why_not);
  tcase_add_loop_test (tc, follows, 0, G_N_ELEMENTS (sequences));
  tcase_add_test (tc, repeats);
  tcase_add_test (tc, measures_sequences);
  tcase_add_test (tc, saturates);
  tcase_add_test (tc, reports_the_codebook);
  suite_add_tcase (suite, tc);

  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed != 0;
}
