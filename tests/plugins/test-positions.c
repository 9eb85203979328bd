/* test-positions.c - positions that lie outside the text, end before they begin, or are
 * no numbers, in each reader that has positions: a passage is refused or put inside, and
 * that is told, with an example; what stands beside it comes in. */
#include "fixture.h"

#include <check.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

/* 48 characters; what is counted in UTF-16 units is 51 long, in bytes 65. */
#define LINE "Cafe\xcc\x81 nobody helps 👩‍👩‍👧 her."
#define OTHER_LINE "Second line here."
#define TEXT LINE "\n" OTHER_LINE "\n"

/* How a position that is no number stands in the file. */
typedef enum
{
  BARE,
  IN_JSON,
  IN_SQL
} Kind;

/* @A@ is where a passage begins, @B@ where it ends. Each file has the passage 0–4, too.
 */
typedef struct
{
  const char *importer, *name, *set;
  Kind kind;
  gboolean has_length; /* @B@ is how long it is */
  guint n_more; /* codings that are there where the other was put inside the text */
  gboolean is_refused; /* the whole file is */
  const char *told;
  const char *sql; /* nullable: what makes the tables, in the source */
  const char *bytes;
} Reader;

#define TEI_BEGIN                                                                        \
  "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>b"  \
  "</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/>"          \
  "</sourceDesc></fileDesc></teiHeader><text><body><p xml:id=\"p1\">" LINE               \
  "</p><p>" OTHER_LINE "</p></body></text><standOff><listAnnotation><annotation "        \
  "xml:id=\"good\" target=\"#string-range(p1,0,4)\" ana=\"#c\"/><annotation "            \
  "xml:id=\"bad\" ana=\"#c\" target=\""
#define TEI_END "\"/></listAnnotation></standOff></TEI>"

#define CAS_TEXT LINE "\\n" OTHER_LINE "\\n"
#define XMI_TEXT LINE "&#10;" OTHER_LINE "&#10;"

#define FODS_BEGIN                                                                       \
  "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "  \
  "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "                       \
  "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" office:mimetype="     \
  "\"application/vnd.oasis.opendocument.spreadsheet\"><office:body><office:spreadsheet>" \
  "<table:table table:name=\"codings\">"
#define FODS_END "</table:table></office:spreadsheet></office:body></office:document>"
#define STRING(words)                                                                    \
  "<table:table-cell office:value-type=\"string\"><text:p>" words "</text:p>"            \
  "</table:table-cell>"
#define FLOAT(number)                                                                    \
  "<table:table-cell office:value-type=\"float\" office:value=\"" number                 \
  "\"><text:p>" number "</text:p></table:table-cell>"
#define ROW(cells) "<table:table-row>" cells "</table:table-row>"
#define FODS_ROWS(CELL)                                                                  \
  FODS_BEGIN ROW (STRING ("document") STRING ("start") STRING ("end") STRING ("code")    \
                      STRING ("coder"))                                                  \
      ROW (STRING ("a.txt") CELL ("0") CELL ("4") STRING ("c") STRING ("Ana"))           \
          ROW (STRING ("a.txt") CELL ("@A@") CELL ("@B@") STRING ("c") STRING ("Ana"))   \
              FODS_END

#define WEB_ANNOTATION(selectors)                                                        \
  "{\"type\":\"Annotation\",\"body\":[{\"type\":\"TextualBody\",\"purpose\":"            \
  "\"tagging\",\"value\":\"c\"}],\"target\":{\"source\":\"a.txt\",\"selector\":"         \
  "{\"type\":\"TextPositionSelector\"," selectors "}}}"

