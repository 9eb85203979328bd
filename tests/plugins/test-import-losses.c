/* test-import-losses.c - what importers of documents lose is listed, and nothing else is.
 *
 * Packages are looked at in the golden pairs (lost.docx, lost.odt and others).
 */
#include "fixture.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define FLAT(content)                                                                    \
  "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "  \
  "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "                       \
  "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "                    \
  "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "                                        \
  "office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:body>"            \
  "<office:text>" content "</office:text></office:body></office:document>"

static Fixture fixture;

static const struct
{
  const char *importer, *name, *set, *bytes, *losses;
} cases[] = {
  /* Looks, scripts and links within the page are nothing to lose. */
  { "html", "a.html", NULL,
    "<style>p {}</style><script>x ()</script><!-- - --><p>One <b>two</b> "
    "<a href='#below'>three</a> <a href='https://x.org/a'>https://x.org/a</a></p>",
    "" },
  { "html", "a.html", NULL,
    "<p>One <img alt='Our street'> two <img> <svg><text>x</text></svg></p>",
    "Pictures: 3 (a.html: “Our street”; a.html: after “One two”; …)\n" },
  { "html", "a.html", NULL,
    "<p>See <a href='https://x.org/a'>this</a> or <a href='b.html'>that</a>.</p>",
    "Addresses of links: 1 (a.html: “https://x.org/a”)\n" },
  { "html", "a.html", NULL, "<p>One</p><video src='film.mp4'></video><p hidden>two</p>",
    "Sound, films and other embedded things: 1 (a.html: “film.mp4”)\n"
    "Hidden parts of pages: 1 (a.html: after “One”)\n" },
  /* In what is left out nothing else is told. */
  { "html", "a.html", NULL, "<p>One</p><nav><a href='https://x.org/'>x</a><img></nav>",
    "Menus, buttons and lists of contents (--set navigation=true keeps them): 1 (a.html: "
    "after “One”)\n" },
  { "html", "a.html", "navigation=true", "<p>One</p><nav>x</nav>", "" },

  { "markdown", "a.md", NULL, "---\ntitle: A\n---\n# One\n\n*two* <https://x.org/> `x`\n",
    "" },
  { "markdown", "a.md", NULL, "See [this](https://x.org/a) ![a cat](cat.png)\n",
    "Addresses of links: 1 (a.md: “https://x.org/a”)\n"
    "Pictures: 1 (a.md: “a cat”)\n" },
  { "markdown", "a.md", NULL, "---\ntitle: A\ntags:\n  - one\n# why\n---\nOne\n",
    "Lines of the header that name nothing: 1 (a.md: “- one”)\n" },
  { "markdown", "a.md", "rendered=false", "See [this](https://x.org/a) ![a](a.png)\n",
    "" },

  { "rtf", "a.rtf", NULL,
    "{\\rtf1{\\*\\generator x}{\\footer {\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}\\par}"
    "\\b One\\b0  two{\\footnote three}.\\par}",
    "" },
  { "rtf", "a.rtf", NULL, "{\\rtf1 One {\\pict 00} two {\\v three} four.\\par}",
    "Pictures: 1 (a.rtf: after “One”)\n"
    "Hidden passages: 1 (a.rtf: “three”)\n" },
  { "rtf", "a.rtf", NULL, "{\\rtf1{\\header Secret\\par}One {\\deleted two}three.\\par}",
    "Headers and footers of pages: 1 (a.rtf: “Secret”)\n"
    "Passages deleted by tracked changes: 1 (a.rtf: after “One”)\n" },
  { "rtf", "a.rtf", NULL, "{\\rtf1 One{\\*\\annotation Why?} two.\\par}",
    "Comments (--set comments=true makes memos of them): 1 (a.rtf: “Why?”)\n" },
  { "rtf", "a.rtf", "comments=true", "{\\rtf1 One{\\*\\annotation Why?} two.\\par}", "" },

  { "odt", "a.fodt", NULL, FLAT ("<text:p>One <text:span>two</text:span></text:p>"), "" },
  { "odt", "a.fodt", NULL,
    FLAT ("<text:p>One <text:a xlink:href=\"https://x.org/a\">two</text:a>"
          "<draw:frame><draw:image/></draw:frame><draw:line/></text:p>"),
    "Addresses of links: 1 (a.fodt: “https://x.org/a”)\n"
    "Pictures: 1 (a.fodt: after “One two”)\n"
    "Drawings: lines, arrows and shapes: 1 (a.fodt: after “One two”)\n" },
};

START_TEST (lists_what_is_lost)
{
  const char *set[] = { cases[_i].set, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *losses = NULL;

  /* Some formats are read only where their libraries are. */
  if (scho_plugins_find_importer (fixture.plugins, cases[_i].importer, NULL) == NULL)
    return;
  step = fixture_read (&fixture, cases[_i].importer, cases[_i].name, cases[_i].bytes,
                       (gssize) strlen (cases[_i].bytes), set, &error);
  ck_assert_msg (step != NULL, "%s", error ? error->message : "");
  losses = scho_losses_dup_text (scho_step_get_losses (step));
  ck_assert_str_eq (losses, cases[_i].losses);
}
END_TEST

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

int
main (void)
{
  Suite *suite = suite_create ("import-losses");
  TCase *tc = tcase_create ("importers");
  SRunner *runner = srunner_create (suite);
  int n_failed;

  /* One set of plugins for all: they keep nothing. */
  tcase_add_unchecked_fixture (tc, setup, teardown);
  tcase_add_loop_test (tc, lists_what_is_lost, 0, G_N_ELEMENTS (cases));
  suite_add_tcase (suite, tc);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
