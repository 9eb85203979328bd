/* test-project-async.c - a step that passes the door on a worker: what comes of it is the
 * same, and nothing gets in its way. */
#include <scholiast/scholiast.h>

#include <string.h>

#include "core-test.h"
#include "make-project.h"

#define BUSY "“test.scholia” is being saved; please try again in a moment"

static char *folder;
static SchoProject *project;

/* What was heard of. */
static struct
{
  guint n_changed, n_busy, n_done;
  gboolean busy_at_changed;
  GThread *thread;
  GError *error; /* what the last one ended with */
} heard;

static void
changed_cb (void)
{
  heard.n_changed++;
  heard.busy_at_changed = scho_project_is_busy (project);
  heard.thread = g_thread_self ();
}

static void
busy_cb (void)
{
  heard.n_busy++;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  gboolean done;

  heard.n_done++;
  g_clear_error (&heard.error);
  done = scho_project_apply_finish ((SchoProject *) source, result, &heard.error);
  ck_assert (done == (heard.error == NULL));
}

static void
await (guint n_done)
{
  while (heard.n_done < n_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
open_project (const char *path)
{
  g_autoptr (GError) error = NULL;

  project = scho_project_open (path, &error);
  assert_no_error (error);
}

static void
setup (void)
{
  folder = make_folder ();
  project = make_project (folder, "I [think:think] [that [so:agree] is:stance] good");
  memset (&heard, 0, sizeof heard);
  g_signal_connect (project, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect (project, "busy-changed", G_CALLBACK (busy_cb), NULL);
}

static void
teardown (void)
{
  g_clear_object (&project);
  g_clear_error (&heard.error);
  remove_folder (folder);
}

static SchoSnapshot *
now (void)
{
  return scho_project_get_snapshot (project);
}

static SchoStep *
make_step (guint n, guint32 end)
{
  SchoStep *step = scho_step_new (now (), "Very many");

  for (guint i = 0; i < n; i++)
    scho_step_add_annotation (step, &(SchoAnnotation){ .start = i % 9,
                                                       .end = end,
                                                       .document = 1,
                                                       .code = 1 + i % 3,
                                                       .coder = 1,
                                                       .weight = SCHO_NO_WEIGHT });
  return step;
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

/* The file as it is now, as a project of its own. */
static SchoProject *
open_copy (void)
{
  g_autofree char *path = g_build_filename (folder, "copy.scholia", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  SchoProject *copy;
  gsize n;

  ck_assert (scho_project_checkpoint (project, NULL));
  ck_assert (g_file_get_contents (scho_project_get_path (project), &bytes, &n, NULL));
  ck_assert (g_file_set_contents (path, bytes, (gssize) n, NULL));
  copy = scho_project_open (path, &error);
  assert_no_error (error);
  return copy;
}

static void
check_same (SchoProject *other)
{
  g_autofree char *one = dump_snapshot (now ());
  g_autofree char *two = dump_snapshot (scho_project_get_snapshot (other));

  ck_assert_str_eq (one, two);
  ck_assert_pstr_eq (scho_project_get_undo_label (project),
                     scho_project_get_undo_label (other));
  ck_assert_pstr_eq (scho_project_get_redo_label (project),
                     scho_project_get_redo_label (other));
  ck_assert_int_eq (scho_project_get_undo_size (project),
                    scho_project_get_undo_size (other));
  ck_assert_int_eq (scho_project_get_redo_size (project),
                    scho_project_get_redo_size (other));
}

/* Each random step goes one way on the worker and the other at once. */
START_TEST (what_comes_of_it_is_the_same)
{
  g_autoptr (SchoProject) copy = open_copy ();
  g_autoptr (GRand) random = g_rand_new_with_seed (get_test_seed ());
  guint n_empty = 0; /* leave no trace */

  for (guint i = 1; i <= 30; i++)
    {
      g_autoptr (SchoStep) step = make_random_step (random, now ());

      n_empty += scho_step_is_empty (step) ? 1 : 0;
      scho_project_apply_async (project, step, done_cb, NULL);
      await (3 * i - 2);
      assert_no_error (heard.error);
      ck_assert (scho_project_apply (copy, step, NULL));
      check_same (copy);
      scho_project_undo_async (project, done_cb, NULL);
      await (3 * i - 1);
      assert_no_error (heard.error);
      ck_assert (scho_project_undo (copy, NULL));
      check_same (copy);
      scho_project_redo_async (project, done_cb, NULL);
      await (3 * i);
      ck_assert (scho_project_redo (copy, NULL));
      check_same (copy);
    }
  ck_assert_uint_eq (heard.n_changed, 90 - n_empty);
  ck_assert_uint_eq (heard.n_busy, 2 * heard.n_changed);
  ck_assert (!heard.busy_at_changed);
  ck_assert_ptr_eq (heard.thread, g_thread_self ());
  check_sound ();
}
END_TEST

static GError *problem;

static void
check_busy (gboolean done)
{
  GError *error = g_steal_pointer (&problem);

  ck_assert (!done);
  ck_assert_msg (g_error_matches (error, SCHO_ERROR, SCHO_ERROR_BUSY), "%s",
                 error != NULL ? error->message : "no error");
  ck_assert_str_eq (error->message, BUSY);
  g_error_free (error);
}

START_TEST (nothing_gets_in_its_way)
{
  g_autoptr (SchoStep) large = make_step (5000, 20), small = make_step (1, 9);
  g_autoptr (SchoText) text = NULL;

  scho_project_apply_async (project, large, done_cb, NULL);
  ck_assert (scho_project_is_busy (project));
  ck_assert_uint_eq (heard.n_busy, 1);
  check_busy (scho_project_apply (project, small, &problem));
  check_busy (scho_project_apply_joined (project, small, "a memo", &problem));
  check_busy (scho_project_undo (project, &problem));
  check_busy (scho_project_redo (project, &problem));
  check_busy (scho_project_list_history (project, &problem) != NULL);
  check_busy (scho_project_read_at (project, 0, &problem) != NULL);
  check_busy (scho_project_check (project, NULL, NULL, &problem) != NULL);
  ck_assert (scho_project_checkpoint (project, NULL));
  /* The old one is read as ever. */
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (now ()), 3);
  text = scho_snapshot_read_text (now (), 1, NULL);
  ck_assert_ptr_nonnull (text);
  scho_project_undo_async (project, done_cb, NULL);
  while (heard.error == NULL)
    g_main_context_iteration (NULL, TRUE);
  ck_assert_str_eq (heard.error->message, BUSY);
  await (2);
  ck_assert (!scho_project_is_busy (project));
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (now ()), 5003);
  ck_assert (scho_project_apply (project, small, NULL));
  check_sound ();
}
END_TEST

START_TEST (a_failure_leaves_all_as_it_was)
{
  g_autoptr (SchoStep) step = make_step (2000, 24);
  g_autofree char *before = dump_snapshot (now ()), *after = NULL;
  g_autofree char *label = g_strdup (scho_project_get_undo_label (project));

  scho_project_apply_async (project, step, done_cb, NULL);
  await (1);
  ck_assert (g_error_matches (heard.error, SCHO_ERROR, SCHO_ERROR_RANGE));
  ck_assert (!scho_project_is_busy (project));
  ck_assert_uint_eq (heard.n_changed, 0);
  ck_assert_uint_eq (heard.n_busy, 2);
  after = dump_snapshot (now ());
  ck_assert_str_eq (after, before);
  ck_assert_pstr_eq (scho_project_get_undo_label (project), label);
  check_sound ();
}
END_TEST

START_TEST (what_cannot_be_undone_is_told)
{
  scho_project_redo_async (project, done_cb, NULL);
  await (1);
  ck_assert (g_error_matches (heard.error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND));
  ck_assert (!scho_project_is_busy (project));
}
END_TEST

START_TEST (an_empty_step_leaves_no_trace)
{
  g_autoptr (SchoStep) step = scho_step_new (now (), "Nothing");

  scho_project_apply_async (project, step, done_cb, NULL);
  ck_assert (!scho_project_is_busy (project));
  await (1);
  assert_no_error (heard.error);
  ck_assert_uint_eq (heard.n_changed, 0);
}
END_TEST

static guint
count_copies (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, "(copy") != NULL;
  return n;
}

/* A large step, the same undone, and one that a copy is kept before. */
START_TEST (what_is_given_up_leaves_all_as_it_was)
{
  g_autoptr (SchoStep) large = make_step (20000, 20), removal = NULL;
  g_autofree char *before = dump_snapshot (now ()), *after = NULL;
  guint64 n;

  scho_project_cancel (project); /* nothing is on its way */
  if (_i > 0)
    ck_assert (scho_project_apply (project, large, NULL));
  n = scho_snapshot_get_n_annotations (now ());
  heard.n_changed = 0;
  if (_i == 0)
    scho_project_apply_async (project, large, done_cb, NULL);
  else if (_i == 1)
    scho_project_undo_async (project, done_cb, NULL);
  else
    scho_project_apply_async (project, removal = scho_edit_remove_document (now (), 1),
                              done_cb, NULL);
  scho_project_cancel (project);
  await (1);
  ck_assert (g_error_matches (heard.error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  ck_assert (!scho_project_is_busy (project));
  ck_assert_uint_eq (heard.n_changed, 0);
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (now ()), n);
  ck_assert_uint_eq (count_copies (), 0);
  check_sound ();
  /* The door is open again. */
  ck_assert (_i == 0 ? scho_project_apply (project, large, NULL)
                     : scho_project_undo (project, NULL));
  if (_i == 0)
    ck_assert (scho_project_undo (project, NULL));
  after = dump_snapshot (now ());
  ck_assert_str_eq (after, before);
  check_sound ();
}
END_TEST

/* Whenever that is, it is all or nothing. */
START_TEST (it_can_be_given_up_at_any_moment)
{
  g_autofree char *before = dump_snapshot (now ());
  guint n_given_up = 0;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (SchoStep) step = make_step (20000, 20);
      g_autofree char *after = NULL;

      scho_project_apply_async (project, step, done_cb, NULL);
      if (i > 0)
        g_usleep (i * 4000);
      scho_project_cancel (project);
      await (i + 1);
      n_given_up += heard.error != NULL;
      ck_assert_uint_eq (scho_snapshot_get_n_annotations (now ()),
                         heard.error != NULL ? 3 : 20003);
      if (heard.error == NULL)
        ck_assert (scho_project_undo (project, NULL));
      after = dump_snapshot (now ());
      ck_assert_str_eq (after, before);
    }
  ck_assert_uint_gt (n_given_up, 0);
  check_sound ();
}
END_TEST

START_TEST (closing_waits)
{
  g_autofree char *path = g_strdup (scho_project_get_path (project));
  g_autoptr (SchoStep) step = make_step (20000, 20);

  scho_project_apply_async (project, step, done_cb, NULL);
  scho_project_close (project);
  ck_assert (!scho_project_is_busy (project));
  ck_assert_uint_eq (heard.n_changed, 1);
  ck_assert_uint_eq (heard.n_busy, 2);
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (now ()), 20003);
  await (1);
  assert_no_error (heard.error);
  ck_assert_uint_eq (heard.n_changed, 1);
  g_clear_object (&project);
  open_project (path);
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (now ()), 20003);
  check_sound ();
}
END_TEST

