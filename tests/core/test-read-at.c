/* test-read-at.c - the project as it was at each step, and steps that grow while one
 * writes. */
#include <glib/gstdio.h>
#include <scholiast/lookup.h>
#include <sqlite3.h>
#include <string.h>

#include "core-test.h"
#include "make-project.h"

#define N_STEPS 80

/* The state after each step that is in the history. */
typedef struct
{
  gint64 number;
  char *dump;
} Kept;

static void
kept_clear (gpointer data)
{
  g_free (((Kept *) data)->dump);
}

static SchoHistoryEntry *
read_last (SchoProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries
      = scho_project_read_history (project, 0, G_MAXINT64, 1, &error);

  assert_no_error (error);
  ck_assert_uint_eq (entries->len, 1);
  return scho_history_entry_ref (entries->pdata[0]);
}

static char *
dump_with_texts (SchoSnapshot *snapshot)
{
  g_autofree char *nouns = dump_snapshot (snapshot);
  GString *out = g_string_new (nouns);
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SchoText) text
          = scho_snapshot_read_text (snapshot, documents[i]->id, &error);

      assert_no_error (error);
      g_string_append (out, scho_text_get_utf8 (text, NULL));
    }
  return g_string_free (out, FALSE);
}

static void
apply_random_step (SchoProject *project, GRand *rand, guint32 seed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = NULL;

  do
    {
      g_clear_pointer (&step, scho_step_unref);
      step = make_random_step (rand, scho_project_get_snapshot (project));
    }
  while (scho_step_is_empty (step));
  ck_assert_seed (scho_project_apply (project, step, &error), seed);
}

static void
check_each (SchoProject *project, GArray *kept, guint32 seed)
{
  for (guint i = 0; i < kept->len; i++)
    {
      Kept *each = &g_array_index (kept, Kept, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (SchoSnapshot) past
          = scho_project_read_at (project, each->number, &error);
      g_autofree char *dump = NULL;

      ck_assert_msg (past != NULL, "step %d: %s; repeat with SCHOLIAST_SEED=%u",
                     (int) each->number, error != NULL ? error->message : "", seed);
      dump = dump_with_texts (past);
      ck_assert_msg (strcmp (dump, each->dump) == 0,
                     "step %d differs; repeat with SCHOLIAST_SEED=%u", (int) each->number,
                     seed);
    }
}

static void
keep (SchoProject *project, GArray *kept)
{
  g_autoptr (SchoHistoryEntry) last = read_last (project);
  Kept now = { last->number, dump_with_texts (scho_project_get_snapshot (project)) };

  g_array_append_val (kept, now);
}

/* Forth and back without plan: what is undone can be shown as well, as long as it can be
 * redone. */
START_TEST (each_step_as_it_was)
{
  guint32 seed = get_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  char *folder = make_folder ();
  SchoProject *project
      = make_project (folder, "I [think:stance] so, [you [t\u00f6\U0001f600o:agree]:a].");
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (Kept));
  guint at = 1;

  g_array_set_clear_func (kept, kept_clear);
  keep (project, kept);
  for (guint i = 0; i < N_STEPS; i++)
    {
      int what = g_rand_int_range (rand, 0, 8);

      if (what < 5)
        {
          g_array_set_size (kept, at); /* what was undone is dropped */
          apply_random_step (project, rand, seed);
          keep (project, kept);
          at++;
        }
      else if (what < 7 && at > 1)
        {
          ck_assert_seed (scho_project_undo (project, NULL), seed);
          at--;
        }
      else if (what == 7 && at < kept->len)
        {
          ck_assert_seed (scho_project_redo (project, NULL), seed);
          at++;
        }
      if (i % 8 == 0)
        check_each (project, kept, seed);
    }
  check_each (project, kept, seed);
  g_object_unref (project);
  remove_folder (folder);
}
END_TEST

START_TEST (before_the_first_step_there_is_nothing)
{
  char *folder = make_folder ();
  g_autoptr (GError) error = NULL;
  SchoProject *project = make_project (folder, "I [think:stance] so");
  g_autoptr (SchoSnapshot) first = scho_project_read_at (project, 0, &error);
  gsize n;

  assert_no_error (error);
  scho_snapshot_get_documents (first, &n);
  ck_assert_uint_eq (n, 0);
  scho_snapshot_get_codes (first, &n);
  ck_assert_uint_eq (n, 0);
  g_object_unref (project);
  remove_folder (folder);
}
END_TEST

