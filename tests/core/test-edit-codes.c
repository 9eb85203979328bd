/* test-edit-codes.c - moving, sorting, merging and splitting codes: by cases, and at
 * random against a plain model.
 */
#include <scholiast/edit.h>

#include <string.h>

#include <scholiast/colour-private.h>
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
take (SchoStep *step)
{
  g_autoptr (SchoStep) taken = step;

  apply (taken);
}

static void
setup (void)
{
  folder = make_folder ();
  /* 26 characters; codes a (1), b (2), c (3), d (4) */
  project = make_project (folder, "[one:a] [one:b] [one:c] [two:d] and so on.");
  snapshot = scho_project_get_snapshot (project);
}

static void
teardown (void)
{
  g_clear_object (&project);
  remove_folder (folder);
}

static guint32
get_code (const char *path)
{
  const SchoCode *code = scho_lookup_code (snapshot, path, NULL);

  ck_assert_msg (code != NULL, "no code %s", path);
  return code->id;
}

static const SchoCode *
get_noun (const char *path)
{
  return scho_snapshot_get_code (snapshot, get_code (path));
}

/* "a/x": x below a. */
static guint32
add_code (const char *path)
{
  g_autoptr (GError) error = NULL;
  const char *slash = strrchr (path, '/');
  g_autofree char *above
      = slash != NULL ? g_strndup (path, (gsize) (slash - path)) : NULL;

  take (scho_edit_add_code (snapshot, above != NULL ? get_code (above) : 0,
                            slash != NULL ? slash + 1 : path, &error));
  assert_no_error (error);
  return get_code (path);
}

static void
code_passage (
    const char *path, guint32 start, guint32 end, const char *coder, const char *memo)
{
  g_autoptr (GError) error = NULL;

  take (scho_edit_annotate_by (snapshot,
                               &(SchoAnnotation){ .document = 1,
                                                  .start = start,
                                                  .end = end,
                                                  .code = get_code (path),
                                                  .weight = SCHO_NO_WEIGHT,
                                                  .memo = memo },
                               coder, &error));
  assert_no_error (error);
}

/* "a b b/x c": the tree in its order. */
static char *
dup_tree (void)
{
  GString *out = g_string_new (NULL);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = scho_snapshot_dup_code_path (snapshot, codes[i]->id);
      g_string_append_printf (out, "%s%s", i > 0 ? " " : "", path);
    }
  return g_string_free (out, FALSE);
}

#define assert_tree(expected)                                                            \
  do                                                                                     \
    {                                                                                    \
      g_autofree char *tree = dup_tree ();                                               \
      ck_assert_str_eq (tree, expected);                                                 \
    }                                                                                    \
  while (0)

/* Undone, all is as it was, bit for bit; then it is done again. */
static void
assert_undo (const char *before)
{
  g_autofree char *after = dump_snapshot (snapshot), *undone = NULL, *redone = NULL;

  ck_assert (scho_project_undo (project, NULL));
  undone = dump_snapshot (scho_project_get_snapshot (project));
  ck_assert_str_eq (undone, before);
  ck_assert (scho_project_redo (project, NULL));
  snapshot = scho_project_get_snapshot (project);
  redone = dump_snapshot (snapshot);
  ck_assert_str_eq (redone, after);
}

/* Moving */

static const struct
{
  const char *codes[4]; /* paths */
  const char *parent;   /* NULL: top */
  const char *before;   /* NULL: last */
  const char *label;    /* "": nothing to do; NULL: refused */
  const char *tree;     /* or why it is refused */
} moves[] = {
  { { "c" }, NULL, "a", "Code “c” moved", "c a a/x a/x/y b d" },
  { { "a" }, NULL, "d", "Code “a” moved", "b c a a/x a/x/y d" },
  { { "a" }, NULL, NULL, "Code “a” moved", "b c d a a/x a/x/y" },
  { { "a" }, "b", NULL, "Code “a” moved", "b b/a b/a/x b/a/x/y c d" },
  { { "b" }, "a", "a/x", "Code “b” moved", "a a/b a/x a/x/y c d" },
  { { "a/x" }, NULL, "b", "Code “x” moved", "a x x/y b c d" },
  { { "d", "b" }, "a", NULL, "2 codes moved", "a a/x a/x/y a/d a/b c" },
  { { "a/x/y", "a", "a" }, "d", NULL, "Code “a” moved", "b c d d/a d/a/x d/a/x/y" },
  { { "b" }, NULL, "c", "", "a a/x a/x/y b c d" },
  { { "b" }, NULL, "b", "", "a a/x a/x/y b c d" },
  { { "b", "c" }, NULL, "b", "", "a a/x a/x/y b c d" },
  { { "a" }, "a", NULL, NULL, "“a” cannot be moved below itself" },
  { { "a" }, "a/x/y", NULL, NULL, "“a” cannot be moved below itself" },
  { { "b" }, "a", "c", NULL, "The code that should follow is not at this place" },
};

