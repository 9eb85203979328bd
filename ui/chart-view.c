#include "chart-view.h"

#include "announce.h"

#include <adwaita.h>
#include <chart/chart.h>
#include <glib/gi18n.h>
#include <math.h>

/* What is drawn, inside what scrolls it. */
#define SCHO_TYPE_CHART_AREA (scho_chart_area_get_type ())
G_DECLARE_FINAL_TYPE (SchoChartArea, scho_chart_area, SCHO, CHART_AREA, GtkWidget)

struct _SchoChartArea
{
  GtkWidget parent_instance;
  SchoChartView *view; /* not owned: it owns the area */
};

G_DEFINE_FINAL_TYPE (SchoChartArea, scho_chart_area, GTK_TYPE_WIDGET)

struct _SchoChartView
{
  GtkWidget parent_instance;
  SchoTable *table;
  guint number;
  GtkScrolledWindow *scroller;
  SchoChartArea *area;
  SchoDrawing *drawing; /* NULL until there is a width */
  gboolean is_placed;   /* where it is read from is in view */
  double width;         /* that it was laid out for */
  int current;          /* the mark that the keyboard is on; -1 */
  int pointed;          /* the mark under the pointer; -1 */
  guint to_lay_out;     /* source */
};

enum
{
  CELL_ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoChartView, scho_chart_view, GTK_TYPE_WIDGET)

static const ChartMark *
get_mark (SchoChartView *self, int number)
{
  guint n = 0;
  const ChartMark *marks
      = self->drawing != NULL ? scho_drawing_get_marks (self->drawing, &n) : NULL;

  return number >= 0 && (guint) number < n ? &marks[number] : NULL;
}

/* Laying out ---------------------------------------------------------------------------
 */

/* The typeface and size of the window. */
static void
set_font (SchoChartView *self, ChartStyle *style)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;

  style->font = pango_font_description_get_family (font);
  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) / 72;
  if (size > 4)
    style->size = size;
}

static ChartStyle
get_style (SchoChartView *self)
{
  AdwStyleManager *manager
      = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  ChartStyle style
      = adw_style_manager_get_dark (manager) ? chart_style_dark : chart_style_light;

  style.is_high_contrast = adw_style_manager_get_high_contrast (manager);
  if (style.is_high_contrast)
    style.dim = style.ink;
  style.is_mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  set_font (self, &style);
  return style;
}

static void
tell_what_it_shows (SchoChartView *self)
{
  const SchoChart *chart = scho_table_get_chart (self->table, self->number);
  g_autofree char *label = g_strdup_printf (
      /* Translators: a kind of chart, and what it is of: “Bars: Code frequency”. */
      _ ("%s: %s"), scho_chart_get_title (chart), scho_table_get_title (self->table));

  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, scho_drawing_get_summary (self->drawing), -1);
}

static void
lay_out (SchoChartView *self)
{
  ChartStyle style = get_style (self);

  g_clear_pointer (&self->drawing, scho_drawing_free);
  self->width = gtk_widget_get_width (GTK_WIDGET (self));
  self->drawing
      = scho_drawing_new (self->table, scho_table_get_chart (self->table, self->number),
                          &style, self->width - 2);
  self->pointed = -1;
  tell_what_it_shows (self);
  gtk_widget_queue_resize (GTK_WIDGET (self->area));
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}

static gboolean
lay_out_cb (gpointer data)
{
  SchoChartView *self = data;

  self->to_lay_out = 0;
  lay_out (self);
  return G_SOURCE_REMOVE;
}

static void
lay_out_soon (SchoChartView *self)
{
  if (self->to_lay_out == 0)
    self->to_lay_out = g_idle_add (lay_out_cb, self);
}

static void
style_changed_cb (SchoChartView *self)
{
  if (self->drawing != NULL)
    lay_out_soon (self);
}

/* Marks -------------------------------------------------------------------------------
 */

/* Also where a line runs up or to the left. */
static graphene_rect_t
get_bounds (const ChartMark *mark)
{
  graphene_rect_t bounds;

  graphene_rect_init (&bounds, (float) mark->x, (float) mark->y, (float) mark->width,
                      (float) mark->height);
  graphene_rect_normalize (&bounds);
  return bounds;
}

static void
bring_into_view (SchoChartView *self, const ChartMark *mark)
{
  graphene_rect_t bounds = get_bounds (mark);
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scroller);
  GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (self->scroller);
  float margin = 8;

  gtk_adjustment_clamp_page (across, bounds.origin.x - margin,
                             bounds.origin.x + bounds.size.width + margin);
  gtk_adjustment_clamp_page (down, bounds.origin.y - margin,
                             bounds.origin.y + bounds.size.height + margin);
}

static void
go_to (SchoChartView *self, int number)
{
  const ChartMark *mark = get_mark (self, number);

  if (mark == NULL)
    return;
  self->current = number;
  bring_into_view (self, mark);
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, mark->words, -1);
  scho_announce (GTK_WIDGET (self->area), mark->words);
}

