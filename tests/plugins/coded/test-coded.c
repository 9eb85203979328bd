/* test-coded.c - coded documents as web pages and lists of quotations.
 *
 * Goldens are tests/golden/coded; SCHOLIAST_UPDATE=1 writes what came: look at it before
 * you believe it.
 */
#include "coded-project.h"

#include "../tei/tei-project.h"

#include <check.h>
#include <libxml/parser.h>
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

static const struct
{
  const char *exporter, *golden;
  const char *set[4];
} goldens[] = {
  { "coded-html", "all.html", { NULL } },
  { "coded-html", "one.html", { "document=Interview 1.txt", "code=silence", NULL } },
  { "coded-html", "coder.html", { "document=Hebrew", "coder=Ana", NULL } },
  { "codebook-html", "codebook.html", { NULL } },
  { "codebook-tei", "codebook.xml", { "examples=1", NULL } },
  { "md", "all.md", { NULL } },
  { "md", "code.md", { "code=silence", "document=Interview 1.txt", NULL } },
};

START_TEST (writes_as_expected)
{
  g_autofree char *relative
      = g_build_filename ("tests/golden/coded", goldens[_i].golden, NULL);
  g_autofree char *path = fixture_source_path (relative);
  g_autofree char *expected = NULL, *written = NULL, *again = NULL;
  g_autoptr (GError) error = NULL;

  coded_project_fill (&fixture);
  written
      = fixture_export (&fixture, goldens[_i].exporter, goldens[_i].set, NULL, &error);
  ck_assert_msg (written != NULL, "%s", error ? error->message : "");
  again = fixture_export (&fixture, goldens[_i].exporter, goldens[_i].set, NULL, NULL);
  ck_assert_str_eq (written, again);
  if (g_getenv ("SCHOLIAST_UPDATE") != NULL)
    ck_assert (g_file_set_contents (path, written, -1, NULL));
  ck_assert_msg (g_file_get_contents (path, &expected, NULL, NULL), "%s is missing",
                 path);
  ck_assert_msg (strcmp (written, expected) == 0, "%s became:\n%s", path, written);
}
END_TEST

/* What a page says ------------------------------------------------------------------- */

static gboolean
has_class (xmlNode *node, const char *name)
{
  g_autofree char *class = (char *) xmlGetProp (node, (const xmlChar *) "class");

  return class != NULL && strstr (class, name) != NULL;
}

static gboolean
is_block (xmlNode *node)
{
  const char *name = (const char *) node->name;

  return node->type == XML_ELEMENT_NODE
         && (strcmp (name, "p") == 0
             || (name[0] == 'h' && g_ascii_isdigit (name[1]) && name[2] == '\0'));
}

/* The words of all blocks but those of the margin and the head, a line each. */
static void
collect_lines (xmlNode *node, GString *out, GHashTable *ids)
{
  for (; node != NULL; node = node->next)
    {
      xmlChar *id = node->type == XML_ELEMENT_NODE
                        ? xmlGetProp (node, (const xmlChar *) "id")
                        : NULL;

      if (id != NULL)
        ck_assert_msg (g_hash_table_add (ids, g_strdup ((char *) id)), "%s twice", id);
      xmlFree (id);
      if (node->type == XML_ELEMENT_NODE
          && (has_class (node, "head") || strcmp ((char *) node->name, "i") == 0
              || (has_class (node, "m") && strcmp ((char *) node->name, "mark") != 0)))
        continue;
      if (node->type == XML_TEXT_NODE)
        g_string_append (out, (char *) node->content);
      else if (strcmp ((char *) node->name, "br") == 0)
        g_string_append_c (out, '\n');
      collect_lines (node->children, out, ids);
      if (is_block (node))
        g_string_append_c (out, '\n');
    }
}

/* Without empty lines. */
static char *
squeeze (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      g_string_append_printf (out, "%s\n", lines[i]);
  return g_string_free (out, FALSE);
}

static xmlNode *
find_article (xmlNode *node)
{
  for (; node != NULL; node = node->next)
    {
      xmlNode *found;

      if (node->type == XML_ELEMENT_NODE && strcmp ((char *) node->name, "article") == 0)
        return node;
      if ((found = find_article (node->children)) != NULL)
        return found;
    }
  return NULL;
}

/* Whether some character of it is on a line that has characters. */
static gboolean
has_words (SchoText *text, const SchoAnnotation *coding)
{
  g_autofree char *words = scho_text_dup_range (text, coding->start, coding->end);

  return words[strspn (words, "\n")] != '\0';
}

static void
check_page (const SchoDocument *document)
{
  g_autofree char *option = g_strconcat ("document=", document->title, NULL);
  const char *set[] = { option, NULL };
  g_autoptr (SchoText) text
      = scho_snapshot_read_text (fixture_snapshot (&fixture), document->id, NULL);
  gsize n_bytes, n;
  const SchoAnnotation *codings
      = scho_snapshot_get_annotations (fixture_snapshot (&fixture), document->id, &n);
  g_autofree char *page = fixture_export (&fixture, "coded-html", set, &n_bytes, NULL);
  g_autofree char *expected = squeeze (scho_text_get_utf8 (text, &(gsize){ 0 }));
  g_autofree char *found = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GHashTable) ids
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  xmlDoc *doc = xmlReadMemory (page, (int) n_bytes, NULL, NULL, XML_PARSE_NONET);

  ck_assert_msg (doc != NULL, "not well-formed:\n%s", page);
  collect_lines (find_article (xmlDocGetRootElement (doc))->children, lines, ids);
  found = squeeze (lines->str);
  ck_assert_str_eq (found, expected);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("p%u-%" G_GSIZE_FORMAT, document->id, i);

      ck_assert_int_eq (g_hash_table_contains (ids, id), has_words (text, &codings[i]));
    }
  xmlFreeDoc (doc);
}

