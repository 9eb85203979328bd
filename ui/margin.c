#include "margin.h"

#include "mark.h"
#include "rgba.h"
#include "tip.h"

#include <glib/gi18n.h>
#include <string.h>

#define STRIPES_X 6
#define STRIPES_WIDTH 60 /* for all lanes */
#define LANE_WIDTH 7     /* for one, while they fit */
#define STRIPE_WIDTH 3
#define NAME_CHARACTERS 20
#define NAME_SCALE 0.8 /* of the text's size */
#define NAME_GAP 8     /* between stripes and names, and right of them */
#define DOT_SIZE 8
#define DOT_GAP 6
#define END_HEIGHT 2 /* of a bracket's ends */
#define OUTSIDE 8    /* how far a stripe that goes on reaches beyond the edge */

struct _SchoMargin
{
  GtkWidget parent_instance;

  SchoPageView *view;
  gboolean has_names;
  int names_width; /* of their column */
  gssize active, hovered;
  GArray *stripes;      /* of Stripe: what the last frame showed */
  GHashTable *layouts;  /* code id → PangoLayout */
  GHashTable *initials; /* the same by coder */
};

/* One coding in sight; x from the side where the text is, y from the top. */
typedef struct
{
  gsize coding;
  int x, top, bottom;
  int name_x, name_y, name_height; /* height 0: no name */
} Stripe;

enum
{
  HOVERED,
  ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoMargin, scho_margin, GTK_TYPE_WIDGET)

static gboolean
is_lit (SchoMargin *self, gsize coding)
{
  return (gssize) coding == self->active || (gssize) coding == self->hovered;
}

static int
get_lane_width (SchoCodings *codings)
{
  guint n = MAX (scho_codings_get_n_margin_lanes (codings), 1);

  return CLAMP (STRIPES_WIDTH / (int) n, 2, LANE_WIDTH);
}

/* Where a passage begins and ends; outside for what goes on beyond the lines in sight. */
static void
place_stripe (SchoMargin *self,
              const SchoAnnotation *annotation,
              const SchoLine *lines,
              guint n_lines,
              Stripe *stripe)
{
  SchoLines *in_sight = scho_page_view_get_lines (self->view);
  SchoPageText *text = scho_page_view_get_text (self->view);
  guint32 first, after;

  scho_page_text_to_places (text, annotation->start, annotation->end, &first, &after);
  if (first < lines[0].start)
    stripe->top = lines[0].y - OUTSIDE;
  else
    stripe->top = lines[scho_lines_find (in_sight, first)].y;

  if (after > lines[n_lines - 1].end)
    stripe->bottom = lines[n_lines - 1].y + lines[n_lines - 1].height + OUTSIDE;
  else
    {
      const SchoLine *last = &lines[scho_lines_find (in_sight, after - 1)];

      stripe->bottom = last->y + last->height;
    }
}

static int
compare_stripes (gconstpointer a, gconstpointer b)
{
  const Stripe *first = a, *second = b;

  if (first->top != second->top)
    return first->top < second->top ? -1 : 1;
  if (first->x != second->x)
    return first->x < second->x ? -1 : 1;
  return first->coding < second->coding ? -1 : first->coding > second->coding;
}

static void
collect_stripes (SchoMargin *self, SchoCodings *codings)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  SchoPageText *text = scho_page_view_get_text (self->view);
  int lane_width = get_lane_width (codings), shift;
  gsize n;
  const SchoAnnotation *all = scho_codings_get_all (codings, &n);
  guint n_lines;
  const SchoLine *lines
      = scho_lines_get (scho_page_view_get_lines (self->view), &n_lines);
  guint32 start, end;

  g_array_set_size (self->stripes, 0);
  if (n_lines == 0)
    return;
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_TEXT, 0, 0, NULL, &shift);
  start = scho_page_text_to_offset (text, lines[0].start);
  end = scho_page_text_to_offset (text, lines[n_lines - 1].end);
  for (gsize i = scho_codings_next (codings, 0, start, end); i < n;
       i = scho_codings_next (codings, i + 1, start, end))
    {
      guint lane = scho_codings_get_margin_lane (codings, i);
      Stripe stripe = { .coding = i };

      if (lane == SCHO_LANE_FULL)
        lane = scho_codings_get_n_margin_lanes (codings) - 1;
      stripe.x = STRIPES_X + lane * lane_width;
      place_stripe (self, &all[i], lines, n_lines, &stripe);
      stripe.top += shift;
      stripe.bottom += shift;
      g_array_append_val (self->stripes, stripe);
    }
  g_array_sort (self->stripes, compare_stripes);
}

