/* test-tei-read.c - TEI of other people, TEI that wants to do harm, and what we refuse.
 */
#include "tei-project.h"

#include <stdlib.h>
#include <string.h>

#include <check.h>

#define TEI(body) "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">" body "</TEI>"
#define HEADER                                                                           \
  "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc>"              \
  "<encodingDesc><classDecl><taxonomy><category xml:id=\"c\"><catDesc>C</catDesc>"       \
  "</category></taxonomy></classDecl></encodingDesc></teiHeader>"
#define TEXT(body) "<text><body>" body "</body></text>"
#define CODING(target)                                                                   \
  "<standOff><listAnnotation><annotation xml:id=\"x\" ana=\"#c\" target=\"" target       \
  "\"/></listAnnotation></standOff>"
#define OWN(inside)                                                                      \
  "<teiHeader><xenoData><s:scholiast xmlns:s=\"urn:x-scholiast:tei:1\">" inside          \
  "</s:scholiast></xenoData></teiHeader>"

static void
describe_losses (GString *out, SchoLosses *losses)
{
  for (guint i = 0; i < scho_losses_get_n_items (losses); i++)
    {
      g_autofree char *line = scho_loss_dup_line (scho_losses_get_item (losses, i));

      g_string_append_printf (out, "loss %s\n", line);
    }
}

/* The file that the test is about, told as people see it, with the notes and losses
 * before it. */
static char *
describe (const char *bytes, gsize n_bytes, const char *name)
{
  TeiProject project;
  g_autoptr (SchoPlugins) plugins = tei_plugins_new ();
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *told = NULL;
  GString *out = g_string_new (NULL);
  GError *error = NULL;

  tei_project_open (&project);
  step = tei_project_read (&project, plugins, bytes, n_bytes, name, &error);
  if (step == NULL)
    g_string_append_printf (out, "refused: %s\n", error->message);
  else
    {
      for (guint i = 0; i < scho_step_get_notes (step)->len; i++)
        g_string_append_printf (out, "note %s\n",
                                (char *) scho_step_get_notes (step)->pdata[i]);
      describe_losses (out, scho_step_get_losses (step));
      scho_project_apply (project.project, step, &error);
      g_assert_no_error (error);
      told = tei_project_describe (&project);
      g_string_append (out, told);
    }
  g_clear_error (&error);
  tei_project_close (&project);
  return g_string_free (out, FALSE);
}

static char *
read_source (const char *folder, const char *name, gsize *n)
{
  g_autofree char *path
      = g_build_filename (g_getenv ("SCHOLIAST_SOURCE_DIR"), folder, name, NULL);
  char *bytes;
  GError *error = NULL;

  g_file_get_contents (path, &bytes, n, &error);
  g_assert_no_error (error);
  return bytes;
}

static const char *const dialects[]
    = { "foreign", "structure", "pointers", "settings", "header" };

START_TEST (reads_other_peoples_files)
{
  gsize n;
  g_autofree char *folder = g_build_filename ("tests/golden/tei", dialects[_i], NULL);
  g_autofree char *input = read_source (folder, "input.xml", &n);
  g_autofree char *expected = read_source (folder, "expected.txt", NULL);
  g_autofree char *told = describe (input, n, "input.xml");

  ck_assert_str_eq (told, expected);
}
END_TEST

/* Other programs keep them as JSON; what is none of it does no harm. */
START_TEST (takes_colours_from_settings)
{
  TeiProject project;
  g_autoptr (SchoPlugins) plugins = tei_plugins_new ();
  gsize n, n_codes;
  g_autofree char *input = read_source ("tests/golden/tei/settings", "input.xml", &n);
  const SchoCode *const *codes;

  tei_project_open (&project);
  tei_project_import (&project, plugins, input, n, "input.xml");
  codes = scho_snapshot_get_codes (tei_project_get_snapshot (&project), &n_codes);
  ck_assert_uint_eq (n_codes, 3);
  ck_assert_uint_eq (codes[0]->colour, 0xd62728);
  ck_assert_uint_eq (codes[1]->colour, 0x123456);
  ck_assert_uint_eq (codes[2]->colour, scho_colour_nth (2));
  tei_project_close (&project);
}
END_TEST