static void
activate (SchoChartView *self, int number)
{
  const ChartMark *mark = get_mark (self, number);

  if (mark != NULL)
    g_signal_emit (self, signals[CELL_ACTIVATED], 0, (guint64) mark->row, mark->column);
}

/* The nearest one that way; what lies aside counts thrice. -1: there is none. */
static int
find_next (SchoChartView *self, double right, double down)
{
  const ChartMark *from = get_mark (self, self->current);
  guint n;
  const ChartMark *marks = scho_drawing_get_marks (self->drawing, &n);
  int found = -1;
  double least = INFINITY;

  for (guint i = 0; i < n; i++)
    {
      double x = marks[i].x + marks[i].width / 2 - from->x - from->width / 2;
      double y = marks[i].y + marks[i].height / 2 - from->y - from->height / 2;
      double along = x * right + y * down, aside = fabs (x * down) + fabs (y * right);
      double far = along + 3 * aside;

      if (along > 0.5 && far < least)
        {
          least = far;
          found = (int) i;
        }
    }
  return found;
}

static gboolean
move (SchoChartView *self, double right, double down)
{
  int next;

  if (self->drawing == NULL || get_mark (self, 0) == NULL)
    return FALSE;
  next = get_mark (self, self->current) == NULL ? 0 : find_next (self, right, down);
  go_to (self, next);
  return TRUE;
}

static gboolean
key_pressed_cb (SchoChartView *self, guint key, guint code, GdkModifierType state)
{
  guint n = 0;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0
      || self->drawing == NULL)
    return FALSE;
  scho_drawing_get_marks (self->drawing, &n);
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return move (self, -1, 0);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return move (self, 1, 0);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move (self, 0, -1);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move (self, 0, 1);
    case GDK_KEY_Home:
      go_to (self, 0);
      return TRUE;
    case GDK_KEY_End:
      go_to (self, (int) n - 1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      activate (self, self->current);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
point_at (SchoChartView *self, int number)
{
  if (number == self->pointed)
    return;
  self->pointed = number;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->area),
                                   number >= 0 ? "pointer" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}

static void
moved_cb (SchoChartView *self, double x, double y)
{
  if (self->drawing != NULL)
    point_at (self, scho_drawing_find_mark (self->drawing, x, y));
}

static void
left_cb (SchoChartView *self)
{
  point_at (self, -1);
}

static void
released_cb (SchoChartView *self, int n_press, double x, double y)
{
  int number = self->drawing != NULL ? scho_drawing_find_mark (self->drawing, x, y) : -1;

  gtk_widget_grab_focus (GTK_WIDGET (self->area));
  if (number < 0)
    return;
  self->current = number;
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
  activate (self, number);
}

static gboolean
query_tooltip_cb (SchoChartView *self, int x, int y, gboolean by_key, GtkTooltip *tooltip)
{
  int number = self->drawing == NULL ? -1
               : by_key              ? self->current
                                     : scho_drawing_find_mark (self->drawing, x, y);
  const ChartMark *mark = get_mark (self, number);

  if (mark == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, mark->words);
  return TRUE;
}

/* The area ------------------------------------------------------------------------------
 */

static void
paint_mark (SchoChartView *self, cairo_t *cairo, int number, double thickness)
{
  const ChartMark *mark = get_mark (self, number);
  ChartStyle style = get_style (self);

  if (mark == NULL)
    return;
  cairo_set_source_rgba (cairo, style.ink.red, style.ink.green, style.ink.blue, 0.9);
  cairo_set_line_width (cairo, thickness);
  if (mark->is_round)
    cairo_arc (cairo, mark->x + mark->width / 2, mark->y + mark->height / 2,
               mark->width / 2 + 3, 0, 2 * G_PI);
  else if (mark->is_line)
    {
      cairo_move_to (cairo, mark->x, mark->y);
      cairo_rel_line_to (cairo, mark->width, mark->height);
    }
  else
    cairo_rectangle (cairo, mark->x + 1, mark->y + 1, mark->width - 2, mark->height - 2);
  cairo_stroke (cairo);
}

/* Only what is seen: a map of two hundred codes is large. */
static void
scho_chart_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SchoChartView *view = SCHO_CHART_AREA (widget)->view;
  GtkAdjustment *across, *down;
  graphene_rect_t seen;
  cairo_t *cairo;

  if (view == NULL || view->drawing == NULL)
    return;
  across = gtk_scrolled_window_get_hadjustment (view->scroller);
  down = gtk_scrolled_window_get_vadjustment (view->scroller);
  graphene_rect_init (&seen, (float) floor (gtk_adjustment_get_value (across)),
                      (float) floor (gtk_adjustment_get_value (down)),
                      (float) ceil (gtk_adjustment_get_page_size (across)) + 1,
                      (float) ceil (gtk_adjustment_get_page_size (down)) + 1);
  cairo = gtk_snapshot_append_cairo (snapshot, &seen);
  scho_drawing_paint (view->drawing, cairo);
  paint_mark (view, cairo, view->pointed, 1.5);
  if (gtk_widget_has_focus (widget))
    paint_mark (view, cairo, view->current, 3);
  cairo_destroy (cairo);
}

