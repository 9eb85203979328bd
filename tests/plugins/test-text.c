#include "fixture.h"

#include <check.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define FRENCH                                                                                \
  "L’été dernier, la directrice a déclaré : « Nous n’avons pas su écouter. »\n"    \
  "Les élèves, elles, répètent depuis des années la même chose — sans être crues.\n" \
  "Où étiez-vous ? Là-bas, près du théâtre, répond une élève ; ça coûtait 25 € " \
  "l’entrée.\n"
#define RUSSIAN                                                                                                                \
  "Студентки рассказали о том, что происходило за закрытыми дверями.\n" \
  "Ректор извинился перед каждой из них и пообещал независимую проверку.\n"
#define JAPANESE                                                                                    \
  "学生たちは三年間、夕方六時以降に練習室へ行くことを避けていた。\n" \
  "学長は集会で謝罪し、外部の調査を約束した。誰もが沈黙していた。\n"

#define FRENCH_MAC                                                                         \
  "L’été dernier, la directrice a déclaré : « Nous n’avons pas su écouter. »\n" \
  "Les élèves, elles, répètent depuis des années la même chose — sans être crues.\n"
#define UKRAINIAN                                                                                                              \
  "Студентки розповіли про те, що відбувалося за зачиненими дверима.\n" \
  "Ректор вибачився перед кожною з них і пообіцяв незалежну перевірку.\n"
#define GREEK                                                                                                                    \
  "Οι φοιτήτριες μίλησαν για όσα συνέβαιναν πίσω από κλειστές πόρτες.\n" \
  "Ο πρύτανης ζήτησε συγγνώμη από την καθεμία και υποσχέθηκε έρευνα.\n"
#define TURKISH                                                                          \
  "Öğrenciler kapalı kapılar ardında olup bitenleri anlattılar.\n"                 \
  "Rektör her birinden özür diledi ve bağımsız bir soruşturma sözü verdi.\n"
#define HEBREW                                                                                 \
  "הסטודנטיות סיפרו על מה שקרה מאחורי דלתות סגורות.\n" \
  "הרקטור התנצל בפני כל אחת מהן והבטיח בדיקה עצמאית.\n"
#define ARABIC                                                                                 \
  "تحدثت الطالبات عما كان يحدث خلف الأبواب المغلقة.\n" \
  "اعتذر رئيس الجامعة لكل واحدة منهن ووعد بتحقيق مستقل.\n"
#define KOREAN                                                                                      \
  "학생들은 삼 년 동안 저녁 여섯 시 이후에 연습실에 가는 것을 피했다.\n" \
  "총장은 집회에서 사과하고 외부 조사를 약속했다. 모두가 침묵했다.\n"
#define CHINESE                                                                          \
  "学生们三年来一直避免在晚上六点以后去练习室。\n"                 \
  "校长在会上道歉，并承诺进行独立调查。每个人都保持沉默。\n"
#define TAIWANESE                                                                        \
  "學生們三年來一直避免在晚上六點以後去練習室。\n"                 \
  "校長在會上道歉，並承諾進行獨立調查。每個人都保持沉默。\n"

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

static char *
dup_only_text (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoText) text
      = scho_snapshot_read_text (fixture_snapshot (&fixture), 1, &error);

  ck_assert_msg (text != NULL, "%s", error ? error->message : "");
  return g_strdup (scho_text_get_utf8 (text, NULL));
}

static const SchoDocument *
get_only_document (void)
{
  return scho_snapshot_get_document (fixture_snapshot (&fixture), 1);
}

