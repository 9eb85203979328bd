/* test-attachment.c - what is kept beside texts and codings, and its content. */
#include "core-test.h"
#include "make-project.h"

#include <scholiast/edit.h>
#include <scholiast/store-private.h>

static char *folder;
static SchoProject *project;

static void
setup (void)
{
  folder = make_folder ();
  project = make_project (folder, "I [think:stance] so");
}

static void
teardown (void)
{
  g_clear_object (&project);
  remove_folder (folder);
}

static SchoSnapshot *
now (void)
{
  return scho_project_get_snapshot (project);
}

static SchoStep *
begin (void)
{
  return scho_step_new (now (), "Attachment");
}

static void
apply (SchoStep *step)
{
  g_autoptr (GError) error = NULL;

  scho_project_apply (project, step, &error);
  assert_no_error (error);
}

/* A file of the only document. */
static guint32
add_to (SchoStep *step, const char *name, const char *content)
{
  g_autoptr (GBytes) bytes
      = content != NULL ? g_bytes_new (content, strlen (content)) : NULL;

  return scho_step_add_attachment (step,
                                   &(SchoAttachment){ .kind = SCHO_ATTACHMENT_FILE,
                                                      .name = name,
                                                      .document = 1,
                                                      .media_type = "audio/mpeg" },
                                   bytes);
}

static void
add (const char *name, const char *content)
{
  g_autoptr (SchoStep) step = begin ();

  add_to (step, name, content);
  apply (step);
}

static void
assert_content (SchoSnapshot *snapshot, guint32 id, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = scho_snapshot_read_attachment (snapshot, id, &error);

  assert_no_error (error);
  ck_assert_uint_eq (g_bytes_get_size (content), strlen (expected));
  /* Of nothing there is no address. */
  if (expected[0] != '\0')
    ck_assert_mem_eq (g_bytes_get_data (content, NULL), expected, strlen (expected));
}

static gsize
count_attachments (void)
{
  gsize n;

  scho_snapshot_get_attachments (now (), &n);
  return n;
}

static gint64
ask (const char *sql)
{
  g_autofree char *path = g_strdup (scho_project_get_path (project));
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = NULL;
  gint64 number;

  ck_assert_int_eq (sqlite3_open (path, &db), SQLITE_OK);
  ck_assert_int_eq (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), SQLITE_OK);
  number
      = sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : -1;
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return number;
}

static void
reopen (void)
{
  g_autofree char *path = g_strdup (scho_project_get_path (project));
  g_autoptr (GError) error = NULL;

  g_clear_object (&project);
  project = scho_project_open (path, &error);
  assert_no_error (error);
}

static void
assert_sound (void)
{
  g_autoptr (GPtrArray) faults = scho_project_check (project, NULL, NULL, NULL);

  for (guint i = 0; i < faults->len; i++)
    ck_abort_msg ("%s", (const char *) faults->pdata[i]);
}

START_TEST (a_content_comes_back)
{
  const SchoAttachment *kept;

  add ("talk.mp3", "sound");
  assert_content (now (), 1, "sound");
  reopen ();
  kept = scho_snapshot_get_attachment (now (), 1);
  ck_assert_str_eq (kept->kind, "file");
  ck_assert_str_eq (kept->name, "talk.mp3");
  ck_assert_str_eq (kept->media_type, "audio/mpeg");
  ck_assert_uint_eq (kept->document, 1);
  ck_assert_uint_eq (kept->size, 5);
  ck_assert_ptr_null (kept->text);
  assert_content (now (), 1, "sound");
  assert_sound ();
}
END_TEST

START_TEST (a_text_needs_no_content)
{
  g_autoptr (SchoStep) step = begin ();
  g_autoptr (GError) error = NULL;

  scho_step_add_attachment (
      step, &(SchoAttachment){ .kind = "query", .name = "blame", .text = "code:blame" },
      NULL);
  apply (step);
  ck_assert_str_eq (scho_snapshot_get_attachment (now (), 1)->text, "code:blame");
  ck_assert_ptr_null (scho_snapshot_read_attachment (now (), 1, &error));
  ck_assert (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND));
  assert_sound ();
}
END_TEST

START_TEST (an_empty_content_is_one)
{
  add ("empty", "");
  reopen ();
  ck_assert_ptr_nonnull (scho_snapshot_get_attachment (now (), 1)->digest);
  assert_content (now (), 1, "");
  assert_sound ();
}
END_TEST

