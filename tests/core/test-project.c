/* test-project.c - the one door: what goes through it, what does not, who is told. */
#define SQLITE_ENABLE_SESSION 1
#include <scholiast/scholiast.h>

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "core-test.h"
#include "make-project.h"

static char *folder;
static SchoProject *project;

static SchoSnapshot *
now (void)
{
  return scho_project_get_snapshot (project);
}

static void
setup (void)
{
  folder = make_folder ();
  /* 23 characters; codes: think 1, agree 2, stance 3 */
  project = make_project (folder, "I [think:think] [that [so:agree] is:stance] good");
}

static void
teardown (void)
{
  g_clear_object (&project);
  remove_folder (folder);
}

static char *
close_project (void)
{
  char *path = g_strdup (scho_project_get_path (project));

  g_clear_object (&project);
  return path;
}

static void
open_project (const char *path)
{
  g_autoptr (GError) error = NULL;

  project = scho_project_open (path, &error);
  assert_no_error (error);
}

static void
check_sound (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = scho_project_check (project, NULL, NULL, &error);

  assert_no_error (error);
  ck_assert_msg (faults->len == 0, "%s",
                 faults->len > 0 ? (char *) faults->pdata[0] : "");
}

static void
apply (SchoStep *step)
{
  g_autoptr (GError) error = NULL;

  ck_assert_ptr_nonnull (step);
  scho_project_apply (project, step, &error);
  assert_no_error (error);
}

/* The step fails with this message, and nothing is other than before. */
static void
check_refused (SchoStep *step, SchoError code, const char *message)
{
  g_autofree char *before = dump_snapshot (now ()), *after = NULL;
  g_autofree char *label = g_strdup (scho_project_get_undo_label (project));
  g_autoptr (GError) error = NULL;

  ck_assert (!scho_project_apply (project, step, &error));
  ck_assert_msg (g_error_matches (error, SCHO_ERROR, code), "%s (%d)", error->message,
                 error->code);
  ck_assert_str_eq (error->message, message);
  after = dump_snapshot (now ());
  ck_assert_str_eq (after, before);
  ck_assert_pstr_eq (scho_project_get_undo_label (project), label);
  check_sound ();
}

#define CHANGED "The project has changed meanwhile; please try again"

/* What is refused */

static SchoAnnotation
make_annotation (guint32 start, guint32 end)
{
  return (SchoAnnotation){ .start = start,
                           .end = end,
                           .document = 1,
                           .code = 1,
                           .coder = 1,
                           .weight = SCHO_NO_WEIGHT };
}

static void
break_position (SchoStep *step)
{
  SchoAnnotation annotation = make_annotation (21, 24);

  scho_step_add_annotation (step, &annotation);
}

static void
break_document_reference (SchoStep *step)
{
  SchoAnnotation annotation = make_annotation (0, 1);

  annotation.document = 7;
  scho_step_add_annotation (step, &annotation);
}

static void
break_code_reference (SchoStep *step)
{
  SchoAnnotation annotation = make_annotation (0, 1);

  annotation.code = 7;
  scho_step_add_annotation (step, &annotation);
}

static void
break_coder_reference (SchoStep *step)
{
  SchoAnnotation annotation = make_annotation (0, 1);

  annotation.coder = 0;
  scho_step_add_annotation (step, &annotation);
}

static void
break_weight (SchoStep *step)
{
  SchoAnnotation annotation = make_annotation (0, 1);

  annotation.weight = 101;
  scho_step_add_annotation (step, &annotation);
}

static void
break_sibling_name (SchoStep *step)
{
  scho_step_add_code (step, &(SchoCode){ .name = "think" });
}

static void
break_coder_name (SchoStep *step)
{
  scho_step_add_coder (step, &(SchoCoder){ .name = "asha" });
}

static void
break_parent (SchoStep *step)
{
  scho_step_add_code (step, &(SchoCode){ .name = "x", .parent = 77 });
}

static void
break_tree (SchoStep *step)
{
  SchoCode first = *scho_snapshot_get_code (now (), 1);
  SchoCode second = *scho_snapshot_get_code (now (), 2);

  first.parent = 2;
  second.parent = 1;
  scho_step_replace_code (step, &first);
  scho_step_replace_code (step, &second);
}