static const struct
{
  const char *text;
  const char *encoding; /* for iconv */
  const char *mark;     /* in that encoding; nullable */
  gsize n_mark;
  const char *set; /* nullable: found out */
} encodings[] = {
  { FRENCH, "UTF-8", NULL, 0, NULL },
  { FRENCH, "UTF-8", "\xef\xbb\xbf", 3, NULL },
  { FRENCH, "UTF-16LE", "\xff\xfe", 2, NULL },
  { FRENCH, "UTF-16BE", "\xfe\xff", 2, NULL },
  { FRENCH, "UTF-16LE", NULL, 0, NULL },
  { FRENCH, "UTF-16BE", NULL, 0, NULL },
  { FRENCH, "UTF-32LE", "\xff\xfe\0\0", 4, NULL },
  { FRENCH, "UTF-32BE", "\0\0\xfe\xff", 4, NULL },
  { FRENCH, "WINDOWS-1252", NULL, 0, NULL },
  { FRENCH, "UTF-16BE", "\xfe\xff", 2, "encoding=utf-16" },
  { FRENCH, "CP1252", NULL, 0, "encoding=CP1252" },
  { RUSSIAN, "WINDOWS-1251", NULL, 0, NULL },
  { RUSSIAN, "KOI8-R", NULL, 0, NULL },
  { RUSSIAN, "UTF-16LE", NULL, 0, NULL },
  { RUSSIAN, "IBM866", NULL, 0, "encoding=IBM866" },
  /* What a detector alone takes for another encoding. */
  { "noia no va dir què", "WINDOWS-1252", NULL, 0, NULL },
  { "de la forêt. La victime", "WINDOWS-1252", NULL, 0, NULL },
  { "a la montaña con su", "WINDOWS-1252", NULL, 0, NULL },
  { "più nessuno in città. È", "WINDOWS-1252", NULL, 0, NULL },
  { "la nit, però també al", "WINDOWS-1252", NULL, 0, NULL },
  { "bussia yli tunnin. Miksi hän", "WINDOWS-1252", NULL, 0, NULL },
  { "Nikt jej nie pomógł tej", "WINDOWS-1250", NULL, 0, NULL },
  { "wyszła tylnymi drzwiami. Źle się", "WINDOWS-1250", NULL, 0, NULL },
  { "zadními dveřmi; bylo jí špatně,", "WINDOWS-1250", NULL, 0, NULL },
  { "nije vikala? Te noći joj", "WINDOWS-1250", NULL, 0, NULL },
  { "Studentės papasakojo, kas vyko už uždarų durų.", "WINDOWS-1257", NULL, 0, NULL },
  { FRENCH_MAC, "MACINTOSH", NULL, 0, NULL },
  { UKRAINIAN, "KOI8-U", NULL, 0, NULL },
  { GREEK, "WINDOWS-1253", NULL, 0, NULL },
  { GREEK, "ISO-8859-7", NULL, 0, NULL },
  { TURKISH, "WINDOWS-1254", NULL, 0, NULL },
  { HEBREW, "WINDOWS-1255", NULL, 0, NULL },
  { ARABIC, "WINDOWS-1256", NULL, 0, NULL },
  { RUSSIAN, "ISO-8859-5", NULL, 0, NULL },
  { KOREAN, "EUC-KR", NULL, 0, NULL },
  { CHINESE, "GB18030", NULL, 0, NULL },
  { TAIWANESE, "BIG5", NULL, 0, NULL },
  { CHINESE, "UTF-32LE", NULL, 0, NULL },
  { FRENCH, "UTF-32BE", NULL, 0, NULL },
  { JAPANESE, "SHIFT_JIS", NULL, 0, NULL },
  { JAPANESE, "EUC-JP", NULL, 0, NULL },
  { JAPANESE, "ISO-2022-JP", NULL, 0, NULL },
  { JAPANESE, "UTF-16BE", NULL, 0, NULL },
  { "x", "UTF-8", NULL, 0, NULL },
  { "👩🏽‍🎓 e\xcc\x81 שלום", "UTF-8", NULL, 0, NULL },
  { "👩🏽‍🎓 e\xcc\x81 שלום", "UTF-16LE", "\xff\xfe", 2, NULL },
};

