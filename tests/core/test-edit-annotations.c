/* test-edit-annotations.c - changing codings that are there, and taking it back. */
#include <scholiast/edit.h>

#include "core-test.h"
#include "make-project.h"

static char *folder;
static SchoProject *project;
static SchoSnapshot *snapshot; /* not owned */

static void
setup (void)
{
  folder = make_folder ();
  /* 13 characters; codes a (1), b (2), c (3) */
  project = make_project (folder, "[one:a] [two:b] [th[r:a]ee:c]");
  snapshot = scho_project_get_snapshot (project);
}

static void
teardown (void)
{
  g_clear_object (&project);
  remove_folder (folder);
}

static const SchoAnnotation *
get_annotation (gsize i)
{
  gsize n;
  const SchoAnnotation *annotations = scho_snapshot_get_annotations (snapshot, 1, &n);

  ck_assert_uint_lt (i, n);
  return &annotations[i];
}

/* Done, taken back, done again: the middle is as it was. */
static void
go_there_and_back (SchoStep *step)
{
  g_autofree char *before = dump_snapshot (snapshot);
  g_autofree char *after = NULL, *undone = NULL, *redone = NULL;
  g_autoptr (GError) error = NULL;

  scho_project_apply (project, step, &error);
  assert_no_error (error);
  after = dump_snapshot (scho_project_get_snapshot (project));
  ck_assert_str_ne (after, before);
  ck_assert_str_eq (scho_project_get_undo_label (project), scho_step_get_label (step));
  ck_assert (scho_project_undo (project, NULL));
  undone = dump_snapshot (scho_project_get_snapshot (project));
  ck_assert_str_eq (undone, before);
  ck_assert (scho_project_redo (project, NULL));
  redone = dump_snapshot (scho_project_get_snapshot (project));
  ck_assert_str_eq (redone, after);
  snapshot = scho_project_get_snapshot (project);
}

static const struct
{
  guint32 start, end;
  const char *label, *refused; /* neither: nothing changes */
} limits[] = {
  { 4, 7, NULL, NULL },
  { 3, 7, "Passage “b” made longer", NULL },
  { 0, 13, "Passage “b” made longer", NULL },
  { 5, 6, "Passage “b” made shorter", NULL },
  { 4, 6, "Passage “b” made shorter", NULL },
  { 5, 8, "Passage “b” moved", NULL },
  { 12, 13, "Passage “b” moved", NULL },
  { 4, 14, NULL, "The text of “text” has 13 characters: 4–14 is outside" },
  { 7, 4, NULL, "Position 7–4: the end is before the start" },
  { 5, 5, NULL, "Position 5–5: the passage is empty" },
};

START_TEST (moves_the_limits)
{
  SchoAnnotation before = *get_annotation (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = scho_edit_set_annotation_limits (
      snapshot, get_annotation (1), limits[_i].start, limits[_i].end, &error);
  const SchoAnnotation *after;

  if (limits[_i].refused != NULL)
    {
      ck_assert_ptr_null (step);
      ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_RANGE));
      ck_assert_str_eq (error->message, limits[_i].refused);
      return;
    }
  assert_no_error (error);
  ck_assert_int_eq (scho_step_is_empty (step), limits[_i].label == NULL);
  if (limits[_i].label == NULL)
    return;
  ck_assert_str_eq (scho_step_get_label (step), limits[_i].label);
  go_there_and_back (step);
  after = scho_snapshot_find_annotation (snapshot, 1, &before.uuid);
  ck_assert_ptr_nonnull (after);
  before.start = limits[_i].start;
  before.end = limits[_i].end;
  ck_assert (scho_annotation_equal (after, &before));
}
END_TEST

START_TEST (gives_another_code)
{
  SchoAnnotation before = *get_annotation (1);
  g_autoptr (SchoStep) step = NULL, same = NULL;
  g_autoptr (GError) error = NULL;

  same = scho_edit_set_annotation_code (snapshot, get_annotation (1), 2, &error);
  ck_assert (scho_step_is_empty (same));
  step = scho_edit_set_annotation_code (snapshot, get_annotation (1), 3, &error);
  ck_assert_str_eq (scho_step_get_label (step), "“b” recoded as “c”");
  go_there_and_back (step);
  before.code = 3;
  ck_assert (scho_annotation_equal (get_annotation (1), &before));
  ck_assert_ptr_null (
      scho_edit_set_annotation_code (snapshot, get_annotation (1), 9, &error));
  ck_assert_str_eq (error->message, "This code does not exist");
}
END_TEST

