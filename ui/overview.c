#include "overview.h"

#include "rgba.h"

#include <glib/gi18n.h>
#include <math.h>

#define WIDTH 16
#define AIR 7        /* beside it, where the border of a pane takes the mouse */
#define HIT_COLUMN 0 /* from the left: hits, then codes in lanes */
#define HIT_WIDTH 3
#define CODE_COLUMN 4
#define CODE_WIDTH 3
#define CODE_STEP 4
#define SMALLEST_VIEW 8
#define SMALLEST 2 /* pixels, however short the passage */

struct _SchoOverview
{
  GtkWidget parent_instance;

  SchoCodings *codings; /* nullable */
  guint32 length;
  GArray *hits; /* of SchoHit */
  guint32 view_start, view_end;
  GdkTexture *picture; /* nullable: made when needed */
};

enum
{
  JUMPED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoOverview, scho_overview, GTK_TYPE_WIDGET)

static int
to_row (SchoOverview *self, guint32 offset, int height)
{
  return (int) ((guint64) offset * (guint) height / MAX (self->length, 1));
}

static void
fill (guint32 *pixels, int height, int x, int width, int top, int bottom, guint32 colour)
{
  top = CLAMP (top, 0, MAX (height - SMALLEST, 0));
  bottom = CLAMP (bottom, MIN (top + SMALLEST, height), height);
  for (int y = top; y < bottom; y++)
    for (int i = 0; i < width; i++)
      pixels[y * WIDTH + x + i] = GUINT32_TO_BE (colour << 8 | 0xff);
}

/* Long passages first, so that short ones inside them are seen. Only codings with a lane
 * are drawn: the others lie where three are already. */
static void
draw_codings (SchoOverview *self, guint32 *pixels, int height)
{
  gsize n;
  const SchoAnnotation *all = scho_codings_get_all (self->codings, &n);

  for (gsize i = scho_codings_next (self->codings, 0, 0, self->length); i < n;
       i = scho_codings_next (self->codings, i + 1, 0, self->length))
    {
      guint lane = scho_codings_get_line_lane (self->codings, i);

      if (lane < SCHO_LINE_LANES)
        fill (pixels, height, CODE_COLUMN + lane * CODE_STEP, CODE_WIDTH,
              to_row (self, all[i].start, height), to_row (self, all[i].end, height),
              scho_codings_get_look (self->codings, i).line);
    }
}

static void
draw_hits (SchoOverview *self, guint32 *pixels, int height)
{
  SchoTheme theme = scho_codings_get_theme (self->codings);
  guint32 colour = scho_theme_get_look (theme, 0xff7800).line;

  for (guint i = 0; i < self->hits->len; i++)
    {
      SchoHit *hit = &g_array_index (self->hits, SchoHit, i);

      fill (pixels, height, HIT_COLUMN, HIT_WIDTH, to_row (self, hit->start, height),
            to_row (self, hit->end, height), colour);
    }
}

static GdkTexture *
draw_picture (SchoOverview *self, int height)
{
  gsize size = (gsize) WIDTH * height * sizeof (guint32);
  guint32 *pixels = g_malloc0 (size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (pixels, size);

  draw_codings (self, pixels, height);
  draw_hits (self, pixels, height);
  return gdk_memory_texture_new (WIDTH, height, GDK_MEMORY_R8G8B8A8, bytes,
                                 WIDTH * sizeof (guint32));
}

static void
forget_picture (SchoOverview *self)
{
  g_clear_object (&self->picture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
append_rectangle (
    GtkSnapshot *snapshot, guint32 colour, double alpha, int y, int width, int height)
{
  GdkRGBA rgba = scho_rgba (colour, alpha);

  gtk_snapshot_append_color (snapshot, &rgba, &GRAPHENE_RECT_INIT (0, y, width, height));
}

static void
scho_overview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SchoOverview *self = SCHO_OVERVIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget), top, bottom;
  int left = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? AIR : 0;
  guint32 ink;

  if (self->codings == NULL || height < SMALLEST)
    return;
  if (self->picture == NULL || gdk_texture_get_height (self->picture) != height * scale)
    {
      g_clear_object (&self->picture);
      self->picture = draw_picture (self, height * scale);
    }

  ink = scho_theme_get_ink (scho_codings_get_theme (self->codings));
  append_rectangle (snapshot, ink, 0.04, 0, width, height);
  gtk_snapshot_append_texture (snapshot, self->picture,
                               &GRAPHENE_RECT_INIT (left, 0, WIDTH, height));
  top = to_row (self, self->view_start, height);
  bottom = MAX (to_row (self, self->view_end, height), top + SMALLEST_VIEW);
  if (bottom - top < height)
    {
      append_rectangle (snapshot, ink, 0.22, top, width, bottom - top);
      append_rectangle (snapshot, ink, 0.6, top, width, 1);
      append_rectangle (snapshot, ink, 0.6, bottom - 1, width, 1);
    }
}

static void
jump (SchoOverview *self, double y)
{
  int height = MAX (gtk_widget_get_height (GTK_WIDGET (self)), 1);
  double offset = CLAMP (y / height, 0, 1) * self->length;

  g_signal_emit (self, signals[JUMPED], 0, (guint) lround (offset));
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, SchoOverview *self)
{
  jump (self, y);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double x, double y, SchoOverview *self)
{
  double start_x, start_y;

  gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y);
  jump (self, start_y + y);
}

static void
scho_overview_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH + AIR : 0;
}

static void
scho_overview_finalize (GObject *object)
{
  SchoOverview *self = SCHO_OVERVIEW (object);

  g_clear_pointer (&self->codings, scho_codings_unref);
  g_clear_object (&self->picture);
  g_array_unref (self->hits);
  G_OBJECT_CLASS (scho_overview_parent_class)->finalize (object);
}

static void
scho_overview_class_init (SchoOverviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = scho_overview_finalize;
  widget_class->snapshot = scho_overview_snapshot;
  widget_class->measure = scho_overview_measure;
  signals[JUMPED] = g_signal_new ("jumped", SCHO_TYPE_OVERVIEW, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "overview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
scho_overview_init (SchoOverview *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->hits = g_array_new (FALSE, FALSE, sizeof (SchoHit));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Codes in the whole document"), -1);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

GtkWidget *
scho_overview_new (void)
{
  return g_object_new (SCHO_TYPE_OVERVIEW, NULL);
}

void
scho_overview_set_codings (SchoOverview *self, SchoCodings *codings, guint32 length)
{
  scho_codings_ref (codings);
  g_clear_pointer (&self->codings, scho_codings_unref);
  self->codings = codings;
  self->length = length;
  forget_picture (self);
}

void
scho_overview_set_hits (SchoOverview *self, const SchoHit *hits, gsize n_hits)
{
  g_array_set_size (self->hits, 0);
  if (n_hits > 0)
    g_array_append_vals (self->hits, hits, n_hits);
  forget_picture (self);
}

void
scho_overview_set_view (SchoOverview *self, guint32 start, guint32 end)
{
  self->view_start = start;
  self->view_end = end;
}