static void
remove_code_in_use (SchoStep *step)
{
  scho_step_remove_code (step, 3);
}

static void
remove_coder_in_use (SchoStep *step)
{
  scho_step_remove_coder (step, 1);
}

static void
remove_document_in_use (SchoStep *step)
{
  scho_step_remove_document (step, 1);
}

static void
shorten_text (SchoStep *step)
{
  g_autoptr (SchoText) text = scho_text_new ("short", NULL);

  scho_step_replace_document (step, scho_snapshot_get_document (now (), 1), text);
}

static void
remove_unknown (SchoStep *step)
{
  SchoAnnotation annotation = make_annotation (0, 1);

  annotation.uuid = scho_uuid_new ();
  scho_step_remove_annotation (step, &annotation);
}

static const struct
{
  void (*fill) (SchoStep *step);
  SchoError code;
  const char *message;
} refused[] = {
  { break_position, SCHO_ERROR_RANGE,
    "A coding lies at 21–24, but “text” has 23 characters" },
  { break_document_reference, SCHO_ERROR_CONFLICT, CHANGED },
  { break_code_reference, SCHO_ERROR_RANGE,
    "A coding at 0–1 of “text” has code 7, which does not exist" },
  { break_coder_reference, SCHO_ERROR_RANGE,
    "A coding at 0–1 of “text” is by coder 0, who does not exist" },
  { break_weight, SCHO_ERROR_RANGE,
    "A coding at 0–1 of “text” has weight 101, not 0 to 100" },
  { break_sibling_name, SCHO_ERROR_INVALID, "There is already a “think” there" },
  { break_coder_name, SCHO_ERROR_INVALID, "There is already a “asha” there" },
  { break_parent, SCHO_ERROR_INVALID, "The code above “x” does not exist" },
  { break_tree, SCHO_ERROR_INVALID, "A code cannot be below itself" },
  { remove_code_in_use, SCHO_ERROR_INVALID,
    "A coding at 8–18 of “text” has code 3, which does not exist" },
  { remove_coder_in_use, SCHO_ERROR_INVALID,
    "A coding at 2–7 of “text” is by coder 1, who does not exist" },
  { remove_document_in_use, SCHO_ERROR_INVALID,
    "A coding is in document 1, which does not exist" },
  { shorten_text, SCHO_ERROR_INVALID,
    "A coding lies at 2–7, but “text” has 5 characters" },
  { remove_unknown, SCHO_ERROR_CONFLICT, CHANGED },
};

START_TEST (refuses_what_does_not_fit)
{
  g_autoptr (SchoStep) step = scho_step_new (now (), "Bad");

  /* What is good in it must not get through either. */
  scho_step_add_code (step, &(SchoCode){ .name = "good" });
  scho_step_ensure_coder (step, "good");
  refused[_i].fill (step);
  check_refused (step, refused[_i].code, refused[_i].message);
}
END_TEST

START_TEST (refuses_an_identity_twice)
{
  gsize n;
  const SchoAnnotation *annotation = scho_snapshot_get_annotations (now (), 1, &n);
  g_autoptr (SchoStep) step = scho_step_new (now (), "Twice");
  g_autofree char *before = dump_snapshot (now ()), *after = NULL;
  g_autoptr (GError) error = NULL;
  char uuid[SCHO_UUID_STRING_LENGTH + 1];

  scho_step_add_annotation (step, annotation);
  ck_assert (!scho_project_apply (project, step, NULL));
  ck_assert (!scho_project_apply (project, step, &error));
  ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_INVALID));
  scho_uuid_format (&annotation->uuid, uuid);
  ck_assert_ptr_nonnull (strstr (error->message, uuid));
  ck_assert_ptr_nonnull (strstr (error->message, "already; it was not added again"));
  after = dump_snapshot (now ());
  ck_assert_str_eq (after, before);
  check_sound ();
}
END_TEST

/* Two steps on one snapshot */

static SchoStep *
rename_code (const char *name)
{
  SchoCode after = *scho_snapshot_get_code (now (), 1);

  after.name = name;
  return scho_edit_change_code (now (), &after, NULL);
}

static SchoStep *
rename_project (const char *title)
{
  return scho_edit_change_info (now (), &(SchoProjectInfo){ .title = title }, NULL);
}

