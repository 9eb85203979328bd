/* test-edit-hits.c - all that a search has found is coded in one step, and taken back. */
#include <scholiast/edit-hits.h>
#include <scholiast/edit.h>
#include <scholiast/lookup.h>

#include "core-test.h"
#include "make-project.h"

#define EXACT SCHO_UNIT_CHARACTER
#define WORD SCHO_UNIT_WORD
#define SENTENCE SCHO_UNIT_SENTENCE
#define PARAGRAPH SCHO_UNIT_PARAGRAPH

static const struct
{
  const char *text; /* coded [so:b] */
  const char *pattern;
  SchoTextUnit unit;
  const char *passages; /* "first|second" coded now */
  const char *label;
} cases[] = {
  { "She [was:b] blamed. Blame her!", "blame", EXACT, "blame|Blame",
    "“b” coded in 2 passages" },
  { "She [was:b] blamed. Blame her!", "blame", WORD, "blamed|Blame",
    "“b” coded in 2 passages" },
  { "She [was:b] blamed. Blame her!", "blame", SENTENCE, "She was blamed.|Blame her!",
    "“b” coded in 2 passages" },
  { "She [was:b] blamed. Blame her!\nNo.", "blame", PARAGRAPH,
    "She was blamed. Blame her!", "“b” coded in 1 passage" },
  /* Two in one sentence. */
  { "[so:b] Blame and blame. No.", "blame", SENTENCE, "so Blame and blame.",
    "“b” coded in 1 passage" },
  /* What is coded so is not coded again, nor what lies in it. */
  { "[blame:b] blame", "blame", EXACT, "blame", "“b” coded in 1 passage" },
  { "[a blame:b] blame", "blame", EXACT, "blame", "“b” coded in 1 passage" },
  { "[a blame:b] blame", "blame", SENTENCE, "a blame blame", "“b” coded in 1 passage" },
  { "[blame:a] [x:b]", "blame", EXACT, "blame", "“b” coded in 1 passage" },
  /* A letter is not cut from its mark. */
  { "cafe\u0301 [x:b]", "caf", EXACT, "caf", "“b” coded in 1 passage" },
  { "cafe\u0301 [x:b]", "café", EXACT, "cafe\u0301", "“b” coded in 1 passage" },
};

static char *folder;
static SchoProject *project;
static SchoSnapshot *snapshot; /* not owned */

static void
setup (const char *marked)
{
  folder = make_folder ();
  project = make_project (folder, marked);
  snapshot = scho_project_get_snapshot (project);
}

static void
teardown (void)
{
  g_clear_object (&project);
  remove_folder (folder);
}

static GArray *
find (const char *pattern)
{
  g_autoptr (SchoSearch) search = scho_search_new (pattern, SCHO_SEARCH_DEFAULT, NULL);
  GArray *hits = scho_search_snapshot (search, NULL, snapshot, NULL, NULL, NULL);

  ck_assert_ptr_nonnull (hits);
  return hits;
}

static void
apply (SchoStep *step)
{
  g_autoptr (GError) error = NULL;

  ck_assert (scho_project_apply (project, step, &error));
  snapshot = scho_project_get_snapshot (project);
}

/* The words of what the step codes with @code, in order. */
static char *
describe (SchoStep *step, guint32 code)
{
  g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, 1, NULL);
  GString *all = g_string_new (NULL);

  for (gsize i = 0; i < scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION); i++)
    {
      const SchoAnnotation *coding
          = scho_step_get_change (step, SCHO_NOUN_ANNOTATION, i).after;
      g_autofree char *words = scho_text_dup_range (text, coding->start, coding->end);

      ck_assert_uint_eq (coding->code, code);
      ck_assert_int_eq (coding->weight, SCHO_NO_WEIGHT);
      g_string_append_printf (all, "%s%s", all->len > 0 ? "|" : "", words);
    }
  return g_string_free (all, FALSE);
}

START_TEST (codes_and_undoes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) hits = NULL;
  g_autoptr (SchoStep) step = NULL, undo = NULL, again = NULL;
  g_autofree char *before = NULL, *after = NULL, *found = NULL;
  SchoHitCoding values = { .coder = "asha", .unit = cases[_i].unit };

  setup (cases[_i].text);
  hits = find (cases[_i].pattern);
  values.code = scho_lookup_code (snapshot, "b", NULL)->id;
  before = dump_snapshot (snapshot);
  step = scho_edit_code_hits (snapshot, &values, hits, NULL, NULL, &error);
  assert_no_error (error);
  found = describe (step, values.code);
  ck_assert_str_eq (found, cases[_i].passages);
  ck_assert_str_eq (scho_step_get_label (step), cases[_i].label);
  apply (step);

  /* All are coded now, so there is nothing left. */
  ck_assert_ptr_null (scho_edit_code_hits (snapshot, &values, hits, NULL, NULL, &error));
  ck_assert_str_eq (error->message, "All of these are coded so already");

  ck_assert (scho_project_undo (project, NULL));
  snapshot = scho_project_get_snapshot (project);
  after = dump_snapshot (snapshot);
  ck_assert_str_eq (before, after);
  teardown ();
}
END_TEST

