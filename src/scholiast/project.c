#include <scholiast/project.h>

#include <glib/gi18n-lib.h>
#include <scholiast/check-private.h>
#include <scholiast/edit.h>
#include <scholiast/lock.h>
#include <scholiast/store-private.h>

/* A step that takes away more codings than this has a copy of the file kept first. */
#define REMOVED_WITHOUT_COPY 1000

struct _SchoProject
{
  GObject parent_instance;

  char *path;
  SchoLock *lock;   /* NULL when read-only */
  SchoStore *store; /* NULL after closing */
  SchoReader *reader;
  SchoSnapshot *snapshot;
  GPtrArray *faults; /* of sentences: what was left out when it was read */
  char *reason;      /* why it is read-only */
  char *notice;

  /* What undo and redo are about; asked for again when the file could not be read. */
  gboolean is_known;
  char *labels[2];
  gint64 last, next; /* steps; 0: none */

  /* What the last step is part of, as long as it may be joined. */
  char *visit;
  guint32 visitor;
  gint64 joined; /* the step that was joined; 0: it is the last, whichever that is */
};

struct _SchoProjectClass
{
  GObjectClass parent_class;
};

typedef struct _SchoProjectClass SchoProjectClass;

G_DEFINE_FINAL_TYPE (SchoProject, scho_project, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
find_labels (SchoProject *self, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (self->is_known)
    return TRUE;
  g_clear_pointer (&self->labels[0], g_free);
  g_clear_pointer (&self->labels[1], g_free);
  self->last
      = scho_store_find_step (self->store, SCHO_STATE_DONE, &self->labels[0], &problem);
  if (problem == NULL)
    self->next = scho_store_find_step (self->store, SCHO_STATE_UNDONE, &self->labels[1],
                                       &problem);
  self->is_known = problem == NULL;
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return self->is_known;
}

/* FALSE when nothing can be taken back or done again. */
static gboolean
has_history (SchoProject *self)
{
  return self->reason == NULL && self->store != NULL && find_labels (self, NULL);
}

void
scho_project_close (SchoProject *self)
{
  if (self->store != NULL && self->store->writable)
    {
      /* A reader's open file would keep the log from going. */
      scho_reader_release (self->reader);
      scho_store_collect_texts (self->store, NULL);
    }
  g_clear_pointer (&self->store, scho_store_close);
  g_clear_pointer (&self->lock, scho_lock_release);
}

static void
scho_project_finalize (GObject *object)
{
  SchoProject *self = (SchoProject *) object;

  scho_project_close (self);
  g_clear_pointer (&self->snapshot, scho_snapshot_unref);
  g_clear_pointer (&self->reader, scho_reader_unref);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_free (self->path);
  g_free (self->reason);
  g_free (self->notice);
  g_free (self->labels[0]);
  g_free (self->labels[1]);
  g_free (self->visit);
  G_OBJECT_CLASS (scho_project_parent_class)->finalize (object);
}

static void
scho_project_class_init (SchoProjectClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = scho_project_finalize;
  signals[CHANGED] = g_signal_new ("changed", SCHO_TYPE_PROJECT, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
scho_project_init (SchoProject *self)
{
  self->faults = g_ptr_array_new_with_free_func (g_free);
}

/* A link leads to the same lock as the file itself. */
static char *
resolve_path (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = real != NULL ? g_strdup (real) : g_canonicalize_filename (path, NULL);

  free (real);
  return copy;
}

static void
set_reason (SchoProject *self, const char *reason)
{
  g_free (self->reason);
  self->reason = g_strdup (reason);
}

static gboolean
load (SchoProject *self, gboolean writable, GError **error)
{
  if (!(self->store = scho_store_open (self->path, writable, error)))
    return FALSE;
  if (writable && !self->store->writable)
    set_reason (self, _ ("The file cannot be written, so it is open for reading only."));
  self->reader = scho_reader_new (self->path);
  self->snapshot = scho_store_load (self->store, self->reader, self->faults, error);
  if (self->snapshot == NULL)
    return FALSE;

  self->notice = g_strdup (self->store->notice);
  if (self->faults->len > 0 && self->reason == NULL)
    {
      g_autofree char *reason
          = g_strdup_printf (_ ("The file is damaged, so it is open for reading only: %s "
                                "(check it for more)."),
                             (const char *) g_ptr_array_index (self->faults, 0));
      set_reason (self, reason);
    }
  find_labels (self, NULL);
  return TRUE;
}

static SchoProject *
open_project (const char *path, gboolean wants_to_write, GError **error)
{
  g_autoptr (SchoProject) self = g_object_new (SCHO_TYPE_PROJECT, NULL);
  g_autoptr (GError) lock_error = NULL;

  self->path = resolve_path (path);
  /* What is not there or no project is said first, and gets no lock file. */
  if (wants_to_write && g_file_test (self->path, G_FILE_TEST_IS_REGULAR)
      && !(self->lock = scho_lock_take (self->path, &lock_error)))
    set_reason (self, lock_error->message);
  if (!wants_to_write)
    set_reason (self, _ ("The project is open for reading only."));
  if (!load (self, self->lock != NULL, error))
    return NULL;
  return g_steal_pointer (&self);
}

SchoProject *
scho_project_open (const char *path, GError **error)
{
  return open_project (path, TRUE, error);
}

SchoProject *
scho_project_open_read_only (const char *path, GError **error)
{
  return open_project (path, FALSE, error);
}

SchoProject *
scho_project_create (const char *path, const char *title, GError **error)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autoptr (SchoProjectInfo) info
      = scho_project_info_new (&(SchoProjectInfo){ .title = title });

  if (!scho_store_create (full, info, error))
    return NULL;
  return scho_project_open (full, error);
}

const char *
scho_project_get_path (SchoProject *self)
{
  return self->path;
}

const char *
scho_project_get_read_only_reason (SchoProject *self)
{
  return self->reason;
}

const char *
scho_project_get_notice (SchoProject *self)
{
  return self->notice;
}

SchoSnapshot *
scho_project_get_snapshot (SchoProject *self)
{
  return self->snapshot;
}

/* The one door -------------------------------------------------------------------------
 */

static gboolean
check_writable (SchoProject *self, GError **error)
{
  if (self->reason != NULL)
    g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_READ_ONLY, self->reason);
  else if (self->store == NULL)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_READ_ONLY, _ ("“%s” is closed"),
                 self->path);
  else
    return TRUE;
  return FALSE;
}

