#include "edge-scroll.h"

#define SLOWEST 2.0  /* pixels a frame, where it begins */
#define FASTEST 16.0 /* at the edge, and beyond it */

struct _SchoEdgeScroll
{
  GtkWidget *view;
  SchoEdgeScrolled scrolled;
  gpointer data;
  double y;
  int edge;
  guint tick;
};

/* Below 0: up. A low view keeps a middle where nothing moves. */
static double
get_step (SchoEdgeScroll *self)
{
  double height = gtk_widget_get_height (self->view), edge = MIN (self->edge, height / 4);
  double above = edge - self->y, below = self->y - (height - edge);
  double depth = MAX (above, below);

  if (depth <= 0)
    return 0;
  depth = SLOWEST + (FASTEST - SLOWEST) * MIN (depth / edge, 1);
  return above > below ? -depth : depth;
}

static gboolean
tick_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  SchoEdgeScroll *self = data;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  double before = gtk_adjustment_get_value (adjustment), step = get_step (self);

  if (step == 0)
    {
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }
  gtk_adjustment_set_value (adjustment, before + step);
  if (gtk_adjustment_get_value (adjustment) != before)
    self->scrolled (self->data);
  return G_SOURCE_CONTINUE;
}

SchoEdgeScroll *
scho_edge_scroll_new (GtkWidget *view, SchoEdgeScrolled scrolled, gpointer data)
{
  SchoEdgeScroll *self = g_new0 (SchoEdgeScroll, 1);

  self->view = view;
  self->scrolled = scrolled;
  self->data = data;
  return self;
}

void
scho_edge_scroll_free (SchoEdgeScroll *self)
{
  scho_edge_scroll_stop (self);
  g_free (self);
}

void
scho_edge_scroll_hold (SchoEdgeScroll *self, double y, int edge)
{
  self->y = y;
  self->edge = edge;
  if (self->tick == 0 && get_step (self) != 0)
    self->tick = gtk_widget_add_tick_callback (self->view, tick_cb, self, NULL);
}

void
scho_edge_scroll_stop (SchoEdgeScroll *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (self->view, self->tick);
  self->tick = 0;
}