START_TEST (moves_branches)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autofree char *before = NULL;
  guint32 ids[4], parent, follower;
  guint n = 0;

  add_code ("a/x");
  add_code ("a/x/y");
  before = dump_snapshot (snapshot);
  for (; n < 4 && moves[_i].codes[n] != NULL; n++)
    ids[n] = get_code (moves[_i].codes[n]);
  parent = moves[_i].parent != NULL ? get_code (moves[_i].parent) : 0;
  follower = moves[_i].before != NULL ? get_code (moves[_i].before) : 0;

  step = scho_edit_move_codes (snapshot, ids, n, parent, follower, &error);
  if (moves[_i].label == NULL)
    {
      ck_assert_ptr_null (step);
      ck_assert_str_eq (error->message, moves[_i].tree);
      return;
    }
  assert_no_error (error);
  ck_assert_int_eq (scho_step_is_empty (step), moves[_i].label[0] == '\0');
  if (!scho_step_is_empty (step))
    ck_assert_str_eq (scho_step_get_label (step), moves[_i].label);
  apply (step);
  assert_tree (moves[_i].tree);
  if (!scho_step_is_empty (step))
    assert_undo (before);
}
END_TEST

START_TEST (the_order_is_dense_at_the_new_place)
{
  gsize n;
  const SchoCode *const *codes;
  gint32 next = 0;

  take (scho_edit_move_code (snapshot, get_code ("d"), 0, get_code ("b"), NULL));
  codes = scho_snapshot_get_codes (snapshot, &n);
  for (gsize i = 0; i < n; i++)
    ck_assert_int_eq (codes[i]->position, next++);
}
END_TEST

START_TEST (refuses_names_that_clash)
{
  guint32 both[2];
  g_autoptr (GError) there = NULL, among = NULL, none = NULL;

  add_code ("a/b");
  ck_assert_ptr_null (
      scho_edit_move_code (snapshot, get_code ("a/b"), 0, get_code ("a"), &there));
  ck_assert_str_eq (there->message, "There is already a code “b” at the top");
  both[0] = get_code ("b");
  both[1] = get_code ("a/b");
  ck_assert_ptr_null (
      scho_edit_move_codes (snapshot, both, 2, get_code ("d"), 0, &among));
  ck_assert_str_eq (among->message,
                    "Two of these codes are named “b”; they cannot lie at "
                    "one place. Rename one, or merge them");
  ck_assert_ptr_null (scho_edit_move_code (snapshot, 99, 0, 0, &none));
  ck_assert_str_eq (none->message, "This code does not exist");
}
END_TEST

START_TEST (sorts_siblings)
{
  g_autofree char *before = NULL;
  g_autoptr (SchoStep) again = NULL;

  add_code ("B2");
  add_code ("Éa");
  add_code ("a/z");
  add_code ("a/y");
  code_passage ("a/y", 1, 2, "asha", NULL);
  code_passage ("c", 1, 2, "asha", NULL);
  code_passage ("c", 2, 3, "asha", NULL);
  before = dump_snapshot (snapshot);
  take (scho_edit_sort_codes (snapshot, 0, SCHO_CODES_BY_COUNT));
  assert_tree ("c a a/z a/y b d B2 Éa");
  assert_undo (before);
  take (scho_edit_sort_codes (snapshot, 0, SCHO_CODES_BY_NAME));
  assert_tree ("a a/z a/y b B2 c d Éa");
  again = scho_edit_sort_codes (snapshot, 0, SCHO_CODES_BY_NAME);
  ck_assert (scho_step_is_empty (again));
  take (scho_edit_sort_codes (snapshot, get_code ("a"), SCHO_CODES_BY_NAME));
  assert_tree ("a a/y a/z b B2 c d Éa");
  ck_assert_str_eq (scho_project_get_undo_label (project), "Codes below “a” sorted");
}
END_TEST

