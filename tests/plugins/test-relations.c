/* test-relations.c - how the codings of two codes lie to each other. */
#include "fixture.h"

#include <check.h>
#include <json-glib/json-glib.h>
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

static void
check_number (
    SchoTable *table, const char *a, const char *b, const char *column, double expected)
{
  g_autofree char *cell = fixture_find_cell (table, a, b, column);

  ck_assert_msg (cell != NULL, "no row %s %s", a, b);
  ck_assert_msg (fabs (g_ascii_strtod (cell, NULL) - expected) < 1e-6,
                 "%s %s %s: %s, not %f", a, b, column, cell, expected);
}

/* Lines of that many letters each. */
static char *
make_lines (const guint *lengths, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      for (guint k = 0; k < lengths[i]; k++)
        g_string_append_c (text, 'x');
      if (i + 1 < n)
        g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

typedef struct
{
  guint32 start, end, code, coder;
} Place;

static const guint lengths[] = { 5, 1, 12, 0, 7, 9, 3, 20 };
#define N_LINES G_N_ELEMENTS (lengths)
#define N_CODES 5
#define N_PLACES 14

/* Two documents of the same lines. */
static void
add_random (GRand *random, Place places[2][N_PLACES])
{
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "random");
  g_autofree char *lines = make_lines (lengths, N_LINES);
  g_autoptr (SchoText) text = scho_text_new (lines, NULL);
  guint32 n = scho_text_get_length (text);

  for (guint i = 0; i < N_CODES; i++)
    scho_step_add_code (step, &(SchoCode){ .name = (char[]){ 'a' + i, '\0' } });
  scho_step_ensure_coder (step, "Ana");
  scho_step_ensure_coder (step, "Ben");
  for (guint d = 0; d < 2; d++)
    {
      guint32 document = scho_step_add_document (
          step, &(SchoDocument){ .title = d == 0 ? "one" : "two" }, text);

      for (guint i = 0; i < N_PLACES; i++)
        {
          Place *place = &places[d][i];

          place->start = g_rand_int_range (random, 0, n);
          place->end = g_rand_int_range (random, place->start + 1,
                                         MIN (place->start + 15, n) + 1);
          place->code = g_rand_int_range (random, 0, N_CODES);
          place->coder = g_rand_int_range (random, 1, 3);
          scho_step_add_annotation (step, &(SchoAnnotation){ .document = document,
                                                             .start = place->start,
                                                             .end = place->end,
                                                             .code = place->code + 1,
                                                             .coder = place->coder,
                                                             .weight = SCHO_NO_WEIGHT });
        }
    }
  fixture_apply (&fixture, step);
}

/* An empty line is no paragraph. */
static gboolean
is_in_line (const Place *place, guint line)
{
  guint32 start = 0;

  for (guint i = 0; i < line; i++)
    start += lengths[i] + 1;
  return lengths[line] > 0 && place->start < start + lengths[line] && place->end > start;
}

typedef struct
{
  guint exact, a_contains, b_contains, crossing, near, same, documents, both, only[2];
} Plain;

static void
relate_plainly (const Place *a, const Place *b, guint distance, Plain *plain)
{
  guint gap = MAX (a->start, b->start) > MIN (a->end, b->end)
                  ? MAX (a->start, b->start) - MIN (a->end, b->end)
                  : 0;
  gboolean overlap = a->start < b->end && b->start < a->end;
  gboolean in_b = b->start <= a->start && a->end <= b->end;
  gboolean in_a = a->start <= b->start && b->end <= a->end;
  gboolean same = FALSE;

  for (guint line = 0; line < N_LINES; line++)
    same |= is_in_line (a, line) && is_in_line (b, line);
  plain->near += gap <= distance;
  plain->same += same;
  plain->exact += in_a && in_b;
  plain->a_contains += in_a && !in_b;
  plain->b_contains += in_b && !in_a;
  plain->crossing += overlap && !in_a && !in_b;
}

static Plain
count_plainly (
    Place places[2][N_PLACES], guint a, guint b, guint distance, gboolean across)
{
  Plain plain = { 0 };

  for (guint d = 0; d < 2; d++)
    {
      gboolean has[2] = { FALSE };

      for (guint i = 0; i < N_PLACES; i++)
        {
          has[0] |= places[d][i].code == a;
          has[1] |= places[d][i].code == b;
          for (guint k = 0; k < N_PLACES; k++)
            if (places[d][i].code == a && places[d][k].code == b
                && (across || places[d][i].coder == places[d][k].coder))
              relate_plainly (&places[d][i], &places[d][k], distance, &plain);
        }
      plain.documents += has[0] && has[1];
      for (guint line = 0; line < N_LINES; line++)
        {
          gboolean in[2] = { FALSE };

          for (guint i = 0; i < N_PLACES; i++)
            {
              in[0] |= places[d][i].code == a && is_in_line (&places[d][i], line);
              in[1] |= places[d][i].code == b && is_in_line (&places[d][i], line);
            }
          plain.both += in[0] && in[1];
          plain.only[0] += in[0];
          plain.only[1] += in[1];
        }
    }
  return plain;
}

