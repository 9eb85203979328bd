/* test-uncarried.c - what exporters say is lost: of the nouns that a format is about, all
 * that it does not carry; of others, nothing; of a plain project, nothing at all.
 */
#include "fixture.h"

#include <check.h>
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

static void
add_text (SchoStep *step, const SchoDocument *values, const char *utf8)
{
  g_autoptr (SchoText) text
      = scho_text_new_take (g_strdup (utf8), strlen (utf8), NULL, 0, NULL);

  scho_step_add_document (step, values, text);
}

/* A text, a code, a coder, a coding. */
static void
fill_plainly (void)
{
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "Filled");
  guint32 code, coder;

  add_text (step, &(SchoDocument){ .title = "a.txt", .source = "a.txt" }, "Five words.");
  code = scho_step_add_code (step, &(SchoCode){ .name = "x", .colour = 0x1c71d8 });
  coder = scho_step_ensure_coder (step, "Ana");
  scho_step_add_annotation (step, &(SchoAnnotation){ .document = 1,
                                                     .start = 0,
                                                     .end = 4,
                                                     .code = code,
                                                     .coder = coder,
                                                     .weight = SCHO_NO_WEIGHT });
  fixture_apply (&fixture, step);
}

/* All that documents, codes and codings can have. */
static void
fill_wholly (void)
{
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "Filled");
  const SchoAttribute age = { "age", "40", SCHO_ATTRIBUTE_NUMBER };
  guint32 up, down, coder;

  add_text (step,
            &(SchoDocument){ .title = "a.txt",
                             .source = "shelf 7",
                             .language = "en",
                             .memo = "of a text",
                             .attributes = &age,
                             .n_attributes = 1 },
            "Five words.");
  up = scho_step_add_code (
      step,
      &(SchoCode){ .name = "up", .colour = 0x1c71d8, .key = 3, .use_when = "often" });
  down = scho_step_add_code (step, &(SchoCode){ .name = "down",
                                                .parent = up,
                                                .colour = 0xc01c28,
                                                .definition = "what it means",
                                                .memo = "of a code",
                                                .blurred = TRUE,
                                                .pseudonym = "D" });
  coder = scho_step_ensure_coder (step, "Ana");
  scho_step_add_annotation (step, &(SchoAnnotation){ .document = 1,
                                                     .start = 0,
                                                     .end = 4,
                                                     .code = down,
                                                     .coder = coder,
                                                     .weight = 7,
                                                     .flags = SCHO_ANNOTATION_EXAMPLE,
                                                     .memo = "of a coding" });
  fixture_apply (&fixture, step);
}

/* (transfer full) */
static char *
export_losses (const char *id, const char *set)
{
  const SchoExporter *exporter = scho_plugins_find_exporter (fixture.plugins, id, NULL);
  g_autofree char *path = g_build_filename (fixture.folder, "out", NULL);
  g_autoptr (SchoOutput) output = scho_output_new_for_path (path);
  g_autoptr (SchoOptions) options = NULL;
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_nonnull (exporter);
  options = scho_options_new (exporter->options);
  if (set != NULL)
    ck_assert (scho_options_set_from (options, set, NULL));
  ck_assert_msg (
      exporter->write (fixture_snapshot (&fixture), output, options, NULL, NULL, &error),
      "%s: %s", id, error != NULL ? error->message : "");
  return scho_losses_dup_text (scho_output_get_losses (output));
}

/* Those of packages are where there is what packages need. */
static gboolean
is_built (const char *id)
{
  return !g_str_has_prefix (id, "refi-")
         || scho_plugins_find_exporter (fixture.plugins, id, NULL) != NULL;
}