START_TEST (what_was_dropped_is_not_shown)
{
  char *folder = make_folder ();
  SchoProject *project = make_project (folder, "I [think:stance] so");
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step
      = scho_edit_add_code (scho_project_get_snapshot (project), 0, "one", NULL);
  g_autoptr (SchoStep) other = NULL;
  g_autoptr (SchoHistoryEntry) dropped = NULL;

  ck_assert (scho_project_apply (project, step, NULL));
  dropped = read_last (project);
  ck_assert (scho_project_undo (project, NULL));
  other = scho_edit_add_code (scho_project_get_snapshot (project), 0, "two", NULL);
  ck_assert (scho_project_apply (project, other, NULL));

  ck_assert_ptr_null (scho_project_read_at (project, dropped->number, &error));
  ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND));
  g_clear_error (&error);
  ck_assert_ptr_null (scho_project_read_at (project, 4711, &error));
  ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND));
  g_object_unref (project);
  remove_folder (folder);
}
END_TEST

START_TEST (a_past_project_cannot_be_changed)
{
  char *folder = make_folder ();
  SchoProject *project = make_project (folder, "I [think:stance] so");
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoHistoryEntry) first = read_last (project);
  g_autoptr (SchoStep) step
      = scho_edit_add_code (scho_project_get_snapshot (project), 0, "later", NULL);
  g_autoptr (SchoProject) past = NULL;
  g_autoptr (SchoStep) refused = NULL;
  g_autoptr (SchoText) text = NULL;

  ck_assert (scho_project_apply (project, step, NULL));
  past = scho_project_open_at (project, first->number, "As it was", &error);
  assert_no_error (error);
  g_object_unref (project); /* it goes its own way */

  ck_assert_str_eq (scho_project_get_read_only_reason (past), "As it was");
  ck_assert_ptr_null (scho_lookup_code (scho_project_get_snapshot (past), "later", NULL));
  text = scho_snapshot_read_text (scho_project_get_snapshot (past), 1, &error);
  assert_no_error (error);
  ck_assert_str_eq (scho_text_get_utf8 (text, NULL), "I think so");
  refused = scho_edit_add_code (scho_project_get_snapshot (past), 0, "no", NULL);
  ck_assert (!scho_project_apply (past, refused, &error));
  ck_assert_ptr_nonnull (strstr (error->message, "As it was"));
  ck_assert (!scho_project_undo (past, NULL));
  ck_assert_ptr_null (scho_project_get_undo_label (past));
  ck_assert_int_eq (scho_project_get_undo_step (past), 0);
  g_clear_object (&past);
  remove_folder (folder);
}
END_TEST

/* Older files --------------------------------------------------------------------- */

static char *
make_version (const char *folder, int version)
{
  g_autofree char *name = g_strdup_printf ("version-%d.sql", version);
  g_autofree char *source = g_build_filename (g_getenv ("SCHOLIAST_SOURCE"), "tests",
                                              "core", "files", name, NULL);
  char *path = g_build_filename (folder, "old.scholia", NULL);
  g_autofree char *sql = NULL;
  sqlite3 *db = NULL;

  ck_assert (g_file_get_contents (source, &sql, NULL, NULL));
  ck_assert_int_eq (sqlite3_open (path, &db), SQLITE_OK);
  ck_assert_int_eq (sqlite3_exec (db, sql, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close (db);
  return path;
}

/* Walks back by undo, and keeps what was after each step. */
static GArray *
keep_each (SchoProject *project)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (Kept));
  gint64 number;

  g_array_set_clear_func (kept, kept_clear);
  do
    {
      Kept now = { number = scho_project_get_undo_step (project),
                   dump_with_texts (scho_project_get_snapshot (project)) };
      g_array_append_val (kept, now);
    }
  while (number != 0 && scho_project_undo (project, NULL));
  while (scho_project_get_redo_label (project) != NULL)
    ck_assert (scho_project_redo (project, NULL));
  return kept;
}

/* Steps of older versions have fewer columns than those of now, and stand beside them. */
START_TEST (steps_of_older_versions_as_they_were)
{
  char *folder = make_folder ();
  g_autofree char *path = make_version (folder, _i);
  SchoProject *project = scho_project_open_read_only (path, NULL);
  g_autoptr (SchoSnapshot) first = NULL;
  g_autoptr (GArray) kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = NULL;
  gsize n;

  first = scho_project_read_at (project, 1, &error);
  assert_no_error (error);
  scho_snapshot_get_documents (first, &n);
  ck_assert_uint_eq (n, 1);
  scho_snapshot_get_codes (first, &n);
  ck_assert_uint_eq (n, _i == 1 ? 0 : 2);
  g_object_unref (project);

  project = scho_project_open (path, &error);
  assert_no_error (error);
  step = scho_edit_set_annotation_example (
      scho_project_get_snapshot (project),
      scho_snapshot_get_annotations (scho_project_get_snapshot (project), 1, &n), TRUE);
  ck_assert (scho_project_apply (project, step, &error));
  kept = keep_each (project);
  ck_assert_uint_gt (kept->len, 5);
  check_each (project, kept, 0);
  g_object_unref (project);
  remove_folder (folder);
}
END_TEST

