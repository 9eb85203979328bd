/* window-export.c - files written: first under private names, then, when the user has
 * seen what is lost, put in place. */
#include "window-private.h"

#include "losses-dialog.h"
#include "window-export.h"

#include <glib/gi18n.h>

/* What is written and waits; without a commit all of it is taken away. */
#define SCHO_TYPE_WRITTEN (scho_written_get_type ())
G_DECLARE_FINAL_TYPE (SchoWritten, scho_written, SCHO, WRITTEN, GObject)

struct _SchoWritten
{
  GObject parent;
  SchoWindow *window; /* weak */
  SchoOutput *output;
  char *path;
};

G_DEFINE_FINAL_TYPE (SchoWritten, scho_written, G_TYPE_OBJECT)

static void
scho_written_finalize (GObject *object)
{
  SchoWritten *self = SCHO_WRITTEN (object);

  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->output, scho_output_free);
  g_free (self->path);
  G_OBJECT_CLASS (scho_written_parent_class)->finalize (object);
}

static void
scho_written_class_init (SchoWrittenClass *class)
{
  G_OBJECT_CLASS (class)->finalize = scho_written_finalize;
}

static void
scho_written_init (SchoWritten *self)
{
}

static void
tell_done (SchoWindow *self, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *words = g_strdup_printf (_ ("Exported to “%s”"), name);

  scho_window_toast (self, words);
}

static gpointer
commit_work (gpointer data,
             const SchoProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  SchoWritten *written = data;

  return scho_output_commit (written->output, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
commit_done (gpointer owner, gpointer data, gpointer result, const GError *error)
{
  SchoWritten *written = data;

  if (result != NULL)
    tell_done (owner, written->path);
  else if (error != NULL)
    scho_window_toast (owner, error->message);
}

static void
write_confirmed (gpointer data, GVariant *detail)
{
  SchoWritten *written = data;

  if (written->window != NULL)
    scho_job_bar_run (written->window->job_bar, _ ("Exporting"), commit_work,
                      g_object_ref (written), g_object_unref, NULL, commit_done,
                      G_OBJECT (written->window));
}

static void
ask (SchoWindow *self, const char *path, SchoOutput *output)
{
  SchoWritten *written = g_object_new (SCHO_TYPE_WRITTEN, NULL);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *body
      = g_strdup_printf (_ ("“%s” cannot carry what is listed here."), name);

  g_set_weak_pointer (&written->window, self);
  written->output = output;
  written->path = g_strdup (path);
  scho_losses_dialog_show (GTK_WINDOW (self), scho_output_get_losses (output), NULL,
                           _ ("Something Is Lost"), body, _ ("_Write"), write_confirmed,
                           G_OBJECT (written));
}

/* Of an output where nothing is lost, all is done. */
static gpointer
export_work (gpointer data,
             const SchoProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  SchoWork *work = data;
  g_autoptr (SchoOutput) output = scho_output_new_for_path (work->paths[0]);

  if (!work->write (work, output, progress, cancellable, error))
    return NULL;
  if (scho_losses_is_empty (scho_output_get_losses (output))
      && !scho_output_commit (output, error))
    return NULL;
  return g_steal_pointer (&output);
}

static void
export_done (gpointer owner, gpointer data, gpointer result, const GError *error)
{
  SchoWindow *self = owner;
  SchoWork *work = data;
  g_autoptr (SchoOutput) output = result;

  if (output == NULL && error != NULL)
    scho_window_toast (self, error->message);
  if (output == NULL)
    return;
  if (scho_losses_is_empty (scho_output_get_losses (output)))
    tell_done (self, work->paths[0]);
  else
    ask (self, work->paths[0], g_steal_pointer (&output));
}

void
scho_window_run_export (SchoWindow *self, SchoWork *work)
{
  scho_job_bar_run (self->job_bar, _ ("Exporting"), export_work, work, scho_work_free,
                    (GDestroyNotify) scho_output_free, export_done, G_OBJECT (self));
}
