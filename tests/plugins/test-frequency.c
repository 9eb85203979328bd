#include "fixture.h"

#include <check.h>
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

/* What is to be counted; 0: all. */
typedef struct
{
  guint32 code, document, coder;
  gboolean sub_codes;
} Which;

typedef struct
{
  guint codings, characters, documents, coders;
} Counted;

static gboolean
is_below (SchoSnapshot *snapshot, guint32 code, guint32 above)
{
  for (; code != 0; code = scho_snapshot_get_code (snapshot, code)->parent)
    if (code == above)
      return TRUE;
  return FALSE;
}

/* Character by character. */
static Counted
count_plainly (SchoSnapshot *snapshot, const Which *which)
{
  gboolean coders[4] = { FALSE };
  Counted counted = { 0 };

  for (guint32 document = 1; document <= 4; document++)
    {
      gboolean covered[200] = { FALSE };
      guint before = counted.codings;
      gsize n;
      const SchoAnnotation *codings
          = scho_snapshot_get_annotations (snapshot, document, &n);

      for (gsize i = 0; i < n; i++)
        {
          gboolean is_it = which->sub_codes
                               ? is_below (snapshot, codings[i].code, which->code)
                               : codings[i].code == which->code;

          if (!is_it || (which->document != 0 && which->document != document)
              || (which->coder != 0 && which->coder != codings[i].coder))
            continue;
          counted.codings++;
          coders[codings[i].coder] = TRUE;
          for (guint32 c = codings[i].start; c < codings[i].end; c++)
            covered[c] = TRUE;
        }
      for (guint c = 0; c < 200; c++)
        counted.characters += covered[c];
      counted.documents += counted.codings > before;
    }
  for (guint i = 0; i < 4; i++)
    counted.coders += coders[i];
  return counted;
}

static void
check_number (
    SchoTable *table, const char *a, const char *b, const char *column, double value)
{
  g_autofree char *cell = fixture_find_cell (table, a, b, column);

  ck_assert_msg (cell != NULL, "no row %s %s", a, b ? b : "");
  ck_assert_msg (ABS (g_ascii_strtod (cell, NULL) - value) < 1e-9, "%s %s %s: %s, not %f",
                 a, b ? b : "", column, cell, value);
}

static void
check_by_code (const Which *which, double length, const char *const *set)
{
  g_autoptr (SchoTable) table = fixture_analyse (&fixture, "frequency", set, NULL);

  ck_assert_uint_eq (scho_table_get_n_rows (table), 7);
  for (guint32 code = 1; code <= 7; code++)
    {
      Which one = *which;
      Counted counted;
      g_autofree char *name = g_strdup_printf ("c%u", code);

      one.code = code;
      counted = count_plainly (fixture_snapshot (&fixture), &one);
      check_number (table, name, NULL, "codings", counted.codings);
      check_number (table, name, NULL, "documents", counted.documents);
      check_number (table, name, NULL, "coders", counted.coders);
      check_number (table, name, NULL, "characters", counted.characters);
      check_number (table, name, NULL, "share", counted.characters / length);
    }
}

START_TEST (counts_like_the_plain_way)
{
  fixture_fill (&fixture, _i, 20 + 10 * _i);
  check_by_code (&(Which){ 0 }, 800, (const char *[]){ NULL });
  check_by_code (&(Which){ .sub_codes = TRUE }, 800,
                 (const char *[]){ "sub-codes=true", NULL });
  check_by_code (&(Which){ .document = 2 }, 200, (const char *[]){ "document=d2", NULL });
  check_by_code (&(Which){ .coder = 3, .sub_codes = TRUE }, 800,
                 (const char *[]){ "coder=Cleo", "sub-codes=yes", NULL });
}
END_TEST

/* Divided, each row is what the undivided table says of that part alone. */
START_TEST (divides)
{
  static const char *const by_document[] = { "by=document", "sub-codes=true", NULL };
  static const char *const by_coder[] = { "by=coder", NULL };
  static const char *const coders[] = { "Ana", "Ben", "Cleo" };
  g_autoptr (SchoTable) documents = NULL, persons = NULL;
  gsize n_rows[2] = { 0 };

  fixture_fill (&fixture, 100 + _i, 30);
  documents = fixture_analyse (&fixture, "frequency", by_document, NULL);
  persons = fixture_analyse (&fixture, "frequency", by_coder, NULL);
  for (guint32 code = 1; code <= 7; code++)
    for (guint32 part = 1; part <= 4; part++)
      {
        g_autofree char *name = g_strdup_printf ("c%u", code);
        g_autofree char *title = g_strdup_printf ("d%u", part);
        Counted counted = count_plainly (
            fixture_snapshot (&fixture),
            &(Which){ .code = code, .document = part, .sub_codes = TRUE });

        if (counted.codings > 0)
          {
            n_rows[0]++;
            check_number (documents, name, title, "codings", counted.codings);
            check_number (documents, name, title, "coders", counted.coders);
            check_number (documents, name, title, "share", counted.characters / 200.0);
          }
        if (part > 3)
          continue;
        counted = count_plainly (fixture_snapshot (&fixture),
                                 &(Which){ .code = code, .coder = part });
        if (counted.codings > 0)
          {
            n_rows[1]++;
            check_number (persons, name, coders[part - 1], "characters",
                          counted.characters);
            check_number (persons, name, coders[part - 1], "documents",
                          counted.documents);
          }
      }
  ck_assert_uint_eq (scho_table_get_n_rows (documents), n_rows[0]);
  ck_assert_uint_eq (scho_table_get_n_rows (persons), n_rows[1]);
}
END_TEST