/* Removing */

START_TEST (tells_what_goes_with_a_code)
{
  SchoRemoval removal;
  SchoCode after;
  guint32 ids[] = { get_code ("a"), get_code ("b"), 0 };

  ids[2] = add_code ("a/x");
  add_code ("a/x/y");
  code_passage ("a/x/y", 1, 2, "asha", "why?");
  code_passage ("a/x", 1, 2, "björn", NULL);
  after = *get_noun ("a/x");
  after.memo = "unsure";
  take (scho_edit_change_code (snapshot, &after, NULL));

  removal = scho_edit_describe_removal (snapshot, ids, 1);
  ck_assert_uint_eq (removal.n_codes, 2);
  ck_assert_uint_eq (removal.n_codings, 3);
  ck_assert_uint_eq (removal.n_documents, 1);
  ck_assert_uint_eq (removal.n_coders, 2);
  ck_assert_uint_eq (removal.n_memos, 2);
  removal = scho_edit_describe_removal (snapshot, ids, 3);
  ck_assert_uint_eq (removal.n_codes, 1); /* x is one of them */
  ck_assert_uint_eq (removal.n_codings, 4);
  ids[0] = add_code ("unused");
  removal = scho_edit_describe_removal (snapshot, ids, 1);
  ck_assert_uint_eq (removal.n_codes + removal.n_codings + removal.n_documents
                         + removal.n_coders + removal.n_memos,
                     0);
}
END_TEST

START_TEST (removes_several_at_once)
{
  guint32 ids[] = { get_code ("a"), 0, get_code ("d") };
  g_autofree char *before = NULL;

  ids[1] = add_code ("a/x");
  add_code ("a/x/y");
  code_passage ("a/x/y", 1, 2, "asha", "why?");
  before = dump_snapshot (snapshot);
  take (scho_edit_remove_codes (snapshot, ids, 3));
  ck_assert_str_eq (scho_project_get_undo_label (project), "3 codes removed");
  assert_tree ("b c");
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (snapshot), 2);
  assert_undo (before);
}
END_TEST

/* Merging */

static const SchoAnnotation *
find_coding (const char *path, guint32 start, guint32 end)
{
  gsize n;
  const SchoAnnotation *all = scho_snapshot_get_annotations (snapshot, 1, &n);

  for (gsize i = 0; i < n; i++)
    if (all[i].code == get_code (path) && all[i].start == start && all[i].end == end)
      return &all[i];
  ck_abort_msg ("no coding %s at %u–%u", path, start, end);
}

START_TEST (merges_codes)
{
  guint32 from[] = { get_code ("b"), get_code ("c") }, into = get_code ("a");
  g_autofree char *before = NULL;
  SchoUuid own;

  code_passage ("b", 0, 3, "asha", "of b"); /* where a is: joined */
  code_passage ("c", 0, 3, "asha", "of c");
  code_passage ("c", 0, 3, "björn", "of another");
  own = find_coding ("a", 0, 3)->uuid;
  before = dump_snapshot (snapshot);
  take (scho_edit_merge_codes (snapshot, from, 2, into, NULL));
  ck_assert_str_eq (scho_project_get_undo_label (project), "2 codes merged into “a”");
  assert_tree ("a d");
  /* a, that of b, that of c, and the other coder's; d */
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (snapshot), 5);
  ck_assert_int_eq (scho_uuid_compare (&find_coding ("a", 0, 3)->uuid, &own), 0);
  ck_assert_str_eq (find_coding ("a", 0, 3)->memo, "of b\n\nof c");
  ck_assert_ptr_nonnull (find_coding ("a", 4, 7));
  ck_assert_ptr_nonnull (find_coding ("a", 8, 11));
  assert_undo (before);
}
END_TEST

