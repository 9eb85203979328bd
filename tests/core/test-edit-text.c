/* test-edit-text.c - texts corrected after coding: written over as a whole, headings and
 * the like, the step. */
#include <string.h>

#include "edit-case.h"

/* Written over as a whole */

static const char older[]
    = "The commuters saw it. Nobody did anything, becuase everybody thought that "
      "somebody "
      "else would. Later they said that they had not understood what was going on.";
static const char newer[]
    = "The commuters saw it all. Nobody did anything, because everyone thought that "
      "somebody else would. Later they said they had not understood what was going on!";

static const struct
{
  const char *before, *after; /* NULL: nothing is left of it */
} compared[] = {
  { "The commuters saw it. Nobody", "The commuters saw it all. Nobody" },
  { "becuase", "because" },
  { "becuase everybody", "because everyone" },
  { "somebody else", "somebody else" },
  { "said that they", "said they" },
  { "that they", "they" },
  { "going on.", "going on!" },
  { "going on", "going on" },
};

START_TEST (finds_what_stayed)
{
  g_autoptr (SchoTextEdit) edit = edit_string (older);
  g_autofree char *now = NULL, *passage = NULL;
  guint32 start = strstr (older, compared[_i].before) - older, new_start, new_end;

  scho_text_edit_begin (edit);
  scho_text_edit_delete (edit, 0, scho_text_edit_get_length (edit), NULL);
  scho_text_edit_insert (edit, 0, newer, -1, NULL, NULL);
  scho_text_edit_end (edit);
  now = dup_now (edit);
  ck_assert_str_eq (now, newer);
  ck_assert (scho_text_edit_map (edit, start, start + strlen (compared[_i].before),
                                 &new_start, &new_end));
  passage = g_strndup (now + new_start, new_end - new_start);
  ck_assert_str_eq (passage, compared[_i].after);
  ck_assert_uint_eq (count_undos (edit), 1);
  ck_assert (!scho_text_edit_is_changed (edit));
}
END_TEST

/* Random texts of few words, so that much is the same by chance. */
static char *
random_words (GRand *rand, guint n)
{
  static const char *const words[] = { "a", "an", "é", "the", "\n", "漢字", "🙂", "." };
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (string, "%s%u ", words[g_rand_int_range (rand, 0, 8)],
                            g_rand_int_range (rand, 0, 4));
  return g_string_free (string, FALSE);
}

START_TEST (any_text_over_any_other)
{
  guint32 seed = get_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *before = random_words (rand, g_rand_int_range (rand, 0, 200));
  g_autofree char *after = random_words (rand, g_rand_int_range (rand, 0, 200));
  g_autofree char *now = NULL, *undone = NULL;
  g_autoptr (SchoTextEdit) edit = edit_string (before);

  scho_text_edit_begin (edit);
  scho_text_edit_delete (edit, 0, scho_text_edit_get_length (edit), NULL);
  scho_text_edit_insert (edit, 0, after, -1, NULL, NULL);
  scho_text_edit_end (edit);
  now = dup_now (edit);
  ck_assert_seed (strcmp (now, after) == 0, seed);
  if (scho_text_edit_can_undo (edit))
    scho_text_edit_undo (edit, NULL, NULL);
  undone = dup_now (edit);
  ck_assert_seed (strcmp (undone, before) == 0, seed);
}
END_TEST

/* Headings, paragraphs */

