/* test-refi-keep.c - a project brought in and sent out again loses nothing that Scholiast
 * does not show. */
#include "refi-fixture.h"
#include "refi-inside.h"

#include <check.h>
#include <string.h>

#define U "00000000-0000-4000-8000-0000000000"
#define REF(name, guid) "<" name " targetGUID=\"" U guid "\"/>"

static const char everything[]
    = "<Users><User guid=\"" U "01\" name=\"Ana\"/><User guid=\"" U "02\" name=\"Ben\" "
      "id=\"B\"/></Users>"
      "<CodeBook><Codes><Code guid=\"" U
      "10\" name=\"Folder\" isCodable=\"false\"><Code guid=\"" U
      "11\" name=\"A\" isCodable=\"true\" color=\"#112233\"/></Code></Codes></CodeBook>"
      "<Variables><Variable guid=\"" U
      "70\" name=\"age\" typeOfVariable=\"Integer\"/><Variable "
      "guid=\"" U
      "71\" name=\"town\" typeOfVariable=\"Text\"><Description>d</Description>"
      "</Variable></Variables>"
      "<Cases><Case guid=\"" U
      "60\" name=\"Mabel\">" REF ("CodeRef", "11") "<VariableValue>" REF ("VariableRef", "71") "<TextValue>Graz</TextValue></VariableValue>" REF (
          "SourceRef",
          "20") REF ("SelectionRef",
                     "30") "</Case></Cases>"
                           "<Sources><TextSource guid=\"" U
                           "20\" name=\"t\" plainTextPath=\"internal://T.txt\" "
                           "richTextPath=\"internal://t.docx\" creatingUser=\"" U "02\" "
                           "creationDateTime=\"2026-11-20T10:00:00\"><PlainTextSelection "
                           "guid=\"" U "30\" "
                           "startPosition=\"2\" endPosition=\"7\"><Coding guid=\"" U
                           "40\" creatingUser=\"" U "01\">" REF (
                               "CodeRef",
                               "11") "</Coding><Coding guid=\"" U
                                     "41\" creatingUser=\"" U "01\">" REF ("CodeRef", "60") "</Coding></PlainTextSelection><VariableValue>" REF (
                                         "VariableRef",
                                         "70") "<IntegerValue>42</IntegerValue></"
                                               "VariableValue></TextSource>"
                                               "<TextSource guid=\"" U
                                               "21\" name=\"gone\" "
                                               "plainTextPath=\"internal://gone.txt\">"
                                               "<PlainTextSelection guid=\"" U
                                               "31\" startPosition=\"1\" "
                                               "endPosition=\"2\"><Coding guid=\"" U
                                               "42\">" REF (
                                                   "CodeRef",
                                                   "11") "</Coding></"
                                                         "PlainTextSelection></"
                                                         "TextSource>"
                                                         "<PictureSource guid=\"" U
                                                         "22\" name=\"p.png\" "
                                                         "path=\"internal://"
                                                         "P.png\"><PictureSelection "
                                                         "guid=\"" U
                                                         "32\" firstX=\"1\" firstY=\"2\" "
                                                         "secondX=\"3\" "
                                                         "secondY=\"4\"><Coding guid=\"" U
                                                         "43\">" REF (
                                                             "CodeRef",
                                                             "11") "</Coding></"
                                                                   "PictureSelection></"
                                                                   "PictureSource>"
                                                                   "<PDFSource guid=\"" U
                                                                   "23\" name=\"a.pdf\" "
                                                                   "path=\"internal://"
                                                                   "a.pdf\"><"
                                                                   "PDFSelection "
                                                                   "guid=\"" U
                                                                   "33\" page=\"0\" "
                                                                   "firstX=\"1\" "
                                                                   "firstY=\"2\" "
                                                                   "secondX=\"3\" "
                                                                   "secondY=\"4\"><"
                                                                   "Coding guid=\"" U
                                                                   "44\">" REF (
                                                                       "CodeRef",
                                                                       "11") "</Coding></"
                                                                             "PDFSelectio"
                                                                             "n><"
                                                                             "Representat"
                                                                             "ion "
                                                                             "guid=\"" U
                                                                             "24\" "
                                                                             "plainTextPa"
                                                                             "th="
                                                                             "\"internal:"
                                                                             "//"
                                                                             "pdf.txt\"><"
                                                                             "PlainTextSe"
                                                                             "lection "
                                                                             "guid=\"" U
                                                                             "34\" "
                                                                             "startPositi"
                                                                             "on=\"0\" "
                                                                             "endPosition"
                                                                             "=\"3\"><"
                                                                             "Coding "
                                                                             "guid=\"" U
                                                                             "45\" "
                                                                             "creatingUse"
                                                                             "r=\"" U
                                                                             "01\">" REF (
                                                                                 "CodeRe"
                                                                                 "f",
                                                                                 "11") "<"
                                                                                       "/"
                                                                                       "C"
                                                                                       "o"
                                                                                       "d"
                                                                                       "i"
                                                                                       "n"
                                                                                       "g"
                                                                                       ">"
                                                                                       "<"
                                                                                       "/"
                                                                                       "P"
                                                                                       "l"
                                                                                       "a"
                                                                                       "i"
                                                                                       "n"
                                                                                       "T"
                                                                                       "e"
                                                                                       "x"
                                                                                       "t"
                                                                                       "S"
                                                                                       "e"
                                                                                       "l"
                                                                                       "e"
                                                                                       "c"
                                                                                       "t"
                                                                                       "i"
                                                                                       "o"
                                                                                       "n"
                                                                                       ">"
                                                                                       "<"
                                                                                       "/"
                                                                                       "R"
                                                                                       "e"
                                                                                       "p"
                                                                                       "r"
                                                                                       "e"
                                                                                       "s"
                                                                                       "e"
                                                                                       "n"
                                                                                       "t"
                                                                                       "a"
                                                                                       "t"
                                                                                       "i"
                                                                                       "o"
                                                                                       "n"
                                                                                       ">"
                                                                                       "<"
                                                                                       "/"
                                                                                       "P"
                                                                                       "D"
                                                                                       "F"
                                                                                       "S"
                                                                                       "o"
                                                                                       "u"
                                                                                       "r"
                                                                                       "c"
                                                                                       "e"
                                                                                       ">"
                                                                                       "<"
                                                                                       "A"
                                                                                       "u"
                                                                                       "d"
                                                                                       "i"
                                                                                       "o"
                                                                                       "S"
                                                                                       "o"
                                                                                       "u"
                                                                                       "r"
                                                                                       "c"
                                                                                       "e"
                                                                                       " "
                                                                                       "g"
                                                                                       "u"
                                                                                       "i"
                                                                                       "d"
                                                                                       "="
                                                                                       "\"" U
                                                                                       "2"
                                                                                       "5"
                                                                                       "\" name=\"a.mp3\" path=\"internal://a.mp3\"><AudioSelection "
                                                                                       "g"
                                                                                       "u"
                                                                                       "i"
                                                                                       "d"
                                                                                       "="
                                                                                       "\"" U
                                                                                       "3"
                                                                                       "5"
                                                                                       "\" begin=\"0\" end=\"9\"><Coding guid=\"" U
                                                                                       "4"
                                                                                       "6"
                                                                                       "\">" REF (
                                                                                           "CodeRef",
                                                                                           "11") "</Coding></AudioSelection></AudioSource></Sources>"
                                                                                                 "<Links><Link guid=\"" U
                                                                                                 "80\" name=\"l\" direction=\"OneWay\" originGUID=\"" U
                                                                                                 "30\" "
                                                                                                 "targetGUID=\"" U
                                                                                                 "11\"/></Links>"
                                                                                                 "<Sets><Set guid=\"" U
                                                                                                 "90\" name=\"s\"><Description>why</Description>" REF (
                                                                                                     "MemberCode",
                                                                                                     "11")
                                                                                                     REF (
                                                                                                         "MemberSource",
                                                                                                         "20") "</Set></Sets>"
                                                                                                               "<Graphs><Graph guid=\"" U
                                                                                                               "a0\" name=\"g\"><Vertex guid=\"" U
                                                                                                               "a1\" representedGUID=\"" U
                                                                                                               "11\" firstX=\"1\" firstY=\"2\"/></Graph></Graphs>";

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