/* CATMA says where passages are in a text that is in the project already. */
START_TEST (reads_catma)
{
  TeiProject project;
  g_autoptr (SchoPlugins) plugins = tei_plugins_new ();
  gsize n;
  g_autofree char *words = read_source ("tests/golden/tei/catma", "rose.txt", NULL);
  g_autofree char *input = read_source ("tests/golden/tei/catma", "input.xml", &n);
  g_autofree char *expected
      = read_source ("tests/golden/tei/catma", "expected.txt", NULL);
  g_autofree char *alone = describe (input, n, "input.xml");
  g_autofree char *told = NULL;
  g_autoptr (SchoText) text = scho_text_new (words, NULL);
  g_autoptr (SchoStep) step = NULL;

  ck_assert_ptr_nonnull (strstr (alone, "“rose.txt”, which is not in the project: import "
                                        "that first.\n"));
  tei_project_open (&project);
  step = scho_step_new (tei_project_get_snapshot (&project), "A document");
  scho_step_add_document (step, &(SchoDocument){ .title = "rose.txt" }, text);
  ck_assert (scho_project_apply (project.project, step, NULL));
  tei_project_import (&project, plugins, input, n, "input.xml");
  told = tei_project_describe (&project);
  ck_assert_str_eq (told, expected);
  tei_project_close (&project);
}
END_TEST

/* What comes in goes out as TEI of ours and comes in again the same. */
START_TEST (keeps_what_others_wrote)
{
  TeiProject project, copy;
  g_autoptr (SchoPlugins) plugins = tei_plugins_new ();
  gsize n;
  g_autofree char *folder = g_build_filename ("tests/golden/tei", dialects[_i], NULL);
  g_autofree char *input = read_source (folder, "input.xml", &n);
  g_autofree char *difference = NULL;
  GString *xml;

  tei_project_open (&project);
  tei_project_open (&copy);
  tei_project_import (&project, plugins, input, n, "input.xml");
  xml = tei_project_export (&project, plugins, "corpus=true", NULL);
  tei_project_import (&copy, plugins, xml->str, xml->len, "again.xml");
  difference = tei_project_compare (&project, &copy);
  ck_assert_msg (difference == NULL, "%s", difference);
  g_string_free (xml, TRUE);
  tei_project_close (&copy);
  tei_project_close (&project);
}
END_TEST

START_TEST (writes_the_same_file_again)
{
  TeiProject project;
  g_autoptr (SchoPlugins) plugins = tei_plugins_new ();
  gsize n;
  g_autofree char *input = read_source ("tests/golden/tei/own", "input.xml", &n);
  GString *again;

  tei_project_open (&project);
  tei_project_import (&project, plugins, input, n, "input.xml");
  again = tei_project_export (&project, plugins, "corpus=true", NULL);
  ck_assert_str_eq (again->str, input);
  g_string_free (again, TRUE);
  tei_project_close (&project);
}
END_TEST

/* The examples that lie beside the project: three ways to say the same passages. */
static const struct
{
  const char *name;
  const char *passage; /* must be among what is told */
} examples[] = {
  { "1-anchors-annotation.xml", "coding 94-157 Disclosure by M. K.: wrote one line: “It "
                                "happened to me on the night desk, in 2011.”\n" },
  { "1-anchors-annotation.xml",
    "coding 333-451 Victim blaming by J. R. weight 60: “and she should "
    "have left earlier.” He added a "
    "🙂 to the message.|By Friday a perfume maker had put "
    "#MeToo on a bottle.\nmemo Crosses "
    "a paragraph border: blame slides into commerce.\n" },
  { "1-anchors-annotation.xml", "coding 398-517 Co-opting by M. K.: By Friday" },
  { "2-anchors-spanGrp.xml",
    "coding 333-368 Stance towards the person who speaks out by J. "
    "R.: “and she should have left earlier.”\n" },
  { "2-anchors-spanGrp.xml", "memo Overlaps mk.1 and runs on" },
  { "3-string-range-annotation.xml",
    "coding 333-451 Victim blaming by J. R. weight 60: “and she should have left "
    "earlier.” He "
    "added a "
    "🙂 to the message.|By Friday a perfume maker had put #MeToo on a bottle.\n" },
  { "5-inline-seg-fragmented.xml",
    "coding 333-451 Victim blaming by J. R.: “and she should have left earlier.” He "
    "added a "
    "🙂 to the message.|By Friday a perfume maker had put #MeToo on a bottle.\n" },
  { "6-iso24624-transcript.xml",
    "Disclosure by J. R.: I told the night editor, and she walked "
    "me to the bus.\n" },
  { "4-teiCorpus.xml",
    "coding 0-62 Stance towards the person who speaks out by J. R.: A bank has now "
    "joined "
    "in. One wonders what it has to disclose.\nmemo Two codes on one passage.\n" },
  { "7-colours-in-xenoData-and-linkGrp.xml",
    "coding 94-129 Stance towards the person who speaks out by J. R.: wrote one line: "
    "“It "
    "happened to me \n" },
  { "7-colours-in-xenoData-and-linkGrp.xml", "coding 333-368 Stance towards" },
};