static SchoStep *
rename_document (const char *title)
{
  SchoDocument after = *scho_snapshot_get_document (now (), 1);

  after.title = title;
  return scho_edit_change_document (now (), &after, NULL);
}

static SchoStep *
set_memo (const char *memo)
{
  gsize n;

  return scho_edit_set_annotation_memo (
      now (), scho_snapshot_get_annotations (now (), 1, &n), memo);
}

static SchoStep *(*const rivals[]) (const char *words)
    = { rename_code, rename_project, rename_document, set_memo };

START_TEST (the_second_of_two_rivals_is_refused)
{
  g_autoptr (SchoStep) first = rivals[_i]("first");
  g_autoptr (SchoStep) second = rivals[_i]("second");

  apply (first);
  check_refused (second, SCHO_ERROR_CONFLICT, CHANGED);
  ck_assert (scho_project_undo (project, NULL));
  apply (second);
}
END_TEST

START_TEST (steps_that_do_not_meet_go_together)
{
  g_autoptr (SchoStep) first = rename_code ("first");
  g_autoptr (SchoStep) second = rename_document ("second");
  g_autoptr (SchoStep) third = set_memo ("third");
  g_autoptr (SchoStep) fourth = rename_project ("fourth");
  gsize n;

  apply (first);
  apply (second);
  apply (third);
  apply (fourth);
  ck_assert_str_eq (scho_snapshot_get_code (now (), 1)->name, "first");
  ck_assert_str_eq (scho_snapshot_get_document (now (), 1)->title, "second");
  ck_assert_str_eq (scho_snapshot_get_annotations (now (), 1, &n)->memo, "third");
  ck_assert_str_eq (scho_snapshot_get_info (now ())->title, "fourth");
  check_sound ();
}
END_TEST

/* Who is told */

typedef struct
{
  guint n;
  char *label;
  gboolean was_new;
} Heard;

static void
changed_cb (SchoProject *self, SchoStep *step, Heard *heard)
{
  SchoChange change = scho_step_get_change (step, SCHO_NOUN_CODE, 0);
  const SchoCode *after = change.after;

  heard->n++;
  g_free (heard->label);
  heard->label = g_strdup (scho_step_get_label (step));
  heard->was_new = g_str_equal (
      scho_snapshot_get_code (scho_project_get_snapshot (self), 1)->name, after->name);
}

START_TEST (listeners_are_told_after)
{
  Heard heard = { 0 };
  g_autoptr (SchoStep) step = rename_code ("new");
  g_autoptr (SchoStep) nothing = scho_step_new (now (), "Nothing");
  g_autoptr (SchoStep) bad = scho_step_new (now (), "Bad");

  g_signal_connect (project, "changed", G_CALLBACK (changed_cb), &heard);
  break_sibling_name (bad);
  ck_assert (!scho_project_apply (project, bad, NULL));
  apply (nothing);
  ck_assert_uint_eq (heard.n, 0);
  apply (step);
  ck_assert_uint_eq (heard.n, 1);
  ck_assert_str_eq (heard.label, "Code “think” renamed to “new”");
  ck_assert (heard.was_new);
  ck_assert (scho_project_undo (project, NULL));
  ck_assert_uint_eq (heard.n, 2);
  ck_assert (heard.was_new);
  ck_assert (scho_project_redo (project, NULL));
  ck_assert_uint_eq (heard.n, 3);
  g_free (heard.label);
}
END_TEST

/* Snapshots */

START_TEST (a_snapshot_stays_as_it_was)
{
  g_autoptr (SchoSnapshot) before = scho_snapshot_ref (now ());
  g_autofree char *first = dump_snapshot (before), *last = NULL;
  g_autoptr (SchoStep) removed = scho_edit_remove_document (before, 1);
  g_autoptr (SchoText) text = NULL;

  apply (removed);
  ck_assert_ptr_ne (now (), before);
  last = dump_snapshot (before);
  ck_assert_str_eq (last, first);
  text = scho_snapshot_read_text (before, 1, NULL);
  ck_assert_str_eq (scho_text_get_utf8 (text, NULL), "I think that so is good");
}
END_TEST

static gpointer
read_often (gpointer data)
{
  SchoSnapshot *snapshot = data;

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, 1, &error);

      if (text == NULL)
        return g_strdup (error->message);
    }
  return NULL;
}

