#include "../../plugins/co-occurrence/pairs.h"
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

typedef struct
{
  guint overlaps, a_with_b, b_with_a, characters, either, n_a, n_b;
} Counted;

static gboolean
may_meet (const SchoAnnotation *one, const SchoAnnotation *other, gboolean across)
{
  return one != other && (across || one->coder == other->coder) && one->start < other->end
         && other->start < one->end;
}

static guint
count_met (const SchoAnnotation *all,
           gsize n,
           const SchoAnnotation *one,
           guint32 code,
           gboolean across)
{
  guint met = 0;

  for (gsize i = 0; i < n; i++)
    met += all[i].code == code && may_meet (one, &all[i], across);
  return met;
}

static gboolean
is_covered (
    const SchoAnnotation *all, gsize n, guint32 place, guint32 code, guint32 coder)
{
  for (gsize i = 0; i < n; i++)
    if (all[i].code == code && (coder == 0 || all[i].coder == coder)
        && all[i].start <= place && place < all[i].end)
      return TRUE;
  return FALSE;
}

/* Each coding with each, each character by itself. */
static Counted
count_plainly (SchoSnapshot *snapshot, guint32 a, guint32 b, gboolean across)
{
  Counted counted = { 0 };

  for (guint32 document = 1; document <= 4; document++)
    {
      gsize n;
      const SchoAnnotation *all = scho_snapshot_get_annotations (snapshot, document, &n);

      for (gsize i = 0; i < n; i++)
        {
          counted.n_a += all[i].code == a;
          counted.n_b += all[i].code == b;
          if (all[i].code == a)
            {
              guint met = count_met (all, n, &all[i], b, across);

              counted.overlaps += met;
              counted.a_with_b += met > 0;
            }
          if (all[i].code == b)
            counted.b_with_a += count_met (all, n, &all[i], a, across) > 0;
        }
      for (guint32 coder = across ? 0 : 1; coder <= (across ? 0 : 3); coder++)
        for (guint32 place = 0; place < 200; place++)
          {
            gboolean in_a = is_covered (all, n, place, a, coder);
            gboolean in_b = is_covered (all, n, place, b, coder);

            counted.characters += in_a && in_b;
            counted.either += in_a || in_b;
          }
    }
  return counted;
}

static void
check_number (
    SchoTable *table, const char *a, const char *b, const char *column, double value)
{
  g_autofree char *cell = fixture_find_cell (table, a, b, column);

  ck_assert_msg (cell != NULL, "no row %s %s", a, b);
  ck_assert_msg (ABS (g_ascii_strtod (cell, NULL) - value) < 1e-8, "%s %s %s: %s, not %f",
                 a, b, column, cell, value);
}

static void
check_coefficient (
    SchoTable *table, const char *a, const char *b, double n1, double n2, double n12)
{
  g_autofree char *reason = fixture_find_cell (table, a, b, "reason");
  g_autofree char *cell = fixture_find_cell (table, a, b, "c-coefficient");

  if (n12 > n1 + n2 - n12)
    {
      ck_assert_str_eq (cell, "");
      ck_assert_ptr_nonnull (strstr (reason, "several of the other code"));
      return;
    }
  ck_assert_str_eq (reason, "");
  check_number (table, a, b, "c-coefficient", n12 / (n1 + n2 - n12));
}

