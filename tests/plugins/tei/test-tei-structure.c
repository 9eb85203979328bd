/* test-tei-structure.c - what stretches of a text become in TEI. */
#include "tei-project.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define MAX_STRETCHES 12

/* Of whole lines [from, to), without the last line feed; the same line: an empty stretch.
 */
typedef struct
{
  guint from, to, kind, level;
  const char *label;
} Lines;

static const struct
{
  const char *text;
  Lines lines[MAX_STRETCHES];
  const char *body; /* without xml:id and line feeds */
} cases[] = {
  { "Title\nText",
    { { 0, 1, SCHO_STRETCH_HEADING, 1 } },
    "<div><head>Title</head><p>Text</p></div>" },
  { "One\nTwo\nOut",
    { { 0, 1, SCHO_STRETCH_LIST_ITEM, 1, "1." }, { 1, 2, SCHO_STRETCH_LIST_ITEM, 1 } },
    "<list><item n=\"1.\"><p>One</p></item><item><p>Two</p></item></list><p>Out</p>" },
  { "One\nDeeper\nTwo",
    { { 0, 1, SCHO_STRETCH_LIST_ITEM, 1 },
      { 1, 2, SCHO_STRETCH_LIST_ITEM, 2 },
      { 2, 3, SCHO_STRETCH_LIST_ITEM, 1 } },
    "<list><item><p>One</p><list><item><p>Deeper</p></item></list></item>"
    "<item><p>Two</p></item></list>" },
  { "A\nB\nC\nAfter",
    { { 0, 3, SCHO_STRETCH_TABLE },
      { 0, 2, SCHO_STRETCH_TABLE_ROW, 1 },
      { 0, 1, SCHO_STRETCH_TABLE_CELL, 1 },
      { 1, 2, SCHO_STRETCH_TABLE_CELL, 2 },
      { 2, 3, SCHO_STRETCH_TABLE_ROW },
      { 2, 3, SCHO_STRETCH_TABLE_CELL, 2 } },
    "<table><row role=\"label\"><cell n=\"1\"><p>A</p></cell><cell n=\"2\"><p>B</p>"
    "</cell></row><row><cell n=\"2\"><p>C</p></cell></row></table><p>After</p>" },
  /* A cell without a table, and a heading in one. */
  { "A\nB", { { 0, 1, SCHO_STRETCH_TABLE_CELL, 1 } }, "<p>A</p><p>B</p>" },
  { "A",
    { { 0, 1, SCHO_STRETCH_TABLE },
      { 0, 1, SCHO_STRETCH_TABLE_ROW },
      { 0, 1, SCHO_STRETCH_TABLE_CELL },
      { 0, 1, SCHO_STRETCH_LIST_ITEM, 1 },
      { 0, 1, SCHO_STRETCH_VERSE } },
    "<table><row><cell><list><item><l>A</l></item></list></cell></row></table>" },
  { "Ada: Yes.\nAnd no.\nBen: So?",
    { { 0, 2, SCHO_STRETCH_SPEAKER_TURN, 0, "Ada" },
      { 2, 3, SCHO_STRETCH_SPEAKER_TURN, 0, "Ben" } },
    "<sp who=\"#d1.s1\"><p>Ada: Yes.</p><p>And no.</p></sp><sp who=\"#d1.s2\">"
    "<p>Ben: So?</p></sp>" },
  { "Yes.\nAnd no.\nSo?",
    { { 0, 2, SCHO_STRETCH_SPEAKER_TURN, 0, "Ada" },
      { 0, 0, SCHO_STRETCH_TIME_CODE, 0, "00:00:01.500–00:00:02" },
      { 2, 2, SCHO_STRETCH_TIME_CODE, 0, "2:50" } },
    "<timeline><when absolute=\"00:00:01.500\"/><when absolute=\"00:00:02\"/>"
    "<when n=\"2:50\"/></timeline>"
    "<u who=\"#d1.s1\" start=\"#d1.w1\" end=\"#d1.w1e\">Yes.</u>"
    "<u who=\"#d1.s1\">And no.</u><u start=\"#d1.w2\">So?</u>" },
  { "Text[1]\n[1] Note\nmore",
    { { 1, 3, SCHO_STRETCH_NOTE, 0, "1" } },
    "<p>Text[1]</p><note n=\"1\"><p>[1] Note</p><p>more</p></note>" },
  { "Only", { { 0, 1, SCHO_STRETCH_NOTE, 0, "1" } }, "<p>Only</p>" },
  { "One\nTwo",
    { { 1, 1, SCHO_STRETCH_PAGE, 0, "ii" } },
    "<p>One</p><p><pb n=\"ii\"/>Two</p>" },
};

