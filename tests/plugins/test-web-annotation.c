/* test-web-annotation.c - codings as W3C annotations, to and fro, and those of other
 * programs found again by their words. */
#include "exchange.h"

#include <check.h>
#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>

static const char *const coders[] = { "Ana", "Ben", NULL };
static Fixture fixture;

static void
setup (void)
{
  fixture_open (&fixture);
  fixture.coder = "Ana";
}

static void
teardown (void)
{
  fixture_close (&fixture);
}

START_TEST (comes_back)
{
  static const char *const forms[][2]
      = { { "form=collection", NULL }, { "form=list", NULL } };
  guint32 seed = exchange_seed ();
  Fixture copy = { 0 };
  g_autofree char *bytes = NULL, *before = NULL, *after = NULL;
  gsize n_bytes;

  exchange_fill (&fixture, seed, 300, coders);
  bytes = fixture_export (&fixture, "web-annotation", forms[_i], &n_bytes, NULL);
  ck_assert_ptr_nonnull (bytes);
  exchange_open_copy (&copy, seed);
  fixture_import (&copy, "web-annotation", "a.jsonld", bytes, (gssize) n_bytes);
  before = exchange_dump (fixture_snapshot (&fixture), EXCHANGE_MEMOS | EXCHANGE_UUIDS,
                          NULL);
  after = exchange_dump (fixture_snapshot (&copy), EXCHANGE_MEMOS | EXCHANGE_UUIDS, NULL);
  exchange_compare (before, after);
  fixture_close (&copy);
}
END_TEST

/* The same project, the same bytes. */
START_TEST (is_the_same_again)
{
  g_autofree char *one = NULL, *two = NULL;

  exchange_fill (&fixture, 7, 50, coders);
  one = fixture_export (&fixture, "web-annotation", NULL, NULL, NULL);
  two = fixture_export (&fixture, "web-annotation", NULL, NULL, NULL);
  ck_assert_str_eq (one, two);
}
END_TEST

static JsonObject *
find_first (JsonParser *parser)
{
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));

  ck_assert_str_eq (json_object_get_string_member (root, "type"), "AnnotationCollection");
  ck_assert_int_eq (json_object_get_int_member (root, "total"), 1);
  root = json_object_get_object_member (root, "first");
  return json_array_get_object_element (json_object_get_array_member (root, "items"), 0);
}

/* What the Recommendation asks for: both selectors, in code points. */
START_TEST (writes_what_is_asked)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *bytes = NULL;
  JsonObject *annotation, *target, *quote, *position;
  JsonArray *selectors;

  fixture_import (&fixture, "text", "a.txt",
                  "🙂🙂 one two three four five six seven eight nine ten\n", -1);
  fixture_import (&fixture, "codebook", "b.csv", "code,parent\nx,\n", -1);
  fixture_import (&fixture, "csv", "c.csv",
                  "document,start,end,code,coder,memo\na.txt,26,30,x,Ana,why\n", -1);
  bytes = fixture_export (&fixture, "web-annotation", NULL, NULL, NULL);
  ck_assert (json_parser_load_from_data (parser, bytes, -1, NULL));
  annotation = find_first (parser);
  ck_assert_str_eq (json_object_get_string_member (
                        json_object_get_object_member (annotation, "creator"), "name"),
                    "Ana");
  ck_assert (
      g_str_has_suffix (json_object_get_string_member (annotation, "created"), "Z"));
  target = json_object_get_object_member (annotation, "target");
  ck_assert_str_eq (json_object_get_string_member (target, "dc:title"), "a.txt");
  selectors = json_object_get_array_member (target, "selector");
  quote = json_array_get_object_element (selectors, 0);
  position = json_array_get_object_element (selectors, 1);
  ck_assert_str_eq (json_object_get_string_member (quote, "exact"), " six");
  ck_assert_str_eq (json_object_get_string_member (quote, "prefix"),
                    "🙂🙂 one two three four five");
  ck_assert_str_eq (json_object_get_string_member (quote, "suffix"),
                    " seven eight nine ten\n");
  ck_assert_int_eq (json_object_get_int_member (position, "start"), 26);
  ck_assert_int_eq (json_object_get_int_member (position, "end"), 30);
}
END_TEST

