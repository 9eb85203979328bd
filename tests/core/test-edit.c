/* test-edit.c - the steps behind users' actions, and what they refuse. */
#include <scholiast/edit.h>

#include <string.h>

#include <scholiast/lookup.h>

#include "core-test.h"
#include "make-project.h"

static char *folder;
static SchoProject *project;
static SchoSnapshot *snapshot; /* not owned */

static void
apply (SchoStep *step)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_nonnull (step);
  scho_project_apply (project, step, &error);
  assert_no_error (error);
  snapshot = scho_project_get_snapshot (project);
}

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

static guint32
get_code (const char *name)
{
  const SchoCode *code = scho_lookup_code (snapshot, name, NULL);

  ck_assert_msg (code != NULL, "no code %s", name);
  return code->id;
}

static guint32
add_code (const char *parent, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = scho_edit_add_code (
      snapshot, parent != NULL ? get_code (parent) : 0, name, &error);
  g_autofree char *path = NULL;

  assert_no_error (error);
  apply (step);
  path = parent != NULL ? g_strdup_printf ("%s/%s", parent, name) : g_strdup (name);
  return get_code (path);
}

static const SchoAnnotation *
get_annotation (gsize i)
{
  gsize n;
  const SchoAnnotation *annotations = scho_snapshot_get_annotations (snapshot, 1, &n);

  ck_assert_uint_lt (i, n);
  return &annotations[i];
}

/* Codings */

static const struct
{
  SchoAnnotation values;
  SchoError code;
  const char *message; /* NULL: good */
} annotated[] = {
  { { .start = 0, .end = 1, .document = 1, .code = 1, .coder = 1, .weight = -1 } },
  { { .start = 12, .end = 13, .document = 1, .code = 1, .coder = 1, .weight = 100 } },
  { { .start = 0, .end = 13, .document = 1, .code = 1, .coder = 1, .memo = "m" } },
  { { .start = 0, .end = 14, .document = 1, .code = 1, .coder = 1 },
    SCHO_ERROR_RANGE,
    "The text of “text” has 13 characters: 0–14 is outside" },
  { { .start = 900, .end = 901, .document = 1, .code = 1, .coder = 1 },
    SCHO_ERROR_RANGE,
    "The text of “text” has 13 characters: 900–901 is outside" },
  { { .start = 12, .end = 9, .document = 1, .code = 1, .coder = 1 },
    SCHO_ERROR_RANGE,
    "Position 12–9: the end is before the start" },
  { { .start = 9, .end = 9, .document = 1, .code = 1, .coder = 1 },
    SCHO_ERROR_RANGE,
    "Position 9–9: the passage is empty" },
  { { .start = 0, .end = 1, .document = 2, .code = 1, .coder = 1 },
    SCHO_ERROR_NOT_FOUND,
    "This document does not exist" },
  { { .start = 0, .end = 1, .document = 1, .code = 4, .coder = 1 },
    SCHO_ERROR_NOT_FOUND,
    "This code does not exist" },
  { { .start = 0, .end = 1, .document = 1, .code = 0, .coder = 1 },
    SCHO_ERROR_NOT_FOUND,
    "This code does not exist" },
  { { .start = 0, .end = 1, .document = 1, .code = 1, .coder = 0 },
    SCHO_ERROR_NOT_FOUND,
    "This coder does not exist" },
  { { .start = 0, .end = 1, .document = 1, .code = 1, .coder = 1, .weight = 101 },
    SCHO_ERROR_RANGE,
    "A weight is a number from 0 to 100" },
};

START_TEST (annotates)
{
  g_autoptr (GError) error = NULL;
  guint64 n = scho_snapshot_get_n_annotations (snapshot);
  g_autoptr (SchoStep) step
      = scho_edit_annotate (snapshot, &annotated[_i].values, &error);

  if (annotated[_i].message != NULL)
    {
      ck_assert_ptr_null (step);
      ck_assert (g_error_matches (error, SCHO_ERROR, annotated[_i].code));
      ck_assert_str_eq (error->message, annotated[_i].message);
      return;
    }
  assert_no_error (error);
  ck_assert_str_eq (scho_step_get_label (step), "“a” coded in “text”");
  ck_assert_uint_eq (scho_step_get_coder (step), 1);
  apply (step);
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (snapshot), n + 1);
}
END_TEST