START_TEST (undo_and_redo_find_each_content)
{
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (GBytes) other = g_bytes_new_static ("other", 5);
  SchoAttachment after;

  add ("talk.mp3", "sound");
  step = begin ();
  after = *scho_snapshot_get_attachment (now (), 1);
  after.name = "talk 2.mp3";
  scho_step_replace_attachment (step, &after, other);
  apply (step);
  reopen ();
  assert_content (now (), 1, "other");
  ck_assert (scho_project_undo (project, NULL));
  assert_content (now (), 1, "sound");
  ck_assert_str_eq (scho_snapshot_get_attachment (now (), 1)->name, "talk.mp3");
  ck_assert (scho_project_undo (project, NULL));
  ck_assert_uint_eq (count_attachments (), 0);
  reopen ();
  ck_assert (scho_project_redo (project, NULL));
  ck_assert (scho_project_redo (project, NULL));
  assert_content (now (), 1, "other");
  assert_sound ();
}
END_TEST

START_TEST (equal_contents_are_there_once)
{
  add ("a", "same");
  add ("b", "same");
  ck_assert_int_eq (ask ("SELECT count(*) FROM content"), 1);
  assert_content (now (), 2, "same");
}
END_TEST

/* The step that brought it was undone, and then something else was done. */
START_TEST (a_content_that_nothing_names_goes)
{
  add ("a", "kept");
  add ("b", "dropped");
  ck_assert (scho_project_undo (project, NULL));
  ck_assert_int_eq (ask ("SELECT count(*) FROM content"), 2);
  add ("c", "kept");
  reopen ();
  reopen ();
  ck_assert_int_eq (ask ("SELECT count(*) FROM content"), 1);
  assert_content (now (), 1, "kept");
  assert_sound ();
}
END_TEST

START_TEST (one_that_is_removed_can_come_back)
{
  g_autoptr (SchoStep) step = NULL;

  add ("a", "sound");
  step = begin ();
  scho_step_remove_attachment (step, 1);
  apply (step);
  reopen ();
  ck_assert_uint_eq (count_attachments (), 0);
  ck_assert (scho_project_undo (project, NULL));
  assert_content (now (), 1, "sound");
}
END_TEST

START_TEST (it_goes_with_its_document)
{
  g_autoptr (SchoStep) step = NULL;

  add ("a", "sound");
  step = scho_edit_remove_document (now (), 1);
  apply (step);
  ck_assert_uint_eq (count_attachments (), 0);
  ck_assert (scho_project_undo (project, NULL));
  assert_content (now (), 1, "sound");
  assert_sound ();
}
END_TEST

START_TEST (a_document_that_is_not_there_is_refused)
{
  g_autoptr (SchoStep) step = begin ();
  g_autoptr (GError) error = NULL;

  scho_step_add_attachment (
      step, &(SchoAttachment){ .kind = "file", .name = "a", .document = 7 }, NULL);
  ck_assert (!scho_project_apply (project, step, &error));
  ck_assert_str_eq (error->message, "“a” is kept with a document that does not exist");
  ck_assert_uint_eq (count_attachments (), 0);
}
END_TEST

START_TEST (steps_are_put_together_and_renumbered)
{
  g_autoptr (SchoStep) one = begin (), other = begin (), late = begin ();
  g_autoptr (SchoText) text = scho_text_new ("Another.", NULL);
  guint32 document
      = scho_step_add_document (other, &(SchoDocument){ .title = "other" }, text);
  gsize n;
  const SchoAttachment *const *all;

  add_to (one, "a", "A");
  scho_step_add_attachment (
      other, &(SchoAttachment){ .kind = "file", .name = "b", .document = document },
      NULL);
  add_to (other, "c", "C");
  add_to (late, "d", "D");
  scho_step_append (one, other);
  apply (one);
  apply (late); /* made on the project as it was before */
  all = scho_snapshot_get_attachments (now (), &n);
  ck_assert_uint_eq (n, 4);
  for (gsize i = 0; i < n; i++)
    ck_assert_uint_eq (all[i]->id, i + 1);
  ck_assert_str_eq (scho_snapshot_get_document (now (), all[1]->document)->title,
                    "other");
  assert_content (now (), 1, "A");
  assert_content (now (), 3, "C");
  assert_content (now (), 4, "D");
}
END_TEST

/* As the next file of an import sees what an earlier one brings. */
START_TEST (a_step_on_its_way_has_its_content)
{
  g_autoptr (SchoStep) step = begin ();
  g_autoptr (SchoSnapshot) after = NULL;

  add_to (step, "a", "on its way");
  after = scho_snapshot_apply (now (), step, NULL);
  assert_content (after, 1, "on its way");
}
END_TEST

