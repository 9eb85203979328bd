/* test-cas.c - texts and codings for UIMA and INCEpTION, to and fro. */
#include "exchange.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const char *const coders[] = { "Ana", "Ben", NULL };
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

#define ALL (EXCHANGE_MEMOS | EXCHANGE_WEIGHTS | EXCHANGE_UUIDS)

/* Imports all files of a folder. */
static void
import_folder (Fixture *self, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize n;

      ck_assert (g_file_get_contents (path, &bytes, &n, NULL));
      fixture_import (self, "cas", name, bytes, (gssize) n);
    }
}

START_TEST (comes_back_as_json)
{
  guint32 seed = exchange_seed ();
  g_autofree char *folder = g_build_filename (fixture.folder, "out", NULL);
  g_autofree char *before = NULL, *after = NULL;
  Fixture copy = { 0 };

  exchange_fill (&fixture, seed, 200, coders);
  exchange_export (&fixture, "cas-json", folder, NULL);
  exchange_open_copy (&copy, seed);
  import_folder (&copy, folder);
  before = exchange_dump (fixture_snapshot (&fixture), ALL, NULL);
  after = exchange_dump (fixture_snapshot (&copy), ALL, NULL);
  exchange_compare (before, after);
  fixture_close (&copy);
}
END_TEST

/* The texts come with it: into an empty project, where nothing is there yet. */
START_TEST (comes_back_as_xmi)
{
  guint32 seed = exchange_seed ();
  g_autofree char *bytes = NULL, *before = NULL, *after = NULL;
  Fixture copy = { 0 };
  gsize n_bytes, n;

  exchange_fill (&fixture, seed, 200, coders);
  bytes = fixture_export (&fixture, "cas-xmi", NULL, &n_bytes, NULL);
  ck_assert_ptr_nonnull (bytes);
  if (_i == 0)
    fixture_open (&copy);
  else
    exchange_open_copy (&copy, seed);
  fixture_import (&copy, "cas", "all.zip", bytes, (gssize) n_bytes);
  scho_snapshot_get_documents (fixture_snapshot (&copy), &n);
  ck_assert_uint_eq (n, 3);
  before = exchange_dump (fixture_snapshot (&fixture), ALL | EXCHANGE_TYPES, NULL);
  after = exchange_dump (fixture_snapshot (&copy), ALL | EXCHANGE_TYPES, NULL);
  exchange_compare (before, after);
  fixture_close (&copy);
}
END_TEST

static void
make_small (void)
{
  fixture_import (&fixture, "text", "a.txt", "🙂 She [said]\nno. Never_again!\n", -1);
  fixture_import (&fixture, "codebook", "b.csv", "code,parent\nx,\ny|z,\n", -1);
  fixture_import (&fixture, "csv", "c.csv",
                  "document,start,end,code,coder,memo\na.txt,2,5,x,Ana,\n"
                  "a.txt,3,9,y|z,Ana,why*\na.txt,11,12,x,Ana,\na.txt,11,14,x,Ana,\n",
                  -1);
}

/* Units of UTF-16, escapes, a part of a token, several at once. */
START_TEST (writes_tsv)
{
  static const char expected[]
      = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Coding|code|memo|weight\n\n"
        "\n#Text=🙂 She \\[said\\]\n"
        "1-1\t0-2\t🙂\t_\t_\t_\t\n"
        "1-2\t3-6\tShe\tx[1]\t*[1]\t*[1]\t\n"
        "1-2.1\t4-6\the\ty\\|z[2]\twhy\\*[2]\t*[2]\t\n"
        "1-3\t7-8\t\\[\ty\\|z[2]\twhy\\*[2]\t*[2]\t\n"
        "1-4\t8-12\tsaid\t_\t_\t_\t\n"
        "1-4.1\t8-10\tsa\ty\\|z[2]\twhy\\*[2]\t*[2]\t\n"
        "1-5\t12-13\t\\]\tx[3]|x[4]\t*[3]|*[4]\t*[3]|*[4]\t\n"
        "\n#Text=no.\n2-1\t14-16\tno\t_\t_\t_\t\n2-1.1\t14-15\tn\tx[4]\t*[4]\t*[4]\t\n";
  g_autofree char *bytes = NULL;

  make_small ();
  bytes = fixture_export (&fixture, "webanno-tsv", NULL, NULL, NULL);
  ck_assert_ptr_nonnull (bytes);
  ck_assert_msg (g_str_has_prefix (bytes, expected), "%s", bytes);
  ck_assert_ptr_nonnull (strstr (bytes, "\tNever\\_again\t"));
}
END_TEST

/* As INCEpTION writes it: its own layers; what describes the language is none. */
static const char foreign[]
    = "{\"%TYPES\":{},\"%FEATURE_STRUCTURES\":["
      "{\"%ID\":1,\"%TYPE\":\"uima.cas.Sofa\",\"sofaString\":\"🙂 one\\r\\ntwo "
      "three\"},"
      "{\"%ID\":2,\"%TYPE\":\"de.tudarmstadt.ukp.dkpro.core.api.segmentation.type."
      "Token\","
      "\"@sofa\":1,\"begin\":0,\"end\":2},"
      "{\"%ID\":3,\"%TYPE\":\"webanno.custom.Emotion\",\"@sofa\":1,\"begin\":3,\"end\":6,"
      "\"label\":\"joy\",\"sure\":true},"
      "{\"%ID\":4,\"%TYPE\":\"webanno.custom.Emotion\",\"@sofa\":1,\"^begin\":8,\"^end\":"
      "11},"
      "{\"%ID\":5,\"%TYPE\":\"webanno.custom.Emotion\",\"@sofa\":1,\"begin\":8,\"end\":"
      "99},"
      "{\"%ID\":6,\"%TYPE\":\"webanno.custom.Link\",\"@sofa\":1,\"begin\":8,\"end\":9,"
      "\"@Governor\":3,\"@Dependent\":4}],\"%VIEWS\":{}}";