START_TEST (removes_an_annotation)
{
  SchoUuid uuid = get_annotation (1)->uuid;
  g_autoptr (SchoStep) step = scho_edit_remove_annotation (snapshot, get_annotation (1));

  ck_assert_str_eq (scho_step_get_label (step), "Coding “b” removed");
  ck_assert_uint_eq (scho_edit_count_removed (step), 1);
  apply (step);
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (snapshot), 3);
  ck_assert_ptr_null (scho_snapshot_find_annotation (snapshot, 1, &uuid));
}
END_TEST

static const struct
{
  const char *memo, *label;
} memos[] = {
  { "first", "Memo of a passage “a” added" },
  { "first", "" },
  { "second", "Memo of a passage “a” changed" },
  { "", "Memo of a passage “a” removed" },
  { NULL, "" },
};

START_TEST (sets_a_memo)
{
  for (guint i = 0; i < G_N_ELEMENTS (memos); i++)
    {
      const char *memo = memos[i].memo;
      g_autoptr (SchoStep) step
          = scho_edit_set_annotation_memo (snapshot, get_annotation (0), memo);

      ck_assert_int_eq (scho_step_is_empty (step), memos[i].label[0] == '\0');
      if (!scho_step_is_empty (step))
        ck_assert_str_eq (scho_step_get_label (step), memos[i].label);
      ck_assert_uint_eq (scho_edit_count_removed (step), 0);
      apply (step);
      ck_assert_pstr_eq (get_annotation (0)->memo,
                         memo != NULL && memo[0] != '\0' ? memo : NULL);
    }
}
END_TEST

/* Codes */

START_TEST (adds_codes)
{
  g_autoptr (SchoStep) step = scho_edit_add_code (snapshot, 0, " new\ncode ", NULL);
  const SchoCode *first, *second;

  ck_assert_str_eq (scho_step_get_label (step), "Code “new code” added");
  apply (step);
  first = scho_snapshot_get_code (snapshot, get_code ("new code"));
  ck_assert_uint_eq (first->colour, scho_colour_nth (0)); /* the others are grey */
  ck_assert_int_gt (first->position, scho_snapshot_get_code (snapshot, 3)->position);

  second = scho_snapshot_get_code (snapshot, add_code (NULL, "a second"));
  ck_assert_uint_eq (second->colour, scho_colour_nth (1));
  ck_assert_int_eq (second->position, first->position + 1);
  ck_assert_uint_eq (scho_snapshot_get_code_depth (snapshot, add_code ("a", "a")), 1);
}
END_TEST

static const struct
{
  guint32 parent;
  const char *name, *message;
} not_added[] = {
  { 0, "", "A code needs a name" },
  { 0, " \n", "A code needs a name" },
  { 0, "a", "There is already a code “a” at the top" },
  { 0, " a ", "There is already a code “a” at the top" },
  { 9, "x", "The code above does not exist" },
};

START_TEST (refuses_to_add_codes)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_null (
      scho_edit_add_code (snapshot, not_added[_i].parent, not_added[_i].name, &error));
  ck_assert_str_eq (error->message, not_added[_i].message);
}
END_TEST

START_TEST (removes_a_branch)
{
  guint32 below = add_code ("a", "below"), deeper = add_code ("a/below", "deeper");
  g_autoptr (SchoStep) coding = scho_edit_annotate (
      snapshot,
      &(SchoAnnotation){
          .start = 1, .end = 2, .document = 1, .code = deeper, .coder = 1 },
      NULL);
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *before = NULL, *undone = NULL;

  apply (coding);
  before = dump_snapshot (snapshot);
  step = scho_edit_remove_code (snapshot, get_code ("a"));
  ck_assert_str_eq (scho_step_get_label (step), "Code “a” removed");
  ck_assert_uint_eq (scho_edit_count_removed (step), 3);
  ck_assert_uint_eq (scho_step_get_n_changes (step, SCHO_NOUN_CODE), 3);
  apply (step);
  ck_assert_ptr_null (scho_snapshot_get_code (snapshot, 1));
  ck_assert_ptr_null (scho_snapshot_get_code (snapshot, below));
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (snapshot), 2);

  ck_assert (scho_project_undo (project, NULL));
  undone = dump_snapshot (scho_project_get_snapshot (project));
  ck_assert_str_eq (undone, before);
}
END_TEST

