/* test-given-away.c - with pseudonyms no exporter tells a name. */
#include "given.h"

#include <stdlib.h>
#include <string.h>

#include <check.h>

#define NAME "Annamaria"
#define PART "Annam" /* what a coding that begins within leaves of it */
#define PSEUDONYM "Beatrix"

/* Also in what is kept with the project, whose bytes nobody changes. */
static const char *const secrets[]
    = { NAME, PART, "KEPT-FILE", "KEPT-XML", "KEPT-RESULT" };

static Fixture fixture;

/* Sound, a query, a result, XML of another program. */
static void
keep (SchoStep *step)
{
  static const SchoAttachment values[] = {
    { .kind = SCHO_ATTACHMENT_FILE, .name = "talk.mp3", .media_type = "audio/mpeg" },
    { .kind = SCHO_ATTACHMENT_QUERY, .name = "who", .text = "hit:" NAME },
    { .kind = SCHO_ATTACHMENT_RESULT, .name = "pinned", .text = "{\"KEPT-RESULT\":1}" },
    { .kind = SCHO_ATTACHMENT_REFI, .name = "sets" },
  };
  static const char xml[]
      = "<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"p\"><Sets><Set "
        "guid=\"00000000-0000-4000-8000-000000000001\" name=\"KEPT-XML\"/></Sets>"
        "</Project>";

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      const char *content = i == 0 ? "KEPT-FILE" : i == 3 ? xml : NULL;
      g_autoptr (GBytes) bytes
          = content != NULL ? g_bytes_new_static (content, strlen (content)) : NULL;

      scho_step_add_attachment (step, &values[i], bytes);
    }
}

static void
set_up (void)
{
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (SchoText) text
      = scho_text_new ("Then " NAME " said 😀 so, and " NAME " left.", NULL);
  SchoAnnotation coding = { .weight = SCHO_NO_WEIGHT };
  guint32 stance, name;

  fixture_open (&fixture);
  step = scho_step_new (fixture_snapshot (&fixture), "Fill");
  coding.document
      = scho_step_add_document (step, &(SchoDocument){ .title = "Talk" }, text);
  coding.coder = scho_step_add_coder (step, &(SchoCoder){ .name = "Asha" });
  stance = scho_step_add_code (step, &(SchoCode){ .name = "stance" });
  name = scho_step_add_code (
      step, &(SchoCode){ .name = "who is " NAME, .pseudonym = PSEUDONYM });
  coding.code = name;
  coding.start = 5;
  coding.end = 14;
  scho_step_add_annotation (step, &coding);
  coding.uuid = scho_uuid_new ();
  coding.start = 29;
  coding.end = 38;
  scho_step_add_annotation (step, &coding);
  coding.uuid = scho_uuid_new ();
  coding.code = stance;
  coding.start = 10;
  coding.end = 21;
  coding.flags = SCHO_ANNOTATION_EXAMPLE;
  scho_step_add_annotation (step, &coding);
  keep (step);
  fixture_apply (&fixture, step);
}

static void
tear_down (void)
{
  fixture_close (&fixture);
}

/* With @more: what else is set, and pseudonyms. (transfer container) */
static const char **
make_set (char *const *more)
{
  GPtrArray *set = g_ptr_array_new ();

  for (; *more != NULL; more++)
    g_ptr_array_add (set, *more);
  g_ptr_array_add (set, (gpointer) "pseudonyms=true");
  g_ptr_array_add (set, NULL);
  return (const char **) g_ptr_array_free (set, FALSE);
}

static GBytes *
give (const SchoExporter *exporter, const char *const *set)
{
  g_autoptr (GError) error = NULL;
  GBytes *given
      = given_words (&fixture, fixture_snapshot (&fixture), exporter, set, NULL, &error);

  ck_assert_msg (given != NULL, "%s: %s", exporter->id, error ? error->message : "");
  return given;
}

/* Whether what comes out without the option has the name. */
static gboolean
check (const SchoExporter *exporter, char *const *more)
{
  g_autofree const char **set = make_set (more);
  g_autoptr (GBytes) plain = give (exporter, (const char *const *) more);
  g_autoptr (GBytes) given = NULL;

  if (!given_has_option (exporter, "pseudonyms"))
    {
      ck_assert_msg (!given_has (plain, NAME) && !given_has (plain, PART),
                     "%s writes text, so it needs PSEUDONYMS_OPTION", exporter->id);
      return FALSE;
    }
  given = give (exporter, set);
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    ck_assert_msg (!given_has (given, secrets[i]), "%s %s tells “%s”", exporter->id,
                   *more ? *more : "", secrets[i]);
  return given_has (plain, NAME) && given_has (given, PSEUDONYM);
}

