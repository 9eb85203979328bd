/* test-given-away.c - no exporter that knows pseudonyms tells a name. */
#include "fixture.h"

#include <stdlib.h>
#include <string.h>

#include <check.h>

#define NAME "Annamaria"
#define PSEUDONYM "Beatrix"

static Fixture fixture;

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
  scho_step_add_annotation (step, &coding);
  fixture_apply (&fixture, step);
}

static void
tear_down (void)
{
  fixture_close (&fixture);
}

static gboolean
has_option (const SchoExporter *exporter)
{
  for (const SchoOptionSpec *spec = exporter->options; spec != NULL && spec->name != NULL;
       spec++)
    if (g_str_equal (spec->name, "pseudonyms"))
      return TRUE;
  return FALSE;
}

static gboolean
contains (const char *bytes, gsize n, const char *words)
{
  return memmem (bytes, n, words, strlen (words)) != NULL;
}

START_TEST (tells_no_name)
{
  static const char *const with[] = { "pseudonyms=true", NULL };
  GPtrArray *exporters = scho_plugins_get_exporters (fixture.plugins);
  guint n_told = 0;

  for (guint i = 0; i < exporters->len; i++)
    {
      const SchoExporter *exporter = exporters->pdata[i];
      g_autofree char *plain = NULL;
      g_autofree char *given = NULL;
      g_autoptr (GError) error = NULL;
      gsize n, m;

      if (exporter->write == NULL || !has_option (exporter))
        continue;
      plain = fixture_export (&fixture, exporter->id, NULL, &n, &error);
      ck_assert_msg (plain != NULL, "%s: %s", exporter->id, error ? error->message : "");
      given = fixture_export (&fixture, exporter->id, with, &m, &error);
      ck_assert_msg (given != NULL, "%s: %s", exporter->id, error ? error->message : "");
      ck_assert_msg (!contains (given, m, NAME), "%s tells the name", exporter->id);
      n_told += contains (plain, n, NAME) && contains (given, m, PSEUDONYM);
    }
  /* Text, CSV and TEI show both. */
  ck_assert_uint_ge (n_told, 3);
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

int
main (void)
{
  Suite *suite = suite_create ("given-away");
  TCase *tests = tcase_create ("pseudonyms");
  SRunner *runner = srunner_create (suite);
  int n_failed;

  tcase_add_checked_fixture (tests, set_up, tear_down);
  tcase_add_test (tests, tells_no_name);
  tcase_add_test (tests, quotes_what_is_written);
  suite_add_tcase (suite, tests);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
