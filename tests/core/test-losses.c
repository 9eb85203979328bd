/* test-losses.c - what was lost: counted, with examples, as text and as JSON. */
#include "core-test.h"
#include "make-project.h"
#include <scholiast/losses.h>
#include <scholiast/output.h>

static SchoLosses *losses;

static void
setup (void)
{
  losses = scho_losses_new ();
}

static void
teardown (void)
{
  g_clear_pointer (&losses, scho_losses_unref);
}

static void
assert_text (const char *expected)
{
  g_autofree char *text = scho_losses_dup_text (losses);

  ck_assert_str_eq (text, expected);
}

static void
assert_json (const char *expected)
{
  g_autofree char *json = scho_losses_dup_json (losses);

  ck_assert_str_eq (json, expected);
}

START_TEST (nothing_lost_is_an_empty_report)
{
  scho_losses_add (losses, 0, "Weights", "none of it");
  ck_assert (scho_losses_is_empty (losses));
  ck_assert_uint_eq (scho_losses_get_n_items (losses), 0);
  assert_text ("");
  assert_json ("[]\n");
}
END_TEST

START_TEST (equal_ones_are_counted_together)
{
  scho_losses_add (losses, 2, "Weights", "a, 3–5");
  scho_losses_add (losses, 1, "Memos", NULL);
  scho_losses_add (losses, 3, "Weights", "a, 3–5");
  ck_assert (!scho_losses_is_empty (losses));
  ck_assert_uint_eq (scho_losses_get_n_items (losses), 2);
  ck_assert_uint_eq (scho_losses_get_item (losses, 0)->count, 5);
  assert_text ("Weights: 5 (a, 3–5; …)\nMemos: 1\n");
  assert_json ("[\n"
               "  {\n"
               "    \"what\" : \"Weights\",\n"
               "    \"count\" : 5,\n"
               "    \"examples\" : [\n"
               "      \"a, 3–5\"\n"
               "    ]\n"
               "  },\n"
               "  {\n"
               "    \"what\" : \"Memos\",\n"
               "    \"count\" : 1,\n"
               "    \"examples\" : []\n"
               "  }\n"
               "]\n");
}
END_TEST

START_TEST (three_examples_are_enough)
{
  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *example = g_strdup_printf ("no. %u", i / 2);
      scho_losses_add (losses, 1, "Weights", example);
    }
  assert_text ("Weights: 9 (no. 0; no. 1; no. 2; …)\n");
}
END_TEST

START_TEST (all_examples_need_no_dots)
{
  scho_losses_add (losses, 1, "Codes", "anger");
  scho_losses_add (losses, 1, "Codes", "fear");
  assert_text ("Codes: 2 (anger; fear)\n");
}
END_TEST

/* What a stranger's file has in its names, and what is printed of it. */
static const struct
{
  const char *example, *kept;
} examples[] = {
  { "two\nlines\tand\x1b[1m", "two lines and [1m" },
  { "bad \xff byte", "bad \xef\xbf\xbd byte" },
  { "  blank around ", "blank around" },
};

START_TEST (examples_are_one_valid_line)
{
  scho_losses_add (losses, 1, "Codes", examples[_i].example);
  ck_assert_str_eq (scho_losses_get_item (losses, 0)->examples[0], examples[_i].kept);
}
END_TEST

START_TEST (long_examples_are_cut)
{
  g_autoptr (GString) wide = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append (wide, "ä");
  scho_losses_add (losses, 1, "Codes", wide->str);
  ck_assert_int_eq (g_utf8_strlen (scho_losses_get_item (losses, 0)->examples[0], -1),
                    120);
  ck_assert (g_str_has_suffix (scho_losses_get_item (losses, 0)->examples[0], "ä…"));
}
END_TEST

START_TEST (empty_examples_are_none)
{
  scho_losses_add (losses, 2, "Codes", "\n");
  assert_text ("Codes: 2\n");
}
END_TEST

START_TEST (counts_do_not_run_over)
{
  scho_losses_add (losses, G_MAXUINT64 - 1, "Codes", NULL);
  scho_losses_add (losses, 7, "Codes", NULL);
  ck_assert (scho_losses_get_item (losses, 0)->count == G_MAXUINT64);
}
END_TEST

START_TEST (appending_adds_up)
{
  g_autoptr (SchoLosses) other = scho_losses_new ();

  scho_losses_add (losses, 2, "Weights", "a");
  scho_losses_add (other, 5, "Memos", "m");
  scho_losses_add (other, 2, "Weights", "b");
  scho_losses_add (other, 2, "Weights", "c");
  scho_losses_append (losses, other);
  assert_text ("Weights: 6 (a; b; c; …)\nMemos: 5 (m; …)\n");
  ck_assert_uint_eq (scho_losses_get_n_items (other), 2);
}
END_TEST

START_TEST (steps_bring_theirs_together)
{
  char *folder = make_folder ();
  SchoProject *project = make_project (folder, "I [think:stance] so");
  SchoSnapshot *base = scho_project_get_snapshot (project);
  g_autoptr (SchoStep) all = scho_step_new (base, "Import");
  g_autoptr (SchoStep) one = scho_step_new (base, "Import");

  ck_assert (scho_losses_is_empty (scho_step_get_losses (all)));
  scho_losses_add (scho_step_get_losses (one), 3, "Pictures", "1.png");
  scho_step_append (all, one);
  scho_losses_append (losses, scho_step_get_losses (all));
  assert_text ("Pictures: 3 (1.png; …)\n");
  ck_assert (scho_step_is_empty (all)); /* a loss alone is no change */
  g_object_unref (project);
  remove_folder (folder);
}
END_TEST

START_TEST (an_output_has_its_own)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (SchoOutput) output = scho_output_new_for_stream (stream);

  ck_assert (scho_losses_is_empty (scho_output_get_losses (output)));
  scho_losses_add (scho_output_get_losses (output), 1, "Memos", NULL);
  ck_assert_uint_eq (scho_losses_get_n_items (scho_output_get_losses (output)), 1);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("losses");
  TCase *tc = tcase_create ("all");

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_add_test (tc, nothing_lost_is_an_empty_report);
  tcase_add_test (tc, equal_ones_are_counted_together);
  tcase_add_test (tc, three_examples_are_enough);
  tcase_add_test (tc, all_examples_need_no_dots);
  tcase_add_loop_test (tc, examples_are_one_valid_line, 0, G_N_ELEMENTS (examples));
  tcase_add_test (tc, long_examples_are_cut);
  tcase_add_test (tc, empty_examples_are_none);
  tcase_add_test (tc, counts_do_not_run_over);
  tcase_add_test (tc, appending_adds_up);
  tcase_add_test (tc, steps_bring_theirs_together);
  tcase_add_test (tc, an_output_has_its_own);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
