#include "session.h"

#include "closing.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>
#include <scholiast/error.h>
#include <scholiast/lookup.h>

/* How long nothing must happen before the log goes into the file, in seconds. */
#define IDLE 5

/* When what was written is kept after all that another program was in the way of, in
 * seconds. */
#define HELD 1

struct _SchoSession
{
  GObject parent_instance;
  SchoProject *project;
  SchoCodeModel *codes;
  SchoDocumentModel *documents;
  SchoVisibility *visibility;
  char *coder;
  gulong handler, busy_handler;
  guint idle, retry;
  gboolean is_held;     /* by another program, which has been said */
  GCancellable *making; /* of a step that is being made; nullable */
  GHashTable *unsaved;  /* a set of editors, not owned */
};

enum
{
  FAILED,
  CODER_CHANGED,
  KEEP_UNSAVED,
  UNSAVED_CHANGED,
  BUSY_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoSession, scho_session, G_TYPE_OBJECT)

static gboolean
idle_cb (gpointer data)
{
  SchoSession *self = data;

  self->idle = 0;
  /* What cannot be moved stays in the log; nothing is lost. */
  scho_project_checkpoint (self->project, NULL);
  return G_SOURCE_REMOVE;
}

static void
project_changed_cb (SchoSession *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  self->idle = g_timeout_add_seconds_full (G_PRIORITY_LOW, IDLE, idle_cb, self, NULL);
}

static gboolean
retry_cb (gpointer data)
{
  SchoSession *self = data;

  self->retry = 0;
  scho_session_keep_unsaved (self);
  return G_SOURCE_REMOVE;
}

/* What was written while another program held the file. */
static void
try_again_later (SchoSession *self)
{
  g_clear_handle_id (&self->retry, g_source_remove);
  self->retry = g_timeout_add_seconds (HELD, retry_cb, self);
}

/* What was written while the project was busy is kept once whoever made it so is done. */
static void
busy_changed_cb (SchoSession *self)
{
  if (!scho_project_is_busy (self->project) && self->retry == 0)
    self->retry = g_idle_add_full (G_PRIORITY_DEFAULT, retry_cb, self, NULL);
  g_signal_emit (self, signals[UNSAVED_CHANGED], 0);
  if (self->making == NULL) /* else it goes on */
    g_signal_emit (self, signals[BUSY_CHANGED], 0);
}

static void
scho_session_finalize (GObject *object)
{
  SchoSession *self = SCHO_SESSION (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->retry, g_source_remove);
  g_clear_signal_handler (&self->handler, self->project);
  g_clear_signal_handler (&self->busy_handler, self->project);
  g_clear_object (&self->making);
  g_hash_table_unref (self->unsaved);
  g_object_unref (self->codes);
  g_object_unref (self->documents);
  g_object_unref (self->visibility);
  scho_closing_begin (self->project);
  g_object_unref (self->project);
  g_free (self->coder);
  G_OBJECT_CLASS (scho_session_parent_class)->finalize (object);
}