static GBytes *
pack_everything (void)
{
  return refi_pack ("project.qde", everything, "sources/t.txt", "I think so",
                    "sources/t.docx", "PK", "sources/P.png", "\x89PNG", "sources/pdf.txt",
                    "One two", "sources/a.pdf", "%PDF", "sources/a.mp3", "ID3", NULL);
}

static void
import (GBytes *package)
{
  gsize n;
  const char *bytes = g_bytes_get_data (package, &n);

  fixture_import (&fixture, "refi-qda", "a.qdpx", bytes, n);
}

static char *
send_out (const char *set, char **qde, gsize *n_bytes)
{
  const char *const sets[] = { set, NULL };
  g_autoptr (GError) error = NULL;
  char *bytes = fixture_export (&fixture, "refi-qda", set ? sets : NULL, n_bytes, &error);

  ck_assert_msg (bytes != NULL, "%s", error ? error->message : "");
  *qde = refi_unpack (bytes, *n_bytes, "project.qde", NULL);
  return bytes;
}

START_TEST (nothing_is_missing)
{
  g_autoptr (GBytes) package = pack_everything ();
  gsize n;
  const char *data = g_bytes_get_data (package, &n);
  g_autofree char *before = refi_unpack (data, n, "project.qde", NULL);
  g_autofree char *after = NULL, *bytes = NULL, *missing = NULL, *picture = NULL;
  gsize n_bytes;

  import (package);
  bytes = send_out (_i == 0 ? NULL : "target=nvivo", &after, &n_bytes);
  missing = refi_list_missing (before, after);
  ck_assert_msg (missing[0] == '\0', "%.1000s\n%.2000s", missing, after);
  picture = refi_unpack (bytes, n_bytes, "sources/p.png", NULL);
  ck_assert_str_eq (picture, "\x89PNG");
  ck_assert_ptr_nonnull (strstr (after, "name=\"Folder\" isCodable=\"false\""));
  ck_assert_ptr_nonnull (strstr (after, "<Description>why</Description>"));
  ck_assert_ptr_null (strstr (after, "name=\"Cases\""));
}
END_TEST