START_TEST (what_was_written_is_kept)
{
  SchoCode a = *get_noun ("a"), b = *get_noun ("b"), c = *get_noun ("c");
  guint32 from[] = { b.id, c.id };

  a.definition = "A";
  b.definition = "B";
  c.definition = "C";
  b.use_when = c.use_not = "sometimes";
  a.memo = b.memo = "same";
  b.key = 4;
  c.blurred = TRUE;
  take (scho_edit_change_code (snapshot, &a, NULL));
  take (scho_edit_change_code (snapshot, &b, NULL));
  take (scho_edit_change_code (snapshot, &c, NULL));
  take (scho_edit_merge_codes (snapshot, from, 2, a.id, NULL));
  ck_assert_str_eq (get_noun ("a")->definition, "A\n\nb: B\n\nc: C");
  ck_assert_str_eq (get_noun ("a")->use_when, "b: sometimes");
  ck_assert_str_eq (get_noun ("a")->use_not, "c: sometimes");
  ck_assert_str_eq (get_noun ("a")->memo, "same");
  ck_assert_uint_eq (get_noun ("a")->key, 4);
  ck_assert (get_noun ("a")->blurred);
}
END_TEST

static const struct
{
  const char *codes[8]; /* to be added */
  const char *from[3];
  const char *into;
  const char *label;
  const char *tree;
} merges[] = {
  { { "b/x", "b/y" }, { "b" }, "a", "“b” merged into “a”", "a a/x a/y c d" },
  /* equal names are merged too, and so on below them */
  { { "a/x", "a/x/p", "b/y", "b/x", "b/x/p", "b/x/q" },
    { "b" },
    "a",
    "“b” merged into “a”",
    "a a/x a/x/p a/x/q a/y c d" },
  /* two that both bring an x */
  { { "b/x", "b/x/p", "c/x", "c/x/q" },
    { "b", "c" },
    "a",
    "2 codes merged into “a”",
    "a a/x a/x/p a/x/q d" },
  /* a code below into it, and one below that */
  { { "a/x", "a/x/y", "a/x/y/z" },
    { "a/x", "a/x/y" },
    "a",
    "2 codes merged into “a”",
    "a a/z b c d" },
  /* the name of one that goes itself is free */
  { { "a/x", "a/x/p", "b/x" },
    { "a/x", "b" },
    "a",
    "2 codes merged into “a”",
    "a a/p a/x c d" },
};

START_TEST (merges_branches)
{
  guint32 from[3];
  guint n = 0;
  g_autofree char *before = NULL;

  for (guint i = 0; i < 8 && merges[_i].codes[i] != NULL; i++)
    add_code (merges[_i].codes[i]);
  for (; n < 3 && merges[_i].from[n] != NULL; n++)
    from[n] = get_code (merges[_i].from[n]);
  before = dump_snapshot (snapshot);
  take (scho_edit_merge_codes (snapshot, from, n, get_code (merges[_i].into), NULL));
  ck_assert_str_eq (scho_project_get_undo_label (project), merges[_i].label);
  assert_tree (merges[_i].tree);
  assert_undo (before);
}
END_TEST

START_TEST (refuses_to_merge)
{
  g_autoptr (GError) itself = NULL, below = NULL, none = NULL, nowhere = NULL;
  guint32 a = get_code ("a"), x = add_code ("a/x"), missing = 99;

  ck_assert_ptr_null (scho_edit_merge_codes (snapshot, &a, 1, a, &itself));
  ck_assert_str_eq (itself->message, "“a” cannot be merged into itself");
  ck_assert_ptr_null (scho_edit_merge_codes (snapshot, &a, 1, x, &below));
  ck_assert_str_eq (below->message, "“a” cannot be merged into “x”, which lies below it");
  ck_assert_ptr_null (scho_edit_merge_codes (snapshot, &missing, 1, a, &none));
  ck_assert_str_eq (none->message, "This code does not exist");
  ck_assert_ptr_null (scho_edit_merge_codes (snapshot, &a, 1, missing, &nowhere));
  ck_assert_str_eq (nowhere->message, "This code does not exist");
}
END_TEST

