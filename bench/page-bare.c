#include "page-bare.h"

#include "bench.h"

#define WIDTH 900
#define HEIGHT 800

static void
after_paint_cb (GdkFrameClock *clock, PageWindow *self)
{
  self->frames++;
}

void
page_window_open (PageWindow *self)
{
  *self = (PageWindow){ .window = gtk_window_new () };
  gtk_window_set_default_size (GTK_WINDOW (self->window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (self->window));
  g_signal_connect (gtk_widget_get_frame_clock (self->window), "after-paint",
                    G_CALLBACK (after_paint_cb), self);
  page_window_frame (self);
}

void
page_window_close (PageWindow *self)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (self->window), self);
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

void
page_window_frame (PageWindow *self)
{
  guint before = self->frames;

  gtk_widget_queue_draw (self->window);
  while (self->frames == before)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
measured_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
page_window_measure (PageWindow *self)
{
  gboolean is_measured = FALSE;

  /* Below the text view's own measuring. */
  g_idle_add_full (G_PRIORITY_LOW + 200, measured_cb, &is_measured, NULL);
  while (!is_measured)
    g_main_context_iteration (NULL, TRUE);
}

double
page_window_show_bare (PageWindow *self, const char *utf8)
{
  double start = bench_cpu ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_editable (self->view, FALSE);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  /* As much text in sight as a page shows: the rest of the frame is the same. */
  gtk_text_view_set_left_margin (self->view, 32);
  gtk_text_view_set_right_margin (self->view, 350);
  gtk_text_view_set_pixels_inside_wrap (self->view, 10);
  gtk_text_view_set_pixels_below_lines (self->view, 15);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_window_set_child (GTK_WINDOW (self->window), scroller);
  self->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (self->view), FALSE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), utf8, -1);
  page_window_frame (self);
  return bench_cpu () - start;
}

double
page_window_show_page (PageWindow *self, SchoSnapshot *snapshot, guint32 document)
{
  double start = bench_cpu ();
  guint32 from = 0, to = 0;

  self->page = SCHO_PAGE (scho_page_new ());
  self->view = GTK_TEXT_VIEW (self->page->view);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  g_assert_true (scho_page_set_document (self->page, snapshot, document, NULL));
  while (to == 0)
    {
      page_window_frame (self);
      scho_page_view_get_painted (self->page->view, &from, &to);
    }
  self->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  return bench_cpu () - start;
}