START_TEST (reads_the_examples)
{
  const char *shared = g_getenv ("SCHOLIAST_SHARED");
  g_autofree char *beside
      = g_build_filename (g_getenv ("SCHOLIAST_SOURCE_DIR"), "..", "shared", NULL);
  g_autofree char *path = g_build_filename (shared ? shared : beside, "examples", "tei",
                                            examples[_i].name, NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *told = NULL;
  gsize n;

  if (!g_file_get_contents (path, &bytes, &n, NULL))
    {
      g_print ("Skipped: %s is not here.\n", examples[_i].name);
      return;
    }
  told = describe (bytes, n, examples[_i].name);
  if (strstr (told, examples[_i].passage) == NULL)
    ck_abort_msg ("not found: %s\nin: %.3000s", examples[_i].passage, told);
}
END_TEST

/* What the words must contain. */
static const struct
{
  const char *bytes;
  const char *words;
} cases[] = {
  { "", "refused: x.xml line" },
  { "\x7f\x45\x4c\x46\x01\x02", "refused: x.xml line 1: " },
  { "<TEI>\n<text>\n</TEI>", "refused: x.xml line 3: Opening and ending tag mismatch" },
  { "<TEI><text>&nbsp;</text></TEI>",
    "refused: x.xml line 1: Entity 'nbsp' not defined" },
  { "<?xml version=\"1.0\" encoding=\"EUC-JP\"?><TEI>\xff\xff</TEI>",
    "refused: x.xml line 1: these bytes are not in the file’s encoding\n" },
  { "<?xml version=\"1.0\" encoding=\"nonsense\"?><TEI/>",
    "refused: x.xml line 1: Unsupported encoding nonsense\n" },
  { "<TEI>a\xe4"
    "b</TEI>",
    "refused: x.xml line 1: Input is not proper UTF-8, indicate encoding ! Bytes: 0xE4" },
  { "<html><body/></html>",
    "refused: x.xml is not TEI: its outermost element is “html”" },
  /* Document types: nothing is loaded, own entities and known ones are read. */
  { "<!DOCTYPE TEI><TEI/>", "" },
  { "<!DOCTYPE TEI [<!ENTITY a \"b<hi>c</hi>\"><!ENTITY b \"&a;&#233;&a;\">]><TEI><text>"
    "<p>&b;&eacute;</p></text></TEI>",
    "bcébcé\n" },
  { "<!DOCTYPE TEI [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]><TEI><text><p>&b;</p></text>"
    "</TEI>",
    "refused: x.xml line 1: the entity “b” of the document type (<!DOCTYPE …>) grows" },
  { "<!DOCTYPE TEI [<!ENTITY % a SYSTEM \"file:///etc/passwd\"> "
    "%a;]><TEI><text><p>x&y;</p>"
    "</text></TEI>",
    "loss Entities that nobody knows: 1 (y)\n" },
  { "<!DOCTYPE TEI SYSTEM \"http://127.0.0.1:1/tei.dtd\"><TEI><text><p>&szlig;</p></text>"
    "</TEI>",
    "ß\n" },
  { "<!DOCTYPE TEI [<!ENTITY a SYSTEM "
    "\"/etc/passwd\">]><TEI><text><p>&a;</p></text></TEI>",
    "refused: x.xml line 1: the entity “a” of the document type (<!DOCTYPE …>) lies" },
  /* Nothing of ours lies in places where TEI has none of it. */
  { TEI (HEADER TEXT ("<p>a<TEI><text><p>b</p></text></TEI>c</p>")),
    "document T (?)\na\nb\nc\n" },
  { TEI ("<teiHeader><category><TEI><teiHeader/></TEI><term>x</term></category></"
         "teiHeader>"
         "<teiHeader/>" TEXT ("<p>a</p>")),
    "code " },
  { TEI (HEADER "<TEI>" HEADER TEXT ("<p>in</p>") "</TEI>" TEXT ("<p>out</p>")), "in\n" },
  { "<teiCorpus><text><p>a</p></text><standOff><annotation target=\"#p\" "
    "ana=\"#c\"/></standOff></teiCorpus>",
    "loss Passages that could not be found: 1" },
  /* Pointers. */
  { TEI (HEADER TEXT ("<p><anchor xml:id=\"a\"/>x<anchor xml:id=\"b\"/></p>")
             CODING ("#range(b,a)")),
    "loss Passages that are empty or reversed: 1 (#range(b,a))\n" },
  { TEI (HEADER TEXT ("<p><anchor xml:id=\"a\"/>x</p>") CODING ("#range(a,a)")),
    "empty or reversed: 1 (#range(a,a))\n" },
  { TEI (HEADER TEXT ("<p>x</p>") CODING ("#range(")), "not be found: 1 (#range()\n" },
  { TEI (HEADER TEXT ("<p>x</p>") CODING ("#range() # ) #range(,) range(a,b)")),
    "not be found: 5 (" },
  { TEI (HEADER TEXT ("<p xml:id=\"p\">x</p>") CODING ("other.xml#p #p")),
    "coding 0-1 C by Somebody: x\n" },
  { TEI (HEADER TEXT ("<p xml:id=\"p\">x</p><p xml:id=\"p\">y</p>") CODING ("#p")),
    "note x.xml: xml:id given twice, the first counts: 1\n" },
  { TEI (HEADER TEXT ("<p xml:id=\"p\">x</p>")
             CODING ("#p\" n=\"&amp;#38; &#38;amp; &lt;")),
    "coding 0-1 C by Somebody: x\n" },
  { TEI (HEADER TEXT ("<p xml:id=\"p\">abc</p>") CODING ("#string-range(p,1,2)")),
    "coding 1-3 C by Somebody: bc\n" },
  { TEI (HEADER TEXT ("<p xml:id=\"p\">abc</p><p>def</p>")
             CODING ("#range(string-index(p,1),string-index(p,3))")),
    "coding 1-3 C by Somebody: bc\n" },
  /* Files of ours that somebody has changed. */
  { TEI (OWN ("<s:document/><s:chars>0:1b 99999999999999999999:1b x:y 1:0 1:41 2:ffff"
              "</s:chars>") TEXT ("<p>\xef\xbf\xbd"
                                  "bc</p>")),
    "\x1b"
    "bc\n" },
  { TEI (OWN ("<s:document/><s:stretch kind=\"page\" start=\"0\" end=\"9\"/><s:stretch/>"
              "<s:stretch start=\"2\" end=\"1\"/><s:stretch start=\"-1\" end=\"1\"/>")
             TEXT ("<p>abc</p>")),
    "loss Headings and the like outside the text: 4\n" },
  { TEI (OWN ("<s:document digest=\"0\"/>") TEXT ("<p>abc</p>")), "was changed after" },
  { TEI (
        OWN ("<s:code ref=\"nowhere\" key=\"77\" position=\"99999999999\"/>"
             "<s:document line-ends=\"odd\"/><s:exact/><s:exact of=\"\" field=\"\">\\{0} "
             "\\{d} \\{ffffff} \\</s:exact><s:attribute/><s:unheard/>")
            TEXT ("<p>a&#13;b</p>")),
    "a b\n" },
  { TEI (OWN ("") TEXT ("<p>a codebook has no document</p>")), "" },
};

START_TEST (survives)
{
  g_autofree char *told = describe (cases[_i].bytes, strlen (cases[_i].bytes), "x.xml");

  if (strstr (told, cases[_i].words) == NULL)
    ck_abort_msg ("%s\nwanted: %s\ngot: %s", cases[_i].bytes, cases[_i].words, told);
}
END_TEST

/* In UTF-16 a look at the bytes would not see it. */
START_TEST (refuses_bombs_in_any_encoding)
{
  static const char words[] = "\ufeff<!DOCTYPE TEI [<!ENTITY a \"&a;\">]><TEI>&a;</TEI>";
  gsize n;
  g_autofree char *bytes = g_convert (words, -1, "UTF-16LE", "UTF-8", NULL, &n, NULL);
  g_autofree char *told = describe (bytes, n, "x.xml");

  ck_assert_ptr_nonnull (strstr (told, "grows too big"));
}
END_TEST

START_TEST (refuses_what_is_too_deep)
{
  g_autoptr (GString) bytes = g_string_new ("<TEI><text>");
  g_autofree char *told = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (bytes, "<p>");
  told = describe (bytes->str, bytes->len, "x.xml");
  ck_assert_ptr_nonnull (strstr (told, "refused: x.xml line 1: more than 256"));
}
END_TEST

/* 2,000 pointers times 2,000 codes in one element are no four million codings. */
START_TEST (bounds_what_one_element_becomes)
{
  g_autoptr (GString) bytes = g_string_new (
      "<TEI>" HEADER "<text><p xml:id=\"p\">x</p></text><standOff><annotation target=\"");
  g_autofree char *told = NULL;
  guint n = 0;

  for (guint i = 0; i < 2000; i++)
    g_string_append (bytes, "#p ");
  g_string_append (bytes, "\" ana=\"");
  for (guint i = 0; i < 2000; i++)
    g_string_append (bytes, "#c ");
  g_string_append (bytes, "\"/></standOff></TEI>");
  told = describe (bytes->str, bytes->len, "x.xml");
  for (const char *p = told; (p = strstr (p, "coding 0-1")) != NULL; p++)
    n++;
  ck_assert_uint_eq (n, 1024);
  ck_assert_ptr_nonnull (strstr (told, "Pointers of codings that have too many"));
}
END_TEST

/* A colleague's copy with one coding more: that one comes, and nothing twice. */
START_TEST (merges_a_copy)
{
  TeiProject project;
  g_autoptr (SchoPlugins) plugins = tei_plugins_new ();
  g_autofree char *input = read_source ("tests/golden/tei/own", "input.xml", NULL);
  g_autoptr (GString) copy = g_string_new (input);
  SchoSnapshot *snapshot;
  gsize n_documents, n_codes, n_coders;

  tei_project_open (&project);
  tei_project_import (&project, plugins, copy->str, copy->len, "input.xml");
  ck_assert_uint_eq (
      g_string_replace (copy, "urn:uuid:01a20b01-edb6-7632-b812-66a2b5fd6f00",
                        "urn:uuid:01a20b01-edb6-7632-b812-000000000000", 0),
      1);
  ck_assert_uint_ge (g_string_replace (copy, "A memo\non two lines", "Another memo", 0),
                     1);
  tei_project_import (&project, plugins, copy->str, copy->len, "copy.xml");

  snapshot = tei_project_get_snapshot (&project);
  scho_snapshot_get_documents (snapshot, &n_documents);
  scho_snapshot_get_codes (snapshot, &n_codes);
  scho_snapshot_get_coders (snapshot, &n_coders);
  ck_assert_uint_eq (n_documents, 2);
  ck_assert_uint_eq (n_codes, 3);
  ck_assert_uint_eq (n_coders, 2);
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (snapshot), 5);
  tei_project_close (&project);
}
END_TEST