static PangoLayout *
new_layout (SchoMargin *self, const char *string)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), string);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (NAME_SCALE));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

/* Shortened to @width; setting it costs a new layout, so names that fit are left alone.
 */
static PangoLayout *
get_layout (SchoMargin *self, const SchoCode *code, int width)
{
  PangoLayout *layout = g_hash_table_lookup (self->layouts, GUINT_TO_POINTER (code->id));
  int natural;

  if (layout == NULL)
    {
      layout = new_layout (self, code->name);
      g_hash_table_insert (self->layouts, GUINT_TO_POINTER (code->id), layout);
    }
  pango_layout_get_pixel_size (layout, &natural, NULL);
  if (natural > width || pango_layout_get_width (layout) >= 0)
    pango_layout_set_width (layout, MAX (width, 10) * PANGO_SCALE);
  return layout;
}

/* Of the first word and the last, or two letters of the only one. */
static char *
dup_initials (const char *name)
{
  const char *space = strrchr (name, ' ');
  GString *string = g_string_new (NULL);

  g_string_append_unichar (string, g_unichar_toupper (g_utf8_get_char (name)));
  if (space != NULL && space[1] != '\0')
    g_string_append_unichar (string, g_unichar_toupper (g_utf8_get_char (space + 1)));
  else if (name[0] != '\0' && *g_utf8_next_char (name) != '\0')
    g_string_append_unichar (string, g_utf8_get_char (g_utf8_next_char (name)));
  return g_string_free (string, FALSE);
}

/* (nullable): who coded, where several have. */
static PangoLayout *
get_initials (SchoMargin *self, SchoCodings *codings, gsize coding)
{
  gsize n;
  guint32 id = scho_codings_get_all (codings, &n)[coding].coder;
  const SchoCoder *coder
      = scho_snapshot_get_coder (scho_codings_get_snapshot (codings), id);
  PangoLayout *layout = g_hash_table_lookup (self->initials, GUINT_TO_POINTER (id));
  g_autofree char *string = NULL;

  if (!scho_codings_has_several_coders (codings) || coder == NULL)
    return NULL;
  if (layout != NULL)
    return layout;
  string = dup_initials (coder->name);
  layout = new_layout (self, string);
  g_hash_table_insert (self->initials, GUINT_TO_POINTER (id), layout);
  return layout;
}

/* Right of all stripes that stand beside the name, so close to its own. */
static int
find_name_x (SchoMargin *self, const Stripe *named, int name_height)
{
  int x = named->x;

  for (guint i = 0; i < self->stripes->len; i++)
    {
      const Stripe *stripe = &g_array_index (self->stripes, Stripe, i);

      if (stripe->top < named->name_y + name_height && stripe->bottom > named->name_y)
        x = MAX (x, stripe->x);
    }
  return x + STRIPE_WIDTH + NAME_GAP;
}

/* A name is near its stripe: beside it, or two names' height below its beginning. */
static void
place_names (SchoMargin *self, SchoCodings *codings)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int free_y = G_MININT, name_height = 0;

  for (guint i = 0; i < self->stripes->len; i++)
    {
      Stripe *stripe = &g_array_index (self->stripes, Stripe, i);
      const SchoCode *code = scho_codings_get_code (codings, stripe->coding);
      int furthest;

      if (code == NULL)
        continue;
      pango_layout_get_pixel_size (get_layout (self, code, G_MAXINT / PANGO_SCALE), NULL,
                                   &name_height);
      name_height += 2;
      stripe->name_y = MAX (MAX (stripe->top, 2), free_y);
      furthest
          = MAX (stripe->bottom - name_height, MAX (stripe->top, 2) + 2 * name_height);
      if (stripe->name_y > furthest || stripe->name_y > height)
        continue;
      stripe->name_x = find_name_x (self, stripe, name_height);
      stripe->name_height = name_height;
      free_y = stripe->name_y + name_height;
    }
}

