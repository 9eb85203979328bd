#include <scholiast/job.h>

/* Twenty times a second, in microseconds. */
#define PAUSE (G_USEC_PER_SEC / 20)

typedef struct
{
  gatomicrefcount ref_count;
  GMainContext *context; /* of the caller */
  SchoProgress progress;
  gint64 last; /* when the caller was told; of the worker alone */

  GMutex mutex;
  gboolean is_over;
  gboolean is_queued;
  double fraction;
  char *what;
} Relay;

typedef struct
{
  SchoJobFunc work;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  GAsyncReadyCallback done;
  gpointer user_data;
  Relay *relay; /* nullable: nobody wants to know */
} Job;

static Relay *
relay_new (const SchoProgress *progress)
{
  Relay *self = g_new0 (Relay, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->context = g_main_context_ref_thread_default ();
  self->progress = *progress;
  g_mutex_init (&self->mutex);
  return self;
}

static Relay *
relay_ref (Relay *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
relay_unref (gpointer data)
{
  Relay *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_free (self->what);
  g_free (self);
}

static gboolean
tell_caller_cb (gpointer data)
{
  Relay *self = data;
  g_autofree char *what = NULL;
  double fraction = 0;
  gboolean is_over = FALSE;

  g_mutex_lock (&self->mutex);
  self->is_queued = FALSE;
  is_over = self->is_over;
  fraction = self->fraction;
  what = g_steal_pointer (&self->what);
  g_mutex_unlock (&self->mutex);

  if (!is_over)
    scho_progress_set (&self->progress, fraction, what);
  return G_SOURCE_REMOVE;
}

static void
relay_queue (Relay *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_caller_cb, relay_ref (self), relay_unref);
  g_source_attach (source, self->context);
}

/* In the worker. What comes too early after the last is dropped. */
static void
progress_cb (double fraction, const char *what, gpointer data)
{
  Relay *self = data;
  gint64 now = g_get_monotonic_time ();

  if (self->last != 0 && now - self->last < PAUSE)
    return;
  self->last = now;

  g_mutex_lock (&self->mutex);
  self->fraction = fraction;
  g_free (self->what);
  self->what = g_strdup (what);
  if (!self->is_queued)
    relay_queue (self);
  self->is_queued = TRUE;
  g_mutex_unlock (&self->mutex);
}

static void
job_free (gpointer data)
{
  Job *self = data;

  if (self->free_data != NULL)
    self->free_data (self->data);
  g_clear_pointer (&self->relay, relay_unref);
  g_free (self);
}

static void
work_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  SchoProgress progress = { progress_cb, job->relay };
  GError *error = NULL;
  gpointer result
      = job->work (job->data, job->relay != NULL ? &progress : NULL, cancellable, &error);

  if (error != NULL)
    {
      if (result != NULL && job->free_result != NULL)
        job->free_result (result);
      g_task_return_error (task, error);
    }
  else
    g_task_return_pointer (task, result, job->free_result);
}

/* In the caller's thread. */
static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  if (job->relay != NULL)
    {
      g_mutex_lock (&job->relay->mutex);
      job->relay->is_over = TRUE;
      g_mutex_unlock (&job->relay->mutex);
    }
  if (job->done != NULL)
    job->done (NULL, result, job->user_data);
  /* Here, since the last reference to the task may go in the worker. */
  if (job->free_data != NULL)
    job->free_data (job->data);
  job->free_data = NULL;
}

void
scho_job_run_async (SchoJobFunc work,
                    gpointer data,
                    GDestroyNotify free_data,
                    GDestroyNotify free_result,
                    GCancellable *cancellable,
                    const SchoProgress *progress,
                    GAsyncReadyCallback done,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, done_cb, NULL);
  Job *job = g_new0 (Job, 1);

  *job = (Job){ work, data, free_data, free_result, done, user_data, NULL };
  if (progress != NULL && progress->func != NULL)
    job->relay = relay_new (progress);
  g_task_set_source_tag (task, scho_job_run_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, work_in_thread);
}

gpointer
scho_job_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