START_TEST (threads_read_while_the_project_changes)
{
  g_autoptr (SchoSnapshot) kept = scho_snapshot_ref (now ());
  GThread *threads[4];

  for (guint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("read", read_often, kept);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("name %u", i);
      g_autoptr (SchoStep) step = rename_code (name);

      apply (step);
    }
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *failure = g_thread_join (threads[i]);

      ck_assert_pstr_eq (failure, NULL);
    }
}
END_TEST

START_TEST (codes_come_in_the_order_of_the_tree)
{
  static const struct
  {
    guint32 parent;
    gint32 position;
    const char *name;
  } codes[] = {
    { 0, -5, "first" },
    { 4, 2, "last/of" },
    { 4, 1, "mid\\dle" },
    { 5, 0, "deep" },
  };
  static const char *const expected[] = {
    "first", "first/mid\\\\dle", "first/last\\/of", "first/last\\/of/deep", "think",
    "agree", "stance",
  };
  g_autoptr (SchoStep) step = scho_step_new (now (), "Tree");
  gsize n;
  const SchoCode *const *all;

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    scho_step_add_code (step, &(SchoCode){ .parent = codes[i].parent,
                                           .position = codes[i].position,
                                           .name = codes[i].name });
  apply (step);
  all = scho_snapshot_get_codes (now (), &n);
  ck_assert_uint_eq (n, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = scho_snapshot_dup_code_path (now (), all[i]->id);

      ck_assert_str_eq (path, expected[i]);
    }
  ck_assert_uint_eq (scho_snapshot_get_code_depth (now (), all[3]->id), 2);
}
END_TEST

/* Files */

START_TEST (opens_what_was_kept)
{
  g_autofree char *before = dump_snapshot (now ()), *after = NULL;
  g_autofree char *path = close_project ();
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  ck_assert (!g_file_test (log, G_FILE_TEST_EXISTS)); /* one plain file */
  open_project (path);
  after = dump_snapshot (now ());
  ck_assert_str_eq (after, before);
  ck_assert_str_eq (scho_project_get_undo_label (project), "Begin");
  check_sound ();
}
END_TEST

START_TEST (creates_no_file_over_another)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dump_snapshot (now ()), *after = NULL;
  g_autofree char *path = close_project ();

  ck_assert_ptr_null (scho_project_create (path, "Other", &error));
  ck_assert_ptr_nonnull (strstr (error->message, "test.scholia"));
  open_project (path);
  after = dump_snapshot (now ());
  ck_assert_str_eq (after, before);
}
END_TEST

/* What a killed program left belongs to a file that is gone. */
START_TEST (a_log_left_behind_is_not_written_into_another)
{
  g_autofree char *path = g_strdup (scho_project_get_path (project));
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *aside = g_strconcat (log, ".old", NULL);
  g_autofree char *left = NULL, *kept = NULL;
  g_autoptr (GError) error = NULL;
  gsize n, n_kept;

  ck_assert (g_file_get_contents (log, &left, &n, NULL));
  ck_assert_uint_gt (n, 0);
  g_clear_object (&project);
  ck_assert_int_eq (g_unlink (path), 0);
  ck_assert (g_file_set_contents (log, left, (gssize) n, NULL));

  project = scho_project_create (path, "Another", &error);
  assert_no_error (error);
  ck_assert_str_eq (scho_snapshot_get_info (now ())->title, "Another");
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (now ()), 0);
  check_sound ();
  ck_assert (g_file_get_contents (aside, &kept, &n_kept, NULL));
  ck_assert_uint_eq (n_kept, n);
  ck_assert_mem_eq (kept, left, n);
}
END_TEST

START_TEST (the_second_opens_for_reading)
{
  const char *path = scho_project_get_path (project);
  g_autoptr (GError) error = NULL;
  SchoProject *second = scho_project_open (path, &error);
  g_autoptr (SchoStep) step = rename_code ("new");
  g_autofree char *ours = dump_snapshot (now ()), *theirs = NULL;

  assert_no_error (error);
  theirs = dump_snapshot (scho_project_get_snapshot (second));
  ck_assert_str_eq (theirs, ours);
  ck_assert_ptr_nonnull (scho_project_get_read_only_reason (second));
  ck_assert (!scho_project_apply (second, step, &error));
  ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_READ_ONLY));
  ck_assert_str_eq (error->message, scho_project_get_read_only_reason (second));
  ck_assert (!scho_project_undo (second, NULL));
  ck_assert_ptr_null (scho_project_get_undo_label (second));
  g_object_unref (second);
  apply (step); /* the first is as free as before */

  second = scho_project_open (path, NULL);
  ck_assert_ptr_nonnull (scho_project_get_read_only_reason (second));
  g_object_unref (second);
}
END_TEST