static void
check_list (gboolean across)
{
  const char *set[]
      = { "details=true", across ? "across-coders=true" : "across-coders=false", NULL };
  g_autoptr (SchoTable) table = fixture_analyse (&fixture, "co-occurrence", set, NULL);
  gsize n_rows = 0, n_codes;
  const SchoCode *const *codes
      = scho_snapshot_get_codes (fixture_snapshot (&fixture), &n_codes);

  for (gsize i = 0; i < n_codes; i++)
    for (gsize j = i + 1; j < n_codes; j++)
      {
        Counted counted = count_plainly (fixture_snapshot (&fixture), codes[i]->id,
                                         codes[j]->id, across);
        const char *a = codes[i]->name, *b = codes[j]->name;

        if (counted.overlaps == 0)
          continue;
        n_rows++;
        check_number (table, a, b, "overlaps", counted.overlaps);
        check_number (table, a, b, "codings-a", counted.n_a);
        check_number (table, a, b, "codings-b", counted.n_b);
        check_number (table, a, b, "a-with-b", counted.a_with_b);
        check_number (table, a, b, "b-with-a", counted.b_with_a);
        check_number (table, a, b, "characters", counted.characters);
        check_number (table, a, b, "jaccard",
                      (double) counted.characters / counted.either);
        check_coefficient (table, a, b, counted.n_a, counted.n_b, counted.overlaps);
      }
  ck_assert_uint_eq (scho_table_get_n_rows (table), n_rows);
}

START_TEST (counts_like_the_plain_way)
{
  fixture_fill (&fixture, _i, 10 + 8 * _i);
  check_list (FALSE);
  check_list (TRUE);
}
END_TEST

START_TEST (makes_a_square)
{
  static const char *const set[] = { "matrix=true", "coder=Ana", NULL };
  static const char *const list[] = { "coder=Ana", NULL };
  g_autoptr (SchoTable) square = NULL, pairs = NULL;

  fixture_fill (&fixture, _i, 150);
  square = fixture_analyse (&fixture, "co-occurrence", set, NULL);
  pairs = fixture_analyse (&fixture, "co-occurrence", list, NULL);
  ck_assert_uint_eq (scho_table_get_n_rows (square), 6); /* c7 is not used */
  ck_assert_uint_eq (scho_table_get_n_columns (square), 7);
  ck_assert_uint_gt (scho_table_get_n_rows (pairs), 3);
  for (gsize row = 0; row < scho_table_get_n_rows (pairs); row++)
    {
      const char *a = scho_table_get_text (pairs, row, 0);
      const char *b = scho_table_get_text (pairs, row, 1);
      g_autofree char *one = fixture_find_cell (square, a, NULL, b);
      g_autofree char *other = fixture_find_cell (square, b, NULL, a);
      g_autofree char *overlaps = scho_table_dup_cell (pairs, row, 2);

      ck_assert_str_eq (one, overlaps);
      ck_assert_str_eq (other, overlaps);
    }
}
END_TEST

static gboolean
never (gpointer data)
{
  return FALSE;
}

/* A hash beyond some number of codes says the same as the array below it. */
START_TEST (counts_many_codes_alike)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (_i);
  g_autoptr (Pairs) few = pairs_new (20), many = pairs_new (100000);
  g_autoptr (GArray) in_few = NULL, in_many = NULL;
  PairsItem items[400], wide[400];
  guint32 start = 0;

  for (guint i = 0; i < 400; i++)
    {
      start += g_rand_int_range (random, 0, 5);
      items[i] = (PairsItem){ start, start + g_rand_int_range (random, 1, 30),
                              g_rand_int_range (random, 0, 20) };
      wide[i] = items[i];
      wide[i].code *= 5000;
    }
  ck_assert (pairs_count (few, items, 400, never, NULL));
  ck_assert (pairs_count (many, wide, 400, never, NULL));
  ck_assert (pairs_count_details (few, items, 400, never, NULL));
  ck_assert (pairs_count_details (many, wide, 400, never, NULL));

  in_few = pairs_list (few);
  in_many = pairs_list (many);
  ck_assert_uint_gt (in_few->len, 50);
  ck_assert_uint_eq (in_few->len, in_many->len);
  for (guint i = 0; i < in_few->len; i++)
    {
      PairsFound one = g_array_index (in_few, PairsFound, i);
      PairsFound other = g_array_index (in_many, PairsFound, i);

      ck_assert_uint_eq (one.first * 5000, other.first);
      ck_assert_uint_eq (one.second * 5000, other.second);
      ck_assert_uint_eq (pairs_get_overlaps (few, one.first, one.second),
                         pairs_get_overlaps (many, other.first, other.second));
      ck_assert_uint_eq (pairs_get_meetings (few, one.second, one.first),
                         pairs_get_meetings (many, other.second, other.first));
      ck_assert_uint_eq (pairs_get_shared_characters (few, one.first, one.second),
                         pairs_get_shared_characters (many, other.first, other.second));
    }
}
END_TEST

