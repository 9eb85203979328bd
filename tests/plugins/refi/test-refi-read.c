/* test-refi-read.c - packages of REFI-QDA, with each trap that real ones have set. */
#include "refi-fixture.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define U "00000000-0000-4000-8000-0000000000"
#define CODES                                                                            \
  "<Users><User guid=\"" U "01\" name=\"Ana\"/><User guid=\"" U "02\" name=\"Ben\"/>"    \
  "</Users><CodeBook><Codes><Code guid=\"" U "10\" name=\"A\" isCodable=\"true\"/>"      \
  "<Code guid=\"" U "11\" name=\"B\" isCodable=\"false\"><Code guid=\"" U "12\" "        \
  "name=\"C\" isCodable=\"true\" color=\"#abc\"/></Code></Codes></CodeBook>"
#define SOURCE                                                                           \
  "<TextSource guid=\"" U "20\" name=\"t\" plainTextPath=\"internal://t.txt\">"
#define TEXT(inside) CODES "<Sources>" SOURCE inside "</TextSource></Sources>"
#define CODING(guid, code)                                                               \
  "<Coding guid=\"" U guid "\" creatingUser=\"" U "01\"><CodeRef targetGUID=\"" U code   \
  "\"/></Coding>"
#define PASSAGE(from, to, inside)                                                        \
  "<PlainTextSelection guid=\"" U "30\" startPosition=\"" from "\" endPosition=\"" to    \
  "\">" inside "</PlainTextSelection>"
#define NOTE(guid, words)                                                                \
  "<Note guid=\"" U guid "\"><PlainTextContent>" words "</PlainTextContent></Note>"

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

static SchoStep *
read_package (GBytes *package, const char *name, const char *const *set, GError **error)
{
  gsize n;
  const char *bytes = g_bytes_get_data (package, &n);

  return fixture_read (&fixture, "refi-qda", name, bytes, n, set, error);
}

