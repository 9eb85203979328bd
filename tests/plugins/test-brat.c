/* test-brat.c - codings from brat against golden pairs, and how their positions count.
 *
 * A case is a folder in tests/golden/brat: a.txt, a.ann, options, and what comes of it:
 * expected.csv with expected-notes, or expected-error. SCHOLIAST_UPDATE=1 writes them;
 * look at them before you believe them.
 */
#include "exchange.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

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
case_path (const char *name, const char *file)
{
  g_autofree char *relative = g_build_filename ("tests/golden/brat", name, file, NULL);

  return fixture_source_path (relative);
}

static char *
read_case (const char *name, const char *file)
{
  g_autofree char *path = case_path (name, file);
  char *content = NULL;

  g_file_get_contents (path, &content, NULL, NULL);
  return content;
}

/* Both files together, the codings first, as names sort. */
static SchoStep *
import_pair (const char *codings,
             const char *text,
             const char *const *set,
             GError **error)
{
  const char *const paths[] = { codings, text, NULL };
  g_autoptr (SchoStep) step
      = scho_plugins_import_files (fixture.plugins, NULL, paths, "Ana", NULL,
                                   fixture_snapshot (&fixture), NULL, NULL, NULL, error);

  /* Options are for the codings only, so these come in once more by themselves. */
  if (set == NULL || step != NULL)
    return g_steal_pointer (&step);
  g_clear_error (error);
  step = scho_plugins_import (fixture.plugins, NULL, text, "Ana", NULL,
                              fixture_snapshot (&fixture), NULL, NULL, error);
  ck_assert_ptr_nonnull (step);
  fixture_apply (&fixture, step);
  return scho_plugins_import (fixture.plugins, NULL, codings, "Ana", set,
                              fixture_snapshot (&fixture), NULL, NULL, error);
}

static char *
join_notes (SchoStep *step)
{
  GString *notes = g_string_new (NULL);
  g_autofree char *lost = scho_losses_dup_text (scho_step_get_losses (step));

  for (guint i = 0; i < scho_step_get_notes (step)->len; i++)
    g_string_append_printf (notes, "%s\n",
                            (const char *) scho_step_get_notes (step)->pdata[i]);
  g_string_append (notes, lost);
  return g_string_free (notes, FALSE);
}

static void
compare (const char *name, const char *file, const char *content)
{
  g_autofree char *expected = NULL;

  if (g_getenv ("SCHOLIAST_UPDATE") != NULL && content != NULL)
    {
      g_autofree char *path = case_path (name, file);

      ck_assert (g_file_set_contents (path, content, -1, NULL));
    }
  expected = read_case (name, file);
  ck_assert_msg (g_strcmp0 (expected, content) == 0, "%s/%s became:\n%s", name, file,
                 content);
}

static void
check_case (const char *name)
{
  g_autofree char *text = case_path (name, "a.txt");
  g_autofree char *codings = case_path (name, "a.ann");
  g_autofree char *options = read_case (name, "options");
  g_auto (GStrv) set
      = options != NULL ? g_strsplit (g_strchomp (options), "\n", -1) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step
      = import_pair (codings, text, (const char *const *) set, &error);
  g_autofree char *notes = NULL, *table = NULL, *refusal = NULL;

  if (step == NULL)
    {
      refusal = g_strconcat (error->message, "\n", NULL);
      compare (name, "expected-error", refusal);
      return;
    }
  notes = join_notes (step);
  fixture_apply (&fixture, step);
  table = fixture_export (&fixture, "csv", NULL, NULL, NULL);
  compare (name, "expected.csv", table);
  compare (name, "expected-notes", notes);
}

START_TEST (reads_golden_pairs)
{
  g_autoptr (GPtrArray) names = fixture_list ("tests/golden/brat");

  ck_assert_uint_ge (names->len, 10);
  for (guint i = 0; i < names->len; i++)
    {
      teardown ();
      setup ();
      check_case (names->pdata[i]);
    }
}
END_TEST