#define KEYS "Keys of codes: 1 (up)\n"
#define BLURRED "Blurred codes: 1 (down)\n"
#define PSEUDONYMS "Pseudonyms of codes: 1 (down)\n"
#define CODE_MEMOS "Memos of codes: 1 (down)\n"
#define USES "When to use codes, and when not: 1 (up)\n"
#define COLOURS "Colours of codes: 2 (up; down)\n"
#define EXAMPLES "Marks of example passages: 1 (a.txt, 0–4)\n"
#define WEIGHTS "Weights of passages: 1 (a.txt, 0–4)\n"
#define MEMOS "Memos of passages: 1 (a.txt, 0–4)\n"
#define LANGUAGES "Languages of documents: 1 (a.txt)\n"
#define SOURCES "Sources of documents: 1 (a.txt)\n"
#define ATTRIBUTES "Attributes of documents: 1 (a.txt)\n"
#define DOCUMENT_MEMOS "Memos of documents: 1 (a.txt)\n"

static const struct
{
  const char *exporter, *set, *losses;
} cases[] = {
  { "csv", NULL, WEIGHTS EXAMPLES },
  { "csv", "document=a.txt", WEIGHTS EXAMPLES },
  { "codebook", NULL, EXAMPLES USES KEYS BLURRED PSEUDONYMS CODE_MEMOS },
  { "codebook", "full=true", EXAMPLES },
  { "attributes", NULL, "" },
  { "codebook-html", NULL, KEYS BLURRED PSEUDONYMS },
  { "codebook-html", "code=down", BLURRED PSEUDONYMS },
  { "codebook-odt", NULL, COLOURS KEYS BLURRED PSEUDONYMS },
  { "codebook-tei", NULL, COLOURS KEYS BLURRED PSEUDONYMS },
  { "xlsx", "what=codings", WEIGHTS EXAMPLES },
  { "xlsx", "what=codebook", EXAMPLES },
  { "xlsx", "what=documents", LANGUAGES SOURCES DOCUMENT_MEMOS },
  { "xlsx", "what=memos", "" },
  { "ods", "what=all",
    "Texts of documents: 1 (a.txt)\n" LANGUAGES SOURCES WEIGHTS
    "Dates of codings: 1 (a.txt, 0–4)\n" EXAMPLES },
  { "lists", "what=codings", WEIGHTS EXAMPLES },
  { "md", NULL, EXAMPLES COLOURS KEYS BLURRED PSEUDONYMS },
  { "refi-codebook", NULL,
    EXAMPLES USES KEYS CODE_MEMOS PSEUDONYMS "Which codes are blurred: 1 (down)\n" },
};

START_TEST (what_a_format_is_about_is_told)
{
  g_autofree char *losses = NULL;

  if (!is_built (cases[_i].exporter))
    return;
  fill_wholly ();
  losses = export_losses (cases[_i].exporter, cases[_i].set);
  ck_assert_msg (g_str_equal (losses, cases[_i].losses), "%s %s lost\n%s",
                 cases[_i].exporter, cases[_i].set != NULL ? cases[_i].set : "", losses);
}
END_TEST

/* Characters that XML forbids: in the text at 4, in a name, a memo, a definition. */
static void
fill_with_controls (void)
{
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "Filled");
  guint32 code, coder = scho_step_ensure_coder (step, "Ana");

  add_text (step, &(SchoDocument){ .title = "a.txt" }, "Five\x1b\xef\xbf\xbe\x01words.");
  code = scho_step_add_code (
      step,
      &(SchoCode){ .name = "x", .colour = 0x1c71d8, .definition = "what\x02it means" });
  scho_step_add_annotation (step, &(SchoAnnotation){ .document = 1,
                                                     .start = 7,
                                                     .end = 12,
                                                     .code = code,
                                                     .coder = coder,
                                                     .weight = SCHO_NO_WEIGHT,
                                                     .memo = "of\x03 a coding" });
  fixture_apply (&fixture, step);
}

#define REPLACED "Control characters, replaced by �: "

