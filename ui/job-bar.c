#include "job-bar.h"

#include <glib/gi18n.h>

/* Short work needs no bar that comes and goes. */
#define PATIENCE_MS 300

#define PULSE_MS 100

typedef struct
{
  SchoJobBar *bar;
  char *title;
  SchoJobFunc work;
  gpointer data;
  GDestroyNotify free_data, free_result;
  SchoJobDone done;
  gpointer owner; /* weak */
  GCancellable *cancellable;
} Job;

struct _SchoJobBar
{
  GtkWidget parent_instance;
  GtkRevealer *revealer;
  GtkLabel *title, *what;
  GtkProgressBar *progress;
  Job *current;   /* at work */
  GQueue waiting; /* of Job */
  guint patience, pulse;
  gboolean held;
  GAsyncResult *arrived; /* of the current job, while held */
};

static guint cancelled_signal;

G_DEFINE_FINAL_TYPE (SchoJobBar, scho_job_bar, GTK_TYPE_WIDGET)

static void
job_free (Job *self)
{
  g_clear_weak_pointer (&self->owner);
  if (self->data != NULL && self->free_data != NULL)
    self->free_data (self->data);
  g_free (self->title);
  g_object_unref (self->cancellable);
  g_object_unref (self->bar);
  g_free (self);
}

static void
progress_cb (double fraction, const char *what, gpointer data)
{
  Job *job = data;
  SchoJobBar *self = job->bar;

  if (self->progress == NULL || self->held)
    return; /* the window is closed, or shows something else */
  if (fraction < 0)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, CLAMP (fraction, 0, 1));
  gtk_label_set_label (self->what, what != NULL ? what : "");
}

static gboolean
patience_cb (gpointer data)
{
  SchoJobBar *self = data;

  self->patience = 0;
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  return G_SOURCE_REMOVE;
}

/* The plugins' function gets the data; the job keeps owning it for @done. */
static gpointer
work_cb (gpointer data,
         const SchoProgress *progress,
         GCancellable *cancellable,
         GError **error)
{
  Job *job = data;

  return job->work (job->data, progress, cancellable, error);
}

static void start_next (SchoJobBar *self);

static void
finish (Job *job, GAsyncResult *result)
{
  g_autoptr (SchoJobBar) self = g_object_ref (job->bar);
  g_autoptr (GError) error = NULL;
  gpointer value = scho_job_run_finish (result, &error);
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  self->current = NULL;
  if (job->owner != NULL)
    job->done (job->owner, job->data, value, cancelled ? NULL : error);
  else if (value != NULL)
    job->free_result (value);
  job_free (job);
  start_next (self);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = data;

  if (job->bar->held)
    g_set_object (&job->bar->arrived, result);
  else
    finish (job, result);
}

static void
show_title (SchoJobBar *self, const char *title)
{
  if (self->revealer == NULL)
    return;
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->what, "");
  gtk_progress_bar_set_fraction (self->progress, 0);
  if (self->patience == 0)
    self->patience = g_timeout_add (PATIENCE_MS, patience_cb, self);
}

static void
start_next (SchoJobBar *self)
{
  Job *job = self->held ? NULL : g_queue_pop_head (&self->waiting);
  SchoProgress progress = { progress_cb, job };

  if (self->current == NULL && job == NULL && !self->held)
    {
      g_clear_handle_id (&self->patience, g_source_remove);
      if (self->revealer != NULL)
        gtk_revealer_set_reveal_child (self->revealer, FALSE);
    }
  if (job == NULL)
    return;
  self->current = job;
  show_title (self, job->title);
  scho_job_run_async (work_cb, job, NULL, job->free_result, job->cancellable, &progress,
                      finished_cb, job);
}

static void
scho_job_bar_dispose (GObject *object)
{
  SchoJobBar *self = SCHO_JOB_BAR (object);
  GtkWidget *child;

  scho_job_bar_cancel (self);
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_handle_id (&self->pulse, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->revealer = NULL;
  self->progress = NULL;
  G_OBJECT_CLASS (scho_job_bar_parent_class)->dispose (object);
}

static void
cancel_clicked_cb (SchoJobBar *self)
{
  if (self->held)
    g_signal_emit (self, cancelled_signal, 0);
  else
    scho_job_bar_cancel (self);
}

static void
scho_job_bar_class_init (SchoJobBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_job_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/scholiast/Scholiast/job-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SchoJobBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, SchoJobBar, title);
  gtk_widget_class_bind_template_child (widget_class, SchoJobBar, what);
  gtk_widget_class_bind_template_child (widget_class, SchoJobBar, progress);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  cancelled_signal = g_signal_new ("cancelled", SCHO_TYPE_JOB_BAR, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
scho_job_bar_init (SchoJobBar *self)
{
  g_queue_init (&self->waiting);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
scho_job_bar_run (SchoJobBar *self,
                  const char *title,
                  SchoJobFunc work,
                  gpointer data,
                  GDestroyNotify free_data,
                  GDestroyNotify free_result,
                  SchoJobDone done,
                  GObject *owner)
{
  Job *job = g_new0 (Job, 1);

  job->bar = g_object_ref (self);
  job->title = g_strdup (title);
  job->work = work;
  job->data = data;
  job->free_data = free_data;
  job->free_result = free_result;
  job->done = done;
  job->cancellable = g_cancellable_new ();
  g_set_weak_pointer (&job->owner, owner);
  g_queue_push_tail (&self->waiting, job);
  if (self->current == NULL)
    start_next (self);
}

static gboolean
pulse_cb (gpointer data)
{
  gtk_progress_bar_pulse (((SchoJobBar *) data)->progress);
  return G_SOURCE_CONTINUE;
}

static void
let_go (SchoJobBar *self)
{
  g_autoptr (GAsyncResult) arrived = g_steal_pointer (&self->arrived);

  if (arrived != NULL)
    finish (self->current, arrived);
  else if (self->current != NULL)
    show_title (self, self->current->title);
  else
    start_next (self);
}

void
scho_job_bar_hold (SchoJobBar *self, const char *title)
{
  gboolean held = title != NULL;

  if (self->revealer == NULL || (!held && !self->held))
    return;
  self->held = held;
  g_clear_handle_id (&self->pulse, g_source_remove);
  if (!held)
    {
      let_go (self);
      return;
    }
  show_title (self, title);
  self->pulse = g_timeout_add (PULSE_MS, pulse_cb, self);
}

gboolean
scho_job_bar_is_busy (SchoJobBar *self)
{
  return self->current != NULL || self->held;
}

void
scho_job_bar_cancel (SchoJobBar *self)
{
  g_queue_clear_full (&self->waiting, (GDestroyNotify) job_free);
  if (self->current != NULL)
    g_cancellable_cancel (self->current->cancellable);
}
