/* test-refi-write.c - projects go out as REFI-QDA and come in again as they were. */
#include "refi-fixture.h"
#include "refi-random.h"

#include <check.h>
#include <glib/gstdio.h>
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

static char *
export_as (const char *exporter, const char *set, gsize *n_bytes)
{
  const char *const sets[] = { set, NULL };
  g_autoptr (GError) error = NULL;
  char *bytes = fixture_export (&fixture, exporter, set ? sets : NULL, n_bytes, &error);

  ck_assert_msg (bytes != NULL, "%s", error ? error->message : "");
  return bytes;
}

static const char *const targets[]
    = { "target=standard", "target=nvivo", "target=maxqda-atlas" };

/* Where they part, if they do. */
static void
expect_equal (const char *before, const char *after, guint seed)
{
  gsize same = 0;

  while (before[same] != '\0' && before[same] == after[same])
    same++;
  same -= MIN (same, 100);
  ck_assert_msg (strcmp (before, after) == 0, "seed %u: …%.300s…\n\n…%.300s…", seed,
                 before + same, after + same);
}

/* In, in a project of its own: nothing differs, whoever counts how. */
START_TEST (comes_back)
{
  guint seed = 1000 + _i;
  const char *target = targets[_i % 3];
  g_autofree char *before = NULL, *after = NULL, *bytes = NULL;
  Fixture other;
  gsize n_bytes;

  refi_random_fill (&fixture, seed);
  before = refi_dump (fixture_snapshot (&fixture));
  bytes = export_as ("refi-qda", target, &n_bytes);
  fixture_open (&other);
  fixture_import (&other, "refi-qda", "a.qdpx", bytes, n_bytes);
  after = refi_dump (fixture_snapshot (&other));
  fixture_close (&other);
  expect_equal (before, after, seed);
}
END_TEST

/* In, into the project it came from: there is nothing to do. */
START_TEST (comes_back_once)
{
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  refi_random_fill (&fixture, 7);
  bytes = export_as ("refi-qda", NULL, &n_bytes);
  step = fixture_read (&fixture, "refi-qda", "a.qdpx", bytes, n_bytes, NULL, NULL);
  ck_assert_ptr_nonnull (step);
  ck_assert (scho_step_is_empty (step));
}
END_TEST

START_TEST (same_bytes_twice)
{
  g_autofree char *a = NULL, *b = NULL;
  gsize n_a, n_b;

  refi_random_fill (&fixture, 8);
  a = export_as ("refi-qda", targets[_i], &n_a);
  b = export_as ("refi-qda", targets[_i], &n_b);
  ck_assert_uint_eq (n_a, n_b);
  ck_assert_int_eq (memcmp (a, b, n_a), 0);
}
END_TEST

/* One passage after an emoji and two lines, as each target counts it. */
static const struct
{
  const char *target, *start, *text;
} positions[] = {
  { "target=standard", "startPosition=\"10\" endPosition=\"15\"", "a😀\n\nHello world\n" },
  { "target=nvivo", "startPosition=\"13\" endPosition=\"18\"",
    "\xef\xbb\xbf"
    "a😀\r\n\r\nHello world\r\n" },
  { "target=maxqda-atlas", "startPosition=\"10\" endPosition=\"15\"",
    "a😀\r\n\r\nHello world\r\n" },
};

START_TEST (counts_as_the_target)
{
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "make");
  g_autoptr (SchoText) text = scho_text_new ("a😀\n\nHello world\n", NULL);
  guint32 document = scho_step_add_document (step, &(SchoDocument){ .title = "t" }, text);
  guint32 code = scho_step_add_code (step, &(SchoCode){ .name = "c" });
  guint32 coder = scho_step_ensure_coder (step, "Ana");
  g_autofree char *bytes = NULL, *qde = NULL, *part = NULL, *parts = NULL;
  gsize n_bytes;

  scho_step_add_annotation (step, &(SchoAnnotation){ .document = document,
                                                     .start = 10,
                                                     .end = 15,
                                                     .code = code,
                                                     .coder = coder,
                                                     .weight = SCHO_NO_WEIGHT });
  fixture_apply (&fixture, step);
  bytes = export_as ("refi-qda", positions[_i].target, &n_bytes);
  qde = refi_unpack (bytes, n_bytes, "project.qde", NULL);
  ck_assert_msg (strstr (qde, positions[_i].start) != NULL, "%s", qde);
  ck_assert_ptr_nonnull (strstr (qde, "name=\"world\""));
  parts = refi_list_parts (bytes, n_bytes);
  part = refi_unpack (bytes, n_bytes, strchr (parts, ' ') + 1, NULL);
  ck_assert_str_eq (part, positions[_i].text);
}
END_TEST

