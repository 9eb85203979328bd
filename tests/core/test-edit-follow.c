/* test-edit-follow.c - saved queries and pinned results go on to mean the same codes. */
#include <scholiast/edit.h>
#include <scholiast/lookup.h>
#include <scholiast/pinned.h>
#include <scholiast/saved-query.h>

#include <string.h>

#include "core-test.h"
#include "make-project.h"

static char *folder;
static SchoProject *project;

/* Made in this order; with the ones above. */
static const char *const codes[]
    = { "stance",       "reactions",      "reactions/anger",
        "reactions/or", "stance/blame",   "stance/blame/subtle",
        "silence",      "silence/subtle", "no\\/yes" };

static SchoSnapshot *
get_snapshot (void)
{
  return scho_project_get_snapshot (project);
}

/* Takes @step; %NULL: @error says why. */
static void
apply (SchoStep *step, GError **error)
{
  g_autoptr (SchoStep) owned = step;

  if (step != NULL)
    scho_project_apply (project, step, error);
  assert_no_error (*error);
}

static guint32
find (const char *label)
{
  const SchoCode *code = scho_lookup_code (get_snapshot (), label, NULL);

  ck_assert_msg (code != NULL, "%s", label);
  return code->id;
}

static void
add_code (const char *path)
{
  const char *slash = strcmp (path, "no\\/yes") == 0 ? NULL : strrchr (path, '/');
  g_autofree char *above = slash != NULL ? g_strndup (path, slash - path) : NULL;
  GError *error = NULL;
  SchoStep *step = scho_edit_add_code (get_snapshot (), above != NULL ? find (above) : 0,
                                       slash != NULL                    ? slash + 1
                                       : strcmp (path, "no\\/yes") == 0 ? "no/yes"
                                                                        : path,
                                       &error);

  apply (step, &error);
}

static void
setup (void)
{
  folder = make_folder ();
  project = make_project (folder, "I think so.");
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    add_code (codes[i]);
}

static void
teardown (void)
{
  g_clear_object (&project);
  remove_folder (folder);
}

static void
save (const char *name, const char *query)
{
  GError *error = NULL;

  apply (scho_edit_save_query (get_snapshot (), name, query, NULL, &error), &error);
}

static void
assert_saved (const char *name, const char *query)
{
  const SchoAttachment *saved = scho_saved_query_find (get_snapshot (), name, NULL);

  ck_assert_ptr_nonnull (saved);
  ck_assert_str_eq (saved->text, query);
}

/* What is done */

static SchoStep *
rename_code (const char *label, const char *name, GError **error)
{
  SchoCode code = *scho_snapshot_get_code (get_snapshot (), find (label));

  code.name = name;
  return scho_edit_change_code (get_snapshot (), &code, error);
}

static SchoStep *
act (const char *what, const char *from, const char *to, GError **error)
{
  guint32 code = find (from);

  if (strcmp (what, "rename") == 0)
    return rename_code (from, to, error);
  if (strcmp (what, "move") == 0)
    return scho_edit_move_code (get_snapshot (), code, to != NULL ? find (to) : 0, 0,
                                error);
  if (strcmp (what, "add") == 0)
    return scho_edit_add_code (get_snapshot (), code, to, error);
  if (strcmp (what, "remove") == 0)
    return scho_edit_remove_code (get_snapshot (), code);
  ck_assert_str_eq (what, "merge");
  return scho_edit_merge_codes (get_snapshot (), &code, 1, find (to), error);
}

static const struct
{
  const char *what, *from, *to;
  const char *before, *after;
} cases[] = {
  { "rename", "anger", "rage", "anger", "rage" },
  { "rename", "anger", "rage", "silence or  Anger and coder:anger",
    "silence or  rage and coder:anger" },
  { "rename", "anger", "rage", "(below reactions) and not reactions/anger/*",
    "(below reactions) and not rage/*" },
  { "rename", "anger", "red rage", "anger/* follows \"anger\" within 2 turns",
    "\"red rage\"/* follows \"red rage\" within 2 turns" },
  { "rename", "anger", "a/b", "\"anger\"/*", "a\\/b/*" },
  { "rename", "anger", "and", "anger", "\"and\"" },
  { "rename", "anger", "@x", "below anger", "below \"@x\"" },
  { "rename", "anger", "Anger", "anger", "anger" }, /* it is found in any case */
  { "rename", "anger", "x \"y\" \\", "anger", "\"x \\\"y\\\" \\\\\\\\\"" },
  { "rename", "no\\/yes", "maybe", "\"no/yes\" or no\\/yes", "maybe or maybe" },
  { "rename", "reactions", "answers", "reactions/anger near hit:reactions within 5 words",
    "anger near hit:reactions within 5 words" },
  { "rename", "reactions", "answers", "reactions/or", "\"or\"" },
  { "rename", "silence", "quiet", "stance/blame/subtle or silence/subtle",
    "stance/blame/subtle or quiet/subtle" },
  { "rename", "silence", "quiet", "outlet:silence and text:silence",
    "outlet:silence and text:silence" },
  { "rename", "silence", "quiet", "@silence and unknown", "@silence and unknown" },
  { "rename", "silence/subtle", "veiled", "silence/subtle or stance/blame/subtle",
    "veiled or stance/blame/subtle" },
  { "move", "anger", "silence", "anger or reactions/anger", "anger or anger" },
  { "move", "blame", NULL, "blame and stance/blame/subtle", "blame and blame/subtle" },
  { "add", "stance", "anger", "anger", "reactions/anger" },
  { "add", "anger", "new", "anger", "anger" },
  { "merge", "anger", "blame", "anger/* or blame", "blame/* or blame" },
  { "merge", "blame", "silence", "stance/blame/subtle", "subtle" },
  { "merge", "blame", "anger", "not below blame", "not below anger" },
  { "remove", "silence", NULL, "silence or stance/blame/subtle",
    "silence or stance/blame/subtle" },
};