static void
scho_session_class_init (SchoSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scho_session_finalize;
  signals[FAILED] = g_signal_new ("failed", SCHO_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CODER_CHANGED]
      = g_signal_new ("coder-changed", SCHO_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);
  signals[KEEP_UNSAVED]
      = g_signal_new ("keep-unsaved", SCHO_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
  signals[BUSY_CHANGED]
      = g_signal_new ("busy-changed", SCHO_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
  signals[UNSAVED_CHANGED]
      = g_signal_new ("unsaved-changed", SCHO_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);
}

static void
scho_session_init (SchoSession *self)
{
  self->unsaved = g_hash_table_new (NULL, NULL);
}

void
scho_session_fail (SchoSession *self, const GError *error)
{
  const char *message = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                            ? _ ("Cancelled; nothing was changed.")
                            : error->message;

  g_signal_emit (self, signals[FAILED], 0, message);
}

gboolean
scho_session_is_busy (SchoSession *self)
{
  return self->making != NULL || scho_project_is_busy (self->project);
}

void
scho_session_cancel (SchoSession *self)
{
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  else
    scho_project_cancel (self->project);
}

void
scho_session_set_making (SchoSession *self, GCancellable *making)
{
  if (g_set_object (&self->making, making))
    g_signal_emit (self, signals[BUSY_CHANGED], 0);
}

GCancellable *
scho_session_get_making (SchoSession *self)
{
  return self->making;
}

static guint32
find_coder (SchoSession *self)
{
  gsize n;
  const SchoCoder *const *coders
      = scho_snapshot_get_coders (scho_session_get_snapshot (self), &n);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (coders[i]->name, self->coder))
      return coders[i]->id;
  return 0;
}

static gboolean
is_coded (SchoSession *self, const SchoAnnotation *wanted)
{
  return wanted->coder != 0
         && scho_lookup_same_annotation (scho_session_get_snapshot (self), wanted)
                != NULL;
}

SchoSession *
scho_session_new (SchoProject *project, const char *coder)
{
  SchoSession *self = g_object_new (SCHO_TYPE_SESSION, NULL);

  self->project = g_object_ref (project);
  self->codes = scho_code_model_new (project);
  self->documents = scho_document_model_new (project);
  self->visibility = scho_visibility_new ();
  self->coder = g_strdup (coder);
  self->handler = g_signal_connect_swapped (project, "changed",
                                            G_CALLBACK (project_changed_cb), self);
  self->busy_handler = g_signal_connect_swapped (project, "busy-changed",
                                                 G_CALLBACK (busy_changed_cb), self);
  return self;
}

SchoProject *
scho_session_get_project (SchoSession *self)
{
  return self->project;
}

SchoSnapshot *
scho_session_get_snapshot (SchoSession *self)
{
  return scho_project_get_snapshot (self->project);
}

SchoCodeModel *
scho_session_get_codes (SchoSession *self)
{
  return self->codes;
}

SchoDocumentModel *
scho_session_get_documents (SchoSession *self)
{
  return self->documents;
}

SchoVisibility *
scho_session_get_visibility (SchoSession *self)
{
  return self->visibility;
}

const char *
scho_session_get_coder (SchoSession *self)
{
  return self->coder;
}

void
scho_session_set_coder (SchoSession *self, const char *name)
{
  if (g_str_equal (name, self->coder) || name[0] == '\0')
    return;
  g_free (self->coder);
  self->coder = g_strdup (name);
  g_signal_emit (self, signals[CODER_CHANGED], 0);
}

static void
sign (SchoSession *self, SchoStep *step)
{
  if (!scho_step_is_empty (step) && scho_step_get_coder (step) == 0)
    scho_step_set_coder (step, scho_step_ensure_coder (step, self->coder));
}

/* @again: what was written is tried again by itself */
static void
fail (SchoSession *self, const GError *problem, gboolean again)
{
  gboolean was_held = self->is_held;

  self->is_held = again && g_error_matches (problem, SCHO_ERROR, SCHO_ERROR_BUSY)
                  && !scho_session_is_busy (self);
  if (self->is_held)
    try_again_later (self);
  if (!was_held || !self->is_held)
    scho_session_fail (self, problem);
}

static gboolean
apply (SchoSession *self, SchoStep *step, GError *error, const char *visit)
{
  g_autoptr (SchoStep) taken = step;
  g_autoptr (GError) problem = error;

  if (taken != NULL)
    sign (self, taken);
  if (taken != NULL
      && (visit != NULL
              ? scho_project_apply_joined (self->project, taken, visit, &problem)
              : scho_project_apply (self->project, taken, &problem)))
    {
      self->is_held = FALSE;
      return TRUE;
    }
  if (problem != NULL)
    fail (self, problem, visit != NULL);
  return FALSE;
}

gboolean
scho_session_apply (SchoSession *self, SchoStep *step, GError *error)
{
  return apply (self, step, error, NULL);
}

void
scho_session_apply_async (SchoSession *self,
                          SchoStep *step,
                          GAsyncReadyCallback done,
                          gpointer user_data)
{
  g_autoptr (SchoStep) taken = step;

  sign (self, taken);
  scho_project_apply_async (self->project, taken, done, user_data);
}

gboolean
scho_session_apply_joined (SchoSession *self,
                           SchoStep *step,
                           GError *error,
                           const char *visit)
{
  return apply (self, step, error, visit);
}

void
scho_session_set_unsaved (SchoSession *self, gpointer what, gboolean unsaved)
{
  if (unsaved ? g_hash_table_add (self->unsaved, what)
              : g_hash_table_remove (self->unsaved, what))
    g_signal_emit (self, signals[UNSAVED_CHANGED], 0);
}

gboolean
scho_session_has_unsaved (SchoSession *self)
{
  return g_hash_table_size (self->unsaved) > 0;
}

void
scho_session_keep_unsaved (SchoSession *self)
{
  g_signal_emit (self, signals[KEEP_UNSAVED], 0);
}

gboolean
scho_session_apply_code (
    SchoSession *self, guint32 document, guint32 start, guint32 end, guint32 code)
{
  SchoSnapshot *snapshot = scho_session_get_snapshot (self);
  SchoAnnotation values = {
    .document = document,
    .start = start,
    .end = end,
    .code = code,
    .coder = find_coder (self),
    .weight = SCHO_NO_WEIGHT,
  };
  GError *error = NULL;
  SchoStep *step;

  if (is_coded (self, &values))
    return TRUE;
  step = scho_edit_annotate_by (snapshot, &values, self->coder, &error);
  return scho_session_apply (self, step, error);
}

guint32
scho_session_apply_new_code (SchoSession *self,
                             guint32 document,
                             guint32 start,
                             guint32 end,
                             guint32 parent,
                             const char *name)
{
  SchoSnapshot *snapshot = scho_session_get_snapshot (self);
  const SchoDocument *found = scho_snapshot_get_document (snapshot, document);
  GError *error = NULL;
  SchoStep *step = scho_edit_add_code (snapshot, parent, name, &error);
  SchoAnnotation values = {
    .document = document,
    .start = start,
    .end = end,
    .weight = SCHO_NO_WEIGHT,
  };
  g_autofree char *trimmed = g_strstrip (g_strdup (name));

  if (step != NULL)
    values.code = scho_step_find_code (step, parent, trimmed);
  if (step != NULL && values.code != 0 && found != NULL && start < end
      && end <= found->length)
    {
      values.coder = scho_step_ensure_coder (step, self->coder);
      scho_step_add_annotation (step, &values);
    }
  if (!scho_session_apply (self, step, error))
    return 0;
  snapshot = scho_session_get_snapshot (self);
  /* Its number may have changed on the way; its name has not. */
  {
    gsize n;
    const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

    for (gsize i = 0; i < n; i++)
      if (codes[i]->parent == parent && g_str_equal (codes[i]->name, trimmed))
        return codes[i]->id;
  }
  return values.code;
}