/* And in again: it is the same. */
START_TEST (once_more)
{
  g_autoptr (GBytes) package = pack_everything ();
  g_autoptr (GBytes) second = NULL;
  g_autofree char *first = NULL, *bytes = NULL, *again = NULL, *missing = NULL;
  gsize n_bytes;

  import (package);
  bytes = send_out (NULL, &first, &n_bytes);
  second = g_bytes_new (bytes, n_bytes);
  fixture_close (&fixture);
  fixture_open (&fixture);
  import (second);
  g_free (bytes);
  bytes = send_out (NULL, &again, &n_bytes);
  missing = refi_list_missing (first, again);
  ck_assert_str_eq (missing, "");
}
END_TEST

/* In twice: kept once. */
START_TEST (kept_once)
{
  g_autoptr (GBytes) package = pack_everything ();
  gsize n, n_again;

  import (package);
  scho_snapshot_get_attachments (fixture_snapshot (&fixture), &n);
  /* The XML, that of passages, a picture, a PDF, sound, Word. */
  ck_assert_uint_eq (n, 6);
  import (package);
  scho_snapshot_get_attachments (fixture_snapshot (&fixture), &n_again);
  ck_assert_uint_eq (n, n_again);
}
END_TEST

static const SchoAttachment *
find_packed (void)
{
  gsize n;
  const SchoAttachment *const *list
      = scho_snapshot_get_attachments (fixture_snapshot (&fixture), &n);

  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (list[i]->media_type, "application/gzip") == 0)
      return list[i];
  return NULL;
}

static GBytes *
inflate (GBytes *content)
{
  g_autoptr (GZlibDecompressor) inflater
      = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (content);
  g_autoptr (GInputStream) stream
      = g_converter_input_stream_new (memory, G_CONVERTER (inflater));
  GBytes *all = g_input_stream_read_bytes (stream, 1 << 20, NULL, NULL);

  ck_assert_ptr_nonnull (all);
  return all;
}

static void
replace_packed (GBytes *content)
{
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "replace");

  scho_step_replace_attachment (step, find_packed (), content);
  fixture_apply (&fixture, step);
}

/* As it was once kept: not compressed. */
START_TEST (unpacked_is_read_too)
{
  g_autoptr (GBytes) package = pack_everything ();
  g_autoptr (GBytes) packed = NULL, plain = NULL;
  g_autofree char *before = NULL, *after = NULL, *bytes = NULL, *again = NULL;
  gsize n;

  import (package);
  bytes = send_out (NULL, &before, &n);
  packed = scho_snapshot_read_attachment (fixture_snapshot (&fixture), find_packed ()->id,
                                          NULL);
  plain = inflate (packed);
  replace_packed (plain);
  again = send_out (NULL, &after, &n);
  ck_assert_ptr_nonnull (strstr (before, "2026-11-20T10:00:00"));
  ck_assert_str_eq (before, after);
}
END_TEST

