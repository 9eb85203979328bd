/* test-refi-traps.c - what trackers of other programs tell of real files, a case each. */
#include "refi-fixture.h"

#include "../../../plugins/shared/zip-writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <check.h>
#include <libxml/xmlerror.h>
#include <locale.h>
#include <string.h>

#define U "00000000-0000-4000-8000-0000000000"

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

/* `$20` is a GUID; `'` a quotation mark. */
static char *
expand (const char *short_xml)
{
  GString *xml = g_string_new (NULL);

  for (const char *p = short_xml; *p != '\0'; p++)
    if (*p == '$')
      g_string_append (xml, U);
    else
      g_string_append_c (xml, *p == '\'' ? '"' : *p);
  return g_string_free (xml, FALSE);
}

static SchoStep *
read_bytes (GBytes *package, const char *name)
{
  g_autoptr (GError) error = NULL;
  gsize n;
  const char *bytes = g_bytes_get_data (package, &n);
  SchoStep *step = fixture_read (&fixture, "refi-qda", name, bytes, n, NULL, &error);

  ck_assert_msg (step != NULL, "%s", error != NULL ? error->message : "");
  return step;
}

/* The step, applied, of a project with `I think so` as t.txt. */
static SchoStep *
import (const char *short_xml)
{
  g_autofree char *xml = expand (short_xml);
  g_autoptr (GBytes) package
      = refi_pack ("project.qde", xml, "sources/t.txt", "I think so", NULL);
  SchoStep *step = read_bytes (package, "a.qdpx");

  fixture_apply (&fixture, step);
  return step;
}

static char *
export_project (void)
{
  g_autoptr (GError) error = NULL;
  gsize n;
  g_autofree char *bytes = fixture_export (&fixture, "refi-qda", NULL, &n, &error);

  ck_assert_msg (bytes != NULL, "%s", error != NULL ? error->message : "");
  return refi_unpack (bytes, n, "project.qde", NULL);
}

#define CODES                                                                            \
  "<CodeBook><Codes><Code guid='$10' name='A' isCodable='true'/></Codes></CodeBook>"
#define TEXT(attributes, inside)                                                         \
  CODES "<Sources><TextSource guid='$20' name='t' "                                      \
        "plainTextPath='internal://t.txt' " attributes ">" inside                        \
        "</TextSource></Sources>"

/* Folders, hidden files and what nobody speaks of are no parts. */
START_TEST (stray_entries_are_nothing)
{
  g_autofree char *xml = expand (TEXT ("", ""));
  g_autoptr (GBytes) package = refi_pack (
      "project.qde", xml, "sources/", "", "sources/.root", "x", "__MACOSX/", "",
      "sources/._t.txt", "y", "thumbs.db", "z", "sources/t.txt", "I think so", NULL);
  g_autoptr (SchoStep) step = read_bytes (package, "a.qdpx");
  gsize n;

  fixture_apply (&fixture, step);
  scho_snapshot_get_documents (fixture_snapshot (&fixture), &n);
  ck_assert_uint_eq (n, 1);
  scho_snapshot_get_attachments (fixture_snapshot (&fixture), &n);
  ck_assert_uint_eq (n, 0);
}
END_TEST

/* ATLAS.ti refuses a whole import for a plain text that is said to be rich. */
START_TEST (a_plain_text_is_not_called_rich)
{
  g_autoptr (SchoStep) step = import (TEXT ("richTextPath='internal://t.txt'", ""));
  g_autofree char *after = export_project ();

  ck_assert_ptr_null (strstr (after, "richTextPath"));
}
END_TEST

/* GUIDs that follow from names are the same in every project: only the code is. */
START_TEST (an_equal_guid_is_no_equal_project)
{
  g_autoptr (SchoStep) first = import (TEXT ("", ""));
  g_autofree char *xml
      = expand ("<?xml version='1.0'?><CodeBook xmlns='urn:QDA-XML:codebook:1.0'><Codes>"
                "<Code guid='$10' name='A' isCodable='true'/><Code guid='$20' name='B' "
                "isCodable='true'/></Codes></CodeBook>");
  gsize n;

  fixture_import (&fixture, "refi-qda", "b.qdc", xml, -1);
  scho_snapshot_get_codes (fixture_snapshot (&fixture), &n);
  ck_assert_uint_eq (n, 2);
  scho_snapshot_get_documents (fixture_snapshot (&fixture), &n);
  ck_assert_uint_eq (n, 1);
}
END_TEST