START_TEST (tells_no_name)
{
  GPtrArray *exporters = scho_plugins_get_exporters (fixture.plugins);
  guint n_told = 0;

  for (guint i = 0; i < exporters->len; i++)
    {
      const SchoExporter *exporter = exporters->pdata[i];
      g_autoptr (GPtrArray) settings = given_list_settings (exporter);
      gboolean told = FALSE;

      for (guint k = 0; exporter->write != NULL && k < settings->len; k++)
        told |= check (exporter, settings->pdata[k]);
      n_told += told;
    }
  /* All but codebooks without passages and the list of attributes. */
  ck_assert_uint_ge (n_told, 17);
}
END_TEST

START_TEST (says_what_was_left_out)
{
  static const char *const with[] = { "pseudonyms=true", NULL };
  const SchoExporter *exporter
      = scho_plugins_find_exporter (fixture.plugins, "refi-qda", NULL);
  g_autoptr (SchoLosses) losses = NULL;
  g_autoptr (GBytes) given = given_words (&fixture, fixture_snapshot (&fixture), exporter,
                                          with, &losses, NULL);
  g_autofree char *lines = scho_losses_dup_text (losses);

  ck_assert_ptr_nonnull (given);
  ck_assert_ptr_nonnull (strstr (
      lines, "Files and results left out, since they may tell names: 4 (talk.mp3;"));
}
END_TEST

/* In what nobody coded, by kind and place, whatever is written. */
START_TEST (says_which_places_still_tell)
{
  static const char *const with[] = { "pseudonyms=true", NULL };
  GPtrArray *exporters = scho_plugins_get_exporters (fixture.plugins);
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "Memo");
  SchoDocument document = *scho_snapshot_get_document (fixture_snapshot (&fixture), 1);

  document.memo = "With " NAME;
  scho_step_replace_document (step, &document, NULL);
  scho_step_add_coder (step, &(SchoCoder){ .name = NAME });
  fixture_apply (&fixture, step);
  for (guint i = 0; i < exporters->len; i++)
    {
      const SchoExporter *exporter = exporters->pdata[i];
      g_autoptr (SchoLosses) losses = NULL;
      g_autoptr (GBytes) given = NULL;
      g_autofree char *lines = NULL;

      if (exporter->write == NULL || !given_has_option (exporter, "pseudonyms"))
        continue;
      given = given_words (&fixture, fixture_snapshot (&fixture), exporter, with, &losses,
                           NULL);
      ck_assert_ptr_nonnull (given);
      lines = scho_losses_dup_text (losses);
      ck_assert_msg (strstr (lines, "Places that still tell what a pseudonym stands for: "
                                    "2 (coder “" NAME "”: " PSEUDONYM
                                    "; memo of “Talk”: " PSEUDONYM ")")
                         != NULL,
                     "%s says: %s", exporter->id, lines);
    }
}
END_TEST

START_TEST (quotes_what_is_written)
{
  static const char *const with[] = { "pseudonyms=true", NULL };
  g_autofree char *csv = fixture_export (&fixture, "csv", with, NULL, NULL);

  ck_assert_ptr_nonnull (csv);
  ck_assert_ptr_nonnull (strstr (csv, "Talk,5,19,stance,Asha,," PSEUDONYM " said 😀"));
}
END_TEST

/* Nobody believes that names were replaced. */
START_TEST (says_that_there_is_no_pseudonym)
{
  static const char *const with[] = { "pseudonyms=true", NULL };
  const SchoExporter *exporter
      = scho_plugins_find_exporter (fixture.plugins, "text", NULL);
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "No key");
  SchoCode code = *scho_lookup_code (fixture_snapshot (&fixture), "who is " NAME, NULL);
  g_autoptr (SchoLosses) losses = NULL;
  g_autoptr (GBytes) given = NULL;
  g_autofree char *lines = NULL;

  code.pseudonym = NULL;
  scho_step_replace_code (step, &code);
  fixture_apply (&fixture, step);
  given = given_words (&fixture, fixture_snapshot (&fixture), exporter, with, &losses,
                       NULL);
  lines = scho_losses_dup_text (losses);
  ck_assert_ptr_nonnull (strstr (lines, "no code has a pseudonym"));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("given-away");
  TCase *tests = tcase_create ("pseudonyms");
  SRunner *runner = srunner_create (suite);
  int n_failed;

  tcase_add_checked_fixture (tests, set_up, tear_down);
  tcase_add_test (tests, tells_no_name);
  tcase_add_test (tests, says_what_was_left_out);
  tcase_add_test (tests, says_which_places_still_tell);
  tcase_add_test (tests, quotes_what_is_written);
  tcase_add_test (tests, says_that_there_is_no_pseudonym);
  suite_add_tcase (suite, tests);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
