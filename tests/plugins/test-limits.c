/* test-limits.c - a limited export has nothing of what was left out, and the same project
 * gives the same bytes. */
#include "given.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static Fixture fixture;

static void
add_coding (
    SchoStep *step, guint32 document, guint32 code, guint32 coder, const char *memo)
{
  scho_step_add_annotation (step, &(SchoAnnotation){ .document = document,
                                                     .start = code * 2,
                                                     .end = code * 2 + 8,
                                                     .code = code,
                                                     .coder = coder,
                                                     .memo = memo,
                                                     .weight = 50 });
}

/* What each limit leaves out has a name of its own. */
static void
set_up (void)
{
  static SchoAttribute kept = { "side", "SideKept", SCHO_ATTRIBUTE_TEXT };
  static SchoAttribute left[] = { { "side", "SideLeft", SCHO_ATTRIBUTE_TEXT },
                                  { "NameLeft", "1", SCHO_ATTRIBUTE_NUMBER } };
  g_autoptr (SchoText) text
      = scho_text_new ("I said so. WordsKept, she said.\nYes.\n", NULL);
  g_autoptr (SchoText) other
      = scho_text_new ("I said no. WordsLeft, she said.\nYes.\n", NULL);
  g_autoptr (SchoStep) step = NULL;
  guint32 a, b, code, code_left, coder, coder_left;

  fixture_open (&fixture);
  step = scho_step_new (fixture_snapshot (&fixture), "Fill");
  a = scho_step_add_document (step,
                              &(SchoDocument){ .title = "TitleKept.txt",
                                               .memo = "of the document",
                                               .attributes = &kept,
                                               .n_attributes = 1 },
                              text);
  b = scho_step_add_document (step,
                              &(SchoDocument){ .title = "TitleLeft.txt",
                                               .memo = "MemoLeft",
                                               .attributes = left,
                                               .n_attributes = 2 },
                              other);
  code = scho_step_add_code (step, &(SchoCode){ .name = "CodeKept" });
  code_left = scho_step_add_code (step, &(SchoCode){ .name = "CodeLeft",
                                                     .definition = "DefinitionLeft",
                                                     .memo = "OnCodeLeft" });
  coder = scho_step_add_coder (step, &(SchoCoder){ .name = "CoderKept" });
  coder_left = scho_step_add_coder (step, &(SchoCoder){ .name = "CoderLeft" });
  add_coding (step, a, code, coder, "kept");
  add_coding (step, a, code_left, coder, "OfCodeLeft");
  add_coding (step, a, code, coder_left, "OfCoderLeft");
  add_coding (step, b, code, coder, "OfDocumentLeft");
  fixture_apply (&fixture, step);
}

static void
tear_down (void)
{
  fixture_close (&fixture);
}

/* What must not come out. */
static const char *const of_document[]
    = { "TitleLeft", "WordsLeft",      "SideLeft", "NameLeft",
        "MemoLeft",  "OfDocumentLeft", NULL };
static const char *const of_code[]
    = { "CodeLeft", "DefinitionLeft", "OnCodeLeft", "OfCodeLeft", NULL };
static const char *const of_coder[] = { "CoderLeft", "OfCoderLeft", NULL };
static const char *const of_coding[] = { "OfCodeLeft", NULL };

static const struct
{
  const char *option; /* by an option of the exporter, where it has it, or … */
  const char *value;
  const char *query; /* … of whatever is exported */
  const char *const *left;
} limits[] = {
  { "document", "TitleKept.txt", NULL, of_document },
  { "code", "CodeKept", NULL, of_code },
  { "coder", "CoderKept", NULL, of_coder },
  { NULL, NULL, "side:SideKept", of_document },
  { NULL, NULL, "title:TitleKept.txt", of_document },
  { NULL, NULL, "CodeKept", of_coding },
  { NULL, NULL, "coder:CoderKept", of_coder },
};

static SchoSnapshot *
narrow (const char *query)
{
  g_autoptr (GError) error = NULL;
  SchoQueryPlace place;
  g_autoptr (SchoPassageQuery) parsed = scho_passage_query_parse (query, &place, &error);
  SchoSnapshot *narrowed;

  ck_assert_msg (parsed != NULL, "%s", error ? error->message : "");
  narrowed = scho_passage_query_limit (parsed, fixture_snapshot (&fixture), NULL, NULL,
                                       &place, &error);
  ck_assert_msg (narrowed != NULL, "%s", error ? error->message : "");
  return narrowed;
}