/* It has a schema of its own, in which members of sets are named otherwise. */
START_TEST (a_codebook_fits_its_own_schema)
{
  g_autofree char *xml
      = expand ("<?xml version='1.0'?><CodeBook xmlns='urn:QDA-XML:codebook:1.0'><Codes>"
                "<Code guid='$10' name='A' isCodable='true'/></Codes><Sets><Set "
                "guid='$20' name='S'><MemberCode guid='$10'/></Set></Sets></CodeBook>");
  g_autoptr (SchoStep) step
      = fixture_read (&fixture, "refi-qda", "b.qdc", xml, -1, NULL, NULL);
  g_autofree char *notes = refi_join_notes (step), *out = NULL;

  ck_assert_ptr_null (strstr (notes, "does not fit"));
  fixture_apply (&fixture, step);
  out = export_project ();
  ck_assert_ptr_nonnull (strstr (out, "<MemberCode targetGUID=\"" U "10\">"));
}
END_TEST

/* Who made the text has nothing in what Ana coded. */
START_TEST (others_are_not_named_in_a_part)
{
  g_autoptr (SchoStep) step = import (
      "<Users><User guid='$01' name='Ana'/><User guid='$02' name='Ben'/></Users>" TEXT (
          "creatingUser='$02'",
          "<PlainTextSelection guid='$30' startPosition='2' endPosition='7' "
          "creatingUser='$02'><Coding guid='$40' creatingUser='$01'><CodeRef "
          "targetGUID='$10'/></Coding></PlainTextSelection>"));
  const char *const set[] = { "coder=Ana", NULL };
  gsize n;
  g_autofree char *whole = export_project ();
  g_autofree char *bytes = fixture_export (&fixture, "refi-qda", set, &n, NULL);
  g_autofree char *part = refi_unpack (bytes, n, "project.qde", NULL);

  ck_assert_ptr_nonnull (strstr (whole, U "02"));
  ck_assert_ptr_nonnull (strstr (part, "name=\"Ana\""));
  ck_assert_ptr_null (strstr (part, "Ben"));
  ck_assert_ptr_null (strstr (part, U "02"));
}
END_TEST

/* ATLAS.ti and QualCoder make all GUIDs anew each time. */
START_TEST (new_guids_bring_nothing_twice)
{
  g_autoptr (SchoStep) first
      = import ("<Users><User guid='$01' name='Ana'/></Users>" TEXT (
          "", "<PlainTextSelection guid='$30' startPosition='2' endPosition='7'><Coding "
              "guid='$40' creatingUser='$01'><CodeRef targetGUID='$10'/></Coding>"
              "</PlainTextSelection>"));
  g_autoptr (SchoStep) second = import (
      "<Users><User guid='$a1' name='Ana'/></Users><CodeBook><Codes><Code guid='$a2' "
      "name='A' isCodable='true'/></Codes></CodeBook><Sources><TextSource guid='$a3' "
      "name='t' plainTextPath='internal://t.txt'><PlainTextSelection guid='$a4' "
      "startPosition='2' endPosition='7'><Coding guid='$a5' creatingUser='$a1'><CodeRef "
      "targetGUID='$a2'/></Coding></PlainTextSelection></TextSource></Sources>");
  g_autofree char *found = refi_describe (fixture_snapshot (&fixture));

  ck_assert_str_eq (found, "t[0002-7] A by Ana “think”");
}
END_TEST

/* A name that is there is not taken twice; none makes no coder. */
START_TEST (users_who_coded_nothing_are_coders)
{
  static const char users[]
      = "<Users><User guid='$03' name='Ben'/><User guid='$01' name='Ana'/><User "
        "guid='$04' name=' Ana'/><User guid='$05'/><User guid='$06' "
        "id='CS'/></Users>" TEXT (
            "",
            "<PlainTextSelection guid='$30' startPosition='2' endPosition='7'><Coding "
            "guid='$40' creatingUser='$01'><CodeRef targetGUID='$10'/></Coding>"
            "</PlainTextSelection>");
  g_autoptr (SchoStep) first = import (users), second = import (users);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *after = export_project ();
  gsize n;
  const SchoCoder *const *coders
      = scho_snapshot_get_coders (fixture_snapshot (&fixture), &n);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (names, "%s;", coders[i]->name);
  ck_assert_str_eq (names->str, "Ana;Ben;CS;");
  ck_assert_ptr_nonnull (strstr (after, "<User guid=\"" U "03\" name=\"Ben\"/>"));
  ck_assert_ptr_nonnull (strstr (after, "<User guid=\"" U "04\""));
}
END_TEST

