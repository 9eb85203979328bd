#include "hands.h"

#include "window-fixture.h"

#include <gdk/x11/gdkx.h>

#define PAUSE 40 /* milliseconds after each event */
#define MOVES 6

static void
ended_cb (GObject *process, GAsyncResult *result, gpointer ended)
{
  ck_assert (g_subprocess_wait_check_finish (G_SUBPROCESS (process), result, NULL));
  *(gboolean *) ended = TRUE;
}

/* The main loop goes on, since the window has to answer. */
static void
run (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  gboolean ended = FALSE;

  ck_assert_msg (process != NULL, "%s", error ? error->message : "");
  g_subprocess_wait_check_async (process, NULL, ended_cb, &ended);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);
  settle (PAUSE);
}

static char *
dup_window_id (GtkNative *native)
{
  GdkSurface *surface = gtk_native_get_surface (native);

  return g_strdup_printf ("%lu", gdk_x11_surface_get_xid (GDK_SURFACE (surface)));
}

void
hands_take (GtkWidget *window)
{
  g_autofree char *id = dup_window_id (GTK_NATIVE (window));

  run ((const char *[]){ "xdotool", "windowfocus", id, NULL });
  for (guint i = 0; i < 100 && !gtk_window_is_active (GTK_WINDOW (window)); i++)
    settle (20);
  ck_assert (gtk_window_is_active (GTK_WINDOW (window)));
}

void
hands_press (const char *keys)
{
  run ((const char *[]){ "xdotool", "key", keys, NULL });
}

void
hands_move (GtkWidget *widget, double x, double y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  g_autofree char *id = dup_window_id (native), *to_x = NULL, *to_y = NULL;
  graphene_point_t point;
  double surface_x, surface_y;

  ck_assert (gtk_widget_compute_point (
      widget, GTK_WIDGET (native), &GRAPHENE_POINT_INIT ((float) x, (float) y), &point));
  gtk_native_get_surface_transform (native, &surface_x, &surface_y);
  to_x = g_strdup_printf ("%d", (int) (point.x + surface_x));
  to_y = g_strdup_printf ("%d", (int) (point.y + surface_y));
  run ((const char *[]){ "xdotool", "mousemove", "--window", id, to_x, to_y, NULL });
}

void
hands_down (void)
{
  run ((const char *[]){ "xdotool", "mousedown", "1", NULL });
}

void
hands_up (void)
{
  run ((const char *[]){ "xdotool", "mouseup", "1", NULL });
}

void
hands_click (GtkWidget *widget, double x, double y, guint button)
{
  g_autofree char *number = g_strdup_printf ("%u", button);

  hands_move (widget, x, y);
  run ((const char *[]){ "xdotool", "click", number, NULL });
}

void
hands_wheel (GtkWidget *widget, double x, double y, gboolean up)
{
  hands_move (widget, x, y);
  run ((const char *[]){ "xdotool", "keydown", "ctrl", "click", up ? "4" : "5", "keyup",
                         "ctrl", NULL });
}

void
hands_drag (GtkWidget *from,
            double from_x,
            double from_y,
            GtkWidget *to,
            double to_x,
            double to_y)
{
  graphene_point_t start;

  ck_assert (gtk_widget_compute_point (
      from, to, &GRAPHENE_POINT_INIT ((float) from_x, (float) from_y), &start));
  hands_move (from, from_x, from_y);
  hands_down ();
  for (guint i = 1; i <= MOVES; i++)
    hands_move (to, start.x + (to_x - start.x) * i / MOVES,
                start.y + (to_y - start.y) * i / MOVES);
}

void
hands_picture (const char *what)
{
  const char *folder = g_getenv ("SCHOLIAST_ARTEFACTS");
  g_autofree char *name = g_strdup_printf ("gestures-%s.png", what);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  settle (400);
  if (path == NULL)
    return;
  g_mkdir_with_parents (folder, 0755);
  run ((const char *[]){ "import", "-window", "root", path, NULL });
}