static const struct
{
  const char *set;
  guint n_documents, n_codes, n_coders;
} limits[] = {
  { "document=d1", 1, 7, 3 },
  { "coder=Ana", 4, 7, 1 },
  { "code=c1", 4, 0, 3 },
};

static guint
count (const char *words, const char *what)
{
  guint n = 0;

  for (const char *p = words; (p = strstr (p, what)) != NULL; p += strlen (what))
    n++;
  return n;
}

START_TEST (is_limited)
{
  g_autofree char *bytes = NULL, *qde = NULL, *whole = NULL, *all = NULL;
  gsize n_bytes;

  fixture_fill (&fixture, 3, 100);
  bytes = export_as ("refi-qda", limits[_i].set, &n_bytes);
  qde = refi_unpack (bytes, n_bytes, "project.qde", NULL);
  ck_assert_uint_eq (count (qde, "<TextSource "), limits[_i].n_documents);
  ck_assert_uint_eq (count (qde, "<User "), limits[_i].n_coders);
  if (limits[_i].n_codes > 0)
    ck_assert_uint_eq (count (qde, "<Code "), limits[_i].n_codes);
  whole = export_as ("refi-qda", NULL, &n_bytes);
  all = refi_unpack (whole, n_bytes, "project.qde", NULL);
  ck_assert_uint_lt (count (qde, "<Coding "), count (all, "<Coding "));
  ck_assert_uint_eq (count (all, "<Coding "), 100);
}
END_TEST

START_TEST (codebook_comes_back)
{
  g_autofree char *bytes = NULL, *again = NULL;
  Fixture other;
  gsize n_bytes, n;

  refi_random_fill (&fixture, 9);
  bytes = export_as ("refi-codebook", NULL, &n_bytes);
  fixture_open (&other);
  fixture_import (&other, "refi-qda", "a.qdc", bytes, n_bytes);
  again = fixture_export (&other, "refi-codebook", NULL, &n, NULL);
  fixture_close (&other);
  ck_assert_str_eq (bytes, again);
}
END_TEST

START_TEST (no_codebook_without_codes)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (fixture_export (&fixture, "refi-codebook", NULL, NULL, &error));
  ck_assert_str_eq (error->message,
                    "There are no codes, and a codebook without codes is none");
}
END_TEST

/* Somebody else's look at it. */
START_TEST (is_valid)
{
  static const char *const schemas[] = { "Project-mrt2019.xsd", "Codebook-mrt2019.xsd" };
  g_autofree char *relative = g_build_filename ("plugins/refi-qda", schemas[_i], NULL);
  g_autofree char *schema = fixture_source_path (relative);
  g_autofree char *program = g_find_program_in_path ("xmllint");
  g_autofree char *path = g_build_filename (fixture.folder, "a.xml", NULL);
  const char *argv[] = { "xmllint", "--noout", "--schema", schema, path, NULL };
  g_autofree char *bytes = NULL, *qde = NULL, *said = NULL;
  int status = 0;
  gsize n_bytes;

  refi_random_fill (&fixture, 10);
  bytes = export_as (_i == 0 ? "refi-qda" : "refi-codebook", NULL, &n_bytes);
  qde = _i == 0 ? refi_unpack (bytes, n_bytes, "project.qde", NULL)
                : g_strndup (bytes, n_bytes);
  ck_assert (g_file_set_contents (path, qde, -1, NULL));
  if (program == NULL)
    return;
  ck_assert (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                           NULL, &said, &status, NULL));
  ck_assert_msg (status == 0, "%s", said);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("refi-write");
  TCase *tc = tcase_create ("refi-write");
  SRunner *runner;
  int n_failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_add_loop_test (tc, comes_back, 0, 12);
  tcase_add_test (tc, comes_back_once);
  tcase_add_loop_test (tc, same_bytes_twice, 0, G_N_ELEMENTS (targets));
  tcase_add_loop_test (tc, counts_as_the_target, 0, G_N_ELEMENTS (positions));
  tcase_add_loop_test (tc, is_limited, 0, G_N_ELEMENTS (limits));
  tcase_add_test (tc, codebook_comes_back);
  tcase_add_test (tc, no_codebook_without_codes);
  tcase_add_loop_test (tc, is_valid, 0, 2);
  tcase_set_timeout (tc, 60);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? 0 : 1;
}
