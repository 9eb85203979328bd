/* test-agreement.c - agreement against plain counting, and what must not change it. */
#include "agreement-project.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_DOCUMENTS 3
#define LENGTH 120
#define N_CODES 3

/* By document, coder and character: code + 1, 0 for none; and where units begin. */
typedef struct
{
  guint codes[N_DOCUMENTS][2][LENGTH];
  gboolean begins[N_DOCUMENTS][2][LENGTH];
} Model;

static void
make_model (Model *self, guint seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  memset (self, 0, sizeof *self);
  for (guint d = 0; d < N_DOCUMENTS; d++)
    for (guint coder = 0; coder < 2; coder++)
      for (guint at = g_rand_int_range (random, 0, 20); at + 1 < LENGTH;)
        {
          guint length = g_rand_int_range (random, 1, 25),
                end = MIN (LENGTH, at + length);
          guint code = g_rand_int_range (random, 0, N_CODES);

          self->begins[d][coder][at] = TRUE;
          for (; at < end; at++)
            self->codes[d][coder][at] = code + 1;
          at += g_rand_int_range (random, 0, 3) * 8;
        }
}

static guint
find_end (const Model *self, guint d, guint coder, guint at)
{
  guint code = self->codes[d][coder][at++];

  while (at < LENGTH && self->codes[d][coder][at] == code && !self->begins[d][coder][at])
    at++;
  return at;
}

/* @names: of the codes; @is_turned: coders and documents come in the other order. */
static void
build (AgreementProject *project,
       const Model *model,
       const char *const *names,
       gboolean is_turned)
{
  const char *coders[] = { is_turned ? "Ben" : "Ana", is_turned ? "Ana" : "Ben" };
  g_autofree char *words = g_strnfill (LENGTH, 'x');

  for (guint at = 19; at < LENGTH; at += 20)
    words[at] = '\n';
  agreement_project_open (project);
  for (guint i = 0; i < N_CODES; i++)
    agreement_project_ensure (project, names[i], NULL);
  agreement_project_ensure (project, NULL, "Ana");
  agreement_project_ensure (project, NULL, "Ben");
  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      guint d = is_turned ? N_DOCUMENTS - 1 - i : i;
      guint32 document = agreement_project_add_document (project, words);

      for (guint coder = 0; coder < 2; coder++)
        for (guint at = 0; at < LENGTH; at++)
          if (model->begins[d][coder][at])
            agreement_project_code (project, document, at, find_end (model, d, coder, at),
                                    names[model->codes[d][coder][at] - 1], coders[coder]);
    }
  agreement_project_apply (project);
}

static const char *const plain_names[] = { "a", "b", "c" };
static const char *const other_names[] = { "zebra", "Ähre", "b" };

static void
check_same (double value, double expected, const char *what, int seed)
{
  ck_assert_msg ((isnan (value) && isnan (expected)) || fabs (value - expected) < 1e-9,
                 "seed %d: %s is %.12g, not %.12g", seed, what, value, expected);
}

/* Cohen's kappa, alpha, percent and Jaccard of one code, a character at a time. */
static void
check_characters (const Model *model, SchoTable *table, guint code, int seed)
{
  double cells[2][2] = { { 0 } }, n = 0, expected, n1;

  for (guint d = 0; d < N_DOCUMENTS; d++)
    for (guint at = 0; at < LENGTH; at++, n++)
      cells[model->codes[d][0][at] == code + 1][model->codes[d][1][at] == code + 1]++;
  expected = ((cells[1][0] + cells[1][1]) * (cells[0][1] + cells[1][1])
              + (cells[0][0] + cells[0][1]) * (cells[0][0] + cells[1][0]))
             / (n * n);
  n1 = 2 * cells[1][1] + cells[0][1] + cells[1][0];
  check_same (agreement_find (table, "percent", plain_names[code], NULL, "value"),
              (cells[0][0] + cells[1][1]) / n, "percent", seed);
  check_same (agreement_find (table, "jaccard", plain_names[code], NULL, "value"),
              cells[1][1] / (n - cells[0][0]), "jaccard", seed);
  check_same (agreement_find (table, "cohen-kappa", plain_names[code], NULL, "value"),
              ((cells[0][0] + cells[1][1]) / n - expected) / (1 - expected),
              "cohen-kappa", seed);
  check_same (agreement_find (table, "alpha-nominal", plain_names[code], NULL, "value"),
              1 - (2 * n - 1) * (cells[0][1] + cells[1][0]) / (n1 * (2 * n - n1)),
              "alpha-nominal", seed);
}

