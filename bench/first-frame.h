/* first-frame.h - ends the program when its first window has been drawn once. */
#pragma once

#include <gtk/gtk.h>
#include <unistd.h>

static void
first_frame_painted_cb (GdkFrameClock *clock, gpointer data)
{
  /* At once: taking everything down is not what is measured. */
  _exit (0);
}

static void
first_frame_realized_cb (GtkWidget *window, gpointer data)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint",
                    G_CALLBACK (first_frame_painted_cb), NULL);
}

static void
first_frame_added_cb (GtkApplication *application, GtkWindow *window, gpointer data)
{
  g_signal_connect (window, "realize", G_CALLBACK (first_frame_realized_cb), NULL);
}

static inline void
exit_after_first_frame (GtkApplication *application)
{
  g_signal_connect (application, "window-added", G_CALLBACK (first_frame_added_cb), NULL);
}