/* Joining ------------------------------------------------------------------------- */

static const SchoAnnotation *
get_coding (SchoProject *project)
{
  gsize n;

  return scho_snapshot_get_annotations (scho_project_get_snapshot (project), 1, &n);
}

static void
write_memo (SchoProject *project, const char *memo, const char *visit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoStep) step = scho_edit_set_annotation_memo (
      scho_project_get_snapshot (project), get_coding (project), memo);

  scho_project_apply_joined (project, step, visit, &error);
  assert_no_error (error);
}

static gsize
count_steps (SchoProject *project)
{
  g_autoptr (GPtrArray) entries
      = scho_project_read_history (project, 0, G_MAXINT64, 1000, NULL);

  return entries->len;
}

static void
check_sound (SchoProject *project)
{
  g_autoptr (GPtrArray) faults = scho_project_check (project, NULL, NULL, NULL);

  ck_assert_msg (faults->len == 0, "%s",
                 faults->len > 0 ? (char *) faults->pdata[0] : "");
}

START_TEST (a_visit_is_one_step)
{
  char *folder = make_folder ();
  SchoProject *project = make_project (folder, "I [think:stance] so");
  gsize before = count_steps (project);
  g_autofree char *dump = dump_snapshot (scho_project_get_snapshot (project));
  g_autofree char *undone = NULL;
  g_autofree char *path = g_strdup (scho_project_get_path (project));

  write_memo (project, "Is", "a");
  write_memo (project, "Is it", "a");
  write_memo (project, "Is it so?", "a");
  ck_assert_uint_eq (count_steps (project), before + 1);
  check_sound (project);
  ck_assert (scho_project_undo (project, NULL));
  undone = dump_snapshot (scho_project_get_snapshot (project));
  ck_assert_str_eq (undone, dump);
  ck_assert (scho_project_redo (project, NULL));
  ck_assert_str_eq (get_coding (project)->memo, "Is it so?");

  /* What was undone and redone is a step like any other. */
  write_memo (project, "No.", "a");
  ck_assert_uint_eq (count_steps (project), before + 2);
  write_memo (project, "No!", "b");
  ck_assert_uint_eq (count_steps (project), before + 3);
  check_sound (project);
  g_object_unref (project);
  project = scho_project_open (path, NULL);
  ck_assert_str_eq (get_coding (project)->memo, "No!");
  ck_assert (scho_project_undo (project, NULL));
  ck_assert_str_eq (get_coding (project)->memo, "No.");
  g_object_unref (project);
  remove_folder (folder);
}
END_TEST

START_TEST (another_step_ends_the_visit)
{
  char *folder = make_folder ();
  SchoProject *project = make_project (folder, "I [think:stance] so");
  g_autoptr (SchoStep) step = NULL;
  gsize before = count_steps (project);

  write_memo (project, "one", "a");
  step = scho_edit_add_code (scho_project_get_snapshot (project), 0, "new", NULL);
  ck_assert (scho_project_apply (project, step, NULL));
  write_memo (project, "two", "a");
  ck_assert_uint_eq (count_steps (project), before + 3);
  ck_assert (scho_project_undo (project, NULL));
  ck_assert_str_eq (get_coding (project)->memo, "one");
  ck_assert_ptr_nonnull (
      scho_lookup_code (scho_project_get_snapshot (project), "new", NULL));
  g_object_unref (project);
  remove_folder (folder);
}
END_TEST

/* And what comes before it is not mistaken for it. */
START_TEST (a_visit_that_changes_nothing_leaves_no_step)
{
  char *folder = make_folder ();
  SchoProject *project = make_project (folder, "I [think:stance] so");
  gsize before = count_steps (project);
  gint64 last = scho_project_get_undo_step (project);

  write_memo (project, "x", "a");
  ck_assert_int_gt (scho_project_get_undo_step (project), last);
  write_memo (project, NULL, "a");
  ck_assert_uint_eq (count_steps (project), before);
  ck_assert_int_eq (scho_project_get_undo_step (project), last);
  write_memo (project, "again", "a");
  ck_assert_uint_eq (count_steps (project), before + 1);
  check_sound (project);
  g_object_unref (project);
  remove_folder (folder);
}
END_TEST

