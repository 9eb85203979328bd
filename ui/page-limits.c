/* Dragging the ends of the passage that is lit up. */
#include "page-private.h"

#include "page-handles.h"

#define EDGE 12 /* pixels: how near to it the text scrolls on */

/* Where the pointer is, as a limit between two characters. */
static void
get_iter_at (SchoPage *self, double x, double y, GtkTextIter *iter)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  int buffer_x, buffer_y, trailing = 0;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y,
                                         &buffer_x, &buffer_y);
  /* Beside the text it gives the nearest character, though it says it found none. */
  gtk_text_view_get_iter_at_position (view, iter, &trailing, buffer_x, buffer_y);
  if (trailing > 0)
    gtk_text_iter_forward_chars (iter, trailing);
}

static guint32
get_limit_at (SchoPage *self, double x, double y)
{
  GtkTextIter iter;

  get_iter_at (self, x, y, &iter);
  return scho_page_text_to_offset (self->text, gtk_text_iter_get_offset (&iter));
}

static int
find_handle (SchoPage *self, double x, double y)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  SchoHandle handles[2];
  int buffer_x, buffer_y;

  if (!scho_page_view_get_handles (self->view, handles))
    return -1;
  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y,
                                         &buffer_x, &buffer_y);
  return scho_handles_find (handles, buffer_x, buffer_y);
}

static void
move_limit (SchoPage *self)
{
  guint32 start = self->moving_start, end = self->moving_end;

  if (!scho_page_move_limit (self, self->moving == 1,
                             get_limit_at (self, self->press_x + self->moving_x,
                                           self->press_y + self->moving_y),
                             &start, &end))
    return;
  self->moving_start = start;
  self->moving_end = end;
  scho_page_view_set_handles (self->view, start, end, TRUE);
}

/* As the text view does where the pointer moves. */
static void
extend_selection (SchoPage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter iter;

  get_iter_at (self, self->drop_x, self->drop_y, &iter);
  gtk_text_buffer_move_mark (buffer, gtk_text_buffer_get_insert (buffer), &iter);
}

static void
scrolled_cb (gpointer data)
{
  SchoPage *self = data;

  if (self->moving >= 0)
    move_limit (self);
  else if (self->is_pressed)
    extend_selection (self);
  else
    scho_page_preview_drop (self);
}

static void
end_moving (SchoPage *self)
{
  if (self->moving < 0)
    return;
  self->moving = -1;
  scho_edge_scroll_stop (self->edge);
  scho_page_update_lit (self);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, SchoPage *self)
{
  SchoAnnotation active;
  int handle = scho_page_is_reading (self) ? find_handle (self, x, y) : -1;

  if (handle < 0 || !scho_page_get_active (self, &active))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->moving = handle;
  self->moving_start = active.start;
  self->moving_end = active.end;
  self->press_x = x;
  self->press_y = y;
  self->moving_x = self->moving_y = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double x, double y, SchoPage *self)
{
  if (self->moving < 0)
    return;
  self->moving_x = x;
  self->moving_y = y;
  move_limit (self);
  scho_edge_scroll_hold (self->edge, self->press_y + y, EDGE);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double x, double y, SchoPage *self)
{
  SchoAnnotation active;
  guint32 start = self->moving_start, end = self->moving_end;
  gboolean was_moving = self->moving >= 0;

  end_moving (self);
  if (was_moving && scho_page_get_active (self, &active)
      && (active.start != start || active.end != end))
    scho_page_tell_limits (self, &active.uuid, start, end);
}

static void
cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, SchoPage *self)
{
  end_moving (self);
}

gboolean
scho_page_cancel_drag (SchoPage *self)
{
  if (self->moving < 0)
    return FALSE;
  end_moving (self);
  return TRUE;
}

/* While a text is being selected, GTK scrolls no further than to the next line. */
static void
hold_selection (SchoPage *self, double x, double y, GdkModifierType state)
{
  if (!(state & GDK_BUTTON1_MASK))
    scho_edge_scroll_stop (self->edge);
  else if (self->moving < 0 && self->is_pressed && !self->is_press_on_selection)
    {
      self->drop_x = x;
      self->drop_y = y;
      scho_edge_scroll_hold (self->edge, y, EDGE);
    }
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, SchoPage *self)
{
  gboolean is_over = self->moving >= 0 || find_handle (self, x, y) >= 0;

  hold_selection (
      self, x, y,
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller)));
  if (is_over == self->is_over_handle)
    return;
  self->is_over_handle = is_over;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->view),
                                   is_over ? "col-resize" : "text");
}

void
scho_page_add_limits (SchoPage *self)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->moving = -1;
  self->edge = scho_edge_scroll_new (view, scrolled_cb, self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (cancel_cb), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (view, motion);
}