static const struct
{
  const char *exporter, *set, *line; /* nullable: none */
} controls[] = {
  { "coded-html", NULL, REPLACED "5 (a.txt, 7–12; x; a.txt, 4–5; …)\n" },
  { "coded-docx", NULL, REPLACED "4 (a.txt, 7–12; a.txt, 4–5; …)\n" },
  { "coded-odt", NULL, REPLACED "4 (a.txt, 7–12; a.txt, 4–5; …)\n" },
  { "codebook-html", NULL, REPLACED "1 (x)\n" },
  { "codebook-odt", NULL, REPLACED "1 (x)\n" },
  { "codebook-tei", NULL, REPLACED "1 (x)\n" },
  { "refi-codebook", NULL, REPLACED "1 (x)\n" },
  { "refi-qda", NULL, REPLACED "2 (a.txt, 7–12; x)\n" },
  { "refi-qda", "memos=false", REPLACED "1 (x)\n" },
  { "cas-xmi", NULL, REPLACED "4 (a.txt, 4–5; a.txt; …)\n" },
  { "ods", "what=codings", REPLACED "1 (Codings)\n" },
  { "xlsx", "what=codings", NULL },
  { "tei", NULL, NULL },
  { "csv", NULL, NULL },
  { "cas-json", NULL, NULL },
};

START_TEST (controls_are_counted)
{
  g_autofree char *losses = NULL;
  const char *told, *end;
  g_autofree char *line = NULL;

  if (!is_built (controls[_i].exporter))
    return;
  fill_with_controls ();
  losses = export_losses (controls[_i].exporter, controls[_i].set);
  told = strstr (losses, REPLACED);
  end = told != NULL ? strchr (told, '\n') + 1 : NULL;
  line = told != NULL ? g_strndup (told, (gsize) (end - told)) : NULL;
  ck_assert_msg (g_strcmp0 (line, controls[_i].line) == 0, "%s lost\n%s",
                 controls[_i].exporter, losses);
}
END_TEST

/* What an analysis found in such texts. */
START_TEST (controls_in_tables_are_counted)
{
  static const char *const ids[] = { "tei", "result-page", "ods" };
  const SchoExporter *exporter
      = scho_plugins_find_exporter (fixture.plugins, ids[_i], NULL);
  g_autofree char *path = g_build_filename (fixture.folder, "out", NULL);
  g_autoptr (SchoOutput) output = scho_output_new_for_path (path);
  g_autoptr (GPtrArray) tables
      = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_table_unref);
  g_autofree char *losses = NULL, *written = NULL;
  SchoTable *table = scho_table_new ("t", "Words");

  if (exporter == NULL)
    return;
  g_ptr_array_add (tables, table);
  scho_table_add_column (table, "word", NULL, SCHO_COLUMN_TEXT);
  scho_table_add_row (table);
  scho_table_set_text (table, 0, 0, "a\x1b<\x01z");
  ck_assert (exporter->write_tables (tables, fixture_snapshot (&fixture), output, NULL,
                                     NULL, NULL));
  losses = scho_losses_dup_text (scho_output_get_losses (output));
  ck_assert_str_eq (losses, REPLACED "2 (Words; …)\n");
  ck_assert (scho_output_commit (output, NULL));
  ck_assert (g_file_get_contents (path, &written, NULL, NULL));
  ck_assert (g_str_equal (ids[_i], "ods")
             || strstr (written, "a\xef\xbf\xbd&lt;\xef\xbf\xbdz") != NULL);
}
END_TEST

static const char *const whole[] = { "csv", "codebook", "attributes",   "codebook-html",
                                     "tei", "refi-qda", "refi-codebook" };

START_TEST (a_plain_project_loses_nothing)
{
  fill_plainly ();
  for (guint i = 0; i < G_N_ELEMENTS (whole); i++)
    {
      g_autofree char *losses
          = is_built (whole[i]) ? export_losses (whole[i], NULL) : NULL;

      ck_assert_msg (losses == NULL || losses[0] == '\0', "%s lost\n%s", whole[i],
                     losses);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("uncarried");
  TCase *tc = tcase_create ("uncarried");
  SRunner *runner;
  int failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, what_a_format_is_about_is_told, 0, G_N_ELEMENTS (cases));
  tcase_add_loop_test (tc, controls_are_counted, 0, G_N_ELEMENTS (controls));
  tcase_add_loop_test (tc, controls_in_tables_are_counted, 0, 3);
  tcase_add_test (tc, a_plain_project_loses_nothing);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
