/* project-apply.c - the one door: a step passes it here, or on a worker. */
#include <scholiast/project-private.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <scholiast/edit.h>

/* A step that takes away more codings than this has a copy of the file kept first. */
#define REMOVED_WITHOUT_COPY 1000

/* What the history makes of a step. */
typedef enum
{
  NEW_STEP,
  PART_OF_STEP,
  UNDONE_STEP,
  REDONE_STEP
} Way;

/* One step on its way. What a worker does with it touches nothing else of the project
 * than the file. */
struct _SchoPass
{
  SchoStore *store;
  SchoSnapshot *before;
  SchoStep *step; /* NULL before it is read from the history */
  Way way;
  gint64 number; /* of the step that is there; not of a new one */
  char *visit;   /* what may be joined to it; nullable */

  /* What comes of it. */
  SchoSnapshot *after; /* NULL when it failed */
  char *copy;          /* the path of one that was kept; nullable */
  SchoBorder border;
  GError *error;

  /* Only of one on a worker. */
  SchoProject *project;
  GTask *task; /* the caller's */
  GCancellable *cancellable;
  gboolean is_complete;
  GMutex mutex;
  GCond cond;
  gboolean is_written; /* under the mutex */
};

void
scho_border_clear (SchoBorder *self)
{
  self->is_known = FALSE;
  g_clear_pointer (&self->labels[0], g_free);
  g_clear_pointer (&self->labels[1], g_free);
}

gboolean
scho_border_find (SchoBorder *self, SchoStore *store, GError **error)
{
  static const SchoState states[] = { SCHO_STATE_DONE, SCHO_STATE_UNDONE };

  if (self->is_known)
    return TRUE;
  scho_border_clear (self);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (GError) problem = NULL;

      self->steps[i] = scho_store_find_step (store, states[i], &self->labels[i],
                                             &self->sizes[i], &problem);
      if (problem == NULL)
        continue;
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  self->is_known = TRUE;
  return TRUE;
}

static void
pass_clear (SchoPass *self)
{
  g_clear_pointer (&self->before, scho_snapshot_unref);
  g_clear_pointer (&self->after, scho_snapshot_unref);
  g_clear_pointer (&self->step, scho_step_unref);
  g_clear_pointer (&self->visit, g_free);
  g_clear_pointer (&self->copy, g_free);
  scho_border_clear (&self->border);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SchoPass, pass_clear)

/* The work, on any thread --------------------------------------------------------------
 */

static gboolean
keep_copy (SchoPass *self)
{
  if (scho_edit_count_removed (self->step) <= REMOVED_WITHOUT_COPY)
    return TRUE;
  self->copy = scho_store_keep_copy (self->store, &self->error);
  return self->copy != NULL;
}

static gboolean
read_step (SchoPass *self)
{
  gboolean back = self->way == UNDONE_STEP;

  self->number = scho_store_find_step (
      self->store, back ? SCHO_STATE_DONE : SCHO_STATE_UNDONE, NULL, NULL, &self->error);
  if (self->error != NULL)
    return FALSE;
  if (self->number == 0)
    {
      g_set_error_literal (&self->error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                           back ? _ ("There is nothing to undo")
                                : _ ("There is nothing to redo"));
      return FALSE;
    }
  self->step = scho_store_read_step (self->store, self->number, back, self->before,
                                     &self->error);
  return self->step != NULL;
}

static gboolean
write_step (SchoPass *self)
{
  switch (self->way)
    {
    case PART_OF_STEP:
      return scho_store_join_step (self->store, self->step, self->number, &self->error);
    case UNDONE_STEP:
    case REDONE_STEP:
      return scho_store_write_state (
          self->store, self->step, self->number,
          self->way == UNDONE_STEP ? SCHO_STATE_UNDONE : SCHO_STATE_DONE, &self->error);
    case NEW_STEP:
    default:
      return scho_store_write_step (self->store, self->step, &self->error);
    }
}