static const struct
{
  const char *what, *main, *qde, *part, *text, *expected, *notes;
} cases[] = {
  { "a passage", "project.qde", TEXT (PASSAGE ("2", "5", CODING ("40", "10"))),
    "sources/t.txt", "I think so", "t[0002-5] A by Ana “thi”", "" },
  { "other names", "Trial.QDE", TEXT (PASSAGE ("2", "7", CODING ("40", "10"))),
    "Sources/T.TXT", "I think so", "t[0002-7] A by Ana “think”", "" },
  { "in a folder", "x/project.qde", TEXT (PASSAGE ("2", "7", CODING ("40", "10"))),
    "x/sources/t.txt", "I think so", "t[0002-7] A by Ana “think”", "" },
  { "no internal://", "project.qde",
    CODES "<Sources><TextSource guid=\"" U
          "20\" name=\"t\" plainTextPath=\"t.txt\">" PASSAGE (
              "2", "7", CODING ("40", "10")) "</TextSource></Sources>",
    "sources/t.txt", "I think so", "t[0002-7] A by Ana “think”", "" },
  { "two codings", "project.qde",
    TEXT (PASSAGE ("2", "7", CODING ("40", "10") CODING ("41", "12"))), "sources/t.txt",
    "I think so", "t[0002-7] A by Ana “think”\nt[0002-7] B/C by Ana “think”", "" },
  { "folders can be codes", "project.qde", TEXT (PASSAGE ("2", "7", CODING ("40", "11"))),
    "sources/t.txt", "I think so", "t[0002-7] B by Ana “think”", "" },
  { "the whole text", "project.qde", TEXT (CODING ("40", "10")), "sources/t.txt",
    "I think so", "t[0000-10] A by Ana “I think so”", "" },
  { "reversed", "project.qde", TEXT (PASSAGE ("7", "2", CODING ("40", "10"))),
    "sources/t.txt", "I think so", "t[0002-7] A by Ana “think”", "" },
  { "no length", "project.qde", TEXT (PASSAGE ("7", "7", CODING ("40", "10"))),
    "sources/t.txt", "I think so", "t[0007-8] A by Ana “ ”", "" },
  { "beyond the end", "project.qde",
    TEXT (PASSAGE ("8", "9999999999999", CODING ("40", "10"))), "sources/t.txt",
    "I think so", "t[0008-10] A by Ana “so”", "" },
  { "no numbers", "project.qde", TEXT (PASSAGE ("a", "b", CODING ("40", "10"))),
    "sources/t.txt", "I think so", "t[0000-1] A by Ana “I”",
    "“a.qdpx” does not fit the schema of REFI-QDA: Element "
    "'{urn:QDA-XML:project:1.0}PlainTextSelection', attribute 'startPosition': 'a' is "
    "not a "
    "valid value of the atomic type 'xs:integer'." },
  { "the note of a passage", "project.qde",
    TEXT (PASSAGE ("2",
                   "7",
                   "<Description>one</Description>" CODING (
                       "40", "10") "<NoteRef targetGUID=\"" U
                                   "50\"/>")) "<Notes>" NOTE ("50",
                                                              "a &lt; b") "</Notes>",
    "sources/t.txt", "I think so", "t[0002-7] A by Ana “think” (one\n\na < b)", "" },
  { "the note of a coding", "project.qde",
    TEXT (
        PASSAGE ("2",
                 "7",
                 "<Coding guid=\"" U "40\"><CodeRef targetGUID=\"" U
                 "10\"/><NoteRef targetGUID=\"" U
                 "50\"/></Coding>")) "<Notes><Note guid=\"" U
                                     "50\" plainTextPath=\"internal://n.txt\"/></Notes>",
    "sources/t.txt", "I think so", "t[0002-7] A by Unknown “think”", "" },
  { "a passage without a code", "project.qde",
    TEXT (PASSAGE ("2", "7", "<Description>odd</Description>")), "sources/t.txt",
    "I think so", "t[0002-7] Passages without a code by Unknown “think” (odd)", "" },
  { "a code that is not there", "project.qde",
    TEXT (PASSAGE ("2", "7", CODING ("40", "99"))), "sources/t.txt", "I think so",
    "t[0002-7] Passages without a code by Ana “think”", "" },
  { "coded with a case", "project.qde",
    CODES "<Cases><Case guid=\"" U
          "60\" name=\"Mabel\"/></Cases><Sources>" SOURCE PASSAGE (
              "2", "7", CODING ("40", "60")) "</TextSource></Sources>",
    "sources/t.txt", "I think so", "t[0002-7] Cases/Mabel by Ana “think”",
    "Not shown, but kept, to go out again as REFI-QDA: cases: 1." },
  { "the same identity twice", "project.qde",
    TEXT (PASSAGE ("2", "7", CODING ("40", "10"))
              PASSAGE ("0", "1", CODING ("40", "12"))),
    "sources/t.txt", "I think so", "t[0000-1] B/C by Ana “I”\nt[0002-7] A by Ana “think”",
    "" },
  { "a transcript", "project.qde",
    CODES "<Sources><AudioSource guid=\"" U
          "21\" name=\"talk.mp3\" path=\"internal://p.mp3\"><Transcript guid=\"" U
          "20\" plainTextPath=\"internal://t.txt\"><SyncPoint guid=\"" U
          "61\" timeStamp=\"1\" position=\"2\"/><SyncPoint guid=\"" U
          "62\" timeStamp=\"2\" position=\"7\"/><TranscriptSelection guid=\"" U
          "30\" fromSyncPoint=\"" U "61\" toSyncPoint=\"" U "62\">" CODING (
              "40", "10") "</TranscriptSelection></Transcript></AudioSource></Sources>",
    "sources/t.txt", "I think so", "talk.mp3[0002-7] A by Ana “think”",
    "Not shown, but kept, to go out again as REFI-QDA: pictures, sound and film: 1." },
  { "two of one name", "project.qde",
    CODES "<Sources>" SOURCE "</TextSource><TextSource guid=\"" U
          "21\" name=\"t\"><PlainTextContent>I think so</PlainTextContent>" PASSAGE (
              "2", "7", CODING ("40", "10")) "</TextSource></Sources>",
    "sources/t.txt", "I think so", "t (2)[0002-7] A by Ana “think”",
    "1 text has the name of another; it got a number." },
  { "the text of a PDF", "project.qde",
    CODES
    "<Sources><PDFSource guid=\"" U
    "21\" name=\"paper.pdf\" path=\"internal://p.pdf\"><PDFSelection guid=\"" U
    "31\" page=\"0\" firstX=\"1\" firstY=\"1\" secondX=\"2\" secondY=\"2\"/>"
    "<Representation guid=\"" U "20\" plainTextPath=\"internal://t.txt\">" PASSAGE (
        "2",
        "7",
        CODING ("40", "10")) "</Representation>" CODING ("41",
                                                         "12") "</PDFSource></Sources>",
    "sources/t.txt", "I think so",
    "paper.pdf[0000-10] B/C by Ana “I think so”\npaper.pdf[0002-7] A by Ana “think”",
    "Not shown, but kept, to go out again as REFI-QDA: passages on the pages of PDFs: "
    "1." },
};