START_TEST (reading_only_leaves_no_trace)
{
  g_autofree char *path = close_project ();
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before, n_after;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  ck_assert (g_file_get_contents (path, &before, &n_before, NULL));
  project = scho_project_open_read_only (path, NULL);
  ck_assert_ptr_nonnull (scho_project_get_read_only_reason (project));
  check_sound ();
  g_clear_object (&project);
  ck_assert (g_file_get_contents (path, &after, &n_after, NULL));
  ck_assert_uint_eq (n_before, n_after);
  ck_assert_mem_eq (before, after, n_before);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    ck_assert_str_eq (name, "test.scholia");
}
END_TEST

START_TEST (after_closing_only_the_snapshot_answers)
{
  g_autoptr (SchoStep) step = rename_code ("new");
  g_autoptr (GError) error = NULL;

  scho_project_close (project);
  ck_assert (!scho_project_apply (project, step, &error));
  ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_READ_ONLY));
  ck_assert (!scho_project_undo (project, NULL));
  ck_assert_ptr_null (scho_project_list_history (project, NULL));
  ck_assert_ptr_null (scho_project_check (project, NULL, NULL, NULL));
  ck_assert_str_eq (scho_snapshot_get_code (now (), 1)->name, "think");
}
END_TEST

/* History */

START_TEST (lists_what_happened)
{
  static const char *const expected[][3] = {
    { "Begin", "done", "" },
    { "Code “think” renamed to “a”", "dropped", "" },
    { "Coder “Björn” added", "done", "Björn" },
    { "Code “think” renamed to “c”", "undone", "" },
  };
  guint32 id;
  g_autoptr (SchoStep) first = rename_code ("a"), second = NULL, third = NULL;
  g_autoptr (SchoTable) table = NULL;

  apply (first);
  ck_assert (scho_project_undo (project, NULL));
  ck_assert_str_eq (scho_project_get_redo_label (project), scho_step_get_label (first));
  second = scho_edit_add_coder (now (), "Björn", &id, NULL);
  apply (second);
  ck_assert_ptr_null (scho_project_get_redo_label (project));
  third = rename_code ("c");
  apply (third);
  ck_assert (scho_project_undo (project, NULL));

  table = scho_project_list_history (project, NULL);
  ck_assert_uint_eq (scho_table_get_n_rows (table), G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *coder = scho_table_dup_cell (table, i, 2);

      ck_assert_str_eq (scho_table_get_text (table, i, 1), expected[i][0]);
      ck_assert_str_eq (scho_table_get_text (table, i, 4), expected[i][1]);
      ck_assert_str_eq (coder, expected[i][2]);
    }
}
END_TEST

START_TEST (nothing_is_left_to_undo)
{
  g_autoptr (GError) error = NULL;

  ck_assert (!scho_project_redo (project, &error));
  ck_assert_str_eq (error->message, "There is nothing to redo");
  g_clear_error (&error);
  ck_assert (scho_project_undo (project, NULL));
  ck_assert_ptr_null (scho_project_get_undo_label (project));
  ck_assert (!scho_project_undo (project, &error));
  ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND));
  ck_assert_str_eq (error->message, "There is nothing to undo");
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (now ()), 0);
  check_sound ();
}
END_TEST

/* Numbers are given out once, also when what had them is gone and forgotten. */
START_TEST (numbers_are_never_used_again)
{
  g_autofree char *path = NULL;
  guint32 id;
  g_autoptr (SchoStep) step = scho_edit_add_code (now (), 0, "gone", NULL);
  g_autoptr (SchoStep) removed = NULL, again = NULL;

  apply (step);
  id = scho_snapshot_get_code_limit (now ()) - 1;
  ck_assert_str_eq (scho_snapshot_get_code (now (), id)->name, "gone");
  removed = scho_edit_remove_code (now (), id);
  apply (removed);
  path = close_project ();
  open_project (path);
  again = scho_edit_add_code (now (), 0, "gone", NULL);
  apply (again);
  ck_assert_ptr_null (scho_snapshot_get_code (now (), id));
  ck_assert_str_eq (scho_snapshot_get_code (now (), id + 1)->name, "gone");
}
END_TEST