static const struct
{
  int weight;
  const char *label; /* NULL: nothing changes; "": refused */
} weights[] = {
  { SCHO_NO_WEIGHT, NULL },
  { 0, "Weight of “a” set to 0" },
  { 0, NULL },
  { 100, "Weight of “a” set to 100" },
  { 101, "" },
  { -2, "" },
  { 65536 + 5, "" },
  { SCHO_NO_WEIGHT, "Weight of “a” removed" },
};

START_TEST (weighs)
{
  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SchoStep) step = scho_edit_set_annotation_weight (
          snapshot, get_annotation (0), weights[i].weight, &error);
      const char *label = weights[i].label;

      if (label != NULL && label[0] == '\0')
        {
          ck_assert_ptr_null (step);
          ck_assert_str_eq (error->message, "A weight is a number from 0 to 100");
          continue;
        }
      assert_no_error (error);
      ck_assert_int_eq (scho_step_is_empty (step), label == NULL);
      if (label == NULL)
        continue;
      ck_assert_str_eq (scho_step_get_label (step), label);
      go_there_and_back (step);
      ck_assert_int_eq (get_annotation (0)->weight, weights[i].weight);
    }
}
END_TEST

START_TEST (marks_examples)
{
  static const struct
  {
    gboolean example;
    const char *label; /* NULL: nothing changes */
  } marks[] = {
    { FALSE, NULL },
    { TRUE, "Passage made an example of “a”" },
    { TRUE, NULL },
    { FALSE, "Passage no longer an example of “a”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr (SchoStep) step = scho_edit_set_annotation_example (
          snapshot, get_annotation (0), marks[i].example);

      ck_assert_int_eq (scho_step_is_empty (step), marks[i].label == NULL);
      if (marks[i].label == NULL)
        continue;
      ck_assert_str_eq (scho_step_get_label (step), marks[i].label);
      go_there_and_back (step);
      ck_assert_int_eq (get_annotation (0)->flags,
                        marks[i].example ? SCHO_ANNOTATION_EXAMPLE : 0);
    }
}
END_TEST

static const struct
{
  guint which[4], n;
  const char *label;
  guint n_left;
} removed[] = {
  { { 1 }, 1, "Coding “b” removed", 3 },
  { { 1, 1 }, 2, "Coding “b” removed", 3 },
  { { 0, 3 }, 2, "2 codings “a” removed", 2 },
  { { 0, 1, 2 }, 3, "3 codings removed", 1 },
  { { 3, 2, 1, 0 }, 4, "4 codings removed", 0 },
};

START_TEST (removes_several)
{
  const SchoAnnotation *annotations[4];
  g_autoptr (SchoStep) step = NULL;

  for (guint i = 0; i < removed[_i].n; i++)
    annotations[i] = get_annotation (removed[_i].which[i]);
  step = scho_edit_remove_annotations (snapshot, annotations, removed[_i].n);
  ck_assert_str_eq (scho_step_get_label (step), removed[_i].label);
  ck_assert_uint_eq (scho_edit_count_removed (step), 4 - removed[_i].n_left);
  go_there_and_back (step);
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (snapshot), removed[_i].n_left);
}
END_TEST

START_TEST (nothing_to_remove_is_no_step)
{
  g_autoptr (SchoStep) step = scho_edit_remove_annotations (snapshot, NULL, 0);

  ck_assert (scho_step_is_empty (step));
}
END_TEST

START_TEST (blurs_a_code)
{
  SchoCode after = *scho_snapshot_get_code (snapshot, 2);
  g_autoptr (SchoStep) step = NULL;

  after.blurred = TRUE;
  step = scho_edit_change_code (snapshot, &after, NULL);
  ck_assert_str_eq (scho_step_get_label (step), "Passages of code “b” blurred");
  go_there_and_back (step);
  ck_assert (scho_snapshot_get_code (snapshot, 2)->blurred);
  ck_assert (!scho_snapshot_get_code (snapshot, 1)->blurred);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("edit-annotations");
  TCase *tc = tcase_create ("edit-annotations");

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_add_loop_test (tc, moves_the_limits, 0, G_N_ELEMENTS (limits));
  tcase_add_test (tc, gives_another_code);
  tcase_add_test (tc, weighs);
  tcase_add_test (tc, marks_examples);
  tcase_add_loop_test (tc, removes_several, 0, G_N_ELEMENTS (removed));
  tcase_add_test (tc, nothing_to_remove_is_no_step);
  tcase_add_test (tc, blurs_a_code);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