static const struct
{
  const char *text;
  const char *line; /* of brat: the word “moved” */
  guint start;      /* in the text as the project has it */
} ways[] = {
  { "I moved.\n", "T1\tx 2 7\tmoved\n", 2 },
  { "\xef\xbb\xbfI moved.\n", "T1\tx 3 8\tmoved\n", 2 }, /* the mark counts */
  { "\xef\xbb\xbfI moved.\n", "T1\tx 2 7\tmoved\n", 2 },
  { "I\r\nsay\r\nI moved.\r\n", "T1\tx 10 15\tmoved\n", 8 }, /* the returns count */
  { "I\r\nsay\r\nI moved.\r\n", "T1\tx 8 13\tmoved\n", 8 },
  { "I\rmoved.\r", "T1\tx 2 7\tmoved\n", 2 },
  { "\xef\xbb\xbfI\r\nmoved.\r\n", "T1\tx 4 9\tmoved\n", 2 },
  { "🙂 moved.\n", "T1\tx 2 7\tmoved\n", 2 },
  { "🙂 moved.\n", "T1\tx 3 8\tmoved\n", 2 },      /* as UTF-16 counts */
  { "I moved.\n", "T1\tx 2 7\n", 2 },                /* no words to compare */
  { "I moved.\n", "T1\tx 2 7\tmoved\r\n", 2 },       /* the codings have CR LF */
  { "I mo\nved.\n", "T1\tx 2 8\tmo ved\n", 2 },      /* over a line's end */
  { "I mo\r\nved.\r\n", "T1\tx 2 9\tmo  ved\n", 2 }, /* which is two characters */
};

START_TEST (counts_as_the_file_does)
{
  g_autofree char *text = g_build_filename (fixture.folder, "a.txt", NULL);
  g_autofree char *codings = g_build_filename (fixture.folder, "a.ann", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = NULL;
  const SchoAnnotation *found;
  gsize n;

  ck_assert (g_file_set_contents (text, ways[_i].text, -1, NULL));
  ck_assert (g_file_set_contents (codings, ways[_i].line, -1, NULL));
  step = import_pair (codings, text, NULL, &error);
  ck_assert_msg (step != NULL, "%s", error != NULL ? error->message : "");
  fixture_apply (&fixture, step);
  found = scho_snapshot_get_annotations (fixture_snapshot (&fixture), 1, &n);
  ck_assert_uint_eq (n, 1);
  ck_assert_uint_eq (found[0].start, ways[_i].start);
}
END_TEST

/* A second import brings nothing, and the codings take the codes that are there. */
START_TEST (repeats_nothing)
{
  static const char codings[] = "T1\tx 0 1\tI\nT2\ty 2 7\tmoved\n";
  g_autoptr (SchoStep) step = NULL;

  fixture.coder = "Ana";
  fixture_import (&fixture, "text", "a.txt", "I moved.\n", -1);
  fixture_import (&fixture, "codebook", "b.csv", "code,parent\ng,\nx,g\n", -1);
  fixture_import (&fixture, "brat", "a.ann", codings, -1);
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (fixture_snapshot (&fixture)), 2);
  ck_assert_ptr_nonnull (scho_lookup_code (fixture_snapshot (&fixture), "g/x", NULL));
  ck_assert_uint_ne (scho_lookup_code (fixture_snapshot (&fixture), "x", NULL)->parent,
                     0);
  step = fixture_read (&fixture, "brat", "a.ann", codings, -1, NULL, NULL);
  ck_assert_ptr_nonnull (step);
  ck_assert_uint_eq (scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION), 0);
}
END_TEST

