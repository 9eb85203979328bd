/* window-saving.c - steps so large that the window would stand still while they are
 * written: the project does it on a worker, the bar says so, and what would change the
 * project waits.
 */
#include "large-step.h"
#include "window-private.h"

#include <glib/gi18n.h>

/* They would change the project, or read its history. */
static const char *const not_while_saving[] = {
  "undo",          "redo",
  "go-to-step",    "show-step",
  "apply-code",    "apply-key",
  "code-in-vivo",  "repeat-code",
  "code-passage",  "palette",
  "recode",        "move-limit",
  "remove-coding", "remove-annotation",
  "edit-text",     "keep-text",
  "code-hits",     "keep-text-anyway",
  "discard-text",  "discard-text-anyway",
};

static SchoProject *
get_project (SchoWindow *self)
{
  return scho_session_get_project (self->session);
}

gboolean
scho_window_is_saving (SchoWindow *self)
{
  return self->session != NULL && scho_session_is_busy (self->session);
}

void
scho_window_update_saving_actions (SchoWindow *self)
{
  if (!scho_window_is_saving (self))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (not_while_saving); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (
                                     G_ACTION_MAP (self), not_while_saving[i])),
                                 FALSE);
}

/* After what waited has been kept; not when that failed. */
static gboolean
close_cb (gpointer data)
{
  SchoWindow *self = data;

  if (!self->closes_when_saved)
    return G_SOURCE_REMOVE;
  self->closes_when_saved = FALSE;
  gtk_window_close (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

static void
busy_changed_cb (SchoWindow *self)
{
  gboolean saving = scho_window_is_saving (self);

  scho_job_bar_hold (self->job_bar, !saving ? NULL
                                    : scho_session_get_making (self->session) != NULL
                                        ? _ ("Preparing…")
                                        : _ ("Saving…"));
  scho_window_update_actions (self);
  if (saving || !self->closes_when_saved)
    return;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, close_cb, g_object_ref (self),
                   g_object_unref);
}

static void
cancelled_cb (SchoWindow *self)
{
  scho_session_cancel (self->session);
}

void
scho_window_follow_saving (SchoWindow *self)
{
  g_signal_connect_swapped (self->session, "busy-changed", G_CALLBACK (busy_changed_cb),
                            self);
  g_signal_handlers_disconnect_by_func (self->job_bar, cancelled_cb, self);
  g_signal_connect_swapped (self->job_bar, "cancelled", G_CALLBACK (cancelled_cb), self);
}

gboolean
scho_window_close_when_saved (SchoWindow *self)
{
  if (!scho_window_is_saving (self))
    return FALSE;
  if (!self->closes_when_saved)
    scho_window_toast (self, _ ("The window closes as soon as all is saved."));
  self->closes_when_saved = TRUE;
  return TRUE;
}

/* Undo and redo ------------------------------------------------------------------------
 */

typedef struct
{
  SchoWindow *window;
  gboolean back;
  char *label;
} Walk;

static void
walk_free (Walk *self)
{
  g_object_unref (self->window);
  g_free (self->label);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Walk, walk_free)

static void
tell (Walk *self, const GError *error)
{
  g_autofree char *words = NULL;

  if (error != NULL)
    words = g_strdup (error->message);
  else if (self->back)
    /* Translators: %s is a line of the history. */
    words = g_strdup_printf (_ ("Undone: %s"), self->label);
  else
    /* Translators: %s is a line of the history. */
    words = g_strdup_printf (_ ("Redone: %s"), self->label);
  scho_window_toast (self->window, words);
}

static void
walked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Walk) walk = data;
  g_autoptr (GError) error = NULL;

  scho_project_apply_finish ((SchoProject *) source, result, &error);
  if (walk->window->session == NULL)
    return;
  if (error != NULL)
    scho_session_fail (walk->window->session, error);
  else
    tell (walk, NULL);
}

gboolean
scho_window_is_large_step (SchoProject *project, gboolean back)
{
  return (back ? scho_project_get_undo_size (project)
               : scho_project_get_redo_size (project))
         > SCHO_MOST_AT_ONCE;
}

static void
walk (SchoWindow *self, gboolean back)
{
  g_autoptr (Walk) walk = g_new0 (Walk, 1);
  g_autoptr (GError) error = NULL;
  SchoProject *project = get_project (self);
  const char *label;

  scho_session_keep_unsaved (self->session);
  label = back ? scho_project_get_undo_label (project)
               : scho_project_get_redo_label (project);
  walk->window = g_object_ref (self);
  walk->back = back;
  walk->label = g_strdup (label != NULL ? label : "");
  if (!scho_window_is_large_step (project, back))
    {
      if (back)
        scho_project_undo (project, &error);
      else
        scho_project_redo (project, &error);
      tell (walk, error);
    }
  else if (back)
    scho_project_undo_async (project, walked_cb, g_steal_pointer (&walk));
  else
    scho_project_redo_async (project, walked_cb, g_steal_pointer (&walk));
}

void
scho_window_undo_step (SchoWindow *self)
{
  walk (self, TRUE);
}

void
scho_window_redo_step (SchoWindow *self)
{
  walk (self, FALSE);
}
