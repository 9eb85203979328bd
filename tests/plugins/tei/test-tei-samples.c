/* test-tei-samples.c - files that other programs made, which lie beside the project. */
#include "tei-project.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* Words: as Python's ElementTree counts those of all text elements, less the heads of
 * pages (fw), the readings that were left out and the analyses of words; with words that
 * were divided at the end of a line as one. Codings: counted with XPath: spans whose
 * words are there, u with a code, annotations by codes and pointers, chains of seg. */
static const struct
{
  const char *name;
  guint n_words, n_codings;
} samples[] = {
  { "samples/tei/catma-v2-rose-structure.xml", 0, 0 }, /* its text lies elsewhere */
  { "samples/tei/catma-v3-rose-simple.xml", 0, 0 },
  { "samples/tei/catma-v5-lenz-narrative-levels.xml", 0, 0 },
  { "samples/tei/standoff-proposal-frmg.xml", 10858, 183 }, /* one points to `#` */
  { "samples/tei/txm-urs-stendhal-annotations.xml", 0, 0 },
  { "samples/tei/txm-urs-stendhal-text.xml", 1083, 0 },
  { "samples/documents/tei/parliament-sl-2000-05-18.xml", 1364, 9 },
  { "samples/documents/tei/play-agrell-en-lektion.xml", 4311, 0 },
  { "samples/documents/tei/play-agrell-smastadslif.xml", 20526, 0 },
  { "examples/tei/1-anchors-annotation.xml", 95, 8 },
  { "examples/tei/2-anchors-spanGrp.xml", 95, 8 },
  { "examples/tei/3-string-range-annotation.xml", 95, 8 },
  { "examples/tei/4-teiCorpus.xml", 108, 11 },
  { "examples/tei/5-inline-seg-fragmented.xml", 95, 6 },
  { "examples/tei/6-iso24624-transcript.xml", 16, 3 },
  { "examples/tei/7-colours-in-xenoData-and-linkGrp.xml", 95, 8 },
};

static char *
read_sample (const char *name, gsize *n)
{
  const char *shared = g_getenv ("SCHOLIAST_SHARED");
  g_autofree char *beside
      = g_build_filename (g_getenv ("SCHOLIAST_SOURCE_DIR"), "..", "shared", NULL);
  g_autofree char *path = g_build_filename (shared ? shared : beside, name, NULL);
  char *bytes = NULL;

  if (!g_file_get_contents (path, &bytes, n, NULL))
    g_print ("Skipped: %s is not here.\n", name);
  return bytes;
}

static guint
count_words (const char *utf8)
{
  g_auto (GStrv) words = g_strsplit_set (utf8, " \n\t", -1);
  guint n = 0;

  for (char **word = words; *word != NULL; word++)
    n += **word != '\0';
  return n;
}

static void
count (TeiProject *project, guint *n_words, guint *n_codings)
{
  SchoSnapshot *snapshot = tei_project_get_snapshot (project);
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  *n_words = 0;
  *n_codings = scho_snapshot_get_n_annotations (snapshot);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (SchoText) text
          = scho_snapshot_read_text (snapshot, documents[i]->id, NULL);

      *n_words += count_words (scho_text_get_utf8 (text, NULL));
    }
}

/* And goes out as TEI of ours, and comes in again the same. */
static void
compare_again (TeiProject *project, SchoPlugins *plugins)
{
  TeiProject copy;
  GString *xml = tei_project_export (project, plugins, "corpus=true", NULL);
  g_autofree char *difference = NULL;

  tei_project_open (&copy);
  tei_project_import (&copy, plugins, xml->str, xml->len, "again.xml");
  difference = tei_project_compare (project, &copy);
  ck_assert_msg (difference == NULL, "%s", difference);
  tei_project_close (&copy);
  g_string_free (xml, TRUE);
}

START_TEST (comes_in_whole)
{
  TeiProject project;
  g_autoptr (SchoPlugins) plugins = tei_plugins_new ();
  gsize n;
  g_autofree char *bytes = read_sample (samples[_i].name, &n);
  guint n_words, n_codings;

  if (bytes == NULL)
    return;
  tei_project_open (&project);
  tei_project_import (&project, plugins, bytes, n, "sample.xml");
  count (&project, &n_words, &n_codings);
  g_print ("%-52s words %5u of %5u, codings %3u of %3u\n", samples[_i].name, n_words,
           samples[_i].n_words, n_codings, samples[_i].n_codings);
  /* Where a note or a stage direction divides what they took for one word, there are
   * more. */
  ck_assert_int_le (200 * labs ((long) n_words - (long) samples[_i].n_words),
                    samples[_i].n_words);
  ck_assert_uint_eq (n_codings, samples[_i].n_codings);
  if (n_words > 0)
    compare_again (&project, plugins);
  tei_project_close (&project);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("tei-samples");
  TCase *tc = tcase_create ("samples");
  SRunner *runner = srunner_create (suite);
  int n_failed;

  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, comes_in_whole, 0, G_N_ELEMENTS (samples));
  suite_add_tcase (suite, tc);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