static const struct
{
  const char *before;
  SchoStretch stretch;
  Action action;
  const char *after; /* the stretches, separated by | */
} structured[] = {
  { "Head\nBody", { 0, 4, SCHO_STRETCH_HEADING }, { 4, 4, "er" }, "Header" },
  { "Head\nBody", { 0, 4, SCHO_STRETCH_HEADING }, { 0, 0, "A " }, "A Head" },
  { "Head\nBody", { 0, 4, SCHO_STRETCH_HEADING }, { 4, 4, "er\nMore" }, "Header" },
  { "Head\nBody", { 0, 4, SCHO_STRETCH_HEADING }, { 0, 0, "More\nA " }, "A Head" },
  { "Head\nBody", { 0, 4, SCHO_STRETCH_HEADING }, { 0, 4, "" }, "" },
  { "Head\nBody", { 0, 4, SCHO_STRETCH_HEADING }, { 0, 4, "Top" }, "Top" },
  { "Head\nBody", { 5, 9, SCHO_STRETCH_PARAGRAPH }, { 7, 7, "\n" }, "Bo|dy" },
  { "Head\nBody", { 5, 9, SCHO_STRETCH_PARAGRAPH }, { 7, 7, "\n\nx\n" }, "Bo|x|dy" },
  { "Head\nBody", { 5, 9, SCHO_STRETCH_PARAGRAPH }, { 9, 9, "x" }, "Bodyx" },
  { "A: so\nB: no", { 0, 6, SCHO_STRETCH_SPEAKER_TURN }, { 5, 5, "x" }, "A: sox\n" },
  { "A: so\nB: no", { 0, 6, SCHO_STRETCH_SPEAKER_TURN }, { 6, 6, "x" }, "A: so\n" },
  { "A: so\nB: no", { 6, 11, SCHO_STRETCH_SPEAKER_TURN }, { 6, 6, "x" }, "xB: no" },
  { "at 0:01 so", { 3, 7, SCHO_STRETCH_TIME_CODE }, { 7, 7, "x" }, "0:01" },
  { "at 0:01 so", { 3, 7, SCHO_STRETCH_TIME_CODE }, { 6, 7, "2" }, "0:02" },
};

START_TEST (moves_structure)
{
  const char *before = structured[_i].before;
  g_autoptr (SchoText) text = scho_text_new_take (g_strdup (before), strlen (before),
                                                  &structured[_i].stretch, 1, NULL);
  g_autoptr (SchoTextEdit) edit = scho_text_edit_new (text);
  g_autoptr (SchoText) now = NULL;
  g_autoptr (GString) found = g_string_new (NULL);
  const SchoStretch *stretches;
  gsize n;

  act (edit, &structured[_i].action);
  now = scho_text_edit_make_text (edit, NULL);
  stretches = scho_text_get_stretches (now, &n);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *part
          = scho_text_dup_range (now, stretches[i].start, stretches[i].end);

      ck_assert_uint_eq (stretches[i].kind, structured[_i].stretch.kind);
      g_string_append_printf (found, "%s%s", i > 0 ? "|" : "", part);
    }
  ck_assert_str_eq (found->str, structured[_i].after);
}
END_TEST

START_TEST (marks_stay_between_their_characters)
{
  SchoStretch page = { 4, 4, SCHO_STRETCH_PAGE, 0, "2" };
  g_autoptr (SchoText) text
      = scho_text_new_take (g_strdup ("Head Body"), 9, &page, 1, NULL);
  g_autoptr (SchoTextEdit) edit = scho_text_edit_new (text);
  g_autoptr (SchoText) now = NULL;
  const SchoStretch *stretches;
  gsize n;

  act (edit, &(Action){ 0, 1, "Redh" });
  act (edit, &(Action){ 6, 8, "" }); /* d and the space */
  now = scho_text_edit_make_text (edit, NULL);
  stretches = scho_text_get_stretches (now, &n);
  ck_assert_uint_eq (n, 1);
  ck_assert_uint_eq (stretches[0].start, 6);
  ck_assert_uint_eq (stretches[0].end, 6);
  ck_assert_str_eq (stretches[0].label, "2");
}
END_TEST

/* The step */

static char *folder;
static SchoProject *project;
static SchoSnapshot *snapshot; /* not owned */

static void
setup (void)
{
  folder = make_folder ();
  project = make_project (folder, "[one:a] [two:b] [th[r:a]ee:c]");
  snapshot = scho_project_get_snapshot (project);
}

static void
teardown (void)
{
  g_clear_object (&project);
  remove_folder (folder);
}

static SchoTextEdit *
edit_document (guint32 document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, document, &error);

  assert_no_error (error);
  return scho_text_edit_new (text);
}