static const Reader readers[] = {
  { "tei", "b.xml", NULL, BARE, TRUE, 0, FALSE, "Passages that could not be found", NULL,
    TEI_BEGIN "#string-range(p1,@A@,@B@)" TEI_END },
  { "tei", "b.xml", NULL, BARE, FALSE, 0, FALSE, "Passages that ", NULL,
    TEI_BEGIN "#range(string-index(p1,@A@),string-index(p1,@B@))" TEI_END },
  { "tei", "catma.xml", "document=a.txt", BARE, FALSE, 0, FALSE, "Passages that ", NULL,
    "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>b"
    "</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/>"
    "</sourceDesc></fileDesc><encodingDesc><fsdDecl xml:id=\"s\" n=\"s\"><fsDecl "
    "xml:id=\"CATMA_A\" type=\"CATMA_A\"><fsDescr>c</fsDescr></fsDecl></fsdDecl>"
    "</encodingDesc></teiHeader><text><body><ab type=\"catma\"><seg ana=\"#CATMA_1\">"
    "<ptr target=\"catma:///a.txt#char=0,4\" type=\"inclusion\"/></seg><seg "
    "ana=\"#CATMA_2\"><ptr target=\"catma:///a.txt#char=@A@,@B@\" type=\"inclusion\"/>"
    "</seg></ab></body><fs xml:id=\"CATMA_1\" type=\"CATMA_A\"><f "
    "name=\"catma_markupauthor\"><string>ann</string></f></fs><fs xml:id=\"CATMA_2\" "
    "type=\"CATMA_A\"><f name=\"catma_markupauthor\"><string>ann</string></f></fs>"
    "</text></TEI>" },
  { "web-annotation", "b.json", NULL, IN_JSON, FALSE, 0, FALSE,
    "Passages not found in the text", NULL,
    "[" WEB_ANNOTATION ("\"start\":0,\"end\":4") "," WEB_ANNOTATION (
        "\"start\":@A@,\"end\":@B@") "]" },
  { "brat", "a.ann", NULL, BARE, FALSE, 0, TRUE, "passage", NULL,
    "T1\tc 0 4\tCafe\nT2\tc @A@ @B@\tobody\n" },
  { "brat", "a.ann", "lenient=true", BARE, FALSE, 0, FALSE, "Passages that do not fit",
    NULL, "T1\tc 0 4\tCafe\nT2\tc @A@ @B@\tobody\n" },
  { "csv", "b.csv", "lenient=true", BARE, FALSE, 0, FALSE, "Rows that do not fit", NULL,
    "document,start,end,code,coder\na.txt,0,4,c,Ana\na.txt,@A@,@B@,c,Ana\n" },
  { "sheet-codings", "b.fods", "lenient=true", BARE, FALSE, 0, FALSE,
    "Rows that do not fit", NULL, FODS_ROWS (STRING) },
  { "sheet-codings", "b.fods", "lenient=true", BARE, FALSE, 0, FALSE,
    "Rows that do not fit", NULL, FODS_ROWS (FLOAT) },
  { "cas", "b.json", NULL, IN_JSON, FALSE, 0, FALSE, "Passages outside the text", NULL,
    "{\"%TYPES\":{},\"%FEATURE_STRUCTURES\":[{\"%ID\":1,\"%TYPE\":\"uima.cas.Sofa\","
    "\"sofaString\":\"" CAS_TEXT "\"},{\"%ID\":2,\"%TYPE\":\"x.Emotion\",\"@sofa\":1,"
    "\"begin\":0,\"end\":4,\"label\":\"c\"},{\"%ID\":3,\"%TYPE\":\"x.Emotion\","
    "\"@sofa\":1,\"begin\":@A@,\"end\":@B@,\"label\":\"c\"}],\"%VIEWS\":{}}" },
  { "cas", "b.xmi", NULL, BARE, FALSE, 0, FALSE, "Passages outside the text", NULL,
    "<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\" "
    "xmlns:x=\"http:///webanno/custom.ecore\"><x:Emotion xmi:id=\"2\" sofa=\"1\" "
    "begin=\"0\" end=\"4\" label=\"c\"/><x:Emotion xmi:id=\"3\" sofa=\"1\" begin=\"@A@\" "
    "end=\"@B@\" label=\"c\"/><cas:Sofa xmi:id=\"1\" sofaNum=\"1\" "
    "sofaID=\"_InitialView\" sofaString=\"" XMI_TEXT "\"/></xmi:XMI>" },
  /* What its words do not find either. */
  { "taguette", "b.db", NULL, IN_SQL, FALSE, 0, FALSE, "Passages not found in the text",
    "taguette.sql",
    "DELETE FROM commands; DELETE FROM highlights; DELETE FROM highlight_tags; DELETE "
    "FROM "
    "documents; INSERT INTO documents VALUES (1, 'b', '', 'b.html', '', 1, '', '<p>" LINE
    "</p><p>" OTHER_LINE "</p>'); INSERT INTO highlights VALUES (1, 1, 0, 4, ''), (2, 1, "
    "@A@, @B@, ''); INSERT INTO highlight_tags VALUES (1, 1), (2, 1);" },
  { "qualcoder", "b.db", NULL, IN_SQL, FALSE, 0, FALSE, "Passages not found in the text",
    "qualcoder.sql",
    "DELETE FROM code_text; DELETE FROM annotation; UPDATE source SET fulltext = '" LINE
    "' || char (10) || '" OTHER_LINE "' || char (10) WHERE id = 1; INSERT INTO code_text "
    "VALUES (1, 1, 1, '', 0, 4, 'ana', '', '', NULL, NULL), (2, 1, 1, '', @A@, @B@, "
    "'ana', '', '', NULL, NULL);" },
  { "refi-qda", "b.qde", NULL, BARE, FALSE, 1, FALSE, "osition", NULL,
    "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"b\"><CodeBook><Codes><Code "
    "guid=\"00000000-0000-4000-8000-000000000001\" name=\"c\" isCodable=\"true\"/>"
    "</Codes></CodeBook><Sources><TextSource "
    "guid=\"00000000-0000-4000-8000-000000000002\" name=\"b\"><PlainTextContent>" TEXT
    "</PlainTextContent><PlainTextSelection "
    "guid=\"00000000-0000-4000-8000-000000000003\" "
    "startPosition=\"0\" endPosition=\"4\"><Coding "
    "guid=\"00000000-0000-4000-8000-000000000004\"><CodeRef "
    "targetGUID=\"00000000-0000-4000-8000-000000000001\"/></Coding></PlainTextSelection>"
    "<PlainTextSelection guid=\"00000000-0000-4000-8000-000000000005\" "
    "startPosition=\"@A@\" endPosition=\"@B@\"><Coding "
    "guid=\"00000000-0000-4000-8000-000000000006\"><CodeRef "
    "targetGUID=\"00000000-0000-4000-8000-000000000001\"/></Coding></PlainTextSelection>"
    "</TextSource></Sources></Project>" },
};