/* A copy from before what the user gave up is no use; after a failure it may be. */
static gboolean
write_with_copy (SchoPass *self)
{
  if (!keep_copy (self))
    return FALSE;
  if (write_step (self))
    return TRUE;
  if (self->copy != NULL
      && g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_unlink (self->copy);
  return FALSE;
}

static void
pass_work (SchoPass *self)
{
  g_autoptr (SchoSnapshot) after = NULL;
  gboolean done;

  self->store->cancellable = self->cancellable;
  done = (self->step != NULL || read_step (self))
         && (after = scho_snapshot_apply (self->before, self->step, &self->error)) != NULL
         && !g_cancellable_set_error_if_cancelled (self->cancellable, &self->error)
         && write_with_copy (self);
  self->store->cancellable = NULL;
  if (!done)
    return;
  scho_snapshot_drop_texts (after);
  scho_border_find (&self->border, self->store, NULL);
  self->after = g_steal_pointer (&after);
}

/* What remains for the project's own thread --------------------------------------------
 */

/* The visit ends with any step that is none of its own. */
static void
keep_visit (SchoProject *self, SchoPass *pass)
{
  g_free (self->visit);
  self->visit = g_strdup (pass->visit);
  self->visitor = scho_step_get_coder (pass->step);
  self->joined = pass->way == PART_OF_STEP ? pass->number : 0;
}

/* Not when all of it together has changed nothing, since its step is gone then. */
static gboolean
goes_on (SchoProject *self, SchoStep *step, const char *visit)
{
  gint64 last = self->border.steps[0];

  return g_strcmp0 (self->visit, visit) == 0
         && self->visitor == scho_step_get_coder (step) && last != 0
         && (self->joined == 0 || self->joined == last);
}

static void
take_result (SchoProject *self, SchoPass *pass)
{
  scho_snapshot_unref (self->snapshot);
  self->snapshot = g_steal_pointer (&pass->after);
  scho_border_clear (&self->border);
  self->border = pass->border;
  pass->border = (SchoBorder){ 0 };
  if (pass->copy != NULL)
    {
      g_free (self->notice);
      self->notice
          = g_strdup_printf (_ ("A copy of the project before “%s” is kept in “%s”."),
                             scho_step_get_label (pass->step), pass->copy);
    }
  keep_visit (self, pass);
  scho_project_emit_changed (self, pass->step);
}

gboolean
scho_project_is_busy (SchoProject *self)
{
  return self->passing != NULL;
}

gboolean
scho_project_check_idle (SchoProject *self, GError **error)
{
  g_autofree char *name = NULL;

  if (self->passing == NULL)
    return TRUE;
  name = g_path_get_basename (self->path);
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_BUSY,
               _ ("“%s” is being saved; please try again in a moment"), name);
  return FALSE;
}

static gboolean
check_writable (SchoProject *self, GError **error)
{
  if (self->reason != NULL)
    g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_READ_ONLY, self->reason);
  else if (self->store == NULL)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_READ_ONLY, _ ("“%s” is closed"),
                 self->path);
  else
    return scho_project_check_idle (self, error);
  return FALSE;
}

/* At once ------------------------------------------------------------------------------
 */

static void
pass_init (SchoPass *self, SchoProject *project, SchoStep *step, Way way)
{
  *self = (SchoPass){ .store = project->store, .way = way };
  self->before = scho_snapshot_ref (project->snapshot);
  self->step = step != NULL ? scho_step_ref (step) : NULL;
}

static gboolean
pass_at_once (SchoProject *self, SchoPass *pass, GError **error)
{
  pass_work (pass);
  if (pass->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&pass->error));
      return FALSE;
    }
  take_result (self, pass);
  return TRUE;
}

gboolean
scho_project_apply (SchoProject *self, SchoStep *step, GError **error)
{
  g_auto (SchoPass) pass = { 0 };

  g_return_val_if_fail (step != NULL, FALSE);

  if (!check_writable (self, error))
    return FALSE;
  if (scho_step_is_empty (step))
    return TRUE;
  pass_init (&pass, self, step, NEW_STEP);
  return pass_at_once (self, &pass, error);
}

gboolean
scho_project_apply_joined (SchoProject *self,
                           SchoStep *step,
                           const char *visit,
                           GError **error)
{
  g_auto (SchoPass) pass = { 0 };

  g_return_val_if_fail (step != NULL && visit != NULL, FALSE);

  if (!check_writable (self, error))
    return FALSE;
  if (scho_step_is_empty (step))
    return TRUE;
  if (!scho_border_find (&self->border, self->store, error))
    return FALSE;
  pass_init (&pass, self, step, NEW_STEP);
  pass.visit = g_strdup (visit);
  if (goes_on (self, step, visit))
    {
      pass.way = PART_OF_STEP;
      pass.number = self->border.steps[0];
    }
  return pass_at_once (self, &pass, error);
}