#define TEXT                                                                             \
  "🙂 “It happened,” she said. It happened twice.\nNobody made her stay until "    \
  "midnight.\n"
#define QUOTE(exact) "{\"type\":\"TextQuoteSelector\",\"exact\":\"" exact "\"}"
#define CONTEXT(exact, before, after)                                                    \
  "{\"type\":\"TextQuoteSelector\",\"exact\":\"" exact "\",\"prefix\":\"" before         \
  "\",\"suffix\":\"" after "\"}"
#define AT(start, end)                                                                   \
  "{\"type\":\"TextPositionSelector\",\"start\":" #start ",\"end\":" #end "}"

static const struct
{
  const char *selectors;
  guint start, end; /* 0: not found */
} places[] = {
  { AT (3, 14), 3, 14 },                                /* no words to compare */
  { QUOTE ("It happened") "," AT (3, 14), 3, 14 },      /* code points */
  { QUOTE ("It happened") "," AT (4, 15), 3, 14 },      /* as browsers count */
  { QUOTE ("It happened") "," AT (999, 1010), 27, 38 }, /* the nearest */
  { QUOTE ("It happened") "," AT (25, 36), 27, 38 },
  { CONTEXT ("It happened", "said. ", " twice"), 27, 38 },
  { CONTEXT ("It happened", "", ",” she"), 3, 14 },
  { CONTEXT ("It happened", "\\\"", ",") "," AT (30, 41), 3, 14 }, /* words count more */
  { QUOTE ("twice. Nobody"), 39, 52 },        /* a space for a line feed */
  { QUOTE ("\\\"It  happened,\\\""), 2, 16 }, /* marks drawn otherwise */
  { QUOTE ("Nobody made her stay till midnight"), 46, 81 },
  { QUOTE ("Nobody ever made her stay until midnite"), 46, 78 },
  { QUOTE ("words that are in quite another text"), 0, 0 },
  { QUOTE ("nowhere"), 0, 0 },
  { AT (3, 1000), 0, 0 },
  { AT (14, 3), 0, 0 },
  { AT (3, 3), 0, 0 },
  { QUOTE ("   "), 0, 0 },
  { "{\"quote\":\"It happened\",\"start\":3,\"end\":14}", 3, 14 }, /* Recogito within */
  { "{\"type\":\"RangeSelector\",\"refinedBy\":" QUOTE ("twice") "}", 39, 44 },
};

START_TEST (finds_passages)
{
  g_autofree char *bytes = g_strdup_printf (
      "[{\"type\":\"Annotation\",\"body\":{\"purpose\":\"tagging\",\"value\":\"x\"},"
      "\"target\":{\"source\":\"a.txt\",\"selector\":[%s]}}]",
      places[_i].selectors);
  const SchoAnnotation *found;
  gsize n;

  fixture_import (&fixture, "text", "a.txt", TEXT, -1);
  fixture_import (&fixture, "web-annotation", "a.json", bytes, -1);
  found = scho_snapshot_get_annotations (fixture_snapshot (&fixture), 1, &n);
  ck_assert_uint_eq (n, places[_i].end > 0);
  if (n == 0)
    return;
  ck_assert_uint_eq (found->start, places[_i].start);
  ck_assert_uint_eq (found->end, places[_i].end);
}
END_TEST