static void
append_rounded (GtkSnapshot *snapshot,
                const GdkRGBA *rgba,
                const graphene_rect_t *bounds,
                float radius)
{
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, bounds, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, rgba, bounds);
  gtk_snapshot_pop (snapshot);
}

/* From the left, of what is so far from the text; the other way round too. */
static int
flip (SchoMargin *self, int x, int width)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL
             ? gtk_widget_get_width (widget) - x - width
             : x;
}

static void
append_rectangle (SchoMargin *self,
                  GtkSnapshot *snapshot,
                  const GdkRGBA *rgba,
                  int x,
                  int y,
                  int width,
                  int height)
{
  gtk_snapshot_append_color (
      snapshot, rgba, &GRAPHENE_RECT_INIT (flip (self, x, width), y, width, height));
}

/* A bracket: its ends point at the lines where the passage begins and ends. One that goes
 * on beyond the edge has none there. */
static void
paint_stripe (SchoMargin *self,
              GtkSnapshot *snapshot,
              SchoCodings *codings,
              const Stripe *stripe)
{
  SchoLook look = scho_codings_get_look (codings, stripe->coding);
  int lane_width = get_lane_width (codings), end = lane_width - STRIPE_WIDTH - 2;
  int width = MIN (STRIPE_WIDTH, lane_width - 1);
  GdkRGBA rgba = scho_rgba (look.line, 1);
  int grow = is_lit (self, stripe->coding) ? 1 : 0;
  int height = MAX (stripe->bottom - stripe->top, 2);

  append_rectangle (self, snapshot, &rgba, stripe->x - grow, stripe->top,
                    width + 2 * grow, height);
  if (end < 2)
    return;
  append_rectangle (self, snapshot, &rgba, stripe->x - end, stripe->top, end, END_HEIGHT);
  append_rectangle (self, snapshot, &rgba, stripe->x - end,
                    stripe->top + height - END_HEIGHT, end, END_HEIGHT);
}

/* A layout that has a width puts what is read from the right at its far end. */
static void
paint_layout (SchoMargin *self,
              GtkSnapshot *snapshot,
              PangoLayout *layout,
              int x,
              int y,
              const GdkRGBA *ink)
{
  PangoRectangle words;

  pango_layout_get_pixel_extents (layout, NULL, &words);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (flip (self, x, words.width) - words.x, y));
  gtk_snapshot_append_layout (snapshot, layout, ink);
  gtk_snapshot_restore (snapshot);
}

/* The name, shortened if it must be, and who coded. */
static void
paint_words (SchoMargin *self,
             GtkSnapshot *snapshot,
             SchoCodings *codings,
             const Stripe *stripe)
{
  const SchoCode *code = scho_codings_get_code (codings, stripe->coding);
  PangoLayout *initials = get_initials (self, codings, stripe->coding), *name;
  GdkRGBA ink = scho_rgba (scho_theme_get_ink (scho_codings_get_theme (codings)), 1);
  int x = stripe->name_x + DOT_SIZE + DOT_GAP, y = stripe->name_y + 1;
  int room = gtk_widget_get_width (GTK_WIDGET (self)) - x - NAME_GAP;
  int width = 0, name_width;

  if (initials != NULL)
    pango_layout_get_pixel_size (initials, &width, NULL);
  name = get_layout (self, code, room - width - (width > 0 ? DOT_GAP : 0));
  pango_layout_get_pixel_size (name, &name_width, NULL);
  paint_layout (self, snapshot, name, x, y, &ink);
  if (initials == NULL)
    return;
  ink.alpha = is_lit (self, stripe->coding) ? 1 : 0.7f; /* on the paper alone */
  paint_layout (self, snapshot, initials, x + name_width + DOT_GAP, y, &ink);
}