START_TEST (changes_a_code)
{
  SchoCode after = *scho_snapshot_get_code (snapshot, get_code ("b"));
  SchoUuid uuid = after.uuid;
  g_autoptr (SchoStep) renamed = NULL, moved = NULL, same = NULL;

  after.name = " renamed ";
  after.uuid = (SchoUuid){ { 0 } };
  renamed = scho_edit_change_code (snapshot, &after, NULL);
  ck_assert_str_eq (scho_step_get_label (renamed), "Code “b” renamed to “renamed”");
  apply (renamed);
  after = *scho_snapshot_get_code (snapshot, get_code ("renamed"));
  ck_assert_int_eq (scho_uuid_compare (&after.uuid, &uuid), 0);

  same = scho_edit_change_code (snapshot, &after, NULL);
  ck_assert (scho_step_is_empty (same));

  after.parent = get_code ("a");
  moved = scho_edit_change_code (snapshot, &after, NULL);
  ck_assert_str_eq (scho_step_get_label (moved), "Code “renamed” moved");
  apply (moved);
  ck_assert_uint_eq (get_code ("a/renamed"), after.id);
}
END_TEST

START_TEST (a_key_belongs_to_one_code)
{
  SchoCode a = *scho_snapshot_get_code (snapshot, get_code ("a"));
  SchoCode b = *scho_snapshot_get_code (snapshot, get_code ("b"));
  g_autoptr (SchoStep) first = NULL, second = NULL;

  a.key = b.key = 5;
  first = scho_edit_change_code (snapshot, &a, NULL);
  ck_assert_str_eq (scho_step_get_label (first), "Key of code “a” changed");
  apply (first);
  ck_assert_uint_eq (scho_snapshot_get_code (snapshot, a.id)->key, 5);
  second = scho_edit_change_code (snapshot, &b, NULL);
  apply (second);
  ck_assert_uint_eq (scho_snapshot_get_code (snapshot, a.id)->key, 0);
  ck_assert_uint_eq (scho_snapshot_get_code (snapshot, b.id)->key, 5);
}
END_TEST

static const struct
{
  guint32 id, parent, key;
  const char *name, *message;
} not_changed[] = {
  { 1, 0, 0, "", "A code needs a name" },
  { 1, 0, 0, "b", "There is already a code “b” at the top" },
  { 9, 0, 0, "x", "This code does not exist" },
  { 1, 9, 0, "x", "The code above does not exist" },
  { 1, 1, 0, "x", "“a” cannot be moved below itself" },
  { 1, 5, 0, "x", "“a” cannot be moved below itself" },
  { 1, 0, 10, "x", "A code's key is a digit from 1 to 9" },
  { 4, 0, 0, "a", "There is already a code “a” at the top" },
  { 6, 1, 0, "below", "There is already a code “below” at this place" },
};

START_TEST (refuses_to_change_codes)
{
  g_autoptr (GError) error = NULL;
  SchoCode after = {
    .id = not_changed[_i].id,
    .parent = not_changed[_i].parent,
    .key = not_changed[_i].key,
    .name = not_changed[_i].name,
  };

  ck_assert_uint_eq (add_code ("a", "below"), 4);
  ck_assert_uint_eq (add_code ("a/below", "deeper"), 5);
  ck_assert_uint_eq (add_code ("a", "beside"), 6);
  ck_assert_ptr_null (scho_edit_change_code (snapshot, &after, &error));
  ck_assert_str_eq (error->message, not_changed[_i].message);
}
END_TEST

/* Documents, coders, the project */

START_TEST (changes_a_document)
{
  static const SchoAttribute attributes[] = { { "year", "2017", SCHO_ATTRIBUTE_NUMBER } };
  const SchoDocument *before = scho_snapshot_get_document (snapshot, 1), *now;
  g_autofree char *digest = g_strdup (before->digest);
  g_autoptr (SchoStep) step
      = scho_edit_change_document (snapshot,
                                   &(SchoDocument){ .id = 1,
                                                    .title = "New\ttitle",
                                                    .language = "en",
                                                    .attributes = attributes,
                                                    .n_attributes = 1 },
                                   NULL);
  g_autoptr (SchoStep) same = NULL;
  g_autoptr (SchoText) text = NULL;

  ck_assert_str_eq (scho_step_get_label (step), "Document “text” renamed to “New title”");
  apply (step);
  now = scho_snapshot_get_document (snapshot, 1);
  ck_assert_str_eq (now->title, "New title");
  ck_assert_str_eq (now->digest, digest);
  ck_assert_uint_eq (now->length, 13);
  ck_assert_str_eq (scho_document_get_attribute (now, "year"), "2017");
  text = scho_snapshot_read_text (snapshot, 1, NULL);
  ck_assert_str_eq (scho_text_get_utf8 (text, NULL), "one two three");

  same = scho_edit_change_document (snapshot, now, NULL);
  ck_assert (scho_step_is_empty (same));
}
END_TEST