static gboolean
keep_copy (SchoProject *self, SchoStep *step, GError **error)
{
  g_autofree char *copy = NULL;

  if (scho_edit_count_removed (step) <= REMOVED_WITHOUT_COPY)
    return TRUE;
  if (!(copy = scho_store_keep_copy (self->store, error)))
    return FALSE;
  g_free (self->notice);
  self->notice
      = g_strdup_printf (_ ("A copy of the project before “%s” is kept in “%s”."),
                         scho_step_get_label (step), copy);
  return TRUE;
}

/* What the history makes of a step. */
typedef struct
{
  enum
  {
    NEW_STEP,
    PART_OF_STEP,
    STATE_OF_STEP
  } way;
  gint64 number;     /* of the step that is there; not of a new one */
  SchoState state;   /* what it becomes; only of the last way */
  const char *visit; /* what may be joined to it; nullable */
} Place;

static gboolean
write_step (SchoProject *self, SchoStep *step, const Place *place, GError **error)
{
  switch (place->way)
    {
    case PART_OF_STEP:
      return scho_store_join_step (self->store, step, place->number, error);
    case STATE_OF_STEP:
      return scho_store_write_state (self->store, step, place->number, place->state,
                                     error);
    case NEW_STEP:
    default:
      return scho_store_write_step (self->store, step, error);
    }
}

/* The visit ends with any step that is none of its own. */
static void
keep_visit (SchoProject *self, SchoStep *step, const Place *place)
{
  g_free (self->visit);
  self->visit = g_strdup (place->visit);
  self->visitor = scho_step_get_coder (step);
  self->joined = place->way == PART_OF_STEP ? place->number : 0;
}

/* Not when all of it together has changed nothing, since its step is gone then. */
static gboolean
goes_on (SchoProject *self, SchoStep *step, const char *visit)
{
  return g_strcmp0 (self->visit, visit) == 0
         && self->visitor == scho_step_get_coder (step) && self->last != 0
         && (self->joined == 0 || self->joined == self->last);
}

static gboolean
pass (SchoProject *self, SchoStep *step, const Place *place, GError **error)
{
  g_autoptr (SchoSnapshot) after = NULL;

  if (!(after = scho_snapshot_apply (self->snapshot, step, error))
      || !keep_copy (self, step, error) || !write_step (self, step, place, error))
    return FALSE;

  scho_snapshot_drop_texts (after);
  scho_snapshot_unref (self->snapshot);
  self->snapshot = g_steal_pointer (&after);
  self->is_known = FALSE;
  keep_visit (self, step, place);
  g_signal_emit (self, signals[CHANGED], 0, step);
  return TRUE;
}