/* With a limit and another setting. */
static void
check (const SchoExporter *exporter, SchoSnapshot *snapshot, guint i, char *const *more)
{
  g_autofree char *limit
      = limits[i].option != NULL
            ? g_strdup_printf ("%s=%s", limits[i].option, limits[i].value)
            : NULL;
  const char *set[] = { *more, limit, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) given = given_words (&fixture, snapshot, exporter,
                                          *more != NULL ? set : set + 1, NULL, &error);

  ck_assert_msg (given != NULL, "%s: %s", exporter->id, error ? error->message : "");
  for (guint k = 0; limits[i].left[k] != NULL; k++)
    ck_assert_msg (!given_has (given, limits[i].left[k]), "%s %s, limited by %s: “%s”",
                   exporter->id, *more != NULL ? *more : "",
                   limit != NULL ? limit : limits[i].query, limits[i].left[k]);
}

START_TEST (leaves_out)
{
  GPtrArray *exporters = scho_plugins_get_exporters (fixture.plugins);
  g_autoptr (SchoSnapshot) snapshot
      = limits[_i].query != NULL ? narrow (limits[_i].query)
                                 : scho_snapshot_ref (fixture_snapshot (&fixture));
  guint n = 0;

  for (guint i = 0; i < exporters->len; i++)
    {
      const SchoExporter *exporter = exporters->pdata[i];
      g_autoptr (GPtrArray) settings = given_list_settings (exporter);

      if (exporter->write == NULL
          || (limits[_i].option != NULL
              && !given_has_option (exporter, limits[_i].option)))
        continue;
      n++;
      /* A query limits before the exporter begins. */
      for (guint k = 0; k < (limits[_i].query != NULL ? 1 : settings->len); k++)
        check (exporter, snapshot, _i, settings->pdata[k]);
    }
  ck_assert_uint_ge (n, 10);
}
END_TEST

/* All that all exporters write. (transfer full) (element-type GBytes) */
static GPtrArray *
write_all (SchoSnapshot *snapshot)
{
  GPtrArray *exporters = scho_plugins_get_exporters (fixture.plugins);
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < exporters->len; i++)
    {
      const SchoExporter *exporter = exporters->pdata[i];
      g_autoptr (GPtrArray) settings = given_list_settings (exporter);

      for (guint k = 0; exporter->write != NULL && k < settings->len; k++)
        g_ptr_array_add (all, given_bytes (&fixture, snapshot, exporter,
                                           settings->pdata[k], NULL, NULL));
    }
  return all;
}

static void
compare (GPtrArray *before, GPtrArray *after)
{
  ck_assert_uint_eq (before->len, after->len);
  for (guint i = 0; i < before->len; i++)
    if (!g_bytes_equal (before->pdata[i], after->pdata[i]))
      ck_abort_msg ("“%s” is not the same again",
                    (const char *) g_bytes_get_data (before->pdata[i], NULL));
}

/* Two seconds later, which is what ZIP counts in, by another project that is a copy. */
START_TEST (gives_the_same_again)
{
  g_autofree char *path = g_build_filename (fixture.folder, "test.scholia", NULL);
  g_autofree char *copy = g_build_filename (fixture.folder, "copy.scholia", NULL);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GPtrArray) before = write_all (fixture_snapshot (&fixture));
  g_autoptr (GPtrArray) after = NULL;
  g_autofree char *bytes = NULL;
  gsize n;

  scho_project_close (fixture.project);
  g_clear_object (&fixture.project);
  ck_assert (g_file_get_contents (path, &bytes, &n, NULL));
  ck_assert (g_file_set_contents (copy, bytes, (gssize) n, NULL));
  fixture.project = scho_project_open (copy, NULL);
  ck_assert_ptr_nonnull (fixture.project);
  while (g_get_monotonic_time () < start + 2 * G_USEC_PER_SEC)
    g_usleep (10000);
  after = write_all (fixture_snapshot (&fixture));
  compare (before, after);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("limits");
  TCase *tests = tcase_create ("limits");
  SRunner *runner = srunner_create (suite);
  int n_failed;

  tcase_set_timeout (tests, 60);
  tcase_add_checked_fixture (tests, set_up, tear_down);
  tcase_add_loop_test (tests, leaves_out, 0, G_N_ELEMENTS (limits));
  tcase_add_test (tests, gives_the_same_again);
  suite_add_tcase (suite, tests);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