START_TEST (the_project_as_it_was_has_it)
{
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (SchoSnapshot) then = NULL;
  g_autoptr (GPtrArray) history = NULL;
  const SchoHistoryEntry *second;

  add ("a", "sound");
  step = begin ();
  scho_step_remove_attachment (step, 1);
  apply (step);
  history = scho_project_read_history (project, 0, G_MAXINT64, 100, NULL);
  second = history->pdata[1];
  ck_assert_uint_eq (second->kinds, SCHO_KIND_PROJECT);
  then = scho_project_read_at (project, second->number, NULL);
  assert_content (then, 1, "sound");
}
END_TEST

START_TEST (narrowing_leaves_those_of_other_documents_out)
{
  g_autoptr (SchoStep) step = begin ();
  g_autoptr (SchoSnapshot) narrow = NULL;
  gboolean documents[] = { FALSE, FALSE };
  gsize n;
  const SchoAttachment *const *all;

  add_to (step, "a", "A");
  scho_step_add_attachment (step, &(SchoAttachment){ .kind = "query", .name = "q" },
                            NULL);
  apply (step);
  narrow = scho_snapshot_narrow (now (), documents, NULL);
  all = scho_snapshot_get_attachments (narrow, &n);
  ck_assert_uint_eq (n, 1);
  ck_assert_str_eq (all[0]->name, "q");
}
END_TEST

static const struct
{
  const char *sql, *fault;
} damages[] = {
  { "UPDATE content SET body = CAST ('sOund' AS BLOB)", "not the one that was added" },
  { "UPDATE content SET body = CAST ('soun' AS BLOB)", "has 4 bytes, not 5" },
  { "DELETE FROM content", "is not in the file" },
  { "UPDATE attachment SET document = 9", "a document that does not exist" },
  { "UPDATE attachment SET uuid = x'00'", "an identity" },
};

START_TEST (damage_is_said)
{
  g_autofree char *path = g_strdup (scho_project_get_path (project));
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GString) all = g_string_new (NULL);
  sqlite3 *db = NULL;

  add ("a", "sound");
  g_clear_object (&project);
  ck_assert_int_eq (sqlite3_open (path, &db), SQLITE_OK);
  ck_assert_int_eq (sqlite3_exec (db, damages[_i].sql, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close (db);
  project = scho_project_open_read_only (path, NULL);
  faults = scho_project_check (project, NULL, NULL, NULL);
  for (guint i = 0; i < faults->len; i++)
    g_string_append_printf (all, "%s\n", (const char *) faults->pdata[i]);
  ck_assert_msg (strstr (all->str, damages[_i].fault) != NULL, "%s", all->str);
}
END_TEST

START_TEST (what_is_too_large_is_refused)
{
  g_autoptr (GError) error = NULL;

  ck_assert (scho_attachment_check_size ("film", SCHO_ATTACHMENT_LARGEST, NULL));
  ck_assert (!scho_attachment_check_size ("film", SCHO_ATTACHMENT_LARGEST + 1, &error));
  ck_assert_ptr_nonnull (strstr (error->message, "“film” has 999"));
}
END_TEST

START_TEST (a_code_has_a_pseudonym)
{
  g_autoptr (SchoStep) step = begin ();
  SchoCode code = *scho_snapshot_get_code (now (), 1);

  code.pseudonym = " Mira\n";
  scho_step_replace_code (step, &code);
  apply (step);
  reopen ();
  ck_assert_str_eq (scho_snapshot_get_code (now (), 1)->pseudonym, "Mira");
  ck_assert (scho_project_undo (project, NULL));
  ck_assert_ptr_null (scho_snapshot_get_code (now (), 1)->pseudonym);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("attachment");
  TCase *tc = tcase_create ("all");

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_add_test (tc, a_content_comes_back);
  tcase_add_test (tc, a_text_needs_no_content);
  tcase_add_test (tc, an_empty_content_is_one);
  tcase_add_test (tc, undo_and_redo_find_each_content);
  tcase_add_test (tc, equal_contents_are_there_once);
  tcase_add_test (tc, a_content_that_nothing_names_goes);
  tcase_add_test (tc, one_that_is_removed_can_come_back);
  tcase_add_test (tc, it_goes_with_its_document);
  tcase_add_test (tc, a_document_that_is_not_there_is_refused);
  tcase_add_test (tc, steps_are_put_together_and_renumbered);
  tcase_add_test (tc, a_step_on_its_way_has_its_content);
  tcase_add_test (tc, the_project_as_it_was_has_it);
  tcase_add_test (tc, narrowing_leaves_those_of_other_documents_out);
  tcase_add_loop_test (tc, damage_is_said, 0, G_N_ELEMENTS (damages));
  tcase_add_test (tc, what_is_too_large_is_refused);
  tcase_add_test (tc, a_code_has_a_pseudonym);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