static void
apply (SchoStep *step)
{
  g_autoptr (GError) error = NULL;

  scho_project_apply (project, step, &error);
  assert_no_error (error);
  snapshot = scho_project_get_snapshot (project);
}

static void
assert_sound (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = scho_project_check (project, NULL, NULL, &error);

  assert_no_error (error);
  ck_assert_msg (problems->len == 0, "%s",
                 problems->len > 0 ? (char *) problems->pdata[0] : "");
}

START_TEST (one_step_moves_and_removes)
{
  g_autofree char *before = dump_snapshot (snapshot);
  g_autofree char *after = NULL, *undone = NULL, *redone = NULL, *body = NULL;
  g_autoptr (SchoTextEdit) edit = edit_document (1);
  g_autoptr (GPtrArray) lost = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (SchoText) text = NULL;
  const SchoAnnotation *all;
  gsize n;

  act (edit, &(Action){ 3, 7, "" });      /* “ two” */
  act (edit, &(Action){ 0, 0, "Then " }); /* one three */
  step = scho_edit_change_text (snapshot, 1, edit, &lost, &error);
  assert_no_error (error);
  ck_assert_str_eq (scho_step_get_label (step), "Text of “text” corrected");
  ck_assert_uint_eq (lost->len, 1);
  ck_assert_uint_eq (((SchoAnnotation *) lost->pdata[0])->start, 4);
  ck_assert_uint_eq (scho_edit_count_removed (step), 1);
  apply (step);

  all = scho_snapshot_get_annotations (snapshot, 1, &n);
  ck_assert_uint_eq (n, 3);
  ck_assert_uint_eq (all[0].start, 5);
  ck_assert_uint_eq (all[0].end, 8);
  ck_assert_uint_eq (all[1].start, 9);
  ck_assert_uint_eq (all[1].end, 14);
  text = scho_snapshot_read_text (snapshot, 1, &error);
  assert_no_error (error);
  ck_assert_str_eq (scho_text_get_utf8 (text, NULL), "Then one three");
  ck_assert_uint_eq (scho_snapshot_get_document (snapshot, 1)->length, 14);
  assert_sound ();

  after = dump_snapshot (snapshot);
  ck_assert (scho_project_undo (project, &error));
  undone = dump_snapshot (scho_project_get_snapshot (project));
  ck_assert_str_eq (undone, before);
  ck_assert (scho_project_redo (project, &error));
  redone = dump_snapshot (scho_project_get_snapshot (project));
  ck_assert_str_eq (redone, after);
  assert_sound ();
}
END_TEST

START_TEST (nothing_changed_is_no_step)
{
  g_autoptr (SchoTextEdit) edit = edit_document (1);
  g_autoptr (SchoStep) step = NULL, same = NULL;

  step = scho_edit_change_text (snapshot, 1, edit, NULL, NULL);
  ck_assert (scho_step_is_empty (step));
  act (edit, &(Action){ 5, 5, "x" });
  act (edit, &(Action){ 5, 6, "" });
  same = scho_edit_change_text (snapshot, 1, edit, NULL, NULL);
  ck_assert (scho_step_is_empty (same));
}
END_TEST

START_TEST (refuses_another_text)
{
  g_autoptr (SchoTextEdit) edit = edit_document (1), other = edit_document (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = NULL;

  act (edit, &(Action){ 0, 0, "x" });
  act (other, &(Action){ 0, 0, "y" });
  step = scho_edit_change_text (snapshot, 1, other, NULL, &error);
  apply (step);
  ck_assert_ptr_null (scho_edit_change_text (snapshot, 1, edit, NULL, &error));
  ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_CONFLICT));
  ck_assert_str_eq (error->message, "The text of “text” is another one by now");
  g_clear_error (&error);
  ck_assert_ptr_null (scho_edit_change_text (snapshot, 9, edit, NULL, &error));
  ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND));
}
END_TEST

