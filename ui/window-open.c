#include "window-private.h"

#include "closing.h"
#include "sample.h"
#include "settings.h"

#include <glib/gi18n.h>
#include <scholiast/job.h>
#include <string.h>

/* A page that comes and goes at once only flickers. */
#define PATIENCE_MS 250

/* What the worker needs, and what the window waits for. */
typedef struct
{
  char *path;
  char *coder;
  SchoPlugins *sample; /* nullable: makes the sample project first */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *self = data;

  g_free (self->path);
  g_free (self->coder);
  g_free (self);
}

/* In the worker: the session too, since its lists count every coding. */
static gpointer
open_work (gpointer data,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  Opening *self = data;
  g_autoptr (SchoProject) project = NULL;

  if (self->sample != NULL && !scho_sample_ensure (self->sample, self->path, error))
    return NULL;
  scho_closing_wait (); /* it may be the one that was open just now */
  project = scho_project_open (self->path, error);
  return project != NULL ? scho_session_new (project, self->coder) : NULL;
}

static void
end_opening (SchoWindow *self)
{
  g_clear_handle_id (&self->opening_patience, g_source_remove);
  g_clear_object (&self->opening_cancel);
  g_clear_pointer (&self->opening, g_free);
  if (self->session == NULL)
    gtk_stack_set_visible_child_name (self->stack, "start");
}

static void
import_waiting (SchoWindow *self)
{
  g_auto (GStrv) waiting = g_steal_pointer (&self->waiting);

  if (waiting != NULL && self->session != NULL)
    scho_window_import (self, (const char *const *) waiting);
}

void
scho_window_import_later (SchoWindow *self, const char *const *paths)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (self->waiting != NULL)
    g_strv_builder_addv (builder, (const char **) self->waiting);
  g_strv_builder_addv (builder, (const char **) paths);
  g_strfreev (self->waiting);
  self->waiting = g_strv_builder_end (builder);
}

static void
show_project (SchoWindow *self, SchoSession *session)
{
  const char *path = scho_project_get_path (scho_session_get_project (session));
  SchoPage *page;

  scho_window_set_session (self, session);
  scho_settings_add_recent (scho_window_get_settings (self), path);
  scho_window_restore_desk (self);
  if (adw_tab_view_get_n_pages (self->tabs) == 0)
    scho_window_open_first_document (self);
  scho_window_follow_page (self);
  scho_window_update_actions (self);
  page = scho_window_get_page (self);
  if (page != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (page));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SchoWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoSession) session = scho_job_run_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* another may be at work already */
  if (session != NULL)
    show_project (self, session);
  end_opening (self);
  if (session != NULL)
    import_waiting (self);
  else
    scho_window_toast (self, error->message);
}

static gboolean
patience_cb (gpointer data)
{
  SchoWindow *self = data;
  g_autofree char *name = g_path_get_basename (self->opening);
  g_autofree char *shown = g_filename_display_name (name);
  /* Translators: %s is the name of a project's file. */
  g_autofree char *words = g_strdup_printf (_ ("Opening “%s”"), shown);
  g_autofree char *markup = g_markup_escape_text (words, -1);

  self->opening_patience = 0;
  adw_status_page_set_title (self->opening_page, markup);
  gtk_stack_set_visible_child_name (self->stack, "opening");
  return G_SOURCE_REMOVE;
}

static void
start (SchoWindow *self, const char *path, SchoPlugins *sample)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_strdup (path);
  opening->coder = scho_settings_dup_coder (scho_window_get_settings (self));
  opening->sample = sample;
  scho_window_cancel_opening (self);
  self->opening = g_strdup (path);
  self->opening_cancel = g_cancellable_new ();
  self->opening_patience = g_timeout_add (PATIENCE_MS, patience_cb, self);
  scho_job_run_async (open_work, opening, opening_free, g_object_unref,
                      self->opening_cancel, NULL, opened_cb, g_object_ref (self));
}

void
scho_window_open_project (SchoWindow *self, const char *path)
{
  start (self, path, NULL);
}

void
scho_window_open_sample (SchoWindow *self, const char *path)
{
  start (self, path, scho_window_get_plugins (self));
}

void
scho_window_create_project (SchoWindow *self, const char *path)
{
  g_autofree char *full = g_str_has_suffix (path, ".scholia")
                              ? g_strdup (path)
                              : g_strconcat (path, ".scholia", NULL);
  g_autofree char *name = g_path_get_basename (full);
  g_autofree char *title = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoProject) project = NULL;

  name[strlen (name) - strlen (".scholia")] = '\0';
  title = g_filename_display_name (name);
  project = scho_project_create (full, title, &error);
  if (project == NULL)
    {
      g_clear_pointer (&self->waiting, g_strfreev);
      scho_window_toast (self, error->message);
      return;
    }
  g_clear_object (&project); /* it is opened as any other */
  scho_window_open_project (self, full);
}

void
scho_window_cancel_opening (SchoWindow *self)
{
  if (self->opening == NULL)
    return;
  g_cancellable_cancel (self->opening_cancel);
  g_clear_pointer (&self->waiting, g_strfreev);
  end_opening (self);
}

const char *
scho_window_get_path (SchoWindow *self)
{
  /* The file is open elsewhere, if at all; but the window is taken. */
  if (self->past != NULL)
    return "";
  return self->session != NULL
             ? scho_project_get_path (scho_session_get_project (self->session))
             : self->opening;
}
