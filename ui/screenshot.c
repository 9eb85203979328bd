#include "screenshot.h"

#include <stdio.h>
#include <stdlib.h>

/* Animations, lazy loading and the text's own measuring are over by then. */
#define REST_MS 1500

typedef struct
{
  GtkWidget *window; /* weak */
  char *path;
} Shot;

static void
shot_free (gpointer data)
{
  Shot *self = data;

  g_clear_weak_pointer (&self->window);
  g_free (self->path);
  g_free (self);
}

static gboolean
at_rest_cb (gpointer data)
{
  Shot *self = data;
  g_autoptr (GError) error = NULL;

  if (self->window == NULL)
    return G_SOURCE_REMOVE;
  if (!scho_screenshot_write (self->window, self->path, &error))
    {
      fprintf (stderr, "scholiast: %s\n", error->message);
      exit (EXIT_FAILURE);
    }
  gtk_window_close (GTK_WINDOW (self->window));
  return G_SOURCE_REMOVE;
}

static gboolean
idle_cb (gpointer data)
{
  g_timeout_add_full (G_PRIORITY_LOW, REST_MS, at_rest_cb, data, shot_free);
  return G_SOURCE_REMOVE;
}

static void
mapped_cb (GtkWidget *window, gpointer path)
{
  Shot *shot = g_new0 (Shot, 1);

  g_set_weak_pointer (&shot->window, window);
  shot->path = g_strdup (path);
  /* Below the priority in which a text view measures its lines. */
  g_idle_add_full (G_PRIORITY_LOW + 100, idle_cb, shot, NULL);
}

void
scho_screenshot_take (SchoWindow *window, const char *path)
{
  g_signal_connect_data (window, "map", G_CALLBACK (mapped_cb), g_strdup (path),
                         (GClosureNotify) (GCallback) g_free, 0);
}

gboolean
scho_screenshot_write (GtkWidget *widget, const char *path, GError **error)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The window is empty");
      return FALSE;
    }
  texture = gsk_renderer_render_texture (
      gtk_native_get_renderer (GTK_NATIVE (widget)), node,
      &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (gdk_texture_save_to_png (texture, path))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s cannot be written", path);
  return FALSE;
}