/* u-alpha by pairs of places, as its formula has it, a character at a time. */
static double
count_u (const Model *model)
{
  double met = 0, margins[N_CODES + 1] = { 0 }, own[N_CODES + 1] = { 0 };
  double all = 2.0 * N_DOCUMENTS * LENGTH, all_own = 0, expected = 0;

  for (guint d = 0; d < N_DOCUMENTS; d++)
    for (guint at = 0; at < LENGTH; at++)
      {
        met += 2 * (model->codes[d][0][at] == model->codes[d][1][at]);
        for (guint coder = 0; coder < 2; coder++)
          {
            guint code = model->codes[d][coder][at];

            margins[code]++;
            if (code == 0)
              own[0]++;
            else if (model->begins[d][coder][at])
              own[code] += pow (find_end (model, d, coder, at) - at, 2);
          }
      }
  for (guint i = 0; i <= N_CODES; i++)
    all_own += own[i];
  for (guint i = 0; i <= N_CODES; i++)
    expected += all * (margins[i] * margins[i] - own[i]) / (all * all - all_own);
  return 1 - (all - met) / (all - expected);
}

START_TEST (is_what_plain_counting_gives)
{
  AgreementProject project;
  Model model;
  g_autoptr (SchoTable) alone = NULL;
  g_autoptr (SchoTable) group = NULL;

  make_model (&model, _i);
  build (&project, &model, plain_names, FALSE);
  alone = agreement_project_run (&project, "characters", FALSE, NULL);
  for (guint code = 0; code < N_CODES; code++)
    check_characters (&model, alone, code, _i);
  group = agreement_project_run (&project, "passages", TRUE, NULL);
  check_same (agreement_find (group, "u-alpha", "all", NULL, "value"), count_u (&model),
              "u-alpha", _i);
  agreement_project_close (&project);
}
END_TEST

static const char *
translate (const char *code)
{
  for (guint i = 0; i < N_CODES; i++)
    if (g_str_equal (code, plain_names[i]))
      return other_names[i];
  return code;
}

static const struct
{
  const char *unit;
  gboolean group;
} runs[] = {
  { "characters", FALSE }, { "characters", TRUE }, { "paragraphs", FALSE },
  { "passages", FALSE },   { "passages", TRUE },
};

/* Gamma's chance is drawn, so it may differ with the order; the alignment may not. */
static gboolean
is_drawn (const char *measure)
{
  return g_str_equal (measure, "gamma")
         || g_str_equal (measure, "gamma-expected-disorder");
}

START_TEST (names_and_order_change_nothing)
{
  AgreementProject project, turned;
  Model model;

  make_model (&model, 100 + _i);
  build (&project, &model, plain_names, FALSE);
  build (&turned, &model, other_names, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      g_autoptr (SchoTable) one
          = agreement_project_run (&project, runs[i].unit, runs[i].group, NULL);
      g_autoptr (SchoTable) other
          = agreement_project_run (&turned, runs[i].unit, runs[i].group, NULL);

      ck_assert_uint_gt (scho_table_get_n_rows (one), 3);
      ck_assert_uint_eq (scho_table_get_n_rows (one), scho_table_get_n_rows (other));
      for (gsize row = 0; row < scho_table_get_n_rows (one); row++)
        {
          const char *measure = scho_table_get_text (one, row, 0);
          const char *code = scho_table_get_text (one, row, 2);

          if (!is_drawn (measure))
            check_same (agreement_find (other, measure, translate (code), NULL, "value"),
                        scho_table_get_number (one, row, 5), measure, 100 + _i);
        }
    }
  agreement_project_close (&project);
  agreement_project_close (&turned);
}
END_TEST

START_TEST (what_is_undefined_says_why)
{
  AgreementProject project;
  g_autoptr (SchoTable) table = NULL;
  guint32 document;

  agreement_project_open (&project);
  document = agreement_project_add_blank (&project, 100);
  agreement_project_ensure (&project, "unused", NULL);
  agreement_project_code (&project, document, 0, 10, "used", "Ana");
  agreement_project_code (&project, document, 5, 10, "used", "Ben");
  agreement_project_apply (&project);
  table = agreement_project_run (&project, "characters", FALSE, NULL);
  check_same (agreement_find (table, "percent", "unused", NULL, "value"), 1, "percent",
              0);
  ck_assert (isnan (agreement_find (table, "cohen-kappa", "unused", NULL, "value")));
  ck_assert_ptr_nonnull (agreement_find_reason (table, "cohen-kappa", "unused"));
  ck_assert_ptr_null (agreement_find_reason (table, "cohen-kappa", "used"));
  agreement_project_close (&project);
}
END_TEST