START_TEST (random_projects_stay_sound)
{
  guint32 seed = get_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *begun = NULL, *undone = NULL;
  g_autoptr (GError) error = NULL;
  guint n_done = 0;

  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (SchoStep) step = make_random_step (rand, snapshot);

      apply (step);
    }
  begun = dump_snapshot (snapshot);
  for (guint i = 0; i < 20; i++)
    {
      gsize n;
      const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);
      const SchoDocument *document = documents[g_rand_int_range (rand, 0, (gint32) n)];
      g_autoptr (SchoTextEdit) edit = edit_document (document->id);
      g_autoptr (SchoStep) step = NULL;

      for (guint k = g_rand_int_range (rand, 1, 6); k > 0; k--)
        {
          guint32 length = scho_text_edit_get_length (edit);
          guint32 at = g_rand_int_range (rand, 0, (gint32) length + 1);
          g_autofree char *string = random_string (rand, g_rand_int_range (rand, 0, 5));
          guint32 end = g_rand_int_range (rand, (gint32) at, (gint32) length + 1);

          act (edit, &(Action){ at, end, string });
        }
      step = scho_edit_change_text (snapshot, document->id, edit, NULL, &error);
      ck_assert_seed (step != NULL, seed);
      n_done += !scho_step_is_empty (step);
      apply (step);
    }
  assert_sound ();
  for (guint i = 0; i < n_done; i++)
    ck_assert_seed (scho_project_undo (project, NULL), seed);
  undone = dump_snapshot (scho_project_get_snapshot (project));
  ck_assert_seed (strcmp (undone, begun) == 0, seed);
  assert_sound ();
}
END_TEST

/* 10,000,000 characters, 5,000 places: what one place costs must not grow with the text.
 */
START_TEST (long_texts_are_no_burden)
{
  gsize length = 10 * 1000 * 1000;
  char *utf8 = g_malloc (length);
  g_autoptr (SchoText) text = NULL, now = NULL;
  g_autoptr (SchoTextEdit) edit = NULL;
  guint32 start, end;
  gint64 time;

  memset (utf8, 'a', length);
  text = scho_text_new_take (utf8, length, NULL, 0, NULL);
  edit = scho_text_edit_new (text);
  time = g_get_monotonic_time ();
  for (guint i = 0; i < 5000; i++)
    {
      guint32 at = (guint32) (((guint64) i * 7919 * 104729) % (length - 10));

      ck_assert (scho_text_edit_delete (edit, at, at + 1, NULL));
      ck_assert (scho_text_edit_insert (edit, at, "é", -1, NULL, NULL));
    }
  for (guint32 i = 0; i < 100000; i++)
    scho_text_edit_map (edit, i * 90, i * 90 + 60, &start, &end);
  time = g_get_monotonic_time () - time;
  ck_assert_msg (time < 2 * G_USEC_PER_SEC, "%" G_GINT64_FORMAT " µs", time);
  now = scho_text_edit_make_text (edit, NULL);
  ck_assert_uint_eq (scho_text_get_length (now), length);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("edit-text");
  TCase *tc = tcase_create ("edit"), *step = tcase_create ("step");

  tcase_add_loop_test (tc, finds_what_stayed, 0, G_N_ELEMENTS (compared));
  tcase_add_loop_test (tc, any_text_over_any_other, 0, 100);
  tcase_add_loop_test (tc, moves_structure, 0, G_N_ELEMENTS (structured));
  tcase_add_test (tc, marks_stay_between_their_characters);
  tcase_add_test (tc, long_texts_are_no_burden);
  tcase_set_timeout (tc, 30);
  suite_add_tcase (suite, tc);

  tcase_add_checked_fixture (step, setup, teardown);
  tcase_add_test (step, one_step_moves_and_removes);
  tcase_add_test (step, nothing_changed_is_no_step);
  tcase_add_test (step, refuses_another_text);
  tcase_add_loop_test (step, random_projects_stay_sound, 0, 10);
  tcase_set_timeout (step, 60);
  suite_add_tcase (suite, step);
  return run_suite (suite);
}