/* As its API answers: a reply, a note of a page, two tags, no tag. */
START_TEST (reads_hypothesis)
{
  static const char rows[]
      = "{\"total\":4,\"rows\":["
        "{\"id\":\"a\",\"created\":\"2021-03-04T05:06:07.123456+00:00\","
        "\"user\":\"acct:ben@hypothes.is\",\"uri\":\"https://example.org/a#x\","
        "\"text\":\"why\",\"tags\":[\"one\",\"two\"],\"document\":{\"title\":[\"A "
        "page\"]},\"target\":[{\"source\":\"https://example.org/"
        "a\",\"selector\":[{\"type\":"
        "\"RangeSelector\",\"endOffset\":5,\"startOffset\":0},{\"type\":"
        "\"TextPositionSelector\",\"start\":800,\"end\":811},{\"type\":"
        "\"TextQuoteSelector\",\"exact\":\"It happened\",\"prefix\":\"she said. \","
        "\"suffix\":\" twice\"}]}]},"
        "{\"id\":\"b\",\"user\":\"acct:ben@hypothes.is\",\"text\":\"no tag\",\"tags\":[],"
        "\"target\":[{\"selector\":[{\"type\":\"TextQuoteSelector\",\"exact\":\"until\"}]"
        "}],"
        "\"document\":{\"title\":[\"a.txt\"]}},"
        "{\"id\":\"c\",\"text\":\"answer\",\"references\":[\"a\"],\"target\":[{"
        "\"source\":"
        "\"https://example.org/a\"}]},"
        "{\"id\":\"d\",\"user\":\"acct:ben@hypothes.is\",\"uri\":\"https://example.org/"
        "b\","
        "\"tags\":[\"one\"],\"target\":[{\"source\":\"https://example.org/"
        "b\",\"selector\":"
        "[{\"type\":\"TextQuoteSelector\",\"exact\":\"words\"}]}]}]}";
  const char *only[] = { "document=a.txt", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *dump = NULL;

  fixture_import (&fixture, "text", "a.txt", TEXT, -1);
  step = fixture_read (&fixture, "web-annotation", "h.json", rows, -1, only, &error);
  ck_assert_msg (step != NULL, "%s", error != NULL ? error->message : "");
  fixture_apply (&fixture, step);
  dump = exchange_dump (fixture_snapshot (&fixture), EXCHANGE_MEMOS, NULL);
  ck_assert_str_eq (dump, "a.txt 27-38 one by ben “why” 0 \n"
                          "a.txt 27-38 two by ben “why” 0 \n"
                          "a.txt 67-72 untagged by ben “no tag” 0 \n");
  ck_assert_int_eq (
      scho_uuid_get_time (
          &scho_snapshot_get_annotations (fixture_snapshot (&fixture), 1, &(gsize){ 0 })
               ->uuid),
      1614834367123);
}
END_TEST

static gboolean
has_note (SchoStep *step, const char *words)
{
  for (guint i = 0; i < scho_step_get_notes (step)->len; i++)
    if (strstr (scho_step_get_notes (step)->pdata[i], words) != NULL)
      return TRUE;
  return FALSE;
}

/* Twice brings nothing; what has no text here is named. */
START_TEST (says_what_it_leaves_out)
{
  static const char list[]
      = "[{\"type\":\"Annotation\",\"body\":{\"purpose\":\"tagging\",\"value\":\"x\"},"
        "\"target\":{\"source\":\"a.txt\",\"selector\":" QUOTE (
            "twice") "}},"
                     "{\"type\":\"Annotation\",\"body\":{\"purpose\":\"tagging\","
                     "\"value\":\"x\"},"
                     "\"target\":{\"source\":\"https://nowhere\",\"selector\":" QUOTE (
                         "twice") "}},"
                                  "{\"type\":\"Annotation\",\"body\":{\"purpose\":"
                                  "\"tagging\",\"value\":\"x\"},"
                                  "\"target\":{\"source\":\"a.txt\",\"selector\":" QUOTE (
                                      "lost words here") "}}]";
  g_autoptr (SchoStep) first = NULL, second = NULL;
  g_autofree char *lost = NULL;

  fixture_import (&fixture, "text", "a.txt", TEXT, -1);
  first = fixture_read (&fixture, "web-annotation", "a.json", list, -1, NULL, NULL);
  lost = scho_losses_dup_text (scho_step_get_losses (first));
  ck_assert_ptr_nonnull (strstr (lost, "https://nowhere"));
  ck_assert_ptr_nonnull (strstr (lost, "lost words here"));
  ck_assert (has_note (first, "lost words here"));
  ck_assert_uint_eq (scho_step_get_n_changes (first, SCHO_NOUN_ANNOTATION), 1);
  fixture_apply (&fixture, first);
  second = fixture_read (&fixture, "web-annotation", "a.json", list, -1, NULL, NULL);
  ck_assert_uint_eq (scho_step_get_n_changes (second, SCHO_NOUN_ANNOTATION), 0);
}
END_TEST

/* What is odd about one part takes nothing else along. */
START_TEST (odd_parts_are_told)
{
  static const char one[]
      = "[{\"type\":\"Annotation\",\"id\":\"urn:x:1\",\"body\":[{\"purpose\":"
        "\"tagging\"},{\"type\":\"Choice\"},{\"purpose\":\"tagging\",\"value\":\"x\"}],"
        "\"target\":[{"
        "\"source\":\"a.txt\",\"selector\":{\"start\":0,\"end\":3}},"
        "{\"source\":\"a.txt\",\"selector\":{\"type\":\"FragmentSelector\",\"value\":"
        "\"#x\"}},{\"source\":\"a.txt\"}]}]";
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *lost = NULL;

  fixture_import (&fixture, "text", "a.txt", TEXT, -1);
  fixture.coder = "Ana";
  step = fixture_read (&fixture, "web-annotation", "a.json", one, -1, NULL, NULL);
  ck_assert_ptr_nonnull (step);
  ck_assert_uint_eq (scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION), 1);
  lost = scho_losses_dup_text (scho_step_get_losses (step));
  ck_assert_ptr_nonnull (
      strstr (lost, "Bodies of annotations that say nothing: 2 (tagging; Choice)\n"));
  ck_assert_ptr_nonnull (strstr (lost, "Passages not found in the text: 1 (urn:x:1)\n"));
  ck_assert_ptr_nonnull (
      strstr (lost, "Annotations that are not of a passage: 1 (urn:x:1)\n"));
}
END_TEST