static void
paint_name (SchoMargin *self,
            GtkSnapshot *snapshot,
            SchoCodings *codings,
            const Stripe *stripe)
{
  SchoLook look = scho_codings_get_look (codings, stripe->coding);
  GdkRGBA dot = scho_rgba (look.line, 1);
  GdkRGBA wash = scho_rgba (look.wash, MIN (look.alpha * 1.5, 0.8));
  int x = stripe->name_x, y = stripe->name_y;
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - x;

  if (is_lit (self, stripe->coding))
    append_rounded (
        snapshot, &wash,
        &GRAPHENE_RECT_INIT (flip (self, x - 4, width), y, width, stripe->name_height),
        4);
  scho_mark_append_swatch (
      scho_codings_get_mark (codings, stripe->coding), snapshot, &dot,
      &GRAPHENE_RECT_INIT (flip (self, x, DOT_SIZE),
                           y + (stripe->name_height - DOT_SIZE) / 2, DOT_SIZE, DOT_SIZE),
      DOT_SIZE / 2.0f);
  paint_words (self, snapshot, codings, stripe);
}

static void
scho_margin_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SchoMargin *self = SCHO_MARGIN (widget);
  SchoCodings *codings = scho_page_view_get_codings (self->view);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  if (codings == NULL || scho_page_view_get_text (self->view) == NULL)
    return;

  collect_stripes (self, codings);
  if (self->has_names)
    place_names (self, codings);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  for (guint i = 0; i < self->stripes->len; i++)
    {
      const Stripe *stripe = &g_array_index (self->stripes, Stripe, i);

      paint_stripe (self, snapshot, codings, stripe);
      if (stripe->name_height > 0)
        paint_name (self, snapshot, codings, stripe);
    }
  gtk_snapshot_pop (snapshot);
}

static gboolean
is_on_name (const Stripe *stripe, double x, double y)
{
  return stripe->name_height > 0 && x >= stripe->name_x - 4 && y >= stripe->name_y
         && y < stripe->name_y + stripe->name_height;
}

/* Names first; of the stripes the nearest within half a lane. */
static gssize
find_coding (SchoMargin *self, double x, double y)
{
  gssize nearest = -1;
  double best = LANE_WIDTH;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x;
  for (guint i = 0; i < self->stripes->len; i++)
    {
      const Stripe *stripe = &g_array_index (self->stripes, Stripe, i);
      double distance = ABS (x - stripe->x - STRIPE_WIDTH / 2.0);

      if (is_on_name (stripe, x, y))
        return stripe->coding;
      if (y >= stripe->top && y < stripe->bottom && distance < best)
        {
          best = distance;
          nearest = stripe->coding;
        }
    }
  return nearest;
}

static void
set_hovered (SchoMargin *self, gssize coding)
{
  if (coding == self->hovered)
    return;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), coding >= 0 ? "pointer" : NULL);
  g_signal_emit (self, signals[HOVERED], 0, (int) coding);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, SchoMargin *self)
{
  set_hovered (self, find_coding (self, x, y));
}

static void
leave_cb (GtkEventControllerMotion *controller, SchoMargin *self)
{
  set_hovered (self, -1);
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, SchoMargin *self)
{
  gssize coding = find_coding (self, x, y);

  if (coding >= 0)
    g_signal_emit (self, signals[ACTIVATED], 0, (int) coding);
}

static char *
describe (SchoCodings *codings, const SchoAnnotation *annotation)
{
  SchoSnapshot *snapshot = scho_codings_get_snapshot (codings);
  const SchoCoder *coder = scho_snapshot_get_coder (snapshot, annotation->coder);
  g_autofree char *path = scho_snapshot_dup_code_path (snapshot, annotation->code);
  GString *string = g_string_new (path);

  if (coder != NULL)
    g_string_append_printf (string, "\n%s", coder->name);
  if (annotation->memo != NULL)
    g_string_append_printf (string, "\n\n%s", annotation->memo);
  return g_string_free (string, FALSE);
}

static gboolean
scho_margin_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  SchoMargin *self = SCHO_MARGIN (widget);
  SchoCodings *codings = scho_page_view_get_codings (self->view);
  gssize coding = keyboard ? -1 : find_coding (self, x, y);
  g_autofree char *string = NULL;
  gsize n;

  if (coding < 0 || codings == NULL || !scho_tip_has_room (widget))
    return FALSE;
  string = describe (codings, &scho_codings_get_all (codings, &n)[coding]);
  gtk_tooltip_set_text (tooltip, string);
  return TRUE;
}