static void
check_pair (SchoTable *table, const char *a, const char *b, const Plain *plain)
{
  check_number (table, a, b, "exact", plain->exact);
  check_number (table, a, b, "a-contains-b", plain->a_contains);
  check_number (table, a, b, "b-contains-a", plain->b_contains);
  check_number (table, a, b, "crossing", plain->crossing);
  check_number (table, a, b, "overlaps",
                plain->exact + plain->a_contains + plain->b_contains + plain->crossing);
  check_number (table, a, b, "near", plain->near);
  check_number (table, a, b, "same-unit", plain->same);
  check_number (table, a, b, "documents", plain->documents);
  check_number (table, a, b, "units-both", plain->both);
  check_number (table, a, b, "units-a", plain->only[0]);
  check_number (table, a, b, "units-b", plain->only[1]);
}

START_TEST (counts_like_the_plain_way)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (_i);
  guint distance = (guint) _i % 4 * 3;
  gboolean across = _i % 2;
  g_autofree char *set_distance = g_strdup_printf ("distance=%u", distance);
  const char *set[]
      = { set_distance, across ? "across-coders=true" : "across-coders=false", NULL };
  Place places[2][N_PLACES];
  g_autoptr (SchoTable) table = NULL;
  gsize n_rows = 0;

  add_random (random, places);
  table = fixture_analyse (&fixture, "relations", set, NULL);
  for (guint a = 0; a < N_CODES; a++)
    for (guint b = a + 1; b < N_CODES; b++)
      {
        Plain plain = count_plainly (places, a, b, distance, across);

        if (plain.documents == 0)
          continue;
        n_rows++;
        check_pair (table, (char[]){ 'a' + a, '\0' }, (char[]){ 'a' + b, '\0' }, &plain);
      }
  ck_assert_uint_eq (scho_table_get_n_rows (table), n_rows);
}
END_TEST

/* A made-up case whose figures others computed with SciPy. */

static void
add_sample_document (SchoStep *step, JsonObject *document, GHashTable *ids)
{
  JsonArray *paragraphs = json_object_get_array_member (document, "paragraphs");
  g_autofree char *letters
      = g_strnfill (json_object_get_int_member (document, "length"), 'x');
  const char *title = json_object_get_string_member (document, "id");
  g_autoptr (SchoText) text = NULL;

  for (guint i = 0; i < json_array_get_length (paragraphs); i++)
    letters[json_array_get_int_element (json_array_get_array_element (paragraphs, i), 1)]
        = '\n';
  text = scho_text_new (letters, NULL);
  g_hash_table_insert (ids, (gpointer) title,
                       GUINT_TO_POINTER (scho_step_add_document (
                           step, &(SchoDocument){ .title = title }, text)));
}

static void
add_sample_coding (SchoStep *step, JsonObject *coding, GHashTable *ids, GHashTable *codes)
{
  const char *code = json_object_get_string_member (coding, "code");
  guint32 id = GPOINTER_TO_UINT (g_hash_table_lookup (codes, code));

  scho_step_add_annotation (
      step,
      &(SchoAnnotation){ .document = GPOINTER_TO_UINT (g_hash_table_lookup (
                             ids, json_object_get_string_member (coding, "document"))),
                         .start = json_object_get_int_member (coding, "start"),
                         .end = json_object_get_int_member (coding, "end"),
                         .code = id,
                         .coder = scho_step_ensure_coder (
                             step, json_object_get_string_member (coding, "coder")),
                         .weight = SCHO_NO_WEIGHT });
}

static void
add_sample (JsonObject *sample)
{
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "sample");
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  static const char *const names[] = { "c1", "c2", "c3", "c4" };
  JsonArray *documents = json_object_get_array_member (sample, "documents");
  JsonArray *codings = json_object_get_array_member (sample, "codings");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_hash_table_insert (
        codes, (gpointer) names[i],
        GUINT_TO_POINTER (scho_step_add_code (step, &(SchoCode){ .name = names[i] })));
  for (guint i = 0; i < json_array_get_length (documents); i++)
    add_sample_document (step, json_array_get_object_element (documents, i), ids);
  for (guint i = 0; i < json_array_get_length (codings); i++)
    add_sample_coding (step, json_array_get_object_element (codings, i), ids, codes);
  fixture_apply (&fixture, step);
}