static const struct
{
  const char *start, *end;
  gboolean is_good_as_length;
} places[] = {
  { "-5", "4" },
  { "4", "-1" },
  { "13", "7", TRUE },
  { "7", "7", TRUE },
  { "7", "99999" },
  { "9999", "99999" },
  { "0", "2147483648" },
  { "4294967303", "4294967309" },
  { "0", "9223372036854775808" },
  { "-9223372036854775808", "5" },
  { "18446744073709551623", "18446744073709551629" },
  { "1e400", "1e401" },
  { "abc", "13" },
  { "7", "x13" },
  { "NaN", "13" },
  { "7", "NaN" },
  { "", "13" },
  { "7", "" },
  { "7.5", "13.5" },
  { "7xyz", "13xyz" },
};

static Fixture fixture;

static void
set_up (void)
{
  fixture_open (&fixture);
  fixture.coder = "Ana";
  fixture_import (&fixture, "text", "a.txt", TEXT, -1);
  fixture_import (&fixture, "codebook", "codes.csv", "code,parent\nc,\n", -1);
}

static void
tear_down (void)
{
  fixture_close (&fixture);
}

static gboolean
is_number (const char *place)
{
  const char *digits = place + (*place == '-');

  return *digits != '\0' && digits[strspn (digits, "0123456789")] == '\0';
}

static char *
dup_as (Kind kind, const char *place)
{
  if (kind == BARE || is_number (place))
    return g_strdup (place);
  return kind == IN_JSON ? g_strdup_printf ("\"%s\"", place)
                         : g_strdup_printf ("'%s'", place);
}

static GString *
fill (const Reader *reader, const char *start, const char *end)
{
  GString *bytes = g_string_new (reader->bytes);
  g_autofree char *from = dup_as (reader->kind, start);
  g_autofree char *to = dup_as (reader->kind, end);

  g_string_replace (bytes, "@A@", from, 0);
  g_string_replace (bytes, "@B@", to, 0);
  return bytes;
}

static void
make_database (const char *file, GString *bytes)
{
  g_autofree char *relative = g_build_filename ("tests/golden/databases", file, NULL);
  g_autofree char *path = fixture_source_path (relative);
  g_autofree char *tables = NULL;
  sqlite3 *db = NULL;
  sqlite3_int64 n;
  guchar *made;

  ck_assert (g_file_get_contents (path, &tables, NULL, NULL));
  ck_assert_int_eq (sqlite3_open (":memory:", &db), SQLITE_OK);
  ck_assert_int_eq (sqlite3_exec (db, tables, NULL, NULL, NULL), SQLITE_OK);
  ck_assert_msg (sqlite3_exec (db, bytes->str, NULL, NULL, NULL) == SQLITE_OK, "%s",
                 sqlite3_errmsg (db));
  made = sqlite3_serialize (db, "main", &n, 0);
  g_string_truncate (bytes, 0);
  g_string_append_len (bytes, (const char *) made, (gssize) n);
  sqlite3_free (made);
  sqlite3_close (db);
}

