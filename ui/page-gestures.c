/* What is dragged from the page, dropped on it, and offered beside a selection. */
#include "page-private.h"

#include "code-model.h"
#include "dragged-passage.h"

#define DROP_EDGE 32    /* pixels: how near to it the text scrolls under a code */
#define MOST_DRAGGED 60 /* characters shown beside the pointer */

enum
{
  OFFER,
  CODE_DROPPED,
  LIMITS_MOVED,
  MENU_OPENING,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

void
scho_page_class_add_signals (GType type)
{
  signals[OFFER] = g_signal_new ("offer", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[CODE_DROPPED]
      = g_signal_new ("code-dropped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
  signals[LIMITS_MOVED]
      = g_signal_new ("limits-moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 3, G_TYPE_POINTER, G_TYPE_UINT, G_TYPE_UINT);
  signals[MENU_OPENING] = g_signal_new ("menu-opening", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
}

void
scho_page_tell_offer (SchoPage *self, gboolean wanted)
{
  if (wanted ? !scho_page_is_reading (self) : !self->is_offered)
    return;
  self->is_offered = wanted;
  g_signal_emit (self, signals[OFFER], 0, wanted);
}

void
scho_page_tell_limits (SchoPage *self,
                       const SchoUuid *annotation,
                       guint32 start,
                       guint32 end)
{
  g_signal_emit (self, signals[LIMITS_MOVED], 0, annotation, start, end);
}

void
scho_page_tell_menu (SchoPage *self)
{
  g_signal_emit (self, signals[MENU_OPENING], 0);
}

gboolean
scho_page_is_reading (SchoPage *self)
{
  return !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view));
}

void
scho_page_add_keys (SchoPage *self, GtkEventController *controller)
{
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->view), controller);
}

static gboolean
is_on_selection (SchoPage *self, double x, double y)
{
  guint32 offset, start, end;

  return scho_page_get_offset_at (self, x, y, &offset)
         && scho_page_get_selection (self, &start, &end) && offset >= start
         && offset < end;
}

/* Taken from the text view, which would begin a drag of its own with bare text. */
static void
source_begin_cb (GtkGesture *source, GdkEventSequence *sequence, SchoPage *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (source));
  double x, y;

  gtk_gesture_get_point (source, sequence, &x, &y);
  self->is_press_on_selection = self->moving < 0 && scho_page_is_reading (self)
                                && (state & gtk_accelerator_get_default_mod_mask ()) == 0
                                && is_on_selection (self, x, y);
  gtk_gesture_set_state (source, self->is_press_on_selection ? GTK_EVENT_SEQUENCE_CLAIMED
                                                             : GTK_EVENT_SEQUENCE_DENIED);
}

static char *
dup_selected (SchoPage *self, guint32 most)
{
  guint32 start, end;

  scho_page_get_selection (self, &start, &end);
  return scho_text_dup_range (scho_page_get_text (self), start,
                              end - start > most ? start + most : end);
}

/* Other programs get the words. */
static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, SchoPage *self)
{
  SchoDraggedPassage passage = { .document = self->document };
  g_autofree char *words = NULL;
  GdkContentProvider *providers[2];

  if (!self->is_press_on_selection
      || !scho_page_get_selection (self, &passage.start, &passage.end))
    return NULL;
  words = dup_selected (self, G_MAXUINT32);
  providers[0] = gdk_content_provider_new_typed (SCHO_TYPE_DRAGGED_PASSAGE, &passage);
  providers[1] = gdk_content_provider_new_typed (G_TYPE_STRING, words);
  return gdk_content_provider_new_union (providers, 2);
}

static void
source_drag_begin_cb (GtkDragSource *source, GdkDrag *drag, SchoPage *self)
{
  g_autofree char *words = dup_selected (self, MOST_DRAGGED);
  GtkWidget *label = gtk_label_new (words);

  self->is_press_on_selection = self->is_pressed = FALSE;
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_widget_add_css_class (label, "dragged-passage");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
  scho_page_tell_offer (self, FALSE);
}

/* What a code dropped there is applied to: the selection, a coded passage, or the unit
 * under the pointer. */
static gboolean
find_target (SchoPage *self, double x, double y, guint32 *start, guint32 *end)
{
  guint32 offset;
  gssize coding;
  gsize n;

  if (!scho_page_is_reading (self) || !scho_page_get_offset_at (self, x, y, &offset))
    return FALSE;
  if (scho_page_get_selection (self, start, end) && offset >= *start && offset < *end)
    {
      scho_page_snap (self, start, end);
      return TRUE;
    }
  coding = scho_codings_pick (self->codings, offset, -1);
  if (coding >= 0)
    {
      *start = scho_codings_get_all (self->codings, &n)[coding].start;
      *end = scho_codings_get_all (self->codings, &n)[coding].end;
      return TRUE;
    }
  return scho_page_find_unit (self, MAX (self->unit, SCHO_UNIT_WORD), offset, start, end);
}

gboolean
scho_page_preview_drop (SchoPage *self)
{
  guint32 start = 0, end = 0;
  gboolean is_there = find_target (self, self->drop_x, self->drop_y, &start, &end);

  scho_page_view_set_preview (self->view, start, end);
  return is_there;
}

static GdkDragAction
drop_motion_cb (GtkDropTarget *target, double x, double y, SchoPage *self)
{
  self->drop_x = x;
  self->drop_y = y;
  scho_edge_scroll_hold (self->edge, y, DROP_EDGE);
  return scho_page_preview_drop (self) ? GDK_ACTION_COPY : 0;
}

static void
drop_leave_cb (GtkDropTarget *target, SchoPage *self)
{
  scho_edge_scroll_stop (self->edge);
  scho_page_view_set_preview (self->view, 0, 0);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, SchoPage *self)
{
  SchoCodeItem *item = g_value_get_object (value);
  guint32 start, end;

  drop_leave_cb (target, self);
  if (item == NULL || !find_target (self, x, y, &start, &end))
    return FALSE;
  g_signal_emit (self, signals[CODE_DROPPED], 0, scho_code_item_get_code (item)->id,
                 start, end);
  return TRUE;
}

void
scho_page_add_source (SchoPage *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect (source, "begin", G_CALLBACK (source_begin_cb), self);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (source_drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (source));
}

void
scho_page_add_target (SchoPage *self)
{
  GtkDropTarget *target
      = gtk_drop_target_new (SCHO_TYPE_CODE_ITEM, GDK_ACTION_COPY | GDK_ACTION_MOVE);

  g_signal_connect (target, "enter", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (target));
}

gboolean
scho_page_get_margin (SchoPage *self, GdkRectangle *margin)
{
  graphene_rect_t bounds;

  *margin = (GdkRectangle){ 0, 0, 0, 0 };
  if (!scho_margin_get_has_names (self->margin)
      || !gtk_widget_compute_bounds (GTK_WIDGET (self->margin), GTK_WIDGET (self),
                                     &bounds))
    return FALSE;
  *margin = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                            (int) bounds.size.width, (int) bounds.size.height };
  return TRUE;
}

int
scho_page_find_margin_room (SchoPage *self, int y, int height, int least, int most)
{
  GdkRectangle margin;

  if (!scho_page_get_margin (self, &margin))
    return y;
  return margin.y
         + scho_margin_find_room (self->margin, y - margin.y, height, least - margin.y,
                                  most - margin.y);
}

void
scho_page_copy (SchoPage *self)
{
  g_signal_emit_by_name (self->view, "copy-clipboard");
}