/* Tests run in the locale C, as `LC_ALL=C scho` does. */
START_TEST (names_of_parts_need_no_locale)
{
  g_autofree char *xml = expand (
      "<Sources><TextSource guid='$20' name='t' "
      "plainTextPath='internal://Gespr\303\244ch \342\204\2261.txt'/></Sources>");
  g_autoptr (GBytes) package
      = refi_pack ("Pr\303\274fung.qde", xml, "sources/Gespr\303\244ch \342\204\2261.txt",
                   "I think so", NULL);
  g_autoptr (SchoStep) step = NULL;
  gsize n;

  ck_assert_str_eq (setlocale (LC_ALL, "C"), "C");
  step = read_bytes (package, "a.qdpx");
  fixture_apply (&fixture, step);
  scho_snapshot_get_documents (fixture_snapshot (&fixture), &n);
  ck_assert_uint_eq (n, 1);
}
END_TEST

/* All of it is optional, and an empty GUID is none. */
START_TEST (names_times_and_users_may_be_missing)
{
  g_autoptr (SchoStep) step = import (
      "<CodeBook><Codes><Code guid='$10' isCodable='true'/></Codes></CodeBook><Sources>"
      "<TextSource guid='$20' plainTextPath='internal://t.txt'><PlainTextSelection "
      "guid='$30' startPosition='2' endPosition='7' creatingUser=''><Coding guid='$40' "
      "creatingUser='' creationDateTime=''><CodeRef targetGUID='$10'/></Coding>"
      "</PlainTextSelection></TextSource></Sources>");
  g_autofree char *found = refi_describe (fixture_snapshot (&fixture));
  g_autofree char *after = export_project ();

  ck_assert_str_eq (found, "Without a name[0002-7] Without a name by Unknown “think”");
  ck_assert_ptr_null (strstr (after, "=\"\""));
}
END_TEST

static GBytes *
pack_word (const char *words)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (ZipWriter) zip = zip_writer_new (stream);
  g_autofree char *xml = g_strdup_printf (
      "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/"
      "main\"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>",
      words);

  ck_assert (zip_writer_add (zip, "word/document.xml", xml, strlen (xml), NULL, NULL));
  ck_assert (zip_writer_finish (zip, NULL, NULL));
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

/* NVivo's annotations are notes that have a Word document and no more. */
START_TEST (a_note_may_be_a_word_document)
{
  g_autofree char *xml = expand (
      "<?xml version='1.0'?><Project xmlns='urn:QDA-XML:project:1.0' name='p'>" TEXT (
          "", "<PlainTextSelection guid='$30' startPosition='2' endPosition='7'><Coding "
              "guid='$40'><CodeRef targetGUID='$10'/></Coding><NoteRef targetGUID='$50'/>"
              "</PlainTextSelection>") "<Notes><Note guid='$50' "
                                       "richTextPath='internal://n.docx'/></Notes>"
                                       "</Project>");
  g_autoptr (GBytes) word = pack_word ("so it is");
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (ZipWriter) zip = zip_writer_new (stream);
  g_autoptr (GBytes) package = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *found = NULL, *bytes = NULL, *parts = NULL;
  gsize n;
  const char *data = g_bytes_get_data (word, &n);

  ck_assert (zip_writer_add (zip, "project.qde", xml, strlen (xml), NULL, NULL)
             && zip_writer_add (zip, "sources/t.txt", "I think so", 10, NULL, NULL)
             && zip_writer_add (zip, "sources/n.docx", data, n, NULL, NULL)
             && zip_writer_finish (zip, NULL, NULL));
  g_output_stream_close (stream, NULL, NULL);
  package = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  step = read_bytes (package, "a.qdpx");
  fixture_apply (&fixture, step);
  found = refi_describe (fixture_snapshot (&fixture));
  ck_assert_str_eq (found, "t[0002-7] A by Unknown “think” (so it is\n)");
  bytes = fixture_export (&fixture, "refi-qda", NULL, &n, NULL);
  parts = refi_list_parts (bytes, n);
  ck_assert_ptr_nonnull (strstr (parts, "sources/n.docx"));
}
END_TEST

static void
add_part (struct archive *zip, const char *name, const char *content)
{
  struct archive_entry *entry = archive_entry_new ();

  /* No size: it stands behind the part, as programs write that do not go back. */
  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  ck_assert_int_eq (archive_write_header (zip, entry), ARCHIVE_OK);
  archive_write_data (zip, content, strlen (content));
  archive_entry_free (entry);
}