START_TEST (reads_inception)
{
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *dump = NULL, *lost = NULL;

  fixture.coder = "Ana";
  step = fixture_read (&fixture, "cas", "a.json", foreign, -1, NULL, NULL);
  ck_assert_ptr_nonnull (step);
  lost = scho_losses_dup_text (scho_step_get_losses (step));
  fixture_apply (&fixture, step);
  dump = exchange_dump (fixture_snapshot (&fixture), EXCHANGE_MEMOS, NULL);
  ck_assert_str_eq (dump, "a.json 2-5 joy by Ana “sure: true” 0 \n"
                          "a.json 6-9 Emotion by Ana “” 0 \n");
  ck_assert_ptr_nonnull (
      scho_lookup_code (fixture_snapshot (&fixture), "Emotion/joy", NULL));
  ck_assert_ptr_nonnull (strstr (lost, "Relations between passages: 1"));
  ck_assert_ptr_nonnull (strstr (lost, "Passages outside the text: 1"));
}
END_TEST

static const struct
{
  const char *bytes;
  const char *words;
} refused[] = {
  { "", "a.json" },
  { "{", "no JSON" },
  { "{}", "holds no text" },
  { "{\"%FEATURE_STRUCTURES\":7}", "holds no text" },
  { "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\"/>", "holds no text" },
  { "<xmi:XMI", "a.json" },
  { "PK\x03\x04rubbish", "a.json" },
};

START_TEST (refuses)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (
      fixture_read (&fixture, "cas", "a.json", refused[_i].bytes, -1, NULL, &error));
  ck_assert_msg (strstr (error->message, refused[_i].words) != NULL, "%s",
                 error->message);
}
END_TEST

/* Each piece between line feeds comes back to its place. */
START_TEST (comes_back_from_brat)
{
  guint32 seed = exchange_seed ();
  const char *set[] = { _i == 0 ? "coder=Ana" : "coder=Ben", NULL };
  g_autofree char *folder = g_build_filename (fixture.folder, "out", NULL);
  g_autofree char *before = NULL, *after = NULL;
  Fixture copy = { 0 };

  exchange_fill (&fixture, seed, 200, coders);
  exchange_export (&fixture, "brat", folder, set);
  exchange_open_copy (&copy, seed);
  copy.coder = coders[_i];
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("d%u.ann", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize n;
      const char *repeat[] = { "repeat=true", NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (SchoStep) step = NULL;

      ck_assert (g_file_get_contents (path, &bytes, &n, NULL));
      step = fixture_read (&copy, "brat", name, bytes, (gssize) n, repeat, &error);
      ck_assert_msg (step != NULL, "%s", error != NULL ? error->message : "");
      fixture_apply (&copy, step);
    }
  before = exchange_dump (fixture_snapshot (&fixture), EXCHANGE_PIECES | EXCHANGE_TYPES,
                          coders[_i]);
  after
      = exchange_dump (fixture_snapshot (&copy), EXCHANGE_PIECES | EXCHANGE_TYPES, NULL);
  exchange_compare (before, after);
  fixture_close (&copy);
}
END_TEST

START_TEST (writes_brat)
{
  g_autofree char *folder = g_build_filename (fixture.folder, "out", NULL);
  g_autofree char *codings = g_build_filename (folder, "a.ann", NULL);
  g_autofree char *types = g_build_filename (folder, "annotation.conf", NULL);
  g_autofree char *bytes = NULL, *settings = NULL;

  make_small ();
  exchange_export (&fixture, "brat", folder, NULL);
  ck_assert (g_file_get_contents (codings, &bytes, NULL, NULL));
  ck_assert_str_eq (bytes, "T1\tx 2 5\tShe\n"
                           "T2\ty_z 3 9\the [sa\n#1\tAnnotatorNotes T2\twhy*\n"
                           "T3\tx 11 12\t]\nT4\tx 11 12;13 14\t] n\n");
  ck_assert (g_file_get_contents (types, &settings, NULL, NULL));
  ck_assert_ptr_nonnull (strstr (settings, "[entities]\nx\ny_z\n"));
}
END_TEST

START_TEST (writes_conll)
{
  const char *by[] = { "by=coder", NULL };
  g_autofree char *bytes = NULL;

  make_small ();
  bytes = fixture_export (&fixture, "conll", by, NULL, NULL);
  ck_assert_ptr_nonnull (bytes);
  ck_assert_msg (g_str_has_prefix (bytes, "-DOCSTART-\tO\n\n🙂\tO\nShe\tB-x\n[\tO\n"),
                 "%s", bytes);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("cas");
  TCase *tc = tcase_create ("cas");
  SRunner *runner;
  int n_failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_test (tc, comes_back_as_json);
  tcase_add_loop_test (tc, comes_back_as_xmi, 0, 2);
  tcase_add_test (tc, writes_tsv);
  tcase_add_test (tc, reads_inception);
  tcase_add_loop_test (tc, refuses, 0, G_N_ELEMENTS (refused));
  tcase_add_loop_test (tc, comes_back_from_brat, 0, 2);
  tcase_add_test (tc, writes_brat);
  tcase_add_test (tc, writes_conll);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