/* What does not fit in 32 bits is carried over. */
START_TEST (counts_beyond_32_bits)
{
  static const PairsItem items[] = { { 0, 3000000000, 0 }, { 1, 3000000000, 2 } };
  g_autoptr (Pairs) pairs = pairs_new (3);

  for (guint i = 0; i < 5; i++)
    {
      ck_assert (pairs_count (pairs, items, 2, never, NULL));
      ck_assert (pairs_count_details (pairs, items, 2, never, NULL));
    }
  ck_assert_uint_eq (pairs_get_overlaps (pairs, 2, 0), 5);
  ck_assert_uint_eq (pairs_get_meetings (pairs, 0, 2), 5);
  ck_assert_uint_eq (pairs_get_shared_characters (pairs, 0, 2),
                     G_GUINT64_CONSTANT (5) * 2999999999);
  ck_assert_uint_eq (pairs_get_shared_characters (pairs, 0, 1), 0);
}
END_TEST

static gboolean
always (gpointer data)
{
  return TRUE;
}

START_TEST (stops_when_cancelled)
{
  g_autoptr (Pairs) pairs = pairs_new (1);
  g_autofree PairsItem *items = g_new (PairsItem, 1000);

  for (guint i = 0; i < 1000; i++)
    items[i] = (PairsItem){ i, i + 10, 0 };
  ck_assert (!pairs_count (pairs, items, 1000, always, NULL));
  ck_assert (!pairs_count_details (pairs, items, 1000, always, NULL));
}
END_TEST

/* Published and cross-checked values of others. */

static void
add_shared_codings (JsonObject *facts)
{
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "facts");
  JsonArray *documents = json_object_get_array_member (facts, "documents");
  JsonArray *codings = json_object_get_array_member (facts, "codings");

  for (guint i = 0; i < json_array_get_length (documents); i++)
    {
      JsonObject *document = json_array_get_object_element (documents, i);
      g_autofree char *body
          = g_strnfill (json_object_get_int_member (document, "length"), 'x');
      g_autoptr (SchoText) text = scho_text_new (body, NULL);

      scho_step_add_document (
          step,
          &(SchoDocument){ .title = json_object_get_string_member (document, "id") },
          text);
    }
  for (guint i = 1; i <= 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("c%u", i);

      scho_step_add_code (step, &(SchoCode){ .name = name, .position = i });
    }
  for (guint i = 0; i < json_array_get_length (codings); i++)
    {
      JsonObject *coding = json_array_get_object_element (codings, i);
      SchoAnnotation values = { .weight = SCHO_NO_WEIGHT };

      values.document = scho_step_find_document (
          step, json_object_get_string_member (coding, "document"));
      values.code
          = scho_step_find_code (step, 0, json_object_get_string_member (coding, "code"));
      values.coder = scho_step_ensure_coder (
          step, json_object_get_string_member (coding, "coder"));
      values.start = json_object_get_int_member (coding, "start");
      values.end = json_object_get_int_member (coding, "end");
      scho_step_add_annotation (step, &values);
    }
  fixture_apply (&fixture, step);
}

static JsonParser *
load_shared (const char *relative)
{
  g_autofree char *path = fixture_shared_path (relative);
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (json_parser_load_from_file (parser, path, NULL))
    return g_steal_pointer (&parser);
  g_print ("skipped: the worked example is not here: %s\n", path);
  return NULL;
}

