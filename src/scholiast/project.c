#include <scholiast/project-private.h>

#include <glib/gi18n-lib.h>
#include <scholiast/check-private.h>

struct _SchoProjectClass
{
  GObjectClass parent_class;
};

typedef struct _SchoProjectClass SchoProjectClass;

G_DEFINE_FINAL_TYPE (SchoProject, scho_project, G_TYPE_OBJECT)

enum
{
  CHANGED,
  BUSY_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
scho_project_emit_changed (SchoProject *self, SchoStep *step)
{
  g_signal_emit (self, signals[CHANGED], 0, step);
}

void
scho_project_emit_busy_changed (SchoProject *self)
{
  g_signal_emit (self, signals[BUSY_CHANGED], 0);
}

/* FALSE when nothing can be taken back or done again. */
static gboolean
has_history (SchoProject *self)
{
  if (self->reason != NULL || self->store == NULL)
    return FALSE;
  return self->border.is_known
         || (self->passing == NULL
             && scho_border_find (&self->border, self->store, NULL));
}

void
scho_project_close (SchoProject *self)
{
  scho_project_wait (self);
  if (self->store != NULL && self->store->writable)
    {
      /* A reader's open file would keep the log from going. */
      scho_reader_release (self->reader);
      scho_store_collect (self->store, NULL);
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
  scho_border_clear (&self->border);
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
  signals[BUSY_CHANGED]
      = g_signal_new ("busy-changed", SCHO_TYPE_PROJECT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
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
  scho_border_find (&self->border, self->store, NULL);
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

gboolean
scho_project_checkpoint (SchoProject *self, GError **error)
{
  return self->store == NULL || !self->store->writable || self->passing != NULL
         || scho_store_checkpoint (self->store, error);
}

const char *
scho_project_get_undo_label (SchoProject *self)
{
  return has_history (self) ? self->border.labels[0] : NULL;
}

const char *
scho_project_get_redo_label (SchoProject *self)
{
  return has_history (self) ? self->border.labels[1] : NULL;
}

static gboolean
check_open (SchoProject *self, GError **error)
{
  if (self->store != NULL)
    return scho_project_check_idle (self, error);
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
  return has_history (self) ? self->border.steps[0] : 0;
}

gint64
scho_project_get_redo_step (SchoProject *self)
{
  return has_history (self) ? self->border.steps[1] : 0;
}

gint64
scho_project_get_undo_size (SchoProject *self)
{
  return has_history (self) ? self->border.sizes[0] : 0;
}

gint64
scho_project_get_redo_size (SchoProject *self)
{
  return has_history (self) ? self->border.sizes[1] : 0;
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