static const char *const compressions[] = { "store", "deflate" };

/* As another library packs. */
START_TEST (parts_may_be_stored_or_packed)
{
  g_autofree char *xml = expand (
      "<?xml version='1.0'?><Project xmlns='urn:QDA-XML:project:1.0' name='p'>" TEXT (
          "",
          "<PlainTextSelection guid='$30' startPosition='2' endPosition='7'><Coding "
          "guid='$40'><CodeRef targetGUID='$10'/></Coding></PlainTextSelection>") "</"
                                                                                  "Projec"
                                                                                  "t>");
  struct archive *zip = archive_write_new ();
  g_autofree char *bytes = g_malloc (10000);
  g_autoptr (GBytes) package = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *found = NULL;
  size_t n;

  archive_write_set_format_zip (zip);
  archive_write_set_format_option (zip, "zip", "compression", compressions[_i]);
  archive_write_open_memory (zip, bytes, 10000, &n);
  add_part (zip, "Project.qde", xml);
  add_part (zip, "Sources/T.txt", "I think so");
  archive_write_close (zip);
  archive_write_free (zip);
  package = g_bytes_new (bytes, n);
  step = read_bytes (package, "a.qdpx");
  fixture_apply (&fixture, step);
  found = refi_describe (fixture_snapshot (&fixture));
  ck_assert_str_eq (found, "t[0002-7] A by Unknown “think”");
}
END_TEST

/* Taguette writes empty sets, OpenQDA colours of its own; what goes out is right. */
START_TEST (an_invalid_codebook_comes_in_with_a_warning)
{
  g_autofree char *xml
      = expand ("<?xml version='1.0'?><CodeBook xmlns='urn:QDA-XML:codebook:1.0'><Codes>"
                "<Code guid='$10' name='A' isCodable='true' color='rgba(1, 2, 3, 0.5)'/>"
                "<Code guid='$11' name='B' isCodable='true' color='#0a0b0cff'/><Code "
                "guid='$12' name='C' isCodable='true'/></Codes><Sets/></CodeBook>");
  g_autoptr (SchoStep) step
      = fixture_read (&fixture, "refi-qda", "b.qdc", xml, -1, NULL, NULL);
  g_autofree char *notes = refi_join_notes (step), *out = NULL;
  g_autoptr (GRegex) colour = g_regex_new ("color=\"(?!#[0-9a-f]{6}\")", 0, 0, NULL);

  ck_assert_ptr_nonnull (strstr (notes, "does not fit the schema"));
  fixture_apply (&fixture, step);
  out = export_project ();
  ck_assert_ptr_nonnull (strstr (out, "color=\"#010203\""));
  ck_assert_ptr_nonnull (strstr (out, "color=\"#0a0b0c\""));
  ck_assert (!g_regex_match (colour, out, 0, NULL));
  ck_assert_ptr_null (strstr (out, "<Sets"));
}
END_TEST

/* A time without a zone is read, and goes out as it was. */
START_TEST (times_may_have_no_zone)
{
  g_autoptr (SchoStep) step = import (TEXT (
      "", "<PlainTextSelection guid='$30' startPosition='2' endPosition='7'><Coding "
          "guid='$40' creationDateTime='2024-05-06T07:08:09'><CodeRef "
          "targetGUID='$10'/></Coding></PlainTextSelection>"));
  g_autofree char *after = export_project ();

  ck_assert_ptr_nonnull (
      strstr (after, "creationDateTime=\"2024-05-06T07:08:09\"><CodeRef"));
}
END_TEST

