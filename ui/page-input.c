#include "page-private.h"

gboolean
scho_page_get_offset_at (SchoPage *self, double x, double y, guint32 *offset)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  GdkRectangle visible;
  GtkTextIter iter;
  int buffer_x, buffer_y;

  if (!self->is_filled)
    return FALSE;
  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, x, y, &buffer_x,
                                         &buffer_y);
  if (buffer_x >= visible.x + visible.width
      || !gtk_text_view_get_iter_at_position (view, &iter, NULL, buffer_x, buffer_y))
    return FALSE;
  *offset = scho_page_text_to_offset (self->text, gtk_text_iter_get_offset (&iter));
  return TRUE;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, SchoPage *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  scho_page_tell_offer (self, FALSE);
  scho_page_get_selection (self, &self->pressed_start, &self->pressed_end);
  self->is_pressed = n_press == 1 && self->moving < 0
                     && (state & gtk_accelerator_get_default_mod_mask ()) == 0;
  self->press_x = x;
  self->press_y = y;
}

/* A click on the selection was kept from the text view, which would have ended it. */
static void
end_selection (SchoPage *self)
{
  guint32 offset;

  if (!self->is_press_on_selection)
    return;
  self->is_press_on_selection = FALSE;
  if (scho_page_get_offset_at (self, self->press_x, self->press_y, &offset))
    scho_page_select (self, offset, offset);
}

/* A press that selected nothing was a click on what is painted there. */
static void
button_released (SchoPage *self)
{
  guint32 start, end, offset;
  gssize coding;

  end_selection (self);
  if (scho_page_get_selection (self, &start, &end))
    {
      self->is_pressed = FALSE;
      if (self->moving < 0 && scho_page_is_reading (self)
          && (start != self->pressed_start || end != self->pressed_end))
        scho_page_tell_offer (self, TRUE);
      return;
    }
  if (!self->is_pressed)
    return;
  self->is_pressed = FALSE;
  if (self->editor != NULL || self->codings == NULL
      || !scho_page_get_offset_at (self, self->press_x, self->press_y, &offset))
    return;
  if (scho_page_uncover (self, offset))
    return;
  coding = scho_codings_pick (self->codings, offset, scho_page_find_active (self));
  if (coding < 0)
    return;
  scho_page_activate (self, coding);
  self->is_guessed = TRUE;
}

/* The text view keeps clicks for itself, so their end is seen only here. */
static gboolean
view_event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, SchoPage *self)
{
  if (gdk_event_get_event_type (event) == GDK_BUTTON_RELEASE
      && gdk_button_event_get_button (event) == GDK_BUTTON_PRIMARY)
    {
      scho_edge_scroll_stop (self->edge);
      button_released (self);
    }
  return GDK_EVENT_PROPAGATE;
}

/* Whoever scrolls, or may be about to, is not to be pulled back. */
static gboolean
scroller_event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, SchoPage *self)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_SCROLL:
    case GDK_BUTTON_PRESS:
    case GDK_KEY_PRESS:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCHPAD_HOLD:
      scho_jump_end (self->jump);
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
open_menu (SchoPage *self, double x, double y)
{
  if (self->popover == NULL)
    return;
  scho_page_tell_offer (self, FALSE);
  scho_page_tell_menu (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover),
                               &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
menu_pressed_cb (
    GtkGestureClick *gesture, int n_press, double x, double y, SchoPage *self)
{
  guint32 offset, start, end;
  graphene_point_t point;

  /* The text view's own one has what is needed for writing. */
  if (self->popover == NULL || self->editor != NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  /* Beside the words it is about what was selected, or where the caret was. */
  if (scho_page_get_offset_at (self, x, y, &offset)
      && (!scho_page_get_selection (self, &start, &end) || offset < start
          || offset >= end))
    scho_page_select (self, offset, offset);
  if (gtk_widget_compute_point (GTK_WIDGET (self->view), GTK_WIDGET (self),
                                &GRAPHENE_POINT_INIT (x, y), &point))
    open_menu (self, point.x, point.y);
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  SchoPage *self = SCHO_PAGE (widget);
  guint32 caret = scho_page_get_caret (self);
  GdkRectangle r;

  if (self->popover == NULL || self->editor != NULL
      || !scho_page_get_rectangle (self, caret, caret, &r))
    return GDK_EVENT_PROPAGATE;
  open_menu (self, r.x, r.y + r.height);
  return GDK_EVENT_STOP;
}

static gboolean
zoom_key_cb (GtkWidget *widget, GVariant *steps, gpointer data)
{
  SchoPage *self = SCHO_PAGE (widget);
  int n = g_variant_get_int32 (steps);

  scho_page_set_zoom (self,
                      n == 0 ? SCHO_ZOOM_DEFAULT : scho_zoom_get_step (self->zoom, n));
  return GDK_EVENT_STOP;
}

static gboolean
wheel_cb (GtkEventControllerScroll *controller, double dx, double dy, SchoPage *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if (!(state & GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;
  if (dy != 0)
    scho_page_set_zoom (self, scho_zoom_get_step (self->zoom, dy < 0 ? 1 : -1));
  return GDK_EVENT_STOP;
}

void
scho_page_class_add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    int steps;
  } zoom_keys[] = {
    { GDK_KEY_plus, 1 },   { GDK_KEY_equal, 1 },        { GDK_KEY_KP_Add, 1 },
    { GDK_KEY_minus, -1 }, { GDK_KEY_KP_Subtract, -1 }, { GDK_KEY_0, 0 },
    { GDK_KEY_KP_0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (zoom_keys); i++)
    gtk_widget_class_add_binding (widget_class, zoom_keys[i].key, GDK_CONTROL_MASK,
                                  zoom_key_cb, "i", zoom_keys[i].steps);
}

static void
add_gestures (SchoPage *self)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkEventController *events = gtk_event_controller_legacy_new ();

  /* Those that are added last are asked first. */
  scho_page_add_source (self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (click));
  scho_page_add_limits (self);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (menu),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect (menu, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (menu));

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (view_event_cb), self);
  gtk_widget_add_controller (view, events);
  scho_page_add_target (self);
}

/* These must come before what the text view does with the same keys and wheel. */
static void
add_controllers (SchoPage *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();
  GtkEventController *wheel = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (scroller_event_cb), self);
  gtk_widget_add_controller (self->scroller, events);

  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect (wheel, "scroll", G_CALLBACK (wheel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), wheel);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Shift>F10|Menu"),
                        gtk_callback_action_new (menu_key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
scho_page_add_input (SchoPage *self)
{
  add_gestures (self);
  add_controllers (self);
  scho_page_add_uncover_keys (self);
}