START_TEST (reads_encodings)
{
  const char *set[] = { encodings[_i].set, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize n;
  g_autofree char *content = g_convert (encodings[_i].text, -1, encodings[_i].encoding,
                                        "UTF-8", NULL, &n, &error);
  g_autofree char *text = NULL;
  g_autoptr (SchoStep) step = NULL;

  ck_assert_msg (content != NULL, "%s", error ? error->message : "");
  g_byte_array_append (bytes, (const guint8 *) encodings[_i].mark, encodings[_i].n_mark);
  g_byte_array_append (bytes, (const guint8 *) content, n);
  step = fixture_read (&fixture, "text", "a.txt", (char *) bytes->data, bytes->len, set,
                       &error);
  ck_assert_msg (step != NULL, "%s", error ? error->message : "");
  fixture_apply (&fixture, step);

  text = dup_only_text ();
  ck_assert_str_eq (text, encodings[_i].text);
  ck_assert_int_eq (get_only_document ()->byte_order_mark, encodings[_i].mark != NULL);
  ck_assert_str_eq (get_only_document ()->title, "a.txt");
  ck_assert_str_eq (get_only_document ()->source, "a.txt");
}
END_TEST

/* A guess is told; what is certain is not called a guess. */
START_TEST (tells_guesses)
{
  g_autofree char *content
      = g_convert (FRENCH, -1, "WINDOWS-1252", "UTF-8", NULL, NULL, NULL);
  g_autoptr (SchoStep) guessed
      = fixture_read (&fixture, "text", "a.txt", content, -1, NULL, NULL);
  g_autoptr (SchoStep) certain
      = fixture_read (&fixture, "text", "a.txt", FRENCH, -1, NULL, NULL);

  ck_assert_uint_eq (scho_step_get_notes (guessed)->len, 1);
  ck_assert_ptr_nonnull (
      strstr (scho_step_get_notes (guessed)->pdata[0], "read as WINDOWS-1252"));
  ck_assert_ptr_nonnull (
      strstr (scho_step_get_notes (guessed)->pdata[0], "--set encoding="));
  ck_assert_uint_eq (scho_step_get_notes (certain)->len, 0);
}
END_TEST

static const struct
{
  const char *bytes;
  gssize n;
  const char *set;
  const char *message;
} refused[] = {
  { "\xef\xbb\xbf", 3, NULL, "“a.txt” holds no text" },
  { "\xff\xfe", 2, NULL, "“a.txt” holds no text" },
  { "ab\0cd, and more than this", 24, NULL, "“a.txt” holds binary data, no text" },
  { "\x01\x02\x03\x04 pure controls", -1, NULL, "“a.txt” holds binary data, no text" },
  { "\x7f"
    "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0",
    20, NULL, "“a.txt” holds binary data, no text" },
  { "%PDF-1.4\n1 0 obj", -1, NULL, "“a.txt” is a PDF file, no plain text" },
  { "{\\rtf1\\ansi Hello}", -1, NULL, "rich text format (RTF)" },
  { "PK\x03\x04 and so on", -1, NULL, "a ZIP archive" },
  { "\xef\xbb\xbf"
    "caf\xe9",
    -1, NULL, "byte 3 is no UTF-8" },
  { "\xff\xfe"
    "a",
    3, NULL, "no UTF-16LE" },
  { "caf\xe9", -1, "encoding=UTF-8", "byte 3 is no UTF-8" },
  { "text", -1, "encoding=klingon", "“klingon” is no known encoding" },
};

START_TEST (refuses)
{
  const char *set[] = { refused[_i].set, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = fixture_read (&fixture, "text", "a.txt", refused[_i].bytes,
                                            refused[_i].n, set, &error);

  ck_assert_ptr_null (step);
  ck_assert_msg (strstr (error->message, refused[_i].message) != NULL, "%s",
                 error->message);
}
END_TEST

/* No bytes whatever crash it, and what it takes for text has no binary in it. */
START_TEST (survives_random_bytes)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (_i);

  for (guint round = 0; round < 300; round++)
    {
      char bytes[256];
      gsize n = g_rand_int_range (random, 1, sizeof bytes);
      int span = g_rand_boolean (random) ? 256 : 100;
      g_autoptr (SchoStep) step = NULL;
      g_autoptr (GError) error = NULL;

      for (gsize i = 0; i < n; i++)
        bytes[i]
            = g_rand_int_range (random, span == 256 ? 0 : 32, span + (span != 256) * 32);
      step = fixture_read (&fixture, "text", "a.txt", bytes, n, NULL, &error);
      ck_assert_msg ((step != NULL) == (error == NULL), "seed %d, round %u", _i, round);
      if (step != NULL)
        ck_assert_ptr_nonnull (scho_step_get_text (step, 1));
    }
}
END_TEST

START_TEST (makes_titles_unique)
{
  gsize n;
  const SchoDocument *const *documents;

  for (guint i = 0; i < 3; i++)
    fixture_import (&fixture, "text", "a.txt", "text", -1);
  documents = scho_snapshot_get_documents (fixture_snapshot (&fixture), &n);
  ck_assert_uint_eq (n, 3);
  ck_assert_str_eq (documents[0]->title, "a.txt");
  ck_assert_str_eq (documents[1]->title, "a.txt (2)");
  ck_assert_str_eq (documents[2]->title, "a.txt (3)");
}
END_TEST

static const struct
{
  const char *in;
  SchoLineEnds line_ends;
  const char *text;
  const char *set[4];
  const char *out;
} line_ends[] = {
  { "a\r\nb\r\n", SCHO_LINE_ENDS_CRLF, "a\nb\n", { NULL }, "a\nb\n" },
  { "a\r\nb\r\n",
    SCHO_LINE_ENDS_CRLF,
    "a\nb\n",
    { "line-ends=as-imported" },
    "a\r\nb\r\n" },
  { "a\rb", SCHO_LINE_ENDS_CR, "a\nb", { "line-ends=as-imported" }, "a\rb" },
  { "a\nb", SCHO_LINE_ENDS_LF, "a\nb", { "line-ends=crlf" }, "a\r\nb" },
  { "a\nb\r\nc\rd",
    SCHO_LINE_ENDS_MIXED,
    "a\nb\nc\nd",
    { "line-ends=as-imported" },
    "a\nb\nc\nd" },
  { "a",
    SCHO_LINE_ENDS_LF,
    "a",
    { "mark=yes" },
    "\xef\xbb\xbf"
    "a" },
  { "\xef\xbb\xbf"
    "a",
    SCHO_LINE_ENDS_LF,
    "a",
    { NULL },
    "a" },
  { "\xef\xbb\xbf"
    "a",
    SCHO_LINE_ENDS_LF,
    "a",
    { "mark=as-imported" },
    "\xef\xbb\xbf"
    "a" },
  { "a", SCHO_LINE_ENDS_LF, "a", { "mark=as-imported", "encoding=as-imported" }, "a" },
  { "\xef\xbb\xbf\xef\xbb\xbf"
    "a\n\n",
    SCHO_LINE_ENDS_LF,
    "a\n\n",
    { NULL },
    "a\n\n" },
};

START_TEST (keeps_line_ends_and_marks)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *out = NULL;

  fixture_import (&fixture, "text", "a.txt", line_ends[_i].in, -1);
  text = dup_only_text ();
  ck_assert_str_eq (text, line_ends[_i].text);
  ck_assert_int_eq (get_only_document ()->line_ends, line_ends[_i].line_ends);
  out = fixture_export (&fixture, "text", line_ends[_i].set, NULL, &error);
  ck_assert_msg (out != NULL, "%s", error ? error->message : "");
  ck_assert_str_eq (out, line_ends[_i].out);
}
END_TEST