static void
cancel (double fraction, const char *what, gpointer data)
{
  g_cancellable_cancel (data);
}

START_TEST (stops_when_asked)
{
  TeiProject project;
  g_autoptr (SchoPlugins) plugins = tei_plugins_new ();
  const SchoExporter *tei = scho_plugins_find_exporter (plugins, "tei", NULL);
  g_autoptr (SchoOptions) options = scho_options_new (tei->options);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (SchoOutput) output = scho_output_new_for_stream (memory);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  SchoProgress progress = { cancel, cancellable };
  GError *error = NULL;

  tei_project_open (&project);
  tei_project_import (&project, plugins, TEI (HEADER TEXT ("<p>x</p>")),
                      strlen (TEI (HEADER TEXT ("<p>x</p>"))), "x.xml");
  ck_assert (!tei->write (tei_project_get_snapshot (&project), output, options, &progress,
                          cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  tei_project_close (&project);
}
END_TEST

/* Only what was asked for. */
static const struct
{
  const char *set;
  const char *with, *without;
} options[] = {
  { "corpus=true", "A memo\non two lines", "nothing of it" },
  { "memos=false", "</TEI>", "A memo" },
  { "coder=J. R.", "coder.j-r", "coder.m-k" },
  { "code=victim-blaming", "ana=\"#code.victim-blaming\"", "ana=\"#code.blame\"" },
  { "code=blame", "ana=\"#code.victim-blaming\"", "ana=\"#code.blame-2\"" },
  { "document=second.txt", "ne line", "headline" },
};

START_TEST (obeys_options)
{
  TeiProject project;
  g_autoptr (SchoPlugins) plugins = tei_plugins_new ();
  gsize n;
  g_autofree char *input = read_source ("tests/golden/tei/own", "input.xml", &n);
  GString *bytes;
  GError *error = NULL;
  const char *both[] = { options[_i].set, "corpus=true", NULL };
  g_autofree char *set = g_strjoinv (";", (char **) both);

  tei_project_open (&project);
  tei_project_import (&project, plugins, input, n, "input.xml");
  bytes = tei_project_export (&project, plugins, set, &error);
  g_assert_no_error (error);
  ck_assert_ptr_nonnull (strstr (bytes->str, options[_i].with));
  ck_assert_ptr_null (strstr (bytes->str, options[_i].without));
  g_string_free (bytes, TRUE);
  tei_project_close (&project);
}
END_TEST

START_TEST (names_what_it_does_not_find)
{
  static const char *const unknown[]
      = { "document=nobody", "coder=nobody", "code=nobody", "nobody=1" };
  TeiProject project;
  g_autoptr (SchoPlugins) plugins = tei_plugins_new ();

  tei_project_open (&project);
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      GError *error = NULL;

      ck_assert_ptr_null (tei_project_export (&project, plugins, unknown[i], &error));
      ck_assert_ptr_nonnull (strstr (error->message, "nobody"));
      g_clear_error (&error);
    }
  tei_project_close (&project);
}
END_TEST

/* Any table: none, without columns, without rows, with all there is. */
START_TEST (writes_valid_tables)
{
  TeiProject project;
  g_autoptr (SchoPlugins) plugins = tei_plugins_new ();
  const SchoExporter *tei = scho_plugins_find_exporter (plugins, "tei", NULL);
  g_autoptr (GPtrArray) tables
      = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_table_unref);
  TeiSchema *schema = tei_schema_new ();

  tei_project_open (&project);
  for (guint n = 0; n < 4; n++)
    {
      g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
      g_autoptr (SchoOutput) output = scho_output_new_for_stream (memory);
      GMemoryOutputStream *bytes = G_MEMORY_OUTPUT_STREAM (memory);
      g_autofree char *fault = NULL;
      SchoTable *table;

      ck_assert (tei->write_tables (tables, tei_project_get_snapshot (&project), output,
                                    NULL, NULL, NULL));
      ck_assert (scho_output_commit (output, NULL));
      fault = tei_schema_check (schema, g_memory_output_stream_get_data (bytes),
                                g_memory_output_stream_get_data_size (bytes));
      ck_assert_msg (fault == NULL, "%u tables: %s", n, fault);

      table = scho_table_new ("same-id", "A <title> & \x01");
      g_ptr_array_add (tables, table);
      for (guint column = 0; column < n; column++)
        scho_table_add_column (table, "1 a:b", NULL, SCHO_COLUMN_TEXT);
      if (n == 2)
        scho_table_set_text (table, scho_table_add_row (table), 1, "]]> \uffff\n\t");
      scho_table_add_note (table, "A note & more");
    }
  tei_schema_free (schema);
  tei_project_close (&project);
}
END_TEST