START_TEST (refuses_to_change_documents)
{
  static const SchoAttribute bad[] = { { "year", "MMXVII", SCHO_ATTRIBUTE_NUMBER } };
  static const struct
  {
    SchoDocument after;
    const char *message;
  } cases[] = {
    { { .id = 2, .title = "x" }, "This document does not exist" },
    { { .id = 1, .title = " " }, "A document needs a title" },
    { { .id = 1, .title = "x", .attributes = bad, .n_attributes = 1 },
      "Attribute “year”: “MMXVII” is no number" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      ck_assert_ptr_null (scho_edit_change_document (snapshot, &cases[i].after, &error));
      ck_assert_str_eq (error->message, cases[i].message);
    }
}
END_TEST

START_TEST (removes_a_document)
{
  g_autoptr (SchoStep) step = scho_edit_remove_document (snapshot, 1);

  ck_assert_str_eq (scho_step_get_label (step), "Document “text” removed");
  ck_assert_uint_eq (scho_edit_count_removed (step), 4);
  apply (step);
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (snapshot), 0);
  ck_assert_ptr_null (scho_snapshot_get_document (snapshot, 1));
  ck_assert (scho_project_undo (project, NULL));
  snapshot = scho_project_get_snapshot (project);
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (snapshot), 4);
}
END_TEST

START_TEST (adds_a_coder_once)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) known = NULL, added = NULL, again = NULL;
  guint32 id = 0;

  known = scho_edit_add_coder (snapshot, " asha ", &id, NULL);
  ck_assert (scho_step_is_empty (known));
  ck_assert_uint_eq (id, 1);
  added = scho_edit_add_coder (snapshot, "Björn", &id, NULL);
  ck_assert_str_eq (scho_step_get_label (added), "Coder “Björn” added");
  ck_assert_uint_eq (id, 2);
  apply (added);
  again = scho_edit_add_coder (snapshot, "Björn", &id, NULL);
  ck_assert (scho_step_is_empty (again));
  ck_assert_uint_eq (id, 2);
  ck_assert_ptr_null (scho_edit_add_coder (snapshot, " ", &id, &error));
  ck_assert_str_eq (error->message, "A coder needs a name");
}
END_TEST

START_TEST (changes_the_project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) renamed = NULL, memo = NULL, same = NULL;
  SchoUuid uuid = scho_snapshot_get_info (snapshot)->uuid;
  SchoProjectInfo after = { .title = "New" };

  renamed = scho_edit_change_info (snapshot, &after, NULL);
  ck_assert_str_eq (scho_step_get_label (renamed), "Project renamed to “New”");
  apply (renamed);
  ck_assert_int_eq (scho_uuid_compare (&scho_snapshot_get_info (snapshot)->uuid, &uuid),
                    0);
  after.memo = "about";
  memo = scho_edit_change_info (snapshot, &after, NULL);
  ck_assert_str_eq (scho_step_get_label (memo), "Memo of the project added");
  apply (memo);
  ck_assert_str_eq (scho_snapshot_get_info (snapshot)->memo, "about");
  same = scho_edit_change_info (snapshot, &after, NULL);
  ck_assert (scho_step_is_empty (same));
  after.title = "";
  ck_assert_ptr_null (scho_edit_change_info (snapshot, &after, &error));
  ck_assert_str_eq (error->message, "A project needs a title");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("edit");
  TCase *tc = tcase_create ("edit");

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, annotates, 0, G_N_ELEMENTS (annotated));
  tcase_add_test (tc, removes_an_annotation);
  tcase_add_test (tc, sets_a_memo);
  tcase_add_test (tc, adds_codes);
  tcase_add_loop_test (tc, refuses_to_add_codes, 0, G_N_ELEMENTS (not_added));
  tcase_add_test (tc, removes_a_branch);
  tcase_add_test (tc, changes_a_code);
  tcase_add_test (tc, a_key_belongs_to_one_code);
  tcase_add_loop_test (tc, refuses_to_change_codes, 0, G_N_ELEMENTS (not_changed));
  tcase_add_test (tc, changes_a_document);
  tcase_add_test (tc, refuses_to_change_documents);
  tcase_add_test (tc, removes_a_document);
  tcase_add_test (tc, adds_a_coder_once);
  tcase_add_test (tc, changes_the_project);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