static guint
count_files (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, "-wal") == NULL && strstr (name, "-shm") == NULL;
  return n;
}

START_TEST (a_copy_is_kept_before_much_goes)
{
  guint n_codings = _i == 0 ? 997 : 998; /* with the three there are 1,000, or 1,001 */
  g_autoptr (SchoStep) step = scho_step_new (now (), "Many");
  g_autoptr (SchoStep) removed = NULL;
  guint n_files = count_files ();

  for (guint i = 0; i < n_codings; i++)
    {
      SchoAnnotation annotation = make_annotation (i % 20, i % 20 + 1);

      scho_step_add_annotation (step, &annotation);
    }
  apply (step);
  removed = scho_edit_remove_document (now (), 1);
  ck_assert_uint_eq (scho_edit_count_removed (removed), n_codings + 3);
  ck_assert_ptr_null (scho_project_get_notice (project));
  apply (removed);
  ck_assert_uint_eq (count_files (), n_files + (_i == 0 ? 0 : 1));
  ck_assert_int_eq (scho_project_get_notice (project) != NULL, _i == 1);
  check_sound ();
}
END_TEST

/* A number from a damaged history is not used as it stands. */
START_TEST (a_damaged_history_does_no_harm)
{
  static const char *const damages[] = {
    "UPDATE history SET changes = x'00'",
    "UPDATE history SET changes = zeroblob (1000)",
    "UPDATE history SET changes = NULL",
    "UPDATE history SET changes = substr (changes, 1, length (changes) / 2)",
    "UPDATE history SET changes = substr (changes, 1, length (changes) - 1)",
    /* What comes back has numbers that were never given out. */
    ("DELETE FROM annotation; DELETE FROM document; DELETE FROM code; "
     "DELETE FROM coder; UPDATE sqlite_sequence SET seq = 0; UPDATE history SET state = "
     "1"),
  };
  g_autofree char *path = close_project (), *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;

  ck_assert_int_eq (sqlite3_open (path, &db), SQLITE_OK);
  ck_assert_int_eq (sqlite3_exec (db, damages[_i], NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close (db);
  open_project (path);
  before = dump_snapshot (now ());
  if (scho_project_get_undo_label (project) != NULL)
    ck_assert (!scho_project_undo (project, &error));
  else
    ck_assert (!scho_project_redo (project, &error));
  ck_assert (error->domain == SCHO_ERROR);
  after = dump_snapshot (now ());
  ck_assert_str_eq (after, before);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("project");
  TCase *tc = tcase_create ("project");

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_set_timeout (tc, 60);
  tcase_add_loop_test (tc, refuses_what_does_not_fit, 0, G_N_ELEMENTS (refused));
  tcase_add_test (tc, refuses_an_identity_twice);
  tcase_add_loop_test (tc, the_second_of_two_rivals_is_refused, 0, G_N_ELEMENTS (rivals));
  tcase_add_test (tc, steps_that_do_not_meet_go_together);
  tcase_add_test (tc, listeners_are_told_after);
  tcase_add_test (tc, a_snapshot_stays_as_it_was);
  tcase_add_test (tc, threads_read_while_the_project_changes);
  tcase_add_test (tc, codes_come_in_the_order_of_the_tree);
  tcase_add_test (tc, opens_what_was_kept);
  tcase_add_test (tc, creates_no_file_over_another);
  tcase_add_test (tc, a_log_left_behind_is_not_written_into_another);
  tcase_add_test (tc, the_second_opens_for_reading);
  tcase_add_test (tc, reading_only_leaves_no_trace);
  tcase_add_test (tc, after_closing_only_the_snapshot_answers);
  tcase_add_test (tc, lists_what_happened);
  tcase_add_test (tc, nothing_is_left_to_undo);
  tcase_add_test (tc, numbers_are_never_used_again);
  tcase_add_loop_test (tc, a_copy_is_kept_before_much_goes, 0, 2);
  tcase_add_loop_test (tc, a_damaged_history_does_no_harm, 0, 6);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