START_TEST (codes_that_meet_are_no_group)
{
  const char *set[] = { "group=values of the test", NULL };
  AgreementProject project;
  g_autoptr (GError) error = NULL;
  guint32 document;

  agreement_project_open (&project);
  document = agreement_project_add_blank (&project, 100);
  agreement_project_code (&project, document, 0, 10, "x", "Ana");
  agreement_project_code (&project, document, 9, 12, "y", "Ana");
  agreement_project_code (&project, document, 5, 10, "x", "Ben");
  agreement_project_apply (&project);
  ck_assert_ptr_null (agreement_project_analyse (&project, set, &error));
  ck_assert_msg (strstr (error->message, "9–10: Ana has “x” and “y”") != NULL, "%s",
                 error->message);
  agreement_project_close (&project);
}
END_TEST

START_TEST (disagreements_are_listed_by_kind)
{
  const char *set[] = { "draws=0", NULL };
  static const char *const expected[]
      = { "limits differ", "code differs", "only one coded" };
  AgreementProject project;
  g_autoptr (GPtrArray) tables = NULL;
  guint32 document;

  agreement_project_open (&project);
  document = agreement_project_add_blank (&project, 100);
  agreement_project_code (&project, document, 0, 10, "x", "Ana");
  agreement_project_code (&project, document, 0, 10, "x", "Ben");
  agreement_project_code (&project, document, 20, 30, "x", "Ana");
  agreement_project_code (&project, document, 22, 30, "x", "Ben");
  agreement_project_code (&project, document, 40, 50, "x", "Ana");
  agreement_project_code (&project, document, 40, 50, "y", "Ben");
  agreement_project_code (&project, document, 60, 70, "x", "Ben");
  agreement_project_apply (&project);
  tables = agreement_project_analyse (&project, set, NULL);
  ck_assert_ptr_nonnull (tables);
  ck_assert_str_eq (scho_table_get_id (tables->pdata[1]), "disagreements");
  ck_assert_uint_eq (scho_table_get_n_rows (tables->pdata[1]), G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    ck_assert_str_eq (scho_table_get_text (tables->pdata[1], i, 0), expected[i]);
  ck_assert_int_eq (scho_table_get_integer (tables->pdata[1], 0, 2), 20);
  agreement_project_close (&project);
}
END_TEST

START_TEST (intervals_hold_the_value_and_come_again)
{
  const char *set[] = { "unit=characters", "draws=200", "seed=7", NULL };
  AgreementProject project;
  Model model;
  double low[2];

  make_model (&model, 5);
  build (&project, &model, plain_names, FALSE);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) tables = agreement_project_analyse (&project, set, NULL);
      double value
          = agreement_find (tables->pdata[0], "percent", plain_names[0], NULL, "value");

      low[i] = agreement_find (tables->pdata[0], "percent", plain_names[0], NULL, "low");
      ck_assert (low[i] < value);
      ck_assert (
          agreement_find (tables->pdata[0], "percent", plain_names[0], NULL, "high")
          > value);
    }
  ck_assert (low[0] == low[1]);
  agreement_project_close (&project);
}
END_TEST

/* 2 coders with 5,000 passages each: the budget is 10 s. */
START_TEST (many_passages_do_not_take_long)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  AgreementProject project;
  g_autoptr (SchoTable) table = NULL;
  gint64 start;
  guint32 document;

  agreement_project_open (&project);
  document = agreement_project_add_blank (&project, 1000000);
  for (guint i = 0; i < 5000; i++)
    for (guint coder = 0; coder < 2; coder++)
      {
        guint from = 200 * i + g_rand_int_range (random, 0, 60);

        agreement_project_code (&project, document, from,
                                from + g_rand_int_range (random, 10, 120),
                                plain_names[g_rand_int_range (random, 0, N_CODES)],
                                coder == 0 ? "Ana" : "Ben");
      }
  agreement_project_apply (&project);
  start = g_get_monotonic_time ();
  table = agreement_project_run (&project, "passages", TRUE, NULL);
  g_print ("u-alpha %.3f, gamma %.3f of 2 × 5,000 passages: %.2f s\n",
           agreement_find (table, "u-alpha", "all", NULL, "value"),
           agreement_find (table, "gamma", "all", NULL, "value"),
           (g_get_monotonic_time () - start) / 1e6);
  ck_assert_int_lt (g_get_monotonic_time () - start, 40 * G_USEC_PER_SEC);
  agreement_project_close (&project);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("agreement");
  TCase *tc = tcase_create ("agreement");
  SRunner *runner = srunner_create (suite);
  int n_failed;

  tcase_set_timeout (tc, 100);
  tcase_add_loop_test (tc, is_what_plain_counting_gives, 0, 10);
  tcase_add_loop_test (tc, names_and_order_change_nothing, 0, 5);
  tcase_add_test (tc, what_is_undefined_says_why);
  tcase_add_test (tc, codes_that_meet_are_no_group);
  tcase_add_test (tc, disagreements_are_listed_by_kind);
  tcase_add_test (tc, intervals_hold_the_value_and_come_again);
  tcase_add_test (tc, many_passages_do_not_take_long);
  suite_add_tcase (suite, tc);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
