/* test-job.c - work on another thread; all news arrive in this one. */
#include <scholiast/job.h>
#include <scholiast/error.h>

#include "core-test.h"

typedef struct
{
  GMainLoop *loop;
  GThread *caller;
  gboolean is_done;
  guint n_told;
  double last;
  gint64 first_time, last_time;
  gpointer result;
  GError *error;
} Watch;

typedef struct
{
  GThread *caller;
  guint n_calls;
  guint pause; /* microseconds between them */
  gboolean fails;
  gboolean *is_freed;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  ck_assert_ptr_eq (g_thread_self (), work->caller);
  *work->is_freed = TRUE;
  g_free (work);
}

static gpointer
work_cb (gpointer data,
         const SchoProgress *progress,
         GCancellable *cancellable,
         GError **error)
{
  Work *work = data;

  ck_assert_ptr_ne (g_thread_self (), work->caller);
  for (guint i = 0; i < work->n_calls; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      scho_progress_set (progress, (double) i / work->n_calls, "text");
      if (work->pause > 0)
        g_usleep (work->pause);
    }
  if (work->fails)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED, "no luck");
      return NULL;
    }
  return g_strdup ("result");
}

static void
progress_cb (double fraction, const char *what, gpointer data)
{
  Watch *watch = data;

  ck_assert_ptr_eq (g_thread_self (), watch->caller);
  ck_assert (!watch->is_done);
  ck_assert (fraction >= watch->last);
  ck_assert_str_eq (what, "text");
  if (watch->n_told++ == 0)
    watch->first_time = g_get_monotonic_time ();
  watch->last_time = g_get_monotonic_time ();
  watch->last = fraction;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Watch *watch = data;

  ck_assert_ptr_eq (g_thread_self (), watch->caller);
  watch->is_done = TRUE;
  watch->result = scho_job_run_finish (result, &watch->error);
  g_main_loop_quit (watch->loop);
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

/* Runs it, and a little longer, since nothing may come after the end. */
static Watch
run (Work values, GCancellable *cancellable)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  gboolean is_freed = FALSE;
  Watch watch = { .loop = loop, .caller = g_thread_self () };
  SchoProgress progress = { progress_cb, &watch };
  Work *work = g_memdup2 (&values, sizeof values);

  work->caller = g_thread_self ();
  work->is_freed = &is_freed;
  scho_job_run_async (work_cb, work, work_free, g_free, cancellable, &progress, done_cb,
                      &watch);
  g_main_loop_run (loop);
  ck_assert (watch.is_done);
  g_timeout_add (100, quit_cb, loop);
  g_main_loop_run (loop);
  ck_assert (is_freed);
  return watch;
}

START_TEST (brings_a_result)
{
  Watch watch = run ((Work){ .n_calls = 1 }, NULL);

  ck_assert_ptr_null (watch.error);
  ck_assert_str_eq (watch.result, "result");
  g_free (watch.result);
}
END_TEST

START_TEST (brings_an_error)
{
  Watch watch = run ((Work){ .n_calls = 1, .fails = TRUE }, NULL);

  ck_assert_ptr_null (watch.result);
  ck_assert_str_eq (watch.error->message, "no luck");
  g_error_free (watch.error);
}
END_TEST

START_TEST (tells_twenty_times_a_second)
{
  Watch watch = run ((Work){ .n_calls = 1000, .pause = 500 }, NULL);

  /* Half a second and more, by a machine that may be slow. */
  ck_assert_uint_ge (watch.n_told, 5);
  ck_assert_uint_le (watch.n_told,
                     2 + (watch.last_time - watch.first_time) * 20 / G_USEC_PER_SEC);
  g_free (watch.result);
}
END_TEST

START_TEST (a_million_calls_are_cheap)
{
  gint64 begin = g_get_monotonic_time ();
  Watch watch = run ((Work){ .n_calls = 1000000 }, NULL);

  ck_assert_int_lt (g_get_monotonic_time () - begin, 5 * G_USEC_PER_SEC);
  g_free (watch.result);
}
END_TEST

static gboolean
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

START_TEST (stops_when_cancelled)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Watch watch = { 0 };

  g_timeout_add (50, cancel_cb, cancellable);
  watch = run ((Work){ .n_calls = 100000, .pause = 1000 }, cancellable);
  ck_assert_ptr_null (watch.result);
  ck_assert (g_error_matches (watch.error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  g_error_free (watch.error);
}
END_TEST

/* A main context of its own: as a test or a command would have. */
static gpointer
run_elsewhere (gpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  gboolean is_freed = FALSE;
  Watch watch = { .loop = loop, .caller = g_thread_self () };
  SchoProgress progress = { progress_cb, &watch };
  Work *work = g_new0 (Work, 1);

  g_main_context_push_thread_default (context);
  *work = (Work){ g_thread_self (), 300, 1000, FALSE, &is_freed };
  scho_job_run_async (work_cb, work, work_free, g_free, NULL, &progress, done_cb, &watch);
  g_main_loop_run (loop);
  g_main_context_pop_thread_default (context);
  ck_assert (is_freed);
  ck_assert_uint_ge (watch.n_told, 2);
  return watch.result;
}

START_TEST (uses_the_callers_context)
{
  GThread *thread = g_thread_new ("caller", run_elsewhere, NULL);
  g_autofree char *result = g_thread_join (thread);

  ck_assert_str_eq (result, "result");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("job");
  TCase *tc = tcase_create ("job");

  tcase_set_timeout (tc, 60);
  tcase_add_test (tc, brings_a_result);
  tcase_add_test (tc, brings_an_error);
  tcase_add_test (tc, tells_twenty_times_a_second);
  tcase_add_test (tc, a_million_calls_are_cheap);
  tcase_add_test (tc, stops_when_cancelled);
  tcase_add_test (tc, uses_the_callers_context);
  suite_add_tcase (suite, tc);
  return run_suite (suite);
}
