/* page-layout.c - how wide the text is, and when it is there. */
#include "page-private.h"

#include <adwaita.h>

static GtkWidgetClass *parent_class;

gboolean
scho_page_has_size (SchoPage *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self->view)) > 1;
}

/* Has a text that is not on its way into the view. */
static gboolean
is_waiting (SchoPage *self)
{
  return self->text != NULL && !self->is_filled && !scho_page_is_filling (self);
}

gboolean
scho_page_fit_margin (SchoPage *self)
{
  AdwClampScrollable *clamp = ADW_CLAMP_SCROLLABLE (self->clamp);
  int text = scho_page_view_get_measure (self->view);
  int names = scho_margin_get_width (self->margin, TRUE);
  int room = gtk_widget_get_width (self->scroller);
  /* Before the first layout the usual is guessed, which mostly saves a frame. */
  gboolean has_names = room == 0 || room >= names + text * 2 / 3;

  scho_margin_set_has_names (self->margin, has_names);
  text += scho_margin_get_width (self->margin, has_names)
          + scho_page_numbers_get_width (self->numbers);
  if (adw_clamp_scrollable_get_maximum_size (clamp) == text)
    return FALSE;
  adw_clamp_scrollable_set_maximum_size (clamp, text);
  adw_clamp_scrollable_set_tightening_threshold (clamp, text);
  return TRUE;
}

/* What follows from a new size, but must not change sizes while they are given out. */
static gboolean
settle_cb (gpointer data)
{
  SchoPage *self = data;

  self->idle_id = 0;
  /* A new width comes back here once it is there. */
  if (scho_page_fit_margin (self))
    return G_SOURCE_REMOVE;
  if (is_waiting (self) && scho_page_has_size (self))
    scho_page_fill (self);
  return G_SOURCE_REMOVE;
}

void
scho_page_settle (SchoPage *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (self->idle_id == 0)
    self->idle_id = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, settle_cb, self, NULL);
  if (clock != NULL && is_waiting (self))
    gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
}

/* Mostly the first size is the last one; then the first frame has the text already. */
static void
layout_cb (GdkFrameClock *clock, SchoPage *self)
{
  if (is_waiting (self) && scho_page_has_size (self) && !scho_page_fit_margin (self))
    scho_page_fill (self);
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  SchoPage *self = SCHO_PAGE (widget);
  int more_minimum, more_natural;

  gtk_widget_measure (self->scroller, orientation, -1, minimum, natural, NULL, NULL);
  gtk_widget_measure (self->overview, orientation, -1, &more_minimum, &more_natural, NULL,
                      NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum += more_minimum;
      *natural += more_natural;
    }
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SchoPage *self = SCHO_PAGE (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int strip;

  gtk_widget_measure (self->overview, GTK_ORIENTATION_HORIZONTAL, -1, &strip, NULL, NULL,
                      NULL);
  gtk_widget_size_allocate (
      self->scroller, &(GtkAllocation){ rtl ? strip : 0, 0, width - strip, height }, -1);
  gtk_widget_size_allocate (
      self->overview, &(GtkAllocation){ rtl ? 0 : width - strip, 0, strip, height }, -1);
  scho_page_parts_allocate (
      self, &(GtkAllocation){ rtl ? strip : 0, 0, width - strip, height });
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
  scho_page_settle (self);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SchoPage *self = SCHO_PAGE (widget);
  guint32 start, end;

  gtk_widget_snapshot_child (widget, self->scroller, snapshot);
  /* Only now is known what is in sight. */
  scho_page_view_get_painted (self->view, &start, &end);
  scho_overview_set_view (SCHO_OVERVIEW (self->overview), start, end);
  gtk_widget_snapshot_child (widget, self->overview, snapshot);
  scho_page_parts_snapshot (self, snapshot);
}

static void
realize (GtkWidget *widget)
{
  parent_class->realize (widget);
  g_signal_connect (gtk_widget_get_frame_clock (widget), "layout", G_CALLBACK (layout_cb),
                    widget);
}

static void
unrealize (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (widget), layout_cb,
                                        widget);
  parent_class->unrealize (widget);
}

void
scho_page_class_add_layout (GtkWidgetClass *klass)
{
  parent_class = g_type_class_peek_parent (klass);
  klass->measure = measure;
  klass->size_allocate = size_allocate;
  klass->snapshot = snapshot;
  klass->realize = realize;
  klass->unrealize = unrealize;
}