static guint
make_stretches (SchoText *text, const Lines *lines, SchoStretch *stretches)
{
  guint n = 0;

  for (; n < MAX_STRETCHES && (lines[n].kind != 0 || lines[n].to != 0); n++)
    {
      stretches[n] = (SchoStretch){ .kind = lines[n].kind,
                                    .level = lines[n].level,
                                    .label = lines[n].label };
      stretches[n].start = scho_text_line_to_offset (text, lines[n].from);
      stretches[n].end = scho_text_line_to_offset (text, lines[n].to);
      if (lines[n].to == scho_text_get_n_lines (text))
        stretches[n].end = scho_text_get_length (text);
      else if (lines[n].to > lines[n].from)
        stretches[n].end--;
    }
  return n;
}

static void
add_document (TeiProject *project, guint number)
{
  g_autoptr (SchoText) bare = scho_text_new (cases[number].text, NULL);
  SchoStretch stretches[MAX_STRETCHES];
  guint n = make_stretches (bare, cases[number].lines, stretches);
  g_autoptr (SchoText) text = scho_text_new_take (
      g_strdup (cases[number].text), strlen (cases[number].text), stretches, n, NULL);
  g_autoptr (SchoStep) step
      = scho_step_new (tei_project_get_snapshot (project), "A document");

  scho_step_add_document (step, &(SchoDocument){ .title = "a.txt" }, text);
  ck_assert (scho_project_apply (project->project, step, NULL));
}

/* What is between the body's tags, without ids and line feeds. */
static char *
dup_body (const char *xml)
{
  const char *from = strstr (xml, "<body>");
  const char *to = strstr (xml, "</body>");
  g_autofree char *body = NULL;
  g_autoptr (GRegex) noise = g_regex_new (" xml:id=\"[^\"]*\"|\n", 0, 0, NULL);

  ck_assert (from != NULL && to != NULL);
  from += strlen ("<body>");
  body = g_strndup (from, to - from);
  return g_regex_replace_literal (noise, body, -1, 0, "", 0, NULL);
}

START_TEST (is_what_tei_has_for_it)
{
  SchoPlugins *plugins = tei_plugins_new ();
  TeiSchema *schema = tei_schema_new ();
  TeiProject project, copy;
  GError *error = NULL;
  GString *xml;
  g_autofree char *body = NULL, *fault = NULL, *difference = NULL;

  tei_project_open (&project);
  add_document (&project, _i);
  xml = tei_project_export (&project, plugins, NULL, &error);
  g_assert_no_error (error);
  body = dup_body (xml->str);
  ck_assert_str_eq (body, cases[_i].body);
  fault = tei_schema_check (schema, xml->str, xml->len);
  ck_assert_msg (fault == NULL, "%s", fault);

  tei_project_open (&copy);
  tei_project_import (&copy, plugins, xml->str, xml->len, "a.xml");
  difference = tei_project_compare (&project, &copy);
  ck_assert_msg (difference == NULL, "%s", difference);
  tei_project_close (&copy);
  tei_project_close (&project);
  g_string_free (xml, TRUE);
  tei_schema_free (schema);
  scho_plugins_free (plugins);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("tei-structure");
  TCase *tc = tcase_create ("export");
  SRunner *runner = srunner_create (suite);
  int n_failed;

  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, is_what_tei_has_for_it, 0, G_N_ELEMENTS (cases));
  suite_add_tcase (suite, tc);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
