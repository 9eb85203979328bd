/* test-tei-profiles.c - each way of writing codings is valid and comes back the same. */
#include "tei-world.h"

#include <stdlib.h>
#include <string.h>

#include <check.h>

#define N_SEEDS 4

static const char *const profiles[]
    = { "spans", "string-range", "inline", "anchors;transcript=iso24624",
        "inline;transcript=iso24624" };

/* The same project exports the same bytes, and reading them gives the same project. */
static void
check_profile (TeiWorld *world, TeiProject *project, guint seed, const char *profile)
{
  g_autofree char *set = g_strdup_printf ("corpus=true;profile=%s", profile);
  g_autofree char *what = g_strdup_printf ("seed %u, %s", seed, profile);
  TeiProject copy;
  GError *error = NULL;
  GString *bytes = tei_project_export (project, world->plugins, set, &error);
  GString *again;

  g_assert_no_error (error);
  tei_world_check_valid (world, bytes->str, bytes->len, what);
  tei_project_open (&copy);
  tei_project_import (&copy, world->plugins, bytes->str, bytes->len, "corpus.xml");
  tei_check_same (project, &copy, seed, profile);
  again = tei_project_export (&copy, world->plugins, set, NULL);
  if (!g_string_equal (bytes, again))
    ck_abort_msg ("%s: other bytes the second time", what);
  tei_project_close (&copy);
  g_string_free (bytes, TRUE);
  g_string_free (again, TRUE);
}

START_TEST (comes_back_the_same)
{
  TeiWorld world;
  const char *first = g_getenv ("SCHOLIAST_SEED");
  const char *n = g_getenv ("SCHOLIAST_SEEDS");
  guint from = first != NULL ? (guint) atoi (first) : 100;
  guint to = from + (n != NULL ? (guint) atoi (n) : N_SEEDS);

  tei_world_open (&world);
  for (guint seed = from; seed < to; seed++)
    {
      TeiProject project;

      tei_project_open (&project);
      tei_project_fill (&project, seed);
      for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
        check_profile (&world, &project, seed, profiles[i]);
      tei_project_close (&project);
    }
  tei_world_check_with_jing (&world);
  tei_world_close (&world);
}
END_TEST

/* Paragraphs in which code points, UTF-16 units and bytes part, coded across each other.
 */
static void
fill (TeiProject *self, guint n_codings)
{
  static const SchoAttribute attributes[] = {
    { "asked by", "Ann & <Ben>" },
    { "größe", "12" },
  };
  g_autoptr (SchoStep) step = scho_step_new (tei_project_get_snapshot (self), "Fill");
  g_autoptr (SchoText) text = scho_text_new (
      "Ünï 😀 one, \"two\" & <three>\nשלום four five\nالعربية 😀😀 six\nseven eight", NULL);
  SchoAnnotation coding = { .weight = SCHO_NO_WEIGHT };
  guint32 length = scho_text_get_length (text);
  guint32 codes[2], coders[2];
  GError *error = NULL;

  coding.document = scho_step_add_document (
      step,
      &(SchoDocument){ .title = "Talk",
                       .attributes = attributes,
                       .n_attributes = G_N_ELEMENTS (attributes) },
      text);
  codes[0] = scho_step_add_code (step, &(SchoCode){ .name = "stance" });
  codes[1]
      = scho_step_add_code (step, &(SchoCode){ .name = "blame", .parent = codes[0] });
  coders[0] = scho_step_add_coder (step, &(SchoCoder){ .name = "Ann" });
  coders[1] = scho_step_add_coder (step, &(SchoCoder){ .name = "Ben" });
  for (guint i = 0; i < n_codings; i++)
    {
      coding.start = i * 7 % (length - 3);
      coding.end = coding.start + 1 + i * 11 % (length - coding.start);
      coding.code = codes[i % 2];
      coding.coder = coders[i % 3 == 0];
      coding.weight = i % 4 == 0 ? (gint16) (i % 101) : SCHO_NO_WEIGHT;
      coding.memo = i % 5 == 0 ? "why & how" : NULL;
      scho_step_add_annotation (step, &coding);
    }
  scho_project_apply (self->project, step, &error);
  g_assert_no_error (error);
}