START_TEST (exports_one_of_several)
{
  const char *set[] = { "document=b.txt", NULL };
  const char *unknown[] = { "document=c.txt", NULL };
  g_autoptr (GError) error = NULL, none = NULL;
  g_autofree char *out = NULL;

  fixture_import (&fixture, "text", "a.txt", "one", -1);
  fixture_import (&fixture, "text", "b.txt", "two", -1);
  out = fixture_export (&fixture, "text", set, NULL, &error);
  ck_assert_str_eq (out, "two");
  ck_assert_ptr_null (fixture_export (&fixture, "text", NULL, NULL, &error));
  ck_assert_ptr_null (fixture_export (&fixture, "text", unknown, NULL, &none));
  ck_assert_ptr_nonnull (strstr (none->message, "c.txt"));
}
END_TEST

/* As the facts have it: white space made single. */
static char *
join_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\n\f\v", -1);
  GString *joined = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", *word);
  return g_string_free (joined, FALSE);
}

static void
check_sample (const char *name, JsonObject *facts, const char *bytes, gsize n_bytes)
{
  const char *as_imported[]
      = { "line-ends=as-imported", "mark=as-imported", "encoding=as-imported", NULL };
  g_autofree char *text = dup_only_text ();
  g_autofree char *words = join_words (text);
  g_autofree char *again = NULL;
  JsonArray *snippets = json_object_get_array_member (facts, "snippets");
  JsonObject *ends = json_object_get_object_member (facts, "line_ends");
  gsize n_again;

  ck_assert_int_eq (get_only_document ()->length,
                    json_object_get_int_member (facts, "code_points")
                        - json_object_get_int_member (ends, "crlf"));
  ck_assert_int_eq (get_only_document ()->byte_order_mark,
                    json_object_get_boolean_member (facts, "bom"));
  ck_assert_msg (strstr (text, json_object_get_string_member (facts, "first_sentence"))
                     != NULL,
                 "%s", name);
  ck_assert_msg (strstr (text, json_object_get_string_member (facts, "last_sentence"))
                     != NULL,
                 "%s", name);
  for (guint i = 0; i < json_array_get_length (snippets); i++)
    ck_assert_msg (strstr (words, json_array_get_string_element (snippets, i)) != NULL,
                   "%s: %s", name, json_array_get_string_element (snippets, i));

  again = fixture_export (&fixture, "text", as_imported, &n_again, NULL);
  ck_assert_uint_eq (n_again, n_bytes);
  ck_assert_mem_eq (again, bytes, n_bytes);
}