static void
scho_chart_area_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  SchoChartView *view = SCHO_CHART_AREA (widget)->view;

  *minimum = 0;
  if (view != NULL && view->drawing != NULL)
    *minimum = (int) ceil (orientation == GTK_ORIENTATION_HORIZONTAL
                               ? scho_drawing_get_width (view->drawing)
                               : scho_drawing_get_height (view->drawing));
  *natural = *minimum;
}

static void
scho_chart_area_class_init (SchoChartAreaClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = scho_chart_area_snapshot;
  GTK_WIDGET_CLASS (klass)->measure = scho_chart_area_measure;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass),
                                        GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "chart");
}

static void
scho_chart_area_init (SchoChartArea *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/* The view ------------------------------------------------------------------------------
 */

/* From right to left, the names stand on the right. */
static void
show_start (SchoChartView *self)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scroller);

  self->is_placed = TRUE;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    gtk_adjustment_set_value (across, gtk_adjustment_get_upper (across));
}

static void
scho_chart_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SchoChartView *self = SCHO_CHART_VIEW (widget);

  gtk_widget_allocate (GTK_WIDGET (self->scroller), width, height, baseline, NULL);
  if (self->drawing != NULL && !self->is_placed)
    show_start (self);
  if (width > 1 && fabs (self->width - width) >= 1)
    lay_out_soon (self);
}

static void
scho_chart_view_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (SCHO_CHART_VIEW (widget)->scroller), orientation,
                      for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static gboolean
scho_chart_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SCHO_CHART_VIEW (widget)->area));
}

static void
scho_chart_view_dispose (GObject *object)
{
  SchoChartView *self = SCHO_CHART_VIEW (object);

  g_clear_handle_id (&self->to_lay_out, g_source_remove);
  if (self->area != NULL)
    self->area->view = NULL;
  self->area = NULL;
  if (self->scroller != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->scroller));
  self->scroller = NULL;
  g_clear_pointer (&self->drawing, scho_drawing_free);
  g_clear_pointer (&self->table, scho_table_unref);
  G_OBJECT_CLASS (scho_chart_view_parent_class)->dispose (object);
}

static void
scho_chart_view_class_init (SchoChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = scho_chart_view_dispose;
  widget_class->size_allocate = scho_chart_view_size_allocate;
  widget_class->measure = scho_chart_view_measure;
  widget_class->grab_focus = scho_chart_view_grab_focus;
  signals[CELL_ACTIVATED]
      = g_signal_new ("cell-activated", SCHO_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_UINT);
}

static void
add_controllers (SchoChartView *self)
{
  GtkWidget *area = GTK_WIDGET (self->area);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (left_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "notify::is-focus", G_CALLBACK (gtk_widget_queue_draw),
                           area, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (area, keys);
  gtk_widget_add_controller (area, motion);
  gtk_widget_add_controller (area, focus);
  gtk_widget_add_controller (area, GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (area, "query-tooltip", G_CALLBACK (query_tooltip_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
follow_style (SchoChartView *self)
{
  AdwStyleManager *manager
      = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast",
                           G_CALLBACK (style_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
scho_chart_view_init (SchoChartView *self)
{
  GtkAdjustment *adjustments[2];

  self->current = self->pointed = -1;
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->scroller), GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self->scroller), "view");
  self->area = g_object_new (SCHO_TYPE_CHART_AREA, NULL);
  self->area->view = self;
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->area));
  adjustments[0] = gtk_scrolled_window_get_hadjustment (self->scroller);
  adjustments[1] = gtk_scrolled_window_get_vadjustment (self->scroller);
  for (guint i = 0; i < 2; i++)
    g_signal_connect_object (adjustments[i], "value-changed",
                             G_CALLBACK (gtk_widget_queue_draw), self->area,
                             G_CONNECT_SWAPPED);
  add_controllers (self);
  follow_style (self);
}

GtkWidget *
scho_chart_view_new (SchoTable *table, guint number)
{
  SchoChartView *self = g_object_new (SCHO_TYPE_CHART_VIEW, NULL);

  self->table = scho_table_ref (table);
  self->number = number;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  scho_table_get_title (table), -1);
  return GTK_WIDGET (self);
}

SchoTable *
scho_chart_view_get_table (SchoChartView *self)
{
  return self->table;
}

guint
scho_chart_view_get_number (SchoChartView *self)
{
  return self->number;
}

const char *
scho_chart_view_get_summary (SchoChartView *self)
{
  return self->drawing != NULL ? scho_drawing_get_summary (self->drawing) : "";
}

const char *
scho_chart_view_get_current (SchoChartView *self)
{
  const ChartMark *mark = get_mark (self, self->current);

  return mark != NULL ? mark->words : NULL;
}