static const struct
{
  const char *bytes;
  const char *words;
} refused[] = {
  { "", "a.json" },
  { "{", "a.json is no JSON" },
  { "[1, 2", "a.json is no JSON" },
  { "[]x", "a.json is no JSON" },
  { "\"words\"", "holds no annotation" },
  { "{\"a\": 1}", "holds no annotation" },
  { "[null, 3, [], {}]", "holds no annotation" },
  { "\xff\xfe[", "a.json" },
};

START_TEST (refuses)
{
  g_autoptr (GError) error = NULL;

  fixture_import (&fixture, "text", "a.txt", TEXT, -1);
  ck_assert_ptr_null (fixture_read (&fixture, "web-annotation", "a.json",
                                    refused[_i].bytes, -1, NULL, &error));
  ck_assert_msg (strstr (error->message, refused[_i].words) != NULL, "%s",
                 error->message);
}
END_TEST

START_TEST (refuses_what_is_nested_without_end)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (
      fixture_read (&fixture, "web-annotation", "a.json", deep, -1, NULL, &error));
  ck_assert_msg (strstr (error->message, "lie in each other") != NULL, "%s",
                 error->message);
}
END_TEST

/* Half a surrogate pair and a zero are no characters. */
START_TEST (mends_strings)
{
  const SchoAnnotation *found;
  gsize n;

  fixture_import (&fixture, "text", "a.txt", TEXT, -1);
  fixture_import (&fixture, "web-annotation", "a.json",
                  "[{\"body\":[{\"purpose\":\"tagging\",\"value\":\"x\"},{\"value\":"
                  "\"a\\ud83d b\\u0000c \\ud83d\\ude42\"}],\"target\":{\"source\":"
                  "\"a.txt\",\"selector\":" AT (0, 1) "}}]",
                  -1);
  found = scho_snapshot_get_annotations (fixture_snapshot (&fixture), 1, &n);
  ck_assert_uint_eq (n, 1);
  ck_assert_str_eq (found->memo, "a\xef\xbf\xbd b\xef\xbf\xbd"
                                 "c 🙂");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("web-annotation");
  TCase *tc = tcase_create ("web-annotation");
  SRunner *runner;
  int n_failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, comes_back, 0, 2);
  tcase_add_test (tc, is_the_same_again);
  tcase_add_test (tc, writes_what_is_asked);
  tcase_add_loop_test (tc, finds_passages, 0, G_N_ELEMENTS (places));
  tcase_add_test (tc, reads_hypothesis);
  tcase_add_test (tc, says_what_it_leaves_out);
  tcase_add_test (tc, odd_parts_are_told);
  tcase_add_loop_test (tc, refuses, 0, G_N_ELEMENTS (refused));
  tcase_add_test (tc, refuses_what_is_nested_without_end);
  tcase_add_test (tc, mends_strings);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_NORMAL);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