static void
join_in_between (SchoProject *project, SchoStep *step, gpointer data)
{
  g_autoptr (SchoStep) other = NULL;

  if (scho_lookup_code (scho_project_get_snapshot (project), "nested", NULL) != NULL)
    return;
  other = scho_edit_add_code (scho_project_get_snapshot (project), 0, "nested", NULL);
  ck_assert (scho_project_apply (project, other, NULL));
}

/* A listener that does a step of its own is not joined to what it heard of. */
START_TEST (a_listeners_step_ends_the_visit)
{
  char *folder = make_folder ();
  SchoProject *project = make_project (folder, "I [think:stance] so");
  gsize before = count_steps (project);

  g_signal_connect (project, "changed", G_CALLBACK (join_in_between), NULL);
  write_memo (project, "one", "a");
  write_memo (project, "two", "a");
  ck_assert_uint_eq (count_steps (project), before + 3);
  ck_assert (scho_project_undo (project, NULL));
  ck_assert_str_eq (get_coding (project)->memo, "one");
  g_object_unref (project);
  remove_folder (folder);
}
END_TEST

/* Listing ------------------------------------------------------------------------- */

START_TEST (the_history_comes_in_parts_with_its_kinds)
{
  char *folder = make_folder ();
  SchoProject *project = make_project (folder, "I [think:stance] so");
  g_autoptr (SchoStep) code
      = scho_edit_add_code (scho_project_get_snapshot (project), 0, "new", NULL);
  g_autoptr (SchoStep) gone = NULL;
  g_autoptr (GPtrArray) entries = NULL, older = NULL;
  const SchoHistoryEntry *entry;

  ck_assert (scho_project_apply (project, code, NULL));
  write_memo (project, "one", "a");
  gone = scho_edit_remove_annotation (scho_project_get_snapshot (project),
                                      get_coding (project));
  ck_assert (scho_project_apply (project, gone, NULL));
  ck_assert (scho_project_undo (project, NULL));

  entries = scho_project_read_history (project, 0, G_MAXINT64, 3, NULL);
  ck_assert_uint_eq (entries->len, 3);
  entry = entries->pdata[0];
  ck_assert_int_eq (entry->kinds, SCHO_KIND_CODINGS);
  ck_assert_int_eq (entry->state, SCHO_STATE_UNDONE);
  ck_assert_int_eq (entry->n_changes, 1);
  entry = entries->pdata[1];
  ck_assert_int_eq (entry->kinds, SCHO_KIND_MEMOS);
  ck_assert_int_eq (entry->state, SCHO_STATE_DONE);
  ck_assert_str_eq (entry->label, "Memo of a passage “stance” added");
  entry = entries->pdata[2];
  ck_assert_int_eq (entry->kinds, SCHO_KIND_CODES);

  older = scho_project_read_history (project, 0, entry->number - 1, 100, NULL);
  ck_assert_uint_ge (older->len, 1);
  entry = older->pdata[0];
  ck_assert_int_ne (entry->kinds & SCHO_KIND_DOCUMENTS, 0);
  g_object_unref (project);
  remove_folder (folder);
}
END_TEST

START_TEST (the_log_goes_into_the_file)
{
  char *folder = make_folder ();
  SchoProject *project = make_project (folder, "I [think:stance] so");
  g_autofree char *log = g_strconcat (scho_project_get_path (project), "-wal", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  write_memo (project, "one", "a");
  ck_assert_int_eq (g_stat (log, &info), 0);
  ck_assert_int_gt (info.st_size, 0);
  ck_assert (scho_project_checkpoint (project, &error));
  assert_no_error (error);
  ck_assert_int_eq (g_stat (log, &info), 0);
  ck_assert_int_eq (info.st_size, 0);
  scho_project_close (project);
  ck_assert (scho_project_checkpoint (project, &error));
  g_object_unref (project);
  remove_folder (folder);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("read-at");
  TCase *tc = tcase_create ("read-at");

  tcase_set_timeout (tc, 110);
  tcase_add_test (tc, each_step_as_it_was);
  tcase_add_test (tc, before_the_first_step_there_is_nothing);
  tcase_add_test (tc, what_was_dropped_is_not_shown);
  tcase_add_test (tc, a_past_project_cannot_be_changed);
  tcase_add_loop_test (tc, steps_of_older_versions_as_they_were, 1, 3);
  tcase_add_test (tc, a_visit_is_one_step);
  tcase_add_test (tc, another_step_ends_the_visit);
  tcase_add_test (tc, a_visit_that_changes_nothing_leaves_no_step);
  tcase_add_test (tc, a_listeners_step_ends_the_visit);
  tcase_add_test (tc, the_history_comes_in_parts_with_its_kinds);
  tcase_add_test (tc, the_log_goes_into_the_file);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