static void
set_attribute (guint32 document, const char *name, const char *value)
{
  SchoAttribute attribute = { name, value, SCHO_ATTRIBUTE_TEXT };
  SchoSnapshot *snapshot = fixture_snapshot (&fixture);
  g_autoptr (SchoStep) step = scho_step_new (snapshot, "Attribute");
  SchoDocument changed = *scho_snapshot_get_document (snapshot, document);

  changed.attributes = &attribute;
  changed.n_attributes = 1;
  scho_step_replace_document (step, &changed, NULL);
  fixture_apply (&fixture, step);
}

/* By a value of the documents: what the two documents that have it say together. */
START_TEST (divides_by_an_attribute)
{
  static const char *const set[] = { "attribute=outlet", NULL };
  g_autoptr (SchoTable) table = NULL;
  gsize n_rows = 0;

  fixture_fill (&fixture, 300 + _i, 30);
  set_attribute (1, "outlet", "paper");
  set_attribute (2, "outlet", "radio");
  set_attribute (4, "outlet", "paper");
  table = fixture_analyse (&fixture, "frequency", set, NULL);
  for (guint32 code = 1; code <= 7; code++)
    {
      g_autofree char *name = g_strdup_printf ("c%u", code);
      Which which = { .code = code, .document = 1 };
      Counted one = count_plainly (fixture_snapshot (&fixture), &which), other, radio;

      which.document = 4;
      other = count_plainly (fixture_snapshot (&fixture), &which);
      which.document = 2;
      radio = count_plainly (fixture_snapshot (&fixture), &which);
      n_rows += (one.codings + other.codings > 0) + (radio.codings > 0);
      if (one.codings + other.codings > 0)
        {
          check_number (table, name, "paper", "codings", one.codings + other.codings);
          check_number (table, name, "paper", "documents",
                        one.documents + other.documents);
          check_number (table, name, "paper", "share",
                        (one.characters + other.characters) / 400.0);
        }
      if (radio.codings > 0)
        check_number (table, name, "radio", "share", radio.characters / 200.0);
    }
  ck_assert_uint_eq (scho_table_get_n_rows (table), n_rows);
}
END_TEST

/* No text: the share is undefined, and the table says why. */
START_TEST (says_why_undefined)
{
  g_autoptr (SchoTable) table = NULL;
  g_autofree char *reason = NULL, *share = NULL;

  fixture_import (&fixture, "codebook", "b.csv", "code,parent\nx,\n", -1);
  table = fixture_analyse (&fixture, "frequency", NULL, NULL);
  reason = fixture_find_cell (table, "x", NULL, "reason");
  share = fixture_find_cell (table, "x", NULL, "share");
  ck_assert_str_eq (reason, "there is no text");
  ck_assert_str_eq (share, "");
}
END_TEST

START_TEST (refuses_unknown_names)
{
  static const char *const sets[][2] = { { "coder=Zoe" },
                                         { "document=d9" },
                                         { "by=week" },
                                         { "nothing=1" },
                                         { "attribute=outlet" } };
  g_autoptr (GError) error = NULL;

  fixture_fill (&fixture, 1, 5);
  ck_assert_ptr_null (fixture_analyse (&fixture, "frequency", sets[_i], &error));
  ck_assert_ptr_nonnull (error);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("frequency");
  TCase *tc = tcase_create ("frequency");
  SRunner *runner;
  int n_failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, counts_like_the_plain_way, 0, 10);
  tcase_add_loop_test (tc, divides, 0, 10);
  tcase_add_loop_test (tc, divides_by_an_attribute, 0, 5);
  tcase_add_test (tc, says_why_undefined);
  tcase_add_loop_test (tc, refuses_unknown_names, 0, 5);
  suite_add_tcase (suite, tc);

  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed != 0;
}
