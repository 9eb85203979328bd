#include "large-step.h"

#include <glib/gi18n.h>
#include <scholiast/error.h>
#include <scholiast/job.h>

typedef struct
{
  SchoSession *session;
  SchoSnapshot *base; /* what the step is made on */
  SchoStepFunc make;
  gpointer data;
  GDestroyNotify free_data;
  SchoStepDone done;
  gpointer owner; /* weak */
  gboolean is_owned;
  SchoStep *step;
} LargeStep;

static void
large_step_free (LargeStep *self)
{
  if (self->owner != NULL)
    g_clear_weak_pointer (&self->owner);
  if (self->data != NULL && self->free_data != NULL)
    self->free_data (self->data);
  g_clear_pointer (&self->base, scho_snapshot_unref);
  g_clear_pointer (&self->step, scho_step_unref);
  g_object_unref (self->session);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LargeStep, large_step_free)

static void
tell_done (LargeStep *self, SchoStep *step)
{
  if (self->done != NULL && (self->owner != NULL || !self->is_owned))
    self->done (self->owner, self->data, step);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LargeStep) self = data;
  g_autoptr (GError) error = NULL;

  if (scho_project_apply_finish ((SchoProject *) source, result, &error))
    {
      tell_done (self, self->step);
      return;
    }
  scho_session_fail (self->session, error);
  tell_done (self, NULL);
}

static gpointer
make_work (gpointer data,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  LargeStep *self = data;

  return self->make (self->base, self->data, error);
}

static void make_on_worker (LargeStep *self);

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LargeStep) self = data;
  g_autoptr (GError) error = NULL;
  SchoSession *session = self->session;

  self->step = scho_job_run_finish (result, &error);
  if (self->step == NULL)
    {
      scho_session_set_making (session, NULL);
      scho_session_fail (session, error);
      tell_done (self, NULL);
    }
  else if (self->base != scho_session_get_snapshot (session))
    make_on_worker (g_steal_pointer (&self));
  else
    {
      SchoStep *step = scho_step_ref (self->step);

      scho_session_apply_async (session, step, applied_cb, g_steal_pointer (&self));
      scho_session_set_making (session, NULL);
    }
}

static void
make_on_worker (LargeStep *self)
{
  g_clear_pointer (&self->base, scho_snapshot_unref);
  g_clear_pointer (&self->step, scho_step_unref);
  self->base = scho_snapshot_ref (scho_session_get_snapshot (self->session));
  scho_job_run_async (make_work, self, NULL, (GDestroyNotify) scho_step_unref,
                      scho_session_get_making (self->session), NULL, made_cb, self);
}

static void
make_at_once (LargeStep *self)
{
  GError *error = NULL;

  self->step = self->make (scho_session_get_snapshot (self->session), self->data, &error);
  if (!scho_session_apply (self->session,
                           self->step != NULL ? scho_step_ref (self->step) : NULL, error))
    g_clear_pointer (&self->step, scho_step_unref);
  tell_done (self, self->step);
}

void
scho_session_make_step (SchoSession *self,
                        gsize size,
                        SchoStepFunc make,
                        gpointer data,
                        GDestroyNotify free_data,
                        SchoStepDone done,
                        gpointer owner)
{
  g_autoptr (LargeStep) step = g_new0 (LargeStep, 1);
  g_autoptr (GCancellable) making = NULL;

  step->session = g_object_ref (self);
  step->make = make;
  step->data = data;
  step->free_data = free_data;
  step->done = done;
  step->is_owned = owner != NULL;
  if (owner != NULL)
    g_set_weak_pointer (&step->owner, owner);
  if (size <= SCHO_MOST_AT_ONCE)
    {
      make_at_once (step);
      return;
    }
  if (scho_session_is_busy (self))
    {
      g_autoptr (GError) error
          = g_error_new_literal (SCHO_ERROR, SCHO_ERROR_BUSY,
                                 _ ("The last change is still being saved; please try "
                                    "again in a moment"));

      scho_session_fail (self, error);
      tell_done (step, NULL);
      return;
    }
  making = g_cancellable_new ();
  scho_session_set_making (self, making);
  make_on_worker (g_steal_pointer (&step));
}