static gboolean
step_back_or_on (SchoProject *self, Way way, GError **error)
{
  g_auto (SchoPass) pass = { 0 };

  if (!check_writable (self, error))
    return FALSE;
  pass_init (&pass, self, NULL, way);
  return pass_at_once (self, &pass, error);
}

gboolean
scho_project_undo (SchoProject *self, GError **error)
{
  return step_back_or_on (self, UNDONE_STEP, error);
}

gboolean
scho_project_redo (SchoProject *self, GError **error)
{
  return step_back_or_on (self, REDONE_STEP, error);
}

/* On a worker --------------------------------------------------------------------------
 */

static void
work_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SchoPass *pass = data;

  pass_work (pass);
  g_mutex_lock (&pass->mutex);
  pass->is_written = TRUE;
  g_cond_signal (&pass->cond);
  g_mutex_unlock (&pass->mutex);
  g_task_return_boolean (task, TRUE);
}

static void
free_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SchoPass *pass = data;

  pass_clear (pass);
  g_object_unref (pass->cancellable);
  g_mutex_clear (&pass->mutex);
  g_cond_clear (&pass->cond);
  g_free (pass);
  g_task_return_boolean (task, TRUE);
}

/* Once: when the worker is heard of, or earlier by who waits. */
static void
pass_complete (SchoPass *self)
{
  g_autoptr (SchoProject) project = g_object_ref (self->project);

  if (self->is_complete)
    return;
  self->is_complete = TRUE;
  project->passing = NULL;
  if (self->error == NULL)
    take_result (project, self);
  scho_project_emit_busy_changed (project);
}

/* The old snapshot and the step may be the last of a million values, so they are not
 * freed here. */
static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SchoPass *pass = data;
  g_autoptr (SchoProject) project = pass->project;
  g_autoptr (GTask) task = pass->task;
  g_autoptr (GTask) last = g_task_new (NULL, NULL, NULL, NULL);

  pass_complete (pass);
  if (pass->error != NULL)
    g_task_return_error (task, g_steal_pointer (&pass->error));
  else
    g_task_return_boolean (task, TRUE);
  g_task_set_task_data (last, pass, NULL);
  g_task_run_in_thread (last, free_in_thread);
}

static void
pass_on_worker (SchoProject *self,
                SchoStep *step,
                Way way,
                GAsyncReadyCallback done,
                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, done, user_data);
  g_autoptr (GTask) work = NULL;
  SchoPass *pass;
  GError *error = NULL;

  g_task_set_source_tag (task, pass_on_worker);
  if (!check_writable (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (step != NULL && scho_step_is_empty (step))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  pass = g_new (SchoPass, 1);
  pass_init (pass, self, step, way);
  g_mutex_init (&pass->mutex);
  g_cond_init (&pass->cond);
  pass->cancellable = g_cancellable_new ();
  pass->project = g_object_ref (self);
  pass->task = g_steal_pointer (&task);
  self->passing = pass;
  /* No source of it: the last reference to a task may go in the worker. */
  work = g_task_new (NULL, NULL, written_cb, pass);
  g_task_set_task_data (work, pass, NULL);
  g_task_run_in_thread (work, work_in_thread);
  scho_project_emit_busy_changed (self);
}

void
scho_project_cancel (SchoProject *self)
{
  if (self->passing != NULL)
    g_cancellable_cancel (self->passing->cancellable);
}

void
scho_project_wait (SchoProject *self)
{
  SchoPass *pass = self->passing;

  if (pass == NULL)
    return;
  g_mutex_lock (&pass->mutex);
  while (!pass->is_written)
    g_cond_wait (&pass->cond, &pass->mutex);
  g_mutex_unlock (&pass->mutex);
  pass_complete (pass);
}

void
scho_project_apply_async (SchoProject *self,
                          SchoStep *step,
                          GAsyncReadyCallback done,
                          gpointer user_data)
{
  g_return_if_fail (step != NULL);
  pass_on_worker (self, step, NEW_STEP, done, user_data);
}

void
scho_project_undo_async (SchoProject *self, GAsyncReadyCallback done, gpointer user_data)
{
  pass_on_worker (self, NULL, UNDONE_STEP, done, user_data);
}

void
scho_project_redo_async (SchoProject *self, GAsyncReadyCallback done, gpointer user_data)
{
  pass_on_worker (self, NULL, REDONE_STEP, done, user_data);
}

gboolean
scho_project_apply_finish (SchoProject *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
