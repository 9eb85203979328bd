/* test-refi-samples.c - what was measured on real conventions, against expected.tsv.
 *
 * Skipped where ../shared is absent.
 */
#include "refi-fixture.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static Fixture fixture;
static char *folder;

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
import (const char *path)
{
  g_autofree char *bytes = NULL, *name = g_path_get_basename (path);
  gsize n_bytes;

  ck_assert_msg (g_file_get_contents (path, &bytes, &n_bytes, NULL), "%s", path);
  fixture_import (&fixture, "refi-qda", name, bytes, n_bytes);
}

static const char *
translate (const char *word)
{
  static const char *const pairs[][2] = {
    { "vb", "Stance/Victim blaming" },
    { "bs", "Stance/Bystander support" },
    { "disc", "Disclosure" },
    { "dated", "Disclosure/Disclosure::dated & placed" },
    { "coopt", "Co-opting" },
    { "mk", "M. K." },
    { "jr", "J. R." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (strcmp (pairs[i][0], word) == 0)
      return pairs[i][1];
  ck_abort_msg ("%s", word);
}

/* Whether a line of refi_describe() says so. */
static gboolean
is_told (char **lines, char *const *row)
{
  g_auto (GStrv) parts = g_strsplit (row[5], "\\n", -1);
  g_autofree char *words = g_strjoinv ("\n", parts);
  g_autofree char *coding
      = g_strdup_printf ("] %s by %s “%s”%s%s%s", translate (row[1]), translate (row[2]),
                         words, row[6][0] ? " (" : "", row[6], row[6][0] ? ")" : "");

  for (; *lines != NULL; lines++)
    if (g_str_has_suffix (*lines, coding))
      return TRUE;
  return FALSE;
}

/* Passages cross lines, so lines of the whole are put together by their begin. */
static char **
split_codings (const char *all)
{
  g_auto (GStrv) parts = g_strsplit (all, "\narticle.txt[", -1);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (list, g_strdup (parts[i]));
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

static const char *const files[] = {
  "1-spec-codepoints-lf.qdpx",
  "2-nvivo-windows-like-utf16-crlf-bom.qdpx",
  "3-atlasti-maxqda-like-crlf-counted-once.qdpx",
  "4-crlf-counted-twice-codepoints.qdpx",
  "5-inline-text-braced-guids-bom-in-qde.qdpx",
};

START_TEST (as_expected)
{
  g_autofree char *path = g_build_filename (folder, files[_i], NULL);
  g_autofree char *table = g_build_filename (folder, "expected.tsv", NULL);
  g_autofree char *content = NULL, *all = NULL;
  g_auto (GStrv) rows = NULL;
  g_auto (GStrv) told = NULL;
  guint n = 0;

  ck_assert (g_file_get_contents (table, &content, NULL, NULL));
  rows = g_strsplit (content, "\n", -1);
  import (path);
  all = refi_describe (fixture_snapshot (&fixture));
  told = split_codings (all);
  for (guint i = 1; rows[i] != NULL; i++)
    {
      g_auto (GStrv) row = g_strsplit (rows[i], "\t", -1);

      if (g_strcmp0 (row[0], files[_i]) != 0)
        continue;
      n++;
      ck_assert_msg (is_told (told, row), "%s\nis not in\n%s", rows[i], all);
    }
  ck_assert_uint_eq (n, 7);
  ck_assert_uint_eq (g_strv_length (told), 7);
}
END_TEST

static const struct
{
  const char *file;
  guint n_codes, n_documents;
} others[] = {
  { "../../examples/refi-qda/6-codebook-1.0.qdc", 5, 0 },
  { "../../examples/refi-qda/7-codebook-draft-0-4-namespace.qdc", 1, 0 },
  { "../../examples/refi-qda/8-codebook-invalid-colours-and-empty-sets.qdc", 4, 0 },
  { "../../samples/refi-qda/atlasti-23-win-blank.qdpx", 0, 0 },
  { "../../samples/refi-qda/atlasti-8.4-mac-standard-project-without-sources.qdpx", 14,
    0 },
  { "../../samples/refi-qda/maxqda-24-project-without-sources.qde", 307, 0 },
  { "../../samples/refi-qda/refi-spec-annex-a3-transana.qde", 19, 0 },
  { "../../samples/refi-qda/taguette-1.4.1-codebook.qdc", 3, 0 },
};

START_TEST (others_come_in)
{
  g_autofree char *path = g_build_filename (folder, others[_i].file, NULL);
  gsize n;

  import (path);
  scho_snapshot_get_codes (fixture_snapshot (&fixture), &n);
  ck_assert_uint_eq (n, others[_i].n_codes);
  scho_snapshot_get_documents (fixture_snapshot (&fixture), &n);
  ck_assert_uint_eq (n, others[_i].n_documents);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("refi-samples");
  TCase *tc = tcase_create ("refi-samples");
  SRunner *runner;
  int n_failed;

  folder = fixture_shared_path ("examples/refi-qda");
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      printf ("skipped: there are no shared examples of REFI-QDA\n");
      return 77;
    }
  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_add_loop_test (tc, as_expected, 0, G_N_ELEMENTS (files));
  tcase_add_loop_test (tc, others_come_in, 0, G_N_ELEMENTS (others));
  tcase_set_timeout (tc, 60);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? 0 : 1;
}