START_TEST (a_page_has_all_words_and_codings)
{
  gsize n;
  const SchoDocument *const *documents;

  coded_project_fill_random (&fixture, (guint) _i + 1);
  documents = scho_snapshot_get_documents (fixture_snapshot (&fixture), &n);
  for (gsize i = 0; i < n; i++)
    check_page (documents[i]);
}
END_TEST

/* Lines with single spaces, without blanks at their ends or empty ones between. */
static char *
flatten (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_string_append_printf (out, "%s ", words[i]);
  return g_string_free (out, FALSE);
}

/* The importer of Markdown is by somebody else's parser. */
START_TEST (quotations_read_as_they_are)
{
  Fixture other;
  g_autofree char *written = NULL, *found = NULL;
  g_autoptr (SchoText) text = NULL;
  gsize n_documents, n;

  if (scho_plugins_find_importer (fixture.plugins, "markdown", NULL) == NULL)
    {
      g_print ("skipped: Markdown cannot be read here\n");
      return;
    }
  coded_project_fill_random (&fixture, (guint) _i + 1);
  written = fixture_export (&fixture, "md", NULL, NULL, NULL);
  fixture_open (&other);
  fixture_import (&other, "markdown", "a.md", written, -1);
  text = scho_snapshot_read_text (fixture_snapshot (&other), 1, NULL);
  found = flatten (scho_text_get_utf8 (text, &n));
  scho_snapshot_get_documents (fixture_snapshot (&fixture), &n_documents);
  for (guint32 d = 1; d <= n_documents; d++)
    {
      g_autoptr (SchoText) source
          = scho_snapshot_read_text (fixture_snapshot (&fixture), d, NULL);
      const SchoAnnotation *codings
          = scho_snapshot_get_annotations (fixture_snapshot (&fixture), d, &n);

      for (gsize i = 0; i < n; i++)
        {
          g_autofree char *words
              = scho_text_dup_range (source, codings[i].start, codings[i].end);
          g_autofree char *flat = flatten (words);

          ck_assert_msg (strstr (found, flat) != NULL, "“%s” is not in\n%s\nof\n%s", flat,
                         found, written);
        }
    }
  fixture_close (&other);
}
END_TEST

static void
check_tei (TeiSchema *schema)
{
  gsize n;
  g_autofree char *bytes = fixture_export (&fixture, "codebook-tei", NULL, &n, NULL);
  g_autofree char *fault = NULL;

  ck_assert_ptr_nonnull (bytes);
  fault = tei_schema_check (schema, bytes, n);
  ck_assert_msg (fault == NULL, "%s\n%s", fault, bytes);
}

START_TEST (a_codebook_is_valid_tei)
{
  TeiSchema *schema = tei_schema_new ();

  check_tei (schema); /* also without codes */
  coded_project_fill (&fixture);
  check_tei (schema);
  tei_schema_free (schema);
}
END_TEST

START_TEST (a_codebook_is_an_odt)
{
  const char *set[] = { "examples=5", NULL };
  gsize n;
  g_autofree char *bytes = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (GError) error = NULL;
  const char *utf8;

  if (scho_plugins_find_importer (fixture.plugins, "odt", NULL) == NULL)
    {
      g_print ("skipped: packages cannot be read here\n");
      return;
    }
  coded_project_fill (&fixture);
  bytes = fixture_export (&fixture, "codebook-odt", set, &n, NULL);
  step = fixture_read (&fixture, "odt", "a.odt", bytes, (gssize) n, NULL, &error);
  ck_assert_msg (step != NULL, "%s", error ? error->message : "");
  utf8 = scho_text_get_utf8 (scho_step_get_text (step, 3), &n);
  ck_assert_msg (g_str_has_prefix (utf8,
                                   "Codebook: Test\n"
                                   "shame (2 codings · 1 document)\n"
                                   "Speaks of shame & <blame>\n"
                                   "When to use: It is named.\nOr shown.\n"
                                   "When not: It is ours only.\n"
                                   "Memo: Split *later*?\n"
                                   "We sat in the kitchen.\nIt was “cold” <very>.\n"),
                 "%s", utf8);
}
END_TEST

START_TEST (asks_for_a_document)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (fixture_export (&fixture, "coded-html", NULL, NULL, &error));
  ck_assert_str_eq (error->message, "The project has no document");
}
END_TEST

START_TEST (refuses_what_is_not_there)
{
  const char *set[] = { "code=nothing", NULL };
  g_autoptr (GError) error = NULL;

  coded_project_fill (&fixture);
  ck_assert_ptr_null (fixture_export (&fixture, "coded-html", set, NULL, &error));
  ck_assert_ptr_nonnull (strstr (error->message, "nothing"));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("coded");
  TCase *tc = tcase_create ("coded");
  SRunner *runner;
  int failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_add_loop_test (tc, writes_as_expected, 0, G_N_ELEMENTS (goldens));
  tcase_add_loop_test (tc, a_page_has_all_words_and_codings, 0, 6);
  tcase_add_loop_test (tc, quotations_read_as_they_are, 0, 6);
  tcase_add_test (tc, a_codebook_is_valid_tei);
  tcase_add_test (tc, a_codebook_is_an_odt);
  tcase_add_test (tc, asks_for_a_document);
  tcase_add_test (tc, refuses_what_is_not_there);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