/* What another coder has coded is not one's own; a new coder comes with the step. */
START_TEST (another_coder_codes_anew)
{
  g_autoptr (GArray) hits = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *found = NULL;
  SchoHitCoding values = { .coder = " ben ", .unit = EXACT };

  setup ("[blame:b] blame");
  hits = find ("blame");
  values.code = scho_lookup_code (snapshot, "b", NULL)->id;
  step = scho_edit_code_hits (snapshot, &values, hits, NULL, NULL, NULL);
  found = describe (step, values.code);
  ck_assert_str_eq (found, "blame|blame");
  apply (step);
  ck_assert_ptr_nonnull (scho_lookup_coder (snapshot, "ben", NULL));
  teardown ();
}
END_TEST

START_TEST (makes_a_new_code)
{
  g_autoptr (GArray) hits = NULL;
  g_autoptr (SchoStep) step = NULL;
  SchoHitCoding values = { .name = " guilt ", .coder = "asha", .unit = WORD };
  const SchoCode *code;

  setup ("so [it:b] was blame");
  hits = find ("blame");
  values.parent = scho_lookup_code (snapshot, "b", NULL)->id;
  step = scho_edit_code_hits (snapshot, &values, hits, NULL, NULL, NULL);
  ck_assert_str_eq (scho_step_get_label (step), "“guilt” coded in 1 passage");
  apply (step);
  code = scho_lookup_code (snapshot, "b/guilt", NULL);
  ck_assert_ptr_nonnull (code);
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (snapshot), 2);
  ck_assert (scho_project_undo (project, NULL));
  snapshot = scho_project_get_snapshot (project);
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (snapshot), 1);
  ck_assert_ptr_null (scho_lookup_code (snapshot, "guilt", NULL));
  teardown ();
}
END_TEST

START_TEST (tells_what_is_coded_already)
{
  g_autoptr (GArray) hits = NULL, passages = NULL;
  SchoHitCoding values = { .coder = "asha", .unit = EXACT };
  gsize n_coded = 0;

  setup ("[blame:b] blame [blame:b]");
  hits = find ("blame");
  values.code = scho_lookup_code (snapshot, "b", NULL)->id;
  passages = scho_edit_widen_hits (snapshot, &values, hits, &n_coded, NULL, NULL, NULL);
  ck_assert_uint_eq (passages->len, 1);
  ck_assert_uint_eq (n_coded, 2);
  ck_assert_uint_eq (g_array_index (passages, SchoHit, 0).start, 6);
  teardown ();
}
END_TEST

static const struct
{
  SchoHit hit;
  guint32 code;
  const char *name;
  const char *coder;
  const char *message;
} refused[] = {
  { { 1, 2, 20 },
    1,
    NULL,
    "asha",
    "The text of “text” has 6 characters: 2–20 is no passage of it" },
  { { 1, 2, 2 },
    1,
    NULL,
    "asha",
    "The text of “text” has 6 characters: 2–2 is no passage of it" },
  { { 9, 2, 3 }, 1, NULL, "asha", "There is no document number 9" },
  { { 1, 0, 2 }, 9, NULL, "asha", "This code does not exist" },
  { { 1, 0, 2 }, 1, NULL, " ", "A coder needs a name" },
  { { 1, 0, 2 }, 0, " ", "asha", "A code needs a name" },
  { { 0 }, 1, NULL, "asha", "There is no passage to code" },
};

START_TEST (refuses)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (SchoHit));
  g_autoptr (GError) error = NULL;
  SchoHitCoding values = { .code = refused[_i].code,
                           .name = refused[_i].name,
                           .coder = refused[_i].coder,
                           .unit = EXACT };

  setup ("It [was:b]");
  if (refused[_i].hit.document != 0)
    g_array_append_val (hits, refused[_i].hit);
  ck_assert_ptr_null (scho_edit_code_hits (snapshot, &values, hits, NULL, NULL, &error));
  ck_assert_msg (g_str_has_prefix (error->message, refused[_i].message), "%s",
                 error->message);
  teardown ();
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("edit-hits");
  TCase *tc = tcase_create ("edit-hits");

  tcase_add_loop_test (tc, codes_and_undoes, 0, G_N_ELEMENTS (cases));
  tcase_add_test (tc, another_coder_codes_anew);
  tcase_add_test (tc, makes_a_new_code);
  tcase_add_test (tc, tells_what_is_coded_already);
  tcase_add_loop_test (tc, refuses, 0, G_N_ELEMENTS (refused));
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