START_TEST (agrees_with_a_worked_example)
{
  static const char *const set[] = { "details=true", NULL };
  g_autoptr (JsonParser) parser = load_shared ("samples/agreement/relations_1.json");
  g_autoptr (SchoTable) table = NULL;
  JsonObject *facts;
  JsonArray *pairs;
  guint n_checked = 0;

  if (parser == NULL)
    return;
  facts = json_node_get_object (json_parser_get_root (parser));
  add_shared_codings (facts);
  table = fixture_analyse (&fixture, "co-occurrence", set, NULL);
  pairs = json_object_get_array_member (json_object_get_object_member (facts, "expected"),
                                        "pairs");
  for (guint i = 0; i < json_array_get_length (pairs); i++)
    {
      JsonObject *pair = json_array_get_object_element (pairs, i);
      const char *a = json_object_get_string_member (pair, "a");
      const char *b = json_object_get_string_member (pair, "b");
      gint64 overlaps = json_object_get_int_member (pair, "overlapping_pairs");

      if (overlaps == 0)
        continue;
      n_checked++;
      check_number (table, a, b, "overlaps", overlaps);
      check_number (table, a, b, "a-with-b",
                    json_object_get_int_member (pair, "codings_of_a_meeting_b"));
      check_number (table, a, b, "b-with-a",
                    json_object_get_int_member (pair, "codings_of_b_meeting_a"));
      check_number (table, a, b, "characters",
                    json_object_get_int_member (pair, "characters_with_both"));
      check_number (table, a, b, "jaccard",
                    json_object_get_double_member (pair, "character_jaccard"));
      check_coefficient (table, a, b, json_object_get_int_member (pair, "n_a"),
                         json_object_get_int_member (pair, "n_b"), overlaps);
    }
  ck_assert_uint_gt (n_checked, 2);
}
END_TEST

/* @n12 codings of one code meet one of the other each; the rest lie apart. */
static void
add_meetings (guint n1, guint n2, guint n12)
{
  g_autofree char *body = g_strnfill (10 * (n1 + n2), 'x');
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "meetings");
  g_autoptr (SchoText) text = scho_text_new (body, NULL);
  guint32 document = scho_step_add_document (step, &(SchoDocument){ .title = "d" }, text);
  guint32 coder = scho_step_ensure_coder (step, "Ana");
  guint32 one = scho_step_add_code (step, &(SchoCode){ .name = "one" });
  guint32 other = scho_step_add_code (step, &(SchoCode){ .name = "two" });

  for (guint i = 0; i < n1 + n2; i++)
    {
      guint place = i < n1 ? i : i - n1 < n12 ? i - n1 : i;

      scho_step_add_annotation (step, &(SchoAnnotation){ .document = document,
                                                         .start = 10 * place,
                                                         .end = 10 * place + 10,
                                                         .code = i < n1 ? one : other,
                                                         .coder = coder,
                                                         .weight = SCHO_NO_WEIGHT });
    }
  fixture_apply (&fixture, step);
}

START_TEST (agrees_with_the_published_coefficient)
{
  static const struct
  {
    guint n1, n2, n12;
    double c, tolerance;
  } published[] = { { 100, 10, 5, .048, .0005 }, { 1, 1, 1, 1, 0 }, { 4, 6, 2, .25, 0 } };
  g_autoptr (SchoTable) table = NULL;
  g_autofree char *cell = NULL;

  add_meetings (published[_i].n1, published[_i].n2, published[_i].n12);
  table = fixture_analyse (&fixture, "co-occurrence", NULL, NULL);
  cell = fixture_find_cell (table, "one", "two", "c-coefficient");
  ck_assert_double_le (fabs (g_ascii_strtod (cell, NULL) - published[_i].c),
                       published[_i].tolerance);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("co-occurrence");
  TCase *tc = tcase_create ("co-occurrence");
  SRunner *runner;
  int n_failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, counts_like_the_plain_way, 0, 15);
  tcase_add_loop_test (tc, makes_a_square, 0, 3);
  tcase_add_loop_test (tc, counts_many_codes_alike, 0, 5);
  tcase_add_test (tc, counts_beyond_32_bits);
  tcase_add_test (tc, stops_when_cancelled);
  tcase_add_test (tc, agrees_with_a_worked_example);
  tcase_add_loop_test (tc, agrees_with_the_published_coefficient, 0, 3);
  suite_add_tcase (suite, tc);

  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed != 0;
}