START_TEST (says_what_it_misses)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (
      fixture_read (&fixture, "brat", "a.ann", "T1\tx 0 1\tI\n", -1, NULL, &error));
  ck_assert_str_eq (error->message, "a.ann: its text is not in the project; import a.txt "
                                    "with it, or before");
  g_clear_error (&error);
  fixture_import (&fixture, "text", "a.txt", "I moved.\n", -1);
  ck_assert_ptr_null (
      fixture_read (&fixture, "brat", "a.ann", "T1\tx 0 1\tI\n", -1, NULL, &error));
  ck_assert_str_eq (error->message, "a.ann: it does not say who coded; name a coder for "
                                    "the whole import (--coder)");
}
END_TEST

/* Each by its line; what speaks of them is told too. */
START_TEST (leaves_out_lines_that_are_none)
{
  static const char ann[] = "T1\tx 0 1\tI\nT2\tx here\tI\nT1\ty 2 7\tmoved\nT3\nE1\n"
                            "#1\tAnnotatorNotes T2\tWhere?\nR1\n";
  static const char *const lenient[] = { "lenient=true", NULL };
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (GError) error = NULL;
  SchoLosses *losses;

  fixture.coder = "Ana";
  fixture_import (&fixture, "text", "a.txt", "I moved.\n", -1);
  step = fixture_read (&fixture, "brat", "a.ann", ann, -1, lenient, &error);
  ck_assert_msg (step != NULL, "%s", error != NULL ? error->message : "");
  ck_assert_uint_eq (scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION), 1);
  losses = scho_step_get_losses (step);
  ck_assert_uint_eq (scho_losses_get_n_items (losses), 2);
  ck_assert_str_eq (scho_losses_get_item (losses, 0)->what, "Passages that do not fit");
  ck_assert_uint_eq (scho_losses_get_item (losses, 0)->count, 5);
  ck_assert_str_eq (scho_losses_get_item (losses, 1)->what,
                    "Notes and attributes of what is no passage");
}
END_TEST

static const SchoCode *
get_code (const char *name)
{
  const SchoCode *code = scho_lookup_code (fixture_snapshot (&fixture), name, NULL);

  ck_assert_msg (code != NULL, "%s is no code", name);
  return code;
}

/* PER came with a passage, before the tree that it belongs into. */
START_TEST (reads_how_brat_was_set_up)
{
  static const char types[] = "# all\n[entities]\nBeing\n\tPER\n!Place\n\tLOC\n\t\tTown\n"
                              "[relations]\nRel\tArg1:PER\n[events]\nAttack\tWho:PER\n";
  static const char looks[] = "[labels]\nPER | Person | P\nNone | Nothing\n[drawing]\n"
                              "SPAN_DEFAULT\tbgColor:#000000\n"
                              "PER\tfgColor:black, bgColor:#ffccaa\nLOC bgColor:blue\n";
  const char *coder[] = { NULL };
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *lost = NULL;
  gsize n;

  ck_assert_ptr_null (
      fixture_read (&fixture, "brat-settings", "visual.conf", looks, -1, coder, &error));
  ck_assert_str_eq (error->message,
                    "visual.conf: none of its types is a code of the project");
  ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND));
  fixture_import (&fixture, "brat-settings", "types.conf", "[entities]\nPER\n", -1);
  fixture_import (&fixture, "brat-settings", "annotation.conf", types, -1);
  scho_snapshot_get_codes (fixture_snapshot (&fixture), &n);
  ck_assert_uint_eq (n, 6);
  ck_assert_uint_eq (get_code ("PER")->parent, get_code ("Being")->id);
  ck_assert_uint_eq (get_code ("Town")->parent, get_code ("LOC")->id);
  ck_assert_uint_eq (get_code ("Attack")->parent, 0);
  /* Nothing comes to stand below itself. */
  fixture_import (&fixture, "brat-settings", "annotation.conf",
                  "[entities]\nTown\n\tPlace\nPER\n\tPER\n", -1);
  ck_assert_uint_eq (get_code ("Place")->parent, 0);
  step = fixture_read (&fixture, "brat-settings", "visual.conf", looks, -1, coder, NULL);
  ck_assert_uint_eq (scho_step_get_notes (step)->len, 0);
  lost = scho_losses_dup_text (scho_step_get_losses (step));
  ck_assert_str_eq (lost,
                    "Settings of types that are no codes here: 1 (visual.conf: “None”)\n"
                    "Colours and types that were not understood: 1 "
                    "(visual.conf: “LOC bgColor:blue”)\n");
  fixture_apply (&fixture, step);
  ck_assert_uint_eq (get_code ("PER")->colour, 0xffccaa);
  ck_assert_str_eq (get_code ("PER")->definition, "Person");
}
END_TEST