START_TEST (the_last_reference_may_go_meanwhile)
{
  g_autofree char *path = g_strdup (scho_project_get_path (project));
  g_autoptr (SchoStep) step = make_step (5000, 20);

  g_signal_handlers_disconnect_by_func (project, changed_cb, NULL);
  scho_project_apply_async (project, step, done_cb, NULL);
  g_clear_object (&project);
  await (1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  open_project (path);
  ck_assert_pstr_eq (scho_project_get_read_only_reason (project), NULL);
  ck_assert_uint_eq (scho_snapshot_get_n_annotations (now ()), 5003);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("project-async");
  TCase *tc = tcase_create ("project-async");

  tcase_add_checked_fixture (tc, setup, teardown);
  tcase_add_test (tc, what_comes_of_it_is_the_same);
  tcase_add_test (tc, nothing_gets_in_its_way);
  tcase_add_test (tc, a_failure_leaves_all_as_it_was);
  tcase_add_test (tc, what_cannot_be_undone_is_told);
  tcase_add_test (tc, an_empty_step_leaves_no_trace);
  tcase_add_loop_test (tc, what_is_given_up_leaves_all_as_it_was, 0, 3);
  tcase_add_test (tc, it_can_be_given_up_at_any_moment);
  tcase_add_test (tc, closing_waits);
  tcase_add_test (tc, the_last_reference_may_go_meanwhile);
  tcase_set_timeout (tc, 60);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