static void
check_sample_pair (SchoTable *table, JsonObject *pair)
{
  static const struct
  {
    const char *member, *column;
  } counts[] = {
    { "n_a", "codings-a" },
    { "n_b", "codings-b" },
    { "overlapping_pairs", "overlaps" },
    { "exact", "exact" },
    { "a_strictly_contains_b", "a-contains-b" },
    { "b_strictly_contains_a", "b-contains-a" },
    { "crossing", "crossing" },
    { "near_50_pairs", "near" },
    { "same_paragraph_pairs", "same-unit" },
    { "documents_with_both", "documents" },
  };
  static const struct
  {
    const char *member, *column;
  } measures[] = { { "chi2", "chi-square" },
                   { "p_of_chi2", "p" },
                   { "mi_log2", "pmi" },
                   { "npmi", "npmi" },
                   { "jaccard_c", "jaccard" } };
  const char *a = json_object_get_string_member (pair, "a");
  const char *b = json_object_get_string_member (pair, "b");
  JsonObject *values = json_object_get_object_member (pair, "paragraph_measures");

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    check_number (table, a, b, counts[i].column,
                  json_object_get_int_member (pair, counts[i].member));
  for (guint i = 0; values != NULL && i < G_N_ELEMENTS (measures); i++)
    if (json_object_has_member (values, measures[i].member)
        && !json_object_get_null_member (values, measures[i].member))
      check_number (table, a, b, measures[i].column,
                    json_object_get_double_member (values, measures[i].member));
}

START_TEST (agrees_with_the_sample)
{
  static const char *const set[] = { "distance=50", NULL };
  g_autofree char *path = fixture_shared_path ("samples/agreement/relations_1.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (SchoTable) table = NULL;
  JsonObject *sample;
  JsonArray *pairs;

  if (!json_parser_load_from_file (parser, path, NULL))
    {
      g_print ("skipped: %s is not there\n", path);
      return;
    }
  sample = json_node_get_object (json_parser_get_root (parser));
  add_sample (sample);
  table = fixture_analyse (&fixture, "relations", set, NULL);
  pairs = json_object_get_array_member (
      json_object_get_object_member (sample, "expected"), "pairs");
  ck_assert_uint_gt (json_array_get_length (pairs), 3);
  for (guint i = 0; i < json_array_get_length (pairs); i++)
    check_sample_pair (table, json_array_get_object_element (pairs, i));
}
END_TEST

START_TEST (says_why_undefined)
{
  static const char *const set[] = { "unit=documents", NULL };
  Place places[2][N_PLACES];
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (SchoTable) table = NULL;
  g_autofree char *reason = NULL, *chi2 = NULL;

  add_random (random, places);
  table = fixture_analyse (&fixture, "relations", set, NULL);
  reason = scho_table_dup_cell (table, 0, scho_table_get_n_columns (table) - 1);
  chi2 = fixture_find_cell (table, scho_table_get_text (table, 0, 0),
                            scho_table_get_text (table, 0, 1), "chi-square");
  ck_assert_str_eq (reason, "all units have one of the codes, or none has it");
  ck_assert_str_eq (chi2, "");
}
END_TEST

/* Where no unit has both, few counts are told of too. */
START_TEST (says_all_that_is_wrong)
{
  static const char *const set[] = { "unit=paragraphs", NULL };
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "coded");
  g_autoptr (SchoText) text = scho_text_new ("one\ntwo\nthree", NULL);
  g_autoptr (SchoTable) table = NULL;
  g_autofree char *reason = NULL;
  guint32 document
      = scho_step_add_document (step, &(SchoDocument){ .title = "one" }, text);

  for (guint i = 0; i < 2; i++)
    {
      char name[] = { (char) ('a' + i), '\0' };

      scho_step_add_annotation (
          step, &(SchoAnnotation){
                    .document = document,
                    .start = i * 4,
                    .end = i * 4 + 3,
                    .code = scho_step_add_code (step, &(SchoCode){ .name = name }),
                    .coder = scho_step_ensure_coder (step, "Ana"),
                    .weight = SCHO_NO_WEIGHT });
    }
  fixture_apply (&fixture, step);
  table = fixture_analyse (&fixture, "relations", set, NULL);
  reason = fixture_find_cell (table, "a", "b", "reason");
  ck_assert_msg (reason != NULL && g_str_has_prefix (reason, "no unit has both; counts "),
                 "%s", reason);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("relations");
  TCase *tc = tcase_create ("relations");
  SRunner *runner;
  int n_failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, counts_like_the_plain_way, 0, 20);
  tcase_add_test (tc, agrees_with_the_sample);
  tcase_add_test (tc, says_why_undefined);
  tcase_add_test (tc, says_all_that_is_wrong);
  suite_add_tcase (suite, tc);

  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed != 0;
}