gboolean
scho_project_apply (SchoProject *self, SchoStep *step, GError **error)
{
  g_return_val_if_fail (step != NULL, FALSE);

  if (!check_writable (self, error))
    return FALSE;
  if (scho_step_is_empty (step))
    return TRUE;
  return pass (self, step, &(Place){ NEW_STEP }, error);
}

gboolean
scho_project_apply_joined (SchoProject *self,
                           SchoStep *step,
                           const char *visit,
                           GError **error)
{
  Place place = { .visit = visit };

  g_return_val_if_fail (step != NULL && visit != NULL, FALSE);

  if (!check_writable (self, error))
    return FALSE;
  if (scho_step_is_empty (step))
    return TRUE;
  if (!find_labels (self, error))
    return FALSE;
  if (goes_on (self, step, visit))
    {
      place.way = PART_OF_STEP;
      place.number = self->last;
    }
  return pass (self, step, &place, error);
}

gboolean
scho_project_checkpoint (SchoProject *self, GError **error)
{
  return self->store == NULL || !self->store->writable
         || scho_store_checkpoint (self->store, error);
}

const char *
scho_project_get_undo_label (SchoProject *self)
{
  return has_history (self) ? self->labels[0] : NULL;
}

const char *
scho_project_get_redo_label (SchoProject *self)
{
  return has_history (self) ? self->labels[1] : NULL;
}

static gboolean
step_back_or_on (SchoProject *self, gboolean back, GError **error)
{
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 number;

  if (!check_writable (self, error))
    return FALSE;
  number = scho_store_find_step (self->store, back ? SCHO_STATE_DONE : SCHO_STATE_UNDONE,
                                 NULL, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (number == 0)
    {
      g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                           back ? _ ("There is nothing to undo")
                                : _ ("There is nothing to redo"));
      return FALSE;
    }
  step = scho_store_read_step (self->store, number, back, self->snapshot, error);
  if (step == NULL)
    return FALSE;
  return pass (
      self, step,
      &(Place){ STATE_OF_STEP, number, back ? SCHO_STATE_UNDONE : SCHO_STATE_DONE },
      error);
}

gboolean
scho_project_undo (SchoProject *self, GError **error)
{
  return step_back_or_on (self, TRUE, error);
}

gboolean
scho_project_redo (SchoProject *self, GError **error)
{
  return step_back_or_on (self, FALSE, error);
}

static gboolean
check_open (SchoProject *self, GError **error)
{
  if (self->store != NULL)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_FAILED, _ ("“%s” is closed"), self->path);
  return FALSE;
}

SchoTable *
scho_project_list_history (SchoProject *self, GError **error)
{
  return check_open (self, error)
             ? scho_store_list_history (self->store, self->snapshot, error)
             : NULL;
}

gint64
scho_project_get_undo_step (SchoProject *self)
{
  return has_history (self) ? self->last : 0;
}

gint64
scho_project_get_redo_step (SchoProject *self)
{
  return has_history (self) ? self->next : 0;
}

GPtrArray *
scho_project_read_history (
    SchoProject *self, gint64 from, gint64 to, gsize most, GError **error)
{
  return check_open (self, error)
             ? scho_store_read_history (self->store, from, to, most, error)
             : NULL;
}

SchoSnapshot *
scho_project_read_at (SchoProject *self, gint64 step, GError **error)
{
  return check_open (self, error)
             ? scho_store_read_at (self->store, step, self->snapshot, error)
             : NULL;
}

SchoProject *
scho_project_open_at (SchoProject *self, gint64 step, const char *reason, GError **error)
{
  g_autoptr (SchoSnapshot) snapshot = scho_project_read_at (self, step, error);
  SchoProject *past;

  if (snapshot == NULL)
    return NULL;
  past = g_object_new (SCHO_TYPE_PROJECT, NULL);
  past->path = g_strdup (self->path);
  past->reader = scho_reader_ref (self->reader);
  past->snapshot = g_steal_pointer (&snapshot);
  set_reason (past, reason);
  return past;
}

GPtrArray *
scho_project_check (SchoProject *self,
                    const SchoProgress *progress,
                    GCancellable *cancellable,
                    GError **error)
{
  return check_open (self, error) ? scho_store_check (
             self->store, self->snapshot, self->faults, progress, cancellable, error)
                                  : NULL;
}