static char *
send_out (const char *file)
{
  g_autofree char *path = g_build_filename (fixture.folder, "out", NULL);
  g_autofree char *name = g_build_filename (path, file, NULL);
  char *content = NULL;

  exchange_export (&fixture, "brat", path, NULL);
  ck_assert (g_file_get_contents (name, &content, NULL, NULL));
  return content;
}

/* What Scholiast says beside its types, since a type is one word; nobody else's changes.
 */
START_TEST (knows_names_that_are_no_words)
{
  static const char types[]
      = "#ScholiastCode sup_port\tsup port\n#ScholiastCode c_d_1_\tc|d <1>\n"
        "#ScholiastCode x\t \n#ScholiastCode\n[entities]\nsup_port\n\tplain_one\n"
        "\tc_d_1_\n";
  static const char looks[] = "[labels]\nsup_port | sup port\nc_d_1_ | c/d <1>\n"
                              "[drawing]\nc_d_1_\tbgColor:#ffccaa\n";
  static const char codings[] = "T1\tsup_port 0 1\tI\nT2\tc_d_1_ 2 7\tmoved\n"
                                "T3\tplain_one 0 1\tI\nT4\tother_one 0 1\tI\n";
  gsize n;

  fixture.coder = "Ana";
  fixture_import (&fixture, "text", "a.txt", "I moved.\n", -1);
  for (guint i = 0; i < 2; i++)
    {
      fixture_import (&fixture, "brat-settings", "annotation.conf", types, -1);
      fixture_import (&fixture, "brat-settings", "visual.conf", looks, -1);
      fixture_import (&fixture, "brat", "a.ann", codings, -1);
      scho_snapshot_get_codes (fixture_snapshot (&fixture), &n);
      ck_assert_uint_eq (n, 4);
    }
  ck_assert_uint_eq (get_code ("c|d <1>")->parent, get_code ("sup port")->id);
  ck_assert_uint_eq (get_code ("c|d <1>")->colour, 0xffccaa);
  ck_assert_ptr_null (get_code ("c|d <1>")->definition);
  get_code ("plain_one");
  get_code ("other_one");
}
END_TEST

/* A code of one name at two places goes out as two types, which come back as they were.
 */
START_TEST (comes_back_onto_its_codes)
{
  static const char *const names[]
      = { "doubt", "sup port", "sup/port", "sup_port", "a__b" };
  g_autoptr (SchoStep) step = scho_step_new (fixture_snapshot (&fixture), "Codes");
  g_autofree char *types = NULL;
  guint32 parent;
  gsize n, n_after;

  parent = scho_step_add_code (step, &(SchoCode){ .name = "first" });
  scho_step_add_code (step, &(SchoCode){ .name = "doubt", .parent = parent });
  scho_step_add_code (step, &(SchoCode){ .name = "sup port", .parent = parent });
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    scho_step_add_code (step,
                        &(SchoCode){ .name = names[i], .position = 1 + (gint32) i });
  fixture_apply (&fixture, step);
  scho_snapshot_get_codes (fixture_snapshot (&fixture), &n);
  types = send_out ("annotation.conf");
  ck_assert_ptr_nonnull (
      strstr (types, "[entities]\nfirst\n\tdoubt_2\n\tsup_port_2\ndoubt\nsup_port_3\n"
                     "sup_port_4\nsup_port\na__b\n"));
  fixture_import (&fixture, "brat-settings", "annotation.conf", types, -1);
  scho_snapshot_get_codes (fixture_snapshot (&fixture), &n_after);
  ck_assert_uint_eq (n_after, n);
  fixture_import (&fixture, "text", "a.txt", "I moved.\n", -1);
  fixture.coder = "Ana";
  fixture_import (&fixture, "brat", "a.ann", "T1\tsup_port_2 0 1\tI\n", -1);
  ck_assert_str_eq (
      scho_snapshot_get_code (
          fixture_snapshot (&fixture),
          scho_snapshot_get_annotations (fixture_snapshot (&fixture), 1, &n)->code)
          ->name,
      "sup port");
}
END_TEST