START_TEST (reads)
{
  g_autoptr (GBytes) package
      = refi_pack (cases[_i].main, cases[_i].qde, cases[_i].part, cases[_i].text, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = read_package (package, "a.qdpx", NULL, &error);
  g_autofree char *found = NULL, *notes = NULL;

  ck_assert_msg (step != NULL, "%s: %s", cases[_i].what, error ? error->message : "");
  notes = refi_join_notes (step);
  fixture_apply (&fixture, step);
  found = refi_describe (fixture_snapshot (&fixture));
  ck_assert_msg (strcmp (found, cases[_i].expected) == 0, "%s: %s", cases[_i].what,
                 found);
  ck_assert_msg (strcmp (notes, cases[_i].notes) == 0, "%s: %s", cases[_i].what, notes);
}
END_TEST

/* What each of them counts, in a text with Windows' line ends and an emoji. */
#define MIXED "One 😀.\r\nTwo words.\r\nThree words here.\r\n"
static const struct
{
  const char *from, *to, *set, *name;
} countings[] = {
  { "18", "23", "positions=auto", "Three" }, /* code points, CRLF = 1 */
  { "20", "25", "positions=auto", "Three" }, /* code points, CRLF = 2 */
  { "21", "26", "positions=auto", "Three" }, /* UTF-16, CRLF = 2 */
  { "19", "24", "positions=auto", "Three" }, /* UTF-16, CRLF = 1 */
  { "18", "23", "positions=maxqda-atlas", "" }, { "20", "25", "positions=standard", "" },
  { "21", "26", "positions=nvivo", "" },
};

START_TEST (counts)
{
  g_autofree char *passage = g_strdup_printf (
      CODES "<Sources>" SOURCE "<PlainTextSelection guid=\"" U "30\" name=\"%s\" "
            "startPosition=\"%s\" endPosition=\"%s\">" CODING (
                "40", "10") "</PlainTextSelection></TextSource></Sources>",
      countings[_i].name, countings[_i].from, countings[_i].to);
  g_autoptr (GBytes) package
      = refi_pack ("project.qde", passage, "sources/t.txt", MIXED, NULL);
  const char *const set[] = { countings[_i].set, NULL };
  g_autoptr (SchoStep) step = read_package (package, "a.qdpx", set, NULL);
  g_autofree char *found = NULL;

  ck_assert_ptr_nonnull (step);
  fixture_apply (&fixture, step);
  found = refi_describe (fixture_snapshot (&fixture));
  ck_assert_str_eq (found, "t[0018-23] A by Ana “Three”");
}
END_TEST

static const struct
{
  const char *what, *main, *qde, *message;
} refusals[] = {
  { "nothing in it", "other.xml", "<a/>",
    "“a.qdpx” is no REFI-QDA project: there is no .qde" },
  { "outside only", "../project.qde", "<a/>", "there is no .qde" },
  { "absolute only", "/project.qde", "<a/>", "there is no .qde" },
  { "another root", "project.qde", "<?xml version=\"1.0\"?><html/>",
    "“a.qdpx” is no REFI-QDA project or codebook: it begins with <html>" },
  { "no XML", "project.qde", "<? nothing", "a.qdpx line 1" },
  { "a document type", "project.qde",
    "<?xml version=\"1.0\"?><!DOCTYPE Project [<!ENTITY a \"b\">]><Project "
    "name=\"&a;\"/>",
    "declares a document type" },
};

START_TEST (refuses)
{
  g_autoptr (GBytes) package = refi_pack (refusals[_i].main, refusals[_i].qde, NULL);
  g_autoptr (GError) error = NULL;

  ck_assert_msg (read_package (package, "a.qdpx", NULL, &error) == NULL, "%s",
                 refusals[_i].what);
  ck_assert_msg (strstr (error->message, refusals[_i].message) != NULL, "%s: %s",
                 refusals[_i].what, error->message);
}
END_TEST

/* Zeros pack to a thousandth: nobody unpacks them all. */
START_TEST (refuses_a_bomb)
{
  gsize n = 20 * 1024 * 1024;
  g_autofree char *zeros = g_strnfill (n, ' ');
  g_autoptr (GBytes) package
      = refi_pack ("project.qde", CODES, "sources/t.txt", zeros, NULL);
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (read_package (package, "a.qdpx", NULL, &error));
  ck_assert_msg (strstr (error->message, "bigger than 16 MiB when unpacked") != NULL,
                 "%s", error->message);
}
END_TEST

START_TEST (leaves_out_what_leads_outside)
{
  g_autoptr (GBytes) package
      = refi_pack ("project.qde", TEXT (PASSAGE ("2", "7", CODING ("40", "10"))),
                   "../../sources/t.txt", "outside", "sources/t.txt", "I think so", NULL);
  g_autoptr (SchoStep) step = read_package (package, "a.qdpx", NULL, NULL);
  g_autofree char *notes = refi_join_notes (step);

  ck_assert_str_eq (notes, "Parts with names that lead out of the package, left out: 1");
  fixture_apply (&fixture, step);
}
END_TEST

/* Once more, and with something new: nothing comes twice. */
START_TEST (knows_what_it_has)
{
  g_autoptr (GBytes) first
      = refi_pack ("project.qde", TEXT (PASSAGE ("2", "7", CODING ("40", "10"))),
                   "sources/t.txt", "I think so", NULL);
  g_autoptr (GBytes) second = refi_pack (
      "project.qde", TEXT (PASSAGE ("2", "7", CODING ("40", "10") CODING ("41", "12"))),
      "sources/t.txt", "I think so", NULL);
  g_autoptr (SchoStep) step = read_package (first, "a.qdpx", NULL, NULL);
  g_autofree char *found = NULL, *notes = NULL;

  fixture_apply (&fixture, step);
  scho_step_unref (step);
  step = read_package (second, "a.qdpx", NULL, NULL);
  notes = refi_join_notes (step);
  ck_assert_str_eq (notes, "1 coding is in the project already and was left out.");
  fixture_apply (&fixture, step);
  found = refi_describe (fixture_snapshot (&fixture));
  ck_assert_str_eq (found, "t[0002-7] A by Ana “think”\nt[0002-7] B/C by Ana “think”");
}
END_TEST

START_TEST (says_what_is_lost)
{
  g_autoptr (GBytes) package = refi_pack (
      "project.qde",
      TEXT (PASSAGE ("2", "7", CODING ("40", "99"))) "<Sets><Set guid=\"" U
                                                     "90\" name=\"s\"/></Sets>",
      "sources/t.txt", "I think so", NULL);
  g_autoptr (SchoStep) step = read_package (package, "a.qdpx", NULL, NULL);
  g_autofree char *losses = scho_losses_dup_text (scho_step_get_losses (step));

  ck_assert_str_eq (losses, "Codings with a code that is not in the file: 1 (t, 2–7)\n");
}
END_TEST

#define AT(number, from, to)                                                             \
  "<PlainTextSelection guid=\"" U number "\" name=\"n\" startPosition=\"" from           \
  "\" endPosition=\"" to "\"/>"

/* Each kind of faulty place is told by itself. */
START_TEST (says_what_is_wrong_with_places)
{
  g_autoptr (GBytes) package = refi_pack (
      "project.qde",
      TEXT (AT ("30", "7", "2") AT ("31", "7", "7") AT ("32", "8", "9999999999999")
                AT ("33", "-3", "1") AT ("34", "a", "b")),
      "sources/t.txt", "I think so", NULL);
  g_autoptr (SchoStep) step = read_package (package, "a.qdpx", NULL, NULL);
  g_autofree char *losses = scho_losses_dup_text (scho_step_get_losses (step));

  ck_assert_str_eq (
      losses,
      "Places that end before they begin: they were turned round: 1 (t, 7–2)\n"
      "Places without a length: their passages have one character: 1 (t, 7–7)\n"
      "Places outside the text: their passages were put inside: 2 (t, 8–9999999999999; "
      "t, -3–1)\n"
      "Places that are no numbers: their passages are at the beginning: 1 (t, n)\n");
}
END_TEST

#define GUESS                                                                            \
  "How positions were counted is a guess for 1 text (t); if passages begin or end in "   \
  "the middle of words, import it again with positions=nvivo, maxqda-atlas or standard."

/* How positions are counted is told where it is not the plain way. */
static const struct
{
  const char *origin, *passages, *notes;
} ways[] = {
  { "NVivo", "<PlainTextSelection guid='" U "30' startPosition='0' endPosition='3'/>",
    "Positions are counted in UTF-16 units in 1 text (t), as is usual for "
    "“NVivo”.\n" GUESS },
  { "x", "<PlainTextSelection guid='" U "30' startPosition='20' endPosition='25'/>", "" },
  { "x", "<PlainTextSelection guid='" U "30' startPosition='21' endPosition='26'/>",
    "Positions are counted in UTF-16 units in 1 text (t), as the borders of words "
    "show." },
  { "x",
    "<PlainTextSelection guid='" U
    "30' startPosition='18' endPosition='23' name='Three'/>",
    "Positions are counted with the ends of Windows lines as one character in 1 text "
    "(t), as the quotes of passages show." },
  { "MAXQDA", "<PlainTextSelection guid='" U "30' startPosition='0' endPosition='3'/>",
    "Positions are counted with the ends of Windows lines as one character in 1 text "
    "(t), as is usual for “MAXQDA”.\n" GUESS },
  { "Scholiast, for NVivo",
    "<PlainTextSelection guid='" U "30' startPosition='21' endPosition='26'/>",
    "Positions are counted in UTF-16 units in 1 text (t), as the file says of itself." },
};

START_TEST (says_how_positions_are_counted)
{
  g_autofree char *xml = g_strdup_printf (
      "<?xml version='1.0'?><Project xmlns='urn:QDA-XML:project:1.0' name='p' "
      "origin='%s'>" TEXT ("%s") "</Project>",
      ways[_i].origin, ways[_i].passages);
  g_autoptr (GBytes) package
      = refi_pack ("project.qde", xml, "sources/t.txt", MIXED, NULL);
  g_autoptr (SchoStep) step = read_package (package, "a.qdpx", NULL, NULL);
  g_autofree char *notes = refi_join_notes (step);

  ck_assert_str_eq (notes, ways[_i].notes);
}
END_TEST

/* What is a memo of nothing else is one of the project. */
START_TEST (keeps_free_notes)
{
  g_autoptr (GBytes) package = refi_pack (
      "project.qde",
      "<Notes><Note guid=\"" U
      "50\" name=\"Plan\"><PlainTextContent>Read on.</PlainTextContent></Note></Notes>"
      "<Description>A study.</Description>",
      NULL);
  g_autoptr (SchoStep) step = read_package (package, "a.qdpx", NULL, NULL);

  fixture_apply (&fixture, step);
  ck_assert_str_eq (scho_snapshot_get_info (fixture_snapshot (&fixture))->memo,
                    "A study.\n\nPlan\nRead on.");
  scho_step_unref (step);
  step = read_package (package, "a.qdpx", NULL, NULL);
  ck_assert (scho_step_is_empty (step));
}
END_TEST

static const struct
{
  const char *colour;
  guint32 value;
} colours[] = {
  { "#d62728", 0xd62728 },    { "#ABC", 0xaabbcc },
  { "2ca02c", 0x2ca02c },     { "#2ca02cff", 0x2ca02c },
  { "rgb(1,2,3)", 0x010203 }, { "rgba(201, 144, 233, 0.5)", 0xc990e9 },
  { " #d62728 ", 0xd62728 },
};

START_TEST (reads_colours)
{
  g_autofree char *xml = g_strdup_printf (
      "<?xml version=\"1.0\"?><CodeBook xmlns=\"urn:QDA-XML:codebook:0:4\">"
      "<Codes><Code name=\"A\" color=\"%s\"/></Codes></CodeBook>",
      colours[_i].colour);
  const SchoCode *code;

  fixture_import (&fixture, "refi-qda", "a.qdc", xml, -1);
  code = scho_lookup_code (fixture_snapshot (&fixture), "A", NULL);
  ck_assert_uint_eq (code->colour, colours[_i].value);
}
END_TEST

/* Types of variables, and the nameless case that says them of one source. */
START_TEST (reads_variables)
{
  g_autoptr (GBytes) package = refi_pack (
      "project.qde",
      "<Variables><Variable guid=\"" U "70\" name=\"age\" typeOfVariable=\"Integer\"/>"
      "<Variable guid=\"" U "71\" name=\"member\" typeOfVariable=\"Boolean\"/>"
      "<Variable guid=\"" U "72\" name=\"met\" typeOfVariable=\"Date\"/>"
      "<Variable guid=\"" U "73\" name=\"town\" typeOfVariable=\"Text\"/></Variables>"
      "<Cases><Case guid=\"" U "60\"><VariableValue><VariableRef targetGUID=\"" U
      "73\"/><TextValue>Graz</TextValue></VariableValue><SourceRef targetGUID=\"" U
      "20\"/></Case></Cases><Sources>" SOURCE
      "<VariableValue><VariableRef targetGUID=\"" U
      "70\"/><IntegerValue>42</IntegerValue></VariableValue><VariableValue><VariableRef "
      "targetGUID=\"{" U "71}\"/><BooleanValue>true</BooleanValue></"
      "VariableValue><VariableValue><VariableRef "
      "targetGUID=\"" U "72\"/><DateValue>2026-11-20</DateValue></VariableValue>"
      "</TextSource></Sources>",
      "sources/t.txt", "I think so", NULL);
  g_autoptr (SchoStep) step = read_package (package, "a.qdpx", NULL, NULL);
  const SchoDocument *document;

  fixture_apply (&fixture, step);
  document = scho_lookup_document (fixture_snapshot (&fixture), "t", NULL);
  ck_assert_uint_eq (document->n_attributes, 4);
  ck_assert_str_eq (scho_document_get_attribute (document, "age"), "42");
  ck_assert_str_eq (scho_document_get_attribute (document, "member"), "yes");
  ck_assert_str_eq (scho_document_get_attribute (document, "met"), "2026-11-20");
  ck_assert_str_eq (scho_document_get_attribute (document, "town"), "Graz");
  ck_assert_int_eq (scho_document_find_attribute (document, "age")->type,
                    SCHO_ATTRIBUTE_NUMBER);
  ck_assert_int_eq (scho_document_find_attribute (document, "met")->type,
                    SCHO_ATTRIBUTE_DATE);
}
END_TEST

/* Siblings and users of one name, and the folder around all. */
START_TEST (renames_what_is_there_twice)
{
  static const char xml[]
      = "<?xml version=\"1.0\"?><CodeBook "
        "xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes><Code guid=\"" U
        "10\" name=\"Nodes\" isCodable=\"false\"><Code guid=\"" U
        "11\" name=\"A\" isCodable=\"true\"/><Code guid=\"" U
        "12\" name=\"A\" isCodable=\"true\"><Code guid=\"" U
        "13\" name=\"B\" isCodable=\"true\"/></Code></Code></Codes></CodeBook>";
  const char *const set[] = { "unwrap=true", NULL };
  g_autoptr (SchoStep) step
      = fixture_read (&fixture, "refi-qda", "a.qdc", xml, -1, set, NULL);
  SchoSnapshot *snapshot;

  fixture_apply (&fixture, step);
  snapshot = fixture_snapshot (&fixture);
  ck_assert_ptr_nonnull (scho_lookup_code (snapshot, "A", NULL));
  ck_assert_ptr_nonnull (scho_lookup_code (snapshot, "A (2)/B", NULL));
  ck_assert_ptr_null (scho_lookup_code (snapshot, "Nodes", NULL));
}
END_TEST

/* As ATLAS.ti writes them: the folder may be a code, and may come later. */
START_TEST (splits_names)
{
  static const char xml[]
      = "<?xml version=\"1.0\"?><CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\"><Codes>"
        "<Code guid=\"" U "10\" name=\"Coke::diet\" isCodable=\"true\"/>"
        "<Code guid=\"" U "11\" name=\"Milk::full::raw\" isCodable=\"true\"/>"
        "<Code guid=\"" U "12\" name=\"Coke\" isCodable=\"true\"/>"
        "</Codes></CodeBook>";
  const char *const set[] = { "split=true", NULL };
  g_autoptr (SchoStep) step
      = fixture_read (&fixture, "refi-qda", "a.qdc", xml, -1, set, NULL);
  SchoSnapshot *snapshot;
  gsize n;

  fixture_apply (&fixture, step);
  snapshot = fixture_snapshot (&fixture);
  ck_assert_ptr_nonnull (scho_lookup_code (snapshot, "Coke/diet", NULL));
  ck_assert_ptr_nonnull (scho_lookup_code (snapshot, "Milk/full/raw", NULL));
  scho_snapshot_get_codes (snapshot, &n);
  ck_assert_uint_eq (n, 5);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("refi-read");
  TCase *tc = tcase_create ("refi-read");
  SRunner *runner;
  int n_failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_add_loop_test (tc, reads, 0, G_N_ELEMENTS (cases));
  tcase_add_loop_test (tc, counts, 0, G_N_ELEMENTS (countings));
  tcase_add_loop_test (tc, refuses, 0, G_N_ELEMENTS (refusals));
  tcase_add_test (tc, refuses_a_bomb);
  tcase_add_test (tc, leaves_out_what_leads_outside);
  tcase_add_test (tc, knows_what_it_has);
  tcase_add_test (tc, splits_names);
  tcase_add_test (tc, says_what_is_lost);
  tcase_add_test (tc, says_what_is_wrong_with_places);
  tcase_add_loop_test (tc, says_how_positions_are_counted, 0, G_N_ELEMENTS (ways));
  tcase_add_test (tc, keeps_free_notes);
  tcase_add_loop_test (tc, reads_colours, 0, G_N_ELEMENTS (colours));
  tcase_add_test (tc, reads_variables);
  tcase_add_test (tc, renames_what_is_there_twice);
  tcase_set_timeout (tc, 60);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? 0 : 1;
}