/* Words that are missing, or there twice, and a project beside the one that is read. */
START_TEST (what_is_missing_or_twice_is_told)
{
  g_autofree char *xml = expand (
      "<?xml version='1.0'?><Project xmlns='urn:QDA-XML:project:1.0' name='p'>" TEXT (
          "", "<PlainTextContent>Other words</PlainTextContent><PlainTextSelection "
              "guid='$30' startPosition='2' endPosition='7'><Coding guid='$40'><CodeRef "
              "targetGUID='$10'/><NoteRef targetGUID='$50'/></Coding><NoteRef "
              "targetGUID='$51'/></PlainTextSelection>") "<Notes><Note guid='$50' "
                                                         "name='Why' "
                                                         "plainTextPath='internal://"
                                                         "n.txt'/></Notes></Project>");
  g_autoptr (GBytes) package
      = refi_pack ("project.qde", xml, "Old.qde", "<a/>", "__MACOSX/._project.qde", "x",
                   "sources/t.txt", "I think so", NULL);
  g_autoptr (SchoStep) step = read_bytes (package, "a.qdpx");
  g_autofree char *losses = scho_losses_dup_text (scho_step_get_losses (step));
  static const char *const told[] = {
    "Other projects in the package: 1 (Old.qde)\n",
    "Memos whose words are not in the package: 1 (Why)\n",
    "Memos that are not in the file: 1 (" U "51)\n",
    "Second texts of documents that have a file: 1 (t)\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    ck_assert_msg (strstr (losses, told[i]) != NULL, "%s\n%s", told[i], losses);
}
END_TEST

static guint n_said;

static void
count_said (void *data, const char *format, ...)
{
  n_said++;
}

/* The converters of libxml2 speak to standard error, unless they are told not to. */
START_TEST (what_cannot_be_decoded_is_refused)
{
  static const char bytes[]
      = "<?xml version='1.0' encoding='utf-7'?><Project name='p'>\x92"
        "hee</Project>";
  g_autoptr (GError) error = NULL;

  xmlSetGenericErrorFunc (NULL, count_said);
  ck_assert_ptr_null (
      fixture_read (&fixture, "refi-qda", "a.qde", bytes, -1, NULL, &error));
  xmlSetGenericErrorFunc (NULL, NULL);
  ck_assert_ptr_nonnull (strstr (error->message, "a.qde"));
  ck_assert_uint_eq (n_said, 0);
}
END_TEST

/* Surveys of MAXQDA have a text for each answer. */
START_TEST (thousands_of_answers_come_in)
{
  g_autoptr (GString) xml = g_string_new (CODES "<Sources>");
  g_autoptr (SchoStep) step = NULL;
  gsize n;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (
        xml,
        "<TextSource guid='%08x-0000-4000-8000-000000000020' "
        "name='What do you think?'><PlainTextContent>Nothing</PlainTextContent>"
        "</TextSource>",
        i);
  g_string_append (xml, "</Sources>");
  step = import (xml->str);
  scho_snapshot_get_documents (fixture_snapshot (&fixture), &n);
  ck_assert_uint_eq (n, 3000);
}
END_TEST

/* Whose folder it was is nobody's business; what lay in it is said to be missing. */
START_TEST (folders_of_people_stay_here)
{
  g_autoptr (SchoStep) step
      = import ("<?xml version='1.0'?><Project xmlns='urn:QDA-XML:project:1.0' name='p' "
                "basePath='C:\\Users\\mira'><Sources><AudioSource guid='$20' name='talk' "
                "path='relative:///talk.mp3' "
                "currentPath='absolute:///C:/Users/mira/talk.mp3'/></Sources></Project>");
  g_autofree char *after = export_project ();
  g_autofree char *losses = scho_losses_dup_text (scho_step_get_losses (step));

  ck_assert_ptr_null (strstr (after, "mira"));
  ck_assert_str_eq (losses,
                    "Folders of somebody's computer, which do not go out again: 2 "
                    "(C:\\Users\\mira; absolute:///C:/Users/mira/talk.mp3)\n"
                    "Sound and film outside the package: 1 (talk)\n");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("refi-traps");
  TCase *tc = tcase_create ("refi-traps");
  SRunner *runner;
  int n_failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_add_test (tc, stray_entries_are_nothing);
  tcase_add_test (tc, a_plain_text_is_not_called_rich);
  tcase_add_test (tc, an_equal_guid_is_no_equal_project);
  tcase_add_test (tc, a_codebook_fits_its_own_schema);
  tcase_add_test (tc, others_are_not_named_in_a_part);
  tcase_add_test (tc, new_guids_bring_nothing_twice);
  tcase_add_test (tc, users_who_coded_nothing_are_coders);
  tcase_add_test (tc, names_of_parts_need_no_locale);
  tcase_add_test (tc, names_times_and_users_may_be_missing);
  tcase_add_test (tc, a_note_may_be_a_word_document);
  tcase_add_loop_test (tc, parts_may_be_stored_or_packed, 0, G_N_ELEMENTS (compressions));
  tcase_add_test (tc, an_invalid_codebook_comes_in_with_a_warning);
  tcase_add_test (tc, times_may_have_no_zone);
  tcase_add_test (tc, what_is_missing_or_twice_is_told);
  tcase_add_test (tc, what_cannot_be_decoded_is_refused);
  tcase_add_test (tc, thousands_of_answers_come_in);
  tcase_add_test (tc, folders_of_people_stay_here);
  tcase_set_timeout (tc, 60);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? 0 : 1;
}