static int
compare_lines (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Sorted lines, without white space at the ends of passages, which only our own reader
 * finds again. */
static GStrv
describe (TeiProject *self)
{
  g_autofree char *all = tei_project_describe (self);
  GRegex *edges = g_regex_new ("coding \\d+-\\d+ (.*): [| ]*(.*?)[| ]*$",
                               G_REGEX_MULTILINE, 0, NULL);
  g_autofree char *words
      = g_regex_replace (edges, all, -1, 0, "coding \\1: \\2", 0, NULL);
  GStrv lines = g_strsplit (words, "\n", -1);

  g_regex_unref (edges);
  qsort (lines, g_strv_length (lines), sizeof *lines, compare_lines);
  return lines;
}

/* Without what we say to ourselves, so that only TEI is left. */
static GString *
strip (GString *bytes)
{
  const char *from;

  while ((from = strstr (bytes->str, "<xenoData>")) != NULL)
    {
      const char *to = strstr (from, "</xenoData>") + strlen ("</xenoData>\n");

      g_string_erase (bytes, from - bytes->str, to - from);
    }
  return bytes;
}

static const char *const all_profiles[]
    = { "anchors", "spans", "string-range", "inline" };

START_TEST (is_read_without_our_header)
{
  TeiWorld world;
  TeiProject project, copy;
  g_autofree char *set = g_strdup_printf ("profile=%s", all_profiles[_i]);
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;
  GString *bytes;

  tei_world_open (&world);
  tei_project_open (&project);
  tei_project_open (&copy);
  fill (&project, 40);
  bytes = strip (tei_project_export (&project, world.plugins, set, NULL));
  tei_project_import (&copy, world.plugins, bytes->str, bytes->len, "talk.xml");
  before = describe (&project);
  after = describe (&copy);
  for (guint i = 0; before[i] != NULL; i++)
    ck_assert_str_eq (before[i], after[i]);
  ck_assert_uint_eq (g_strv_length (before), g_strv_length (after));
  g_string_free (bytes, TRUE);
  tei_project_close (&copy);
  tei_project_close (&project);
  tei_world_close (&world);
}
END_TEST

/* Two turns with times, one of them within the words. */
static void
fill_transcript (TeiProject *self)
{
  static const char words[] = "What happened then?\nI told the editor, and she 😀 came.";
  const SchoStretch stretches[] = {
    { 0, 19, SCHO_STRETCH_SPEAKER_TURN, 0, "Interviewer" },
    { 0, 0, SCHO_STRETCH_TIME_CODE, 0, "00:00:00–00:00:03.200" },
    { 20, 54, SCHO_STRETCH_SPEAKER_TURN, 0, "P 3" },
    { 20, 20, SCHO_STRETCH_TIME_CODE, 0, "00:00:03.200–01:01:13" },
    { 39, 39, SCHO_STRETCH_TIME_CODE, 0, "00:00:09.500" },
  };
  g_autoptr (SchoStep) step = scho_step_new (tei_project_get_snapshot (self), "Fill");
  GError *error = NULL;
  g_autoptr (SchoText) text = scho_text_new_take (
      g_strdup (words), strlen (words), stretches, G_N_ELEMENTS (stretches), &error);

  g_assert_no_error (error);
  scho_step_add_document (step, &(SchoDocument){ .title = "Interview" }, text);
  scho_project_apply (self->project, step, &error);
  g_assert_no_error (error);
}

static char *
list_stretches (TeiProject *self)
{
  SchoSnapshot *snapshot = tei_project_get_snapshot (self);
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);
  g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, documents[0]->id, NULL);
  const SchoStretch *stretches = scho_text_get_stretches (text, &n);
  GString *out = g_string_new (scho_text_get_utf8 (text, NULL));

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (out, "\n%u %u-%u %s", stretches[i].kind, stretches[i].start,
                            stretches[i].end, stretches[i].label);
  return g_string_free (out, FALSE);
}

START_TEST (transcripts_are_read_without_our_header)
{
  TeiWorld world;
  TeiProject project, copy;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GString *bytes;

  tei_world_open (&world);
  tei_project_open (&project);
  tei_project_open (&copy);
  fill_transcript (&project);
  bytes
      = strip (tei_project_export (&project, world.plugins, "transcript=iso24624", NULL));
  ck_assert_ptr_nonnull (strstr (bytes->str, "<anchor synch=\"#d1.w3\"/>"));
  tei_project_import (&copy, world.plugins, bytes->str, bytes->len, "talk.xml");
  before = list_stretches (&project);
  after = list_stretches (&copy);
  ck_assert_str_eq (before, after);
  g_string_free (bytes, TRUE);
  tei_project_close (&copy);
  tei_project_close (&project);
  tei_world_close (&world);
}
END_TEST

/* What is coded with a code that has a pseudonym is in no byte of any file. */
START_TEST (tells_no_name)
{
  TeiWorld world;
  TeiProject project;
  g_autofree char *set = g_strdup_printf ("profile=%s;pseudonyms=true", all_profiles[_i]);
  GString *bytes;
  SchoCode code;
  g_autoptr (SchoStep) step = NULL;

  tei_world_open (&world);
  tei_project_open (&project);
  fill (&project, 40);
  step = scho_step_new (tei_project_get_snapshot (&project), "A name");
  code = (SchoCode){ .name = "name of somebody", .pseudonym = "Beatrix" };
  code.id = scho_step_add_code (step, &code);
  /* "seven" */
  scho_step_add_annotation (step, &(SchoAnnotation){ .document = 1,
                                                     .code = code.id,
                                                     .coder = 1,
                                                     .start = 57,
                                                     .end = 62,
                                                     .weight = SCHO_NO_WEIGHT });
  ck_assert (scho_project_apply (project.project, step, NULL));
  bytes = tei_project_export (&project, world.plugins, set, NULL);
  ck_assert_ptr_null (strstr (bytes->str, "seven"));
  ck_assert_ptr_null (strstr (bytes->str, "somebody"));
  ck_assert_ptr_nonnull (strstr (bytes->str, "Beatrix"));
  ck_assert_ptr_nonnull (strstr (bytes->str, "Names were replaced by pseudonyms"));
  tei_world_check_valid (&world, bytes->str, bytes->len, set);
  g_string_free (bytes, TRUE);
  tei_project_close (&project);
  tei_world_close (&world);
}
END_TEST

/* More passages in each other than elements may be. */
START_TEST (comes_back_from_the_deep)
{
  TeiWorld world;
  TeiProject project;

  tei_world_open (&world);
  tei_project_open (&project);
  fill (&project, 600);
  check_profile (&world, &project, 0, "inline");
  tei_project_close (&project);
  tei_world_close (&world);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("tei-profiles");
  TCase *trip = tcase_create ("round trip");
  SRunner *runner = srunner_create (suite);
  int n_failed;

  tcase_set_timeout (trip, 300);
  tcase_add_test (trip, comes_back_the_same);
  tcase_add_loop_test (trip, is_read_without_our_header, 0, G_N_ELEMENTS (all_profiles));
  tcase_add_loop_test (trip, tells_no_name, 0, G_N_ELEMENTS (all_profiles));
  tcase_add_test (trip, transcripts_are_read_without_our_header);
  tcase_add_test (trip, comes_back_from_the_deep);
  suite_add_tcase (suite, trip);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