/* XML that unpacks to a thousand times its size. */
static GBytes *
make_bomb (void)
{
  g_autoptr (GZlibCompressor) deflater
      = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream
      = g_converter_output_stream_new (memory, G_CONVERTER (deflater));
  g_autoptr (GString) xml = g_string_new ("<Project>");

  for (guint i = 0; i < 1 << 21; i++)
    g_string_append (xml, "<Sources/>");
  g_string_append (xml, "</Project>");
  g_output_stream_write_all (stream, xml->str, xml->len, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

START_TEST (damage_is_told)
{
  g_autoptr (GBytes) package = pack_everything ();
  g_autoptr (GBytes) packed = NULL, damaged = NULL;
  const SchoExporter *exporter
      = scho_plugins_find_exporter (fixture.plugins, "refi-qda", NULL);
  g_autoptr (SchoOptions) options = scho_options_new (exporter->options);
  g_autoptr (SchoOutput) output = NULL;
  g_autofree char *path = g_build_filename (fixture.folder, "half.qdpx", NULL);
  g_autofree char *losses = NULL;

  import (package);
  packed = scho_snapshot_read_attachment (fixture_snapshot (&fixture), find_packed ()->id,
                                          NULL);
  damaged = _i == 0 ? g_bytes_new_from_bytes (packed, 0, g_bytes_get_size (packed) / 2)
                    : make_bomb ();
  replace_packed (damaged);
  output = scho_output_new_for_path (path);
  ck_assert (
      exporter->write (fixture_snapshot (&fixture), output, options, NULL, NULL, NULL));
  losses = scho_losses_dup_text (scho_output_get_losses (output));
  ck_assert_ptr_nonnull (strstr (losses, "Kept parts of projects that are damaged: 1"));
}
END_TEST

/* What is gone is not referred to, and what is coded is for coding. */
START_TEST (follows_the_project)
{
  g_autoptr (GBytes) package = pack_everything ();
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *bytes = NULL, *after = NULL;
  SchoSnapshot *snapshot;
  const SchoCode *folder;
  gsize n_bytes;

  import (package);
  snapshot = fixture_snapshot (&fixture);
  folder = scho_lookup_code (snapshot, "Folder", NULL);
  step = scho_step_new (snapshot, "code");
  scho_step_add_annotation (
      step, &(SchoAnnotation){ .document = scho_lookup_document (snapshot, "t", NULL)->id,
                               .start = 0,
                               .end = 1,
                               .code = folder->id,
                               .coder = scho_lookup_coder (snapshot, "Ana", NULL)->id,
                               .weight = SCHO_NO_WEIGHT });
  fixture_apply (&fixture, step);
  bytes = send_out (NULL, &after, &n_bytes);
  ck_assert_ptr_nonnull (strstr (after, "name=\"Folder\" isCodable=\"true\""));
  g_free (bytes);
  g_free (after);
  bytes = send_out ("document=t", &after, &n_bytes);
  ck_assert_ptr_null (strstr (after, "<Set "));
}
END_TEST

static const char *const samples[] = {
  "samples/refi-qda/maxqda-24-project-without-sources.qde",
  "samples/refi-qda/atlasti-8.4-mac-standard-project-without-sources.qdpx",
  "samples/refi-qda/atlasti-23-win-blank.qdpx",
  "examples/refi-qda/1-spec-codepoints-lf.qdpx",
  "examples/refi-qda/5-inline-text-braced-guids-bom-in-qde.qdpx",
};

START_TEST (samples_lose_nothing)
{
  g_autofree char *path = fixture_shared_path (samples[_i]);
  g_autofree char *data = NULL, *before = NULL, *after = NULL, *bytes = NULL;
  g_autofree char *missing = NULL;
  g_autoptr (GBytes) package = NULL;
  gsize n, n_bytes;

  if (!g_file_get_contents (path, &data, &n, NULL))
    return; /* skipped: the shared samples are not here */
  before = g_str_has_suffix (path, ".qde") ? g_strdup (data)
                                           : refi_unpack (data, n, "project.qde", NULL);
  if (before == NULL)
    before = refi_unpack (data, n, "Project.qde", NULL);
  package = g_bytes_new (data, n);
  import (package);
  bytes = send_out (NULL, &after, &n_bytes);
  missing = refi_list_missing (before, after);
  ck_assert_msg (missing[0] == '\0', "%.2000s", missing);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("refi-keep");
  TCase *tc = tcase_create ("refi-keep");
  SRunner *runner;
  int n_failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_add_loop_test (tc, nothing_is_missing, 0, 2);
  tcase_add_test (tc, once_more);
  tcase_add_test (tc, kept_once);
  tcase_add_test (tc, unpacked_is_read_too);
  tcase_add_loop_test (tc, damage_is_told, 0, 2);
  tcase_add_test (tc, follows_the_project);
  tcase_add_loop_test (tc, samples_lose_nothing, 0, G_N_ELEMENTS (samples));
  tcase_set_timeout (tc, 60);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? 0 : 1;
}