/* Real files of others, with what independent tools say of them; back again, byte for
 * byte. */
START_TEST (reads_real_files)
{
  g_autofree char *path = fixture_shared_path ("samples/documents/expected.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *files;
  g_autoptr (GList) names = NULL;
  guint n = 0;

  if (!json_parser_load_from_file (parser, path, NULL))
    {
      g_print ("skipped: the real files are not here: %s\n", path);
      return;
    }
  files = json_object_get_object_member (
      json_node_get_object (json_parser_get_root (parser)), "files");
  names = json_object_get_members (files);
  for (GList *name = names; name != NULL; name = name->next)
    if (g_str_has_prefix (name->data, "txt/"))
      {
        g_autofree char *folder = fixture_shared_path ("samples/documents");
        g_autofree char *file = g_build_filename (folder, name->data, NULL);
        g_autofree char *bytes = NULL;
        gsize n_bytes;

        ck_assert (g_file_get_contents (file, &bytes, &n_bytes, NULL));
        if (n++ > 0)
          {
            teardown ();
            setup ();
          }
        fixture_import (&fixture, "text", (const char *) name->data + 4, bytes, n_bytes);
        check_sample (name->data, json_object_get_object_member (files, name->data),
                      bytes, n_bytes);
      }
  ck_assert_uint_gt (n, 10);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("text");
  TCase *tc = tcase_create ("text");
  SRunner *runner;
  int n_failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, reads_encodings, 0, G_N_ELEMENTS (encodings));
  tcase_add_test (tc, tells_guesses);
  tcase_add_loop_test (tc, refuses, 0, G_N_ELEMENTS (refused));
  tcase_add_loop_test (tc, survives_random_bytes, 0, 10);
  tcase_add_test (tc, makes_titles_unique);
  tcase_add_loop_test (tc, keeps_line_ends_and_marks, 0, G_N_ELEMENTS (line_ends));
  tcase_add_test (tc, exports_one_of_several);
  tcase_add_test (tc, reads_real_files);
  suite_add_tcase (suite, tc);

  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed != 0;
}