/* Colours */

/* A codebook of another program: its blue is not followed by the palette's. */
START_TEST (a_new_colour_is_unlike_all_others)
{
  static const guint32 colours[] = { 0x2980b9, 0xc0392b, 0x16a085, 0x7a7a7a };
  static const char *const names[] = { "a", "b", "c", "d" };
  guint32 blue = scho_colour_nth (0);

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      SchoCode after = *get_noun (names[i]);

      after.colour = colours[i];
      take (scho_edit_change_code (snapshot, &after, NULL));
    }
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("new %u", i);
      guint32 colour;

      add_code (name);
      colour = get_noun (name)->colour;
      ck_assert_uint_ne (colour, blue); /* 10 from the other blue */
      for (guint k = 0; k < G_N_ELEMENTS (colours); k++)
        ck_assert_double_gt (scho_colour_get_difference (colour, colours[k]), 10.5);
      for (guint k = 0; k < i; k++)
        {
          g_autofree char *other = g_strdup_printf ("new %u", k);

          ck_assert_uint_ne (get_noun (other)->colour, colour);
        }
    }
}
END_TEST

/* Splitting */

START_TEST (splits_a_code)
{
  const SchoAnnotation *given[2];
  g_autofree char *before = NULL;

  code_passage ("a", 4, 7, "asha", "with memo");
  code_passage ("a", 8, 11, "asha", NULL);
  before = dump_snapshot (snapshot);
  given[0] = find_coding ("a", 0, 3);
  given[1] = find_coding ("a", 4, 7);
  take (scho_edit_split_code (snapshot, get_code ("a"), " new ", given, 2, NULL));
  ck_assert_str_eq (scho_project_get_undo_label (project), "“new” split off from “a”");
  assert_tree ("a new b c d");
  ck_assert_uint_eq (get_noun ("new")->colour, scho_colour_nth (0));
  ck_assert_ptr_nonnull (find_coding ("new", 0, 3));
  ck_assert_str_eq (find_coding ("new", 4, 7)->memo, "with memo");
  ck_assert_ptr_nonnull (find_coding ("a", 8, 11));
  assert_undo (before);
}
END_TEST

START_TEST (refuses_to_split)
{
  const SchoAnnotation *own = find_coding ("a", 0, 3), *foreign = find_coding ("b", 4, 7);
  const struct
  {
    guint32 code;
    const char *name;
    const SchoAnnotation *given;
    const char *message;
  } cases[] = {
    { 1, " ", own, "A code needs a name" },
    { 1, "b", own, "There is already a code “b” at the top" },
    { 1, "a", own, "There is already a code “a” at the top" },
    { 1, "new", NULL, "Choose the passages that the new code gets" },
    { 1, "new", foreign, "Not all of these passages are coded “a” any more" },
    { 99, "new", own, "This code does not exist" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      ck_assert_ptr_null (scho_edit_split_code (snapshot, cases[i].code, cases[i].name,
                                                &cases[i].given, cases[i].given != NULL,
                                                &error));
      ck_assert_str_eq (error->message, cases[i].message);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("edit-codes");
  TCase *tc = tcase_create ("edit-codes");

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, moves_branches, 0, G_N_ELEMENTS (moves));
  tcase_add_test (tc, the_order_is_dense_at_the_new_place);
  tcase_add_test (tc, refuses_names_that_clash);
  tcase_add_test (tc, sorts_siblings);
  tcase_add_test (tc, tells_what_goes_with_a_code);
  tcase_add_test (tc, removes_several_at_once);
  tcase_add_test (tc, merges_codes);
  tcase_add_test (tc, what_was_written_is_kept);
  tcase_add_loop_test (tc, merges_branches, 0, G_N_ELEMENTS (merges));
  tcase_add_test (tc, refuses_to_merge);
  tcase_add_test (tc, a_new_colour_is_unlike_all_others);
  tcase_add_test (tc, splits_a_code);
  tcase_add_test (tc, refuses_to_split);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