/* Facts are told, and cells that name something say what. */
START_TEST (points_at_what_was_counted)
{
  TeiProject project;
  g_autoptr (SchoPlugins) plugins = tei_plugins_new ();
  const SchoExporter *tei = scho_plugins_find_exporter (plugins, "tei", NULL);
  g_autoptr (GPtrArray) tables
      = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_table_unref);
  SchoTable *table = scho_table_new ("hits", "Hits");
  TeiSchema *schema = tei_schema_new ();
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (SchoOutput) output = scho_output_new_for_stream (memory);
  GMemoryOutputStream *bytes = G_MEMORY_OUTPUT_STREAM (memory);
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (SchoText) text = scho_text_new ("some words", NULL);
  SchoUuid uuid;
  const char *xml;

  ck_assert (scho_uuid_parse ("01a216b7-1cc8-7783-81c3-e9ca624376f5", &uuid));
  tei_project_open (&project);
  step = scho_step_new (tei_project_get_snapshot (&project), "A document");
  scho_step_add_document (step, &(SchoDocument){ .title = "Talk", .uuid = uuid }, text);
  ck_assert (scho_project_apply (project.project, step, NULL));
  g_ptr_array_add (tables, table);
  scho_table_add_column (table, "document", NULL, SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "start", NULL, SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "end", NULL, SCHO_COLUMN_INTEGER);
  scho_table_add_fact (table, "distance", "Distance", "5 & more");
  for (guint row = 0; row < 2; row++)
    {
      scho_table_add_row (table);
      scho_table_set_text (table, row, 0, row == 0 ? "Talk" : "Nobody’s");
      scho_table_set_integer (table, row, 1, 5);
      scho_table_set_integer (table, row, 2, 10);
    }
  ck_assert (tei->write_tables (tables, tei_project_get_snapshot (&project), output, NULL,
                                NULL, NULL));
  ck_assert (scho_output_commit (output, NULL));
  ck_assert (g_output_stream_write_all (memory, "", 1, NULL, NULL, NULL));
  xml = g_memory_output_stream_get_data (bytes);
  ck_assert_ptr_null (tei_schema_check (schema, xml, strlen (xml)));
  ck_assert_ptr_nonnull (
      strstr (xml, "<label>Distance</label><item n=\"distance\">5 &amp; more</item>"));
  ck_assert_ptr_nonnull (
      strstr (xml, "<ref target=\"urn:uuid:01a216b7-1cc8-7783-81c3-e9ca624376f5"
                   "#char=5,10\">Talk</ref></cell><cell>5</cell>"));
  ck_assert_ptr_nonnull (strstr (xml, "<cell>Nobody’s</cell>"));
  tei_schema_free (schema);
  tei_project_close (&project);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("tei-read");
  TCase *reading = tcase_create ("reading");
  TCase *writing = tcase_create ("writing");
  SRunner *runner = srunner_create (suite);
  int n_failed;

  tcase_set_timeout (reading, 60);
  tcase_add_loop_test (reading, reads_other_peoples_files, 0, G_N_ELEMENTS (dialects));
  tcase_add_test (reading, takes_colours_from_settings);
  tcase_add_loop_test (reading, keeps_what_others_wrote, 0, G_N_ELEMENTS (dialects));
  tcase_add_test (reading, reads_catma);
  tcase_add_loop_test (reading, reads_the_examples, 0, G_N_ELEMENTS (examples));
  tcase_add_loop_test (reading, survives, 0, G_N_ELEMENTS (cases));
  tcase_add_test (reading, merges_a_copy);
  tcase_add_test (reading, refuses_bombs_in_any_encoding);
  tcase_add_test (reading, refuses_what_is_too_deep);
  tcase_add_test (reading, bounds_what_one_element_becomes);
  suite_add_tcase (suite, reading);

  tcase_set_timeout (writing, 60);
  tcase_add_test (writing, writes_the_same_file_again);
  tcase_add_test (writing, stops_when_asked);
  tcase_add_loop_test (writing, obeys_options, 0, G_N_ELEMENTS (options));
  tcase_add_test (writing, names_what_it_does_not_find);
  tcase_add_test (writing, writes_valid_tables);
  tcase_add_test (writing, points_at_what_was_counted);
  suite_add_tcase (suite, writing);

  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