static guint
count_links (void)
{
  gsize n;

  scho_snapshot_get_attachments (fixture_snapshot (&fixture), &n);
  return (guint) n;
}

/* Relations, events and equivalences are links, and go out as relations. */
START_TEST (relations_go_out_again)
{
  static const char all[]
      = "R1\tSaid Arg1:T1 Arg2:T2\nT1\tSpeaker 0 3\tAnn\nT2\tclaim 11 18\tI moved\n"
        "T3\tAct 13 18\tmoved\nE1\tAct:T3 Agent:T1 Theme:E2\nE2\tclaim:T2\n"
        "A1\tNegation E1\nA2\tWeight T2 40\n*\tEquiv T1 T2 T3\nR2\tSaid Arg1:T9 "
        "Arg2:T1\nR3\tSaid Arg1:T1\n#1\tAnnotatorNotes R1\tsure?\n";
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *notes = NULL, *again = NULL, *settings = NULL;

  fixture_import (&fixture, "text", "a.txt", "Ann said: “I moved.”\n", -1);
  fixture.coder = "Ana";
  step = fixture_read (&fixture, "brat", "a.ann", all, -1, NULL, NULL);
  notes = join_notes (step);
  ck_assert_ptr_nonnull (strstr (
      notes, "a.ann: 2 events became links from the passages that name them to "
             "their parts.\nRelations whose passages are not there: 2 (a.ann; …)\n"
             "Notes and attributes of what is no passage: 1 (a.ann)\n"));
  fixture_apply (&fixture, step);
  ck_assert_uint_eq (count_links (), 5);
  again = send_out ("a.ann");
  ck_assert_str_eq (again, "T1\tSpeaker 0 3\tAnn\nT2\tclaim 11 18\tI moved\n"
                           "A1\tWeight T2 40\nT3\tAct 13 18\tmoved\n"
                           "#1\tAnnotatorNotes T3\tNegation\n"
                           "R1\tSaid Arg1:T1 Arg2:T2\nR2\tAgent Arg1:T3 Arg2:T1\n"
                           "R3\tTheme Arg1:T3 Arg2:T2\n*\tEquiv T1 T2\n*\tEquiv T1 T3\n");
  settings = send_out ("annotation.conf");
  ck_assert_ptr_nonnull (
      strstr (settings, "[relations]\nSaid\tArg1:<ENTITY>, Arg2:<ENTITY>\n"));
  fixture_import (&fixture, "brat", "a.ann", all, -1);
  ck_assert_uint_eq (count_links (), 5);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("brat");
  TCase *tc = tcase_create ("brat");
  SRunner *runner;
  int n_failed;

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_test (tc, reads_golden_pairs);
  tcase_add_loop_test (tc, counts_as_the_file_does, 0, G_N_ELEMENTS (ways));
  tcase_add_test (tc, repeats_nothing);
  tcase_add_test (tc, says_what_it_misses);
  tcase_add_test (tc, leaves_out_lines_that_are_none);
  tcase_add_test (tc, reads_how_brat_was_set_up);
  tcase_add_test (tc, knows_names_that_are_no_words);
  tcase_add_test (tc, comes_back_onto_its_codes);
  tcase_add_test (tc, relations_go_out_again);
  suite_add_tcase (suite, tc);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return n_failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