/* Losses of these words have examples. */
static void
check_examples (SchoLosses *losses, const char *words, const char *what)
{
  for (guint i = 0; i < scho_losses_get_n_items (losses); i++)
    {
      const SchoLoss *loss = scho_losses_get_item (losses, i);

      ck_assert_msg (strstr (loss->what, words) == NULL || loss->examples[0] != NULL,
                     "%s: “%s” has no example", what, loss->what);
    }
}

static char *
dup_told (SchoStep *step)
{
  g_autofree char *losses = scho_losses_dup_text (scho_step_get_losses (step));
  GString *told = g_string_new (losses);
  GPtrArray *notes = scho_step_get_notes (step);

  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (told, "%s\n", (char *) notes->pdata[i]);
  return g_string_free (told, FALSE);
}

static void
check_codings (SchoStep *step, const Reader *reader, const char *what)
{
  gsize n = scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION);
  gboolean has_good = FALSE;

  ck_assert_msg (n == 1 + reader->n_more, "%s: %u codings came", what, (guint) n);
  for (gsize i = 0; i < n; i++)
    {
      const SchoAnnotation *coding
          = scho_step_get_change (step, SCHO_NOUN_ANNOTATION, i).after;

      ck_assert_msg (coding->start < coding->end && coding->end <= 48, "%s: %u–%u", what,
                     coding->start, coding->end);
      has_good |= coding->start == 0 && coding->end == 4;
    }
  ck_assert_msg (has_good, "%s: the good passage did not come", what);
}

static void
check (const Reader *reader, const char *start, const char *end)
{
  g_autoptr (GString) bytes = fill (reader, start, end);
  g_autofree char *what
      = g_strdup_printf ("%s %s %s–%s", reader->importer, reader->name, start, end);
  const char *set[] = { reader->set, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *told = NULL;

  if (reader->sql != NULL)
    make_database (reader->sql, bytes);
  step = fixture_read (&fixture, reader->importer, reader->name, bytes->str,
                       (gssize) bytes->len, set, &error);
  if (reader->is_refused)
    {
      ck_assert_msg (step == NULL && strstr (error->message, reader->told), "%s: %s",
                     what, error != NULL ? error->message : "");
      return;
    }
  ck_assert_msg (step != NULL, "%s: %s", what, error != NULL ? error->message : "");
  check_codings (step, reader, what);
  told = dup_told (step);
  ck_assert_msg (strstr (told, reader->told) != NULL, "%s: told is only “%s”", what,
                 told);
  check_examples (scho_step_get_losses (step), reader->told, what);
}

START_TEST (positions_are_kept_inside_and_told)
{
  const Reader *reader = &readers[_i];

  /* Some formats are read only where their libraries are. */
  if (scho_plugins_find_importer (fixture.plugins, reader->importer, NULL) == NULL)
    {
      g_print ("skipped: there is no importer “%s”\n", reader->importer);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (!reader->has_length || !places[i].is_good_as_length)
      check (reader, places[i].start, places[i].end);
}
END_TEST

/* Passages may cut what is seen as one letter: they stay as they are. */
START_TEST (letters_may_be_cut)
{
  static const char csv[] = "document,start,end,code,coder\n"
                            "a.txt,0,4,c,Ana\na.txt,20,22,c,Ana\n";
  g_autoptr (SchoStep) step
      = fixture_read (&fixture, "csv", "b.csv", csv, -1, NULL, NULL);
  const SchoAnnotation *coding;

  ck_assert_ptr_nonnull (step);
  ck_assert_uint_eq (scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION), 2);
  coding = scho_step_get_change (step, SCHO_NOUN_ANNOTATION, 1).after;
  ck_assert_uint_eq (coding->start, 20);
  ck_assert_uint_eq (coding->end, 22);
  ck_assert (scho_project_apply (fixture.project, step, NULL));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("positions");
  TCase *tc = tcase_create ("readers");
  SRunner *runner = srunner_create (suite);
  int n_failed;

  tcase_set_timeout (tc, 60);
  tcase_add_checked_fixture (tc, set_up, tear_down);
  tcase_add_loop_test (tc, positions_are_kept_inside_and_told, 0, G_N_ELEMENTS (readers));
  tcase_add_test (tc, letters_may_be_cut);
  suite_add_tcase (suite, tc);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