static void
scho_margin_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  SchoMargin *self = SCHO_MARGIN (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL
                            ? scho_margin_get_width (self, self->has_names)
                            : 0;
}

static void
scho_margin_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  SchoMargin *self = SCHO_MARGIN (widget);
  PangoFontMetrics *metrics;
  double width;

  GTK_WIDGET_CLASS (scho_margin_parent_class)->css_changed (widget, change);
  g_hash_table_remove_all (self->layouts);
  g_hash_table_remove_all (self->initials);
  metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  width = pango_font_metrics_get_approximate_char_width (metrics) * NAME_SCALE;
  self->names_width = DOT_SIZE + 14 + PANGO_PIXELS (width * NAME_CHARACTERS);
  pango_font_metrics_unref (metrics);
}

static void
scho_margin_finalize (GObject *object)
{
  SchoMargin *self = SCHO_MARGIN (object);

  g_array_unref (self->stripes);
  g_hash_table_unref (self->layouts);
  g_hash_table_unref (self->initials);
  G_OBJECT_CLASS (scho_margin_parent_class)->finalize (object);
}

static void
scho_margin_class_init (SchoMarginClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = scho_margin_finalize;
  widget_class->snapshot = scho_margin_snapshot;
  widget_class->measure = scho_margin_measure;
  widget_class->css_changed = scho_margin_css_changed;
  widget_class->query_tooltip = scho_margin_query_tooltip;

  signals[HOVERED] = g_signal_new ("hovered", SCHO_TYPE_MARGIN, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[ACTIVATED] = g_signal_new ("activated", SCHO_TYPE_MARGIN, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "margin");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
scho_margin_init (SchoMargin *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->has_names = TRUE;
  self->active = self->hovered = -1;
  self->stripes = g_array_new (FALSE, FALSE, sizeof (Stripe));
  self->layouts = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->initials = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  gtk_widget_set_has_tooltip (widget, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Codes beside the text"), -1);

  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
scho_margin_new (SchoPageView *view)
{
  SchoMargin *self = g_object_new (SCHO_TYPE_MARGIN, NULL);

  self->view = view;
  return GTK_WIDGET (self);
}

void
scho_margin_set_has_names (SchoMargin *self, gboolean has_names)
{
  if (has_names == self->has_names)
    return;
  self->has_names = has_names;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

gboolean
scho_margin_get_has_names (SchoMargin *self)
{
  return self->has_names;
}

int
scho_margin_get_width (SchoMargin *self, gboolean has_names)
{
  return STRIPES_X + STRIPES_WIDTH + (has_names ? self->names_width : 0);
}

void
scho_margin_update (SchoMargin *self)
{
  /* Until the next frame nothing can be hit: places in the codings may be others. */
  g_array_set_size (self->stripes, 0);
  g_hash_table_remove_all (self->layouts);
  g_hash_table_remove_all (self->initials);
  self->active = self->hovered = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
scho_margin_set_lit (SchoMargin *self, gssize active, gssize hovered)
{
  self->active = active;
  self->hovered = hovered;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
scho_margin_has_name_in (SchoMargin *self, int top, int bottom)
{
  for (guint i = 0; self->has_names && i < self->stripes->len; i++)
    {
      const Stripe *stripe = &g_array_index (self->stripes, Stripe, i);

      if (stripe->name_height > 0 && stripe->name_y < bottom
          && stripe->name_y + stripe->name_height > top)
        return TRUE;
    }
  return FALSE;
}

int
scho_margin_find_room (SchoMargin *self, int y, int height, int least, int most)
{
  int best = y, distance = height + 1;

  if (!scho_margin_has_name_in (self, y, y + height))
    return y;
  for (guint i = 0; i < self->stripes->len; i++)
    {
      const Stripe *stripe = &g_array_index (self->stripes, Stripe, i);
      int ends[] = { stripe->name_y - height, stripe->name_y + stripe->name_height };

      for (guint end = 0; stripe->name_height > 0 && end < G_N_ELEMENTS (ends); end++)
        if (ends[end] >= least && ends[end] <= most && ABS (ends[end] - y) < distance
            && !scho_margin_has_name_in (self, ends[end], ends[end] + height))
          {
            best = ends[end];
            distance = ABS (best - y);
          }
    }
  return best;
}
