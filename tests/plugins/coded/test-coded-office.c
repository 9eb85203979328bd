/* test-coded-office.c - coded documents for Word and LibreOffice, whose comments become
 * the same codings again. */
#include "coded-project.h"

#include <check.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static Fixture fixture;

static const struct
{
  const char *exporter, *importer, *file;
} formats[] = {
  { "coded-docx", "docx", "a.docx" },
  { "coded-odt", "odt", "a.odt" },
};

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

static gboolean
can_read (const char *importer)
{
  if (scho_plugins_find_importer (fixture.plugins, importer, NULL) != NULL)
    return TRUE;
  g_print ("skipped: packages cannot be read here\n");
  return FALSE;
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* “path by coder at time: words (memo)”, sorted, of one document. Where words are only
 * white space nothing can be commented. */
static char *
list_codings (Fixture *self, guint32 document)
{
  SchoSnapshot *snapshot = fixture_snapshot (self);
  g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, document, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  gsize n;
  const SchoAnnotation *codings = scho_snapshot_get_annotations (snapshot, document, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *words
          = g_strstrip (scho_text_dup_range (text, codings[i].start, codings[i].end));
      g_autofree char *label = scho_snapshot_dup_code_label (snapshot, codings[i].code);

      if (words[0] != '\0')
        g_ptr_array_add (
            lines,
            g_strdup_printf ("%s by %s at %" G_GINT64_FORMAT ": %s (%s)", label,
                             scho_snapshot_get_coder (snapshot, codings[i].coder)->name,
                             scho_uuid_get_time (&codings[i].uuid) / 1000, words,
                             codings[i].memo != NULL ? codings[i].memo : ""));
    }
  g_ptr_array_sort (lines, compare_strings);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static char *
export_document (const char *exporter, const char *title, gsize *n_bytes)
{
  g_autofree char *option = g_strconcat ("document=", title, NULL);
  const char *set[] = { option, NULL };
  g_autoptr (GError) error = NULL;
  char *bytes = fixture_export (&fixture, exporter, set, n_bytes, &error);

  ck_assert_msg (bytes != NULL, "%s", error ? error->message : "");
  return bytes;
}

/* Into a project that has no code yet. */
static void
check_round_trip (guint format, const SchoDocument *document)
{
  static const char *const set[] = { "codes=new", NULL };
  Fixture other;
  gsize n_bytes;
  g_autofree char *bytes
      = export_document (formats[format].exporter, document->title, &n_bytes);
  g_autofree char *before = list_codings (&fixture, document->id), *after = NULL;
  g_autoptr (SchoText) text = NULL, read = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = NULL;

  fixture_open (&other);
  step = fixture_read (&other, formats[format].importer, formats[format].file, bytes,
                       (gssize) n_bytes, set, &error);
  ck_assert_msg (step != NULL, "%s", error ? error->message : "");
  fixture_apply (&other, step);
  text = scho_snapshot_read_text (fixture_snapshot (&fixture), document->id, NULL);
  read = scho_snapshot_read_text (fixture_snapshot (&other), 1, NULL);
  ck_assert_str_eq (scho_text_get_utf8 (read, &n_bytes),
                    scho_text_get_utf8 (text, &n_bytes));
  after = list_codings (&other, 1);
  ck_assert_str_eq (after, before);
  fixture_close (&other);
}

START_TEST (codings_come_back)
{
  gsize n;
  const SchoDocument *const *documents;

  if (!can_read (formats[_i % 2].importer))
    return;
  coded_project_fill_random (&fixture, (guint) _i / 2 + 1);
  documents = scho_snapshot_get_documents (fixture_snapshot (&fixture), &n);
  for (gsize i = 0; i < n; i++)
    check_round_trip (_i % 2, documents[i]);
}
END_TEST

/* Headings, items and lines of a paragraph are what they were. */
START_TEST (structure_comes_back)
{
  static const guint kept[]
      = { SCHO_STRETCH_HEADING, SCHO_STRETCH_LIST_ITEM, SCHO_STRETCH_PARAGRAPH };
  gsize n_bytes, n_before, n_after;
  g_autofree char *bytes = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (SchoText) before = NULL, after = NULL;
  const SchoStretch *a, *b;

  if (!can_read (formats[_i].importer))
    return;
  coded_project_fill (&fixture);
  bytes = export_document (formats[_i].exporter, "Interview 1.txt", &n_bytes);
  step = fixture_read (&fixture, formats[_i].importer, "b.docx", bytes, (gssize) n_bytes,
                       NULL, NULL);
  ck_assert_ptr_nonnull (step);
  fixture_apply (&fixture, step);
  before = scho_snapshot_read_text (fixture_snapshot (&fixture), 1, NULL);
  after = scho_snapshot_read_text (fixture_snapshot (&fixture), 3, NULL);
  a = scho_text_get_stretches (before, &n_before);
  b = scho_text_get_stretches (after, &n_after);
  for (gsize i = 0; i < n_before; i++)
    {
      gboolean found
          = a[i].kind != kept[0] && a[i].kind != kept[1] && a[i].kind != kept[2];

      for (gsize k = 0; k < n_after; k++)
        found |= a[i].kind == b[k].kind && a[i].start == b[k].start
                 && a[i].end == b[k].end && a[i].level == b[k].level;
      ck_assert_msg (found, "stretch %u of kind %u at %u", (guint) i, a[i].kind,
                     a[i].start);
    }
}
END_TEST

/* Neither program knows an item of several paragraphs that is one. */
START_TEST (says_which_items_are_cut)
{
  static const SchoStretch stretches[] = {
    { 0, 8, SCHO_STRETCH_LIST_ITEM, 1, NULL },  /* cut */
    { 9, 18, SCHO_STRETCH_LIST_ITEM, 1, NULL }, /* holds another */
    { 13, 18, SCHO_STRETCH_LIST_ITEM, 2, NULL },
    { 19, 22, SCHO_STRETCH_PARAGRAPH, 0, NULL }, /* one with a break in it */
    { 19, 22, SCHO_STRETCH_LIST_ITEM, 1, NULL },
  };
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "Items");
  g_autoptr (SchoText) text
      = scho_text_new_take (g_strdup ("one\nmore\ntwo\ninner\na\nb"), 22, stretches,
                            G_N_ELEMENTS (stretches), NULL);
  const SchoExporter *exporter
      = scho_plugins_find_exporter (fixture.plugins, formats[_i].exporter, NULL);
  g_autoptr (SchoOptions) options = scho_options_new (exporter->options);
  g_autofree char *path = g_build_filename (fixture.folder, "out", NULL);
  g_autofree char *lines = NULL;
  g_autoptr (SchoOutput) output = scho_output_new_for_path (path);

  scho_step_add_document (step, &(SchoDocument){ .title = "List" }, text);
  fixture_apply (&fixture, step);
  ck_assert (
      exporter->write (fixture_snapshot (&fixture), output, options, NULL, NULL, NULL));
  lines = scho_losses_dup_text (scho_output_get_losses (output));
  ck_assert_str_eq (lines, "Items of lists of several lines, of which the first stays "
                           "one: 1 (List)\n");
}
END_TEST

START_TEST (bytes_are_the_same_each_time)
{
  gsize n, n_again;
  g_autofree char *bytes = NULL, *again = NULL;

  coded_project_fill (&fixture);
  bytes = export_document (formats[_i].exporter, "Interview 1.txt", &n);
  again = export_document (formats[_i].exporter, "Interview 1.txt", &n_again);
  ck_assert_uint_eq (n, n_again);
  ck_assert_mem_eq (bytes, again, n);
}
END_TEST

/* Comments that others wrote --------------------------------------------------------- */

static const struct
{
  const char *codes, *memo; /* as the option says; as the coding has it */
  const char *path, *after; /* what becomes of it */
} comments[] = {
  { "none", "shame", "Comment", "shame" },
  { "known", "shame", "shame", "" },
  { "known", "shame: really", "shame", "really" },
  { "known", "silence/telling\\/asking: a: b", "silence/telling\\/asking", "a: b" },
  { "known", "pride: really", "Comment", "pride: really" },
  { "new", "pride: really", "pride", "really" },
  { "new", "pride", "pride", "" },
  { "new", "feelings/pride: x", "feelings/pride", "x" },
  { "new", "shame\nis here", "Comment", "shame\nis here" },
  { "new", "This is a long remark that nobody would ever take for the name of a code",
    "Comment",
    "This is a long remark that nobody would ever take for the name of a code" },
};

static char *
make_rtf (const char *comment)
{
  GString *rtf
      = g_string_new ("{\\rtf1\\ansi some {\\*\\atrfstart 1}words{\\*\\atrfend 1}"
                      "{\\*\\atnid A}{\\*\\atnauthor Ana}"
                      "{\\chatn{\\*\\annotation{\\*\\atnref 1}\\pard ");

  for (; *comment != '\0'; comment++)
    if (*comment == '\n')
      g_string_append (rtf, "\\par ");
    else
      g_string_append_printf (rtf, "%s%c", *comment == '\\' ? "\\" : "", *comment);
  g_string_append (rtf, "}} of it.\\par}");
  return g_string_free (rtf, FALSE);
}

START_TEST (comments_become_codings)
{
  g_autofree char *option = g_strconcat ("codes=", comments[_i].codes, NULL);
  const char *set[] = { "comments=true", option, NULL };
  g_autofree char *bytes = make_rtf (comments[_i].memo), *path = NULL, *words = NULL;
  g_autoptr (SchoStep) read = NULL;
  g_autoptr (SchoText) text = NULL;
  g_autoptr (GError) error = NULL;
  const SchoAnnotation *coding;
  gsize n;

  coded_project_fill (&fixture);
  read = fixture_read (&fixture, "rtf", "a.rtf", bytes, -1, set, &error);
  ck_assert_msg (read != NULL, "%s", error ? error->message : "");
  fixture_apply (&fixture, read);
  coding = scho_snapshot_get_annotations (fixture_snapshot (&fixture), 3, &n);
  ck_assert_uint_eq (n, 1);
  path = scho_snapshot_dup_code_path (fixture_snapshot (&fixture), coding->code);
  ck_assert_str_eq (path, comments[_i].path);
  ck_assert_str_eq (coding->memo ? coding->memo : "", comments[_i].after);
  ck_assert_str_eq (
      scho_snapshot_get_coder (fixture_snapshot (&fixture), coding->coder)->name, "Ana");
  text = scho_snapshot_read_text (fixture_snapshot (&fixture), 3, NULL);
  words = scho_text_dup_range (text, coding->start, coding->end);
  ck_assert_str_eq (words, "words");
}
END_TEST

/* What is lost ----------------------------------------------------------------------- */

START_TEST (losses_are_said)
{
  const SchoExporter *exporter
      = scho_plugins_find_exporter (fixture.plugins, formats[_i].exporter, NULL);
  g_autoptr (SchoOptions) options = scho_options_new (exporter->options);
  g_autofree char *path = g_build_filename (fixture.folder, "out", NULL);
  g_autofree char *lines = NULL;
  g_autoptr (SchoOutput) output = scho_output_new_for_path (path);

  coded_project_fill (&fixture);
  ck_assert (exporter->is_several (fixture_snapshot (&fixture), options));
  ck_assert (
      exporter->write (fixture_snapshot (&fixture), output, options, NULL, NULL, NULL));
  lines = scho_losses_dup_text (scho_output_get_losses (output));
  ck_assert_str_eq (lines,
                    "Sources of documents: 1 (Interview 1.txt)\n"
                    "Attributes of documents: 1 (Interview 1.txt)\n"
                    "Memos of documents: 1 (Interview 1.txt)\n"
                    "Weights of passages: 1 (Interview 1.txt, 19–88)\n"
                    "Marks of example passages: 1 (Interview 1.txt, 83–136)\n"
                    "Colours of codes: 4 (shame; silence; telling/asking; …)\n"
                    "Definitions of codes: 2 (shame; telling/asking)\n"
                    "When to use codes, and when not: 1 (shame)\n"
                    "Memos of codes: 1 (shame)\n"
                    "Blurred codes: 1 (hurt)\n"
                    "Places in the tree of codes: 1 (telling/asking)\n"
                    "Headings, turns and other structure: 6 (Interview 1.txt; …)\n");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("coded-office");
  TCase *tc = tcase_create ("coded-office");
  SRunner *runner;
  int failed;

  tcase_set_timeout (tc, 60);
  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_add_loop_test (tc, codings_come_back, 0, 8);
  tcase_add_loop_test (tc, structure_comes_back, 0, G_N_ELEMENTS (formats));
  tcase_add_loop_test (tc, bytes_are_the_same_each_time, 0, G_N_ELEMENTS (formats));
  tcase_add_loop_test (tc, says_which_items_are_cut, 0, G_N_ELEMENTS (formats));
  tcase_add_loop_test (tc, comments_become_codings, 0, G_N_ELEMENTS (comments));
  tcase_add_loop_test (tc, losses_are_said, 0, G_N_ELEMENTS (formats));
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