START_TEST (saved_queries_follow)
{
  GError *error = NULL;

  save ("other", "coder:anger and reactions");
  save ("silence", "coder:Ben");
  save ("kept", cases[_i].before);
  apply (act (cases[_i].what, cases[_i].from, cases[_i].to, &error), &error);
  assert_saved ("kept", cases[_i].after);

  ck_assert (scho_project_undo (project, NULL));
  assert_saved ("kept", cases[_i].before);
  ck_assert (scho_project_redo (project, NULL));
  assert_saved ("kept", cases[_i].after);
}
END_TEST

/* A query that names nothing of it is not touched, nor what cannot be read. */
START_TEST (what_is_not_meant_stays)
{
  g_autoptr (SchoStep) step = NULL;
  GError *error = NULL;

  save ("other", "coder:anger and reactions");
  step = scho_step_new (get_snapshot (), "Broken");
  scho_step_add_attachment (step,
                            &(SchoAttachment){ .kind = SCHO_ATTACHMENT_QUERY,
                                               .name = "broken",
                                               .text = "anger and (" },
                            NULL);
  scho_step_add_attachment (step,
                            &(SchoAttachment){ .kind = SCHO_ATTACHMENT_RESULT,
                                               .name = "broken result",
                                               .text = "{\"query\": \"anger\"" },
                            NULL);
  scho_project_apply (project, step, &error);
  assert_no_error (error);
  g_clear_pointer (&step, scho_step_unref);

  step = rename_code ("anger", "rage", &error);
  assert_no_error (error);
  ck_assert_uint_eq (scho_step_get_n_changes (step, SCHO_NOUN_ATTACHMENT), 0);
  g_clear_pointer (&step, scho_step_unref);

  step = rename_code ("reactions", "answers", &error);
  assert_no_error (error);
  ck_assert_uint_eq (scho_step_get_n_changes (step, SCHO_NOUN_ATTACHMENT), 1);
}
END_TEST

/* Nobody asked for more than the colour. */
START_TEST (other_changes_touch_nothing)
{
  SchoCode code = *scho_snapshot_get_code (get_snapshot (), find ("anger"));
  g_autoptr (SchoStep) step = NULL;
  GError *error = NULL;

  save ("kept", "anger");
  code.colour = 0x123456;
  code.memo = "Why?";
  step = scho_edit_change_code (get_snapshot (), &code, &error);
  assert_no_error (error);
  ck_assert_uint_eq (scho_step_get_n_changes (step, SCHO_NOUN_ATTACHMENT), 0);
}
END_TEST

START_TEST (pinned_results_follow)
{
  static const SchoOptionSpec specs[] = {
    { "code", SCHO_OPTION_CODE, "", "", NULL },
    { "words", SCHO_OPTION_TEXT, "", "", NULL },
    { "group", SCHO_OPTION_CODE, "", "", NULL },
    { NULL },
  };
  SchoPinned values = {
    .analysis = (char *) "some",
    .settings = (char *[]){ (char *) "code=anger",
                            (char *) "group=", (char *) "words=anger", NULL },
    .codes = scho_option_list_names (specs, SCHO_OPTION_CODE),
    .query = (char *) "anger or silence",
    .where = (char *) "source:anger",
  };
  g_auto (SchoPinned) pinned = { 0 };
  g_autofree char *settings = NULL;
  GError *error = NULL;

  apply (scho_pinned_add (get_snapshot (), "Result", &values, &error), &error);
  g_strfreev (values.codes);
  apply (act ("merge", "anger", "no\\/yes", &error), &error);
  ck_assert (scho_pinned_read (
      &pinned, scho_pinned_find (get_snapshot (), "Result", NULL), &error));
  settings = g_strjoinv (" ", pinned.settings);
  ck_assert_str_eq (settings, "code=no\\/yes group= words=anger");
  ck_assert_str_eq (pinned.query, "no\\/yes or silence");
  ck_assert_str_eq (pinned.where, "source:anger");
  ck_assert_str_eq (pinned.codes[1], "group");

  ck_assert (scho_project_undo (project, NULL));
  scho_pinned_clear (&pinned);
  ck_assert (scho_pinned_read (
      &pinned, scho_pinned_find (get_snapshot (), "Result", NULL), &error));
  ck_assert_str_eq (pinned.query, "anger or silence");
  ck_assert_str_eq (pinned.settings[0], "code=anger");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("edit-follow");
  TCase *tc = tcase_create ("edit-follow");

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_add_loop_test (tc, saved_queries_follow, 0, G_N_ELEMENTS (cases));
  tcase_add_test (tc, what_is_not_meant_stays);
  tcase_add_test (tc, other_changes_touch_nothing);
  tcase_add_test (tc, pinned_results_follow);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
