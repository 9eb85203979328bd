#include "page-view.h"

#include "page-breaks.h"
#include "mark.h"
#include "rgba.h"

#include <math.h>
#include <string.h>

#define MOST_BOXES 16
#define SAMPLE "the quick brown fox saw her and it is, as they say, an old tale "
#define HIT_COLOUR 0xf5c211
#define LEAST_WIDTH 140 /* of text and margin */
#define SHARE_DELAY 200 /* milliseconds */
#define PREVIEW_COLOUR 0x3584e4
#define CURRENT_HIT_COLOUR 0xff7800

struct _SchoPageView
{
  GtkTextView parent_instance;

  SchoPageText *text;   /* nullable */
  SchoCodings *codings; /* nullable */
  SchoLines *lines;
  SchoCover *cover;
  gboolean is_measured; /* the lines are those in sight */
  GArray *hits;         /* of SchoHit */
  gssize current_hit, active, hovered;
  guint32 painted_start, painted_end;
  SchoSpacing spacing;
  SchoMeasure length;
  int gap;                  /* below the letters of a line, for the lines of codes */
  int measure;              /* pixels */
  SchoHit handled, preview; /* empty: none */
  guint share_id;
};

enum
{
  FONT_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoPageView, scho_page_view, GTK_TYPE_TEXT_VIEW)

static void
forget_lines (SchoPageView *self)
{
  scho_lines_clear (self->lines);
  self->is_measured = FALSE;
}

static void
append_rectangle (GtkSnapshot *snapshot,
                  const GdkRGBA *rgba,
                  float x,
                  float y,
                  float width,
                  float height)
{
  gtk_snapshot_append_color (snapshot, rgba, &GRAPHENE_RECT_INIT (x, y, width, height));
}

/* What is painted for one passage. */
typedef struct
{
  GdkRGBA wash, line, border;
  int line_y; /* below the letters, or -1 for no line */
  int line_height;
  SchoMark mark;
  gboolean has_border;
} Paint;

static void
paint_box (GtkSnapshot *snapshot, const Paint *paint, const SchoLine *line, SchoBox box)
{
  append_rectangle (snapshot, &paint->wash, box.x, line->y, box.width, line->height);
  if (paint->line_y >= 0)
    scho_mark_append_line (paint->mark, snapshot, &paint->line,
                           &GRAPHENE_RECT_INIT (box.x,
                                                line->y + line->height + paint->line_y,
                                                box.width, paint->line_height));
  if (paint->has_border)
    {
      append_rectangle (snapshot, &paint->border, box.x, line->y, box.width, 1);
      append_rectangle (snapshot, &paint->border, box.x, line->y + line->height - 1,
                        box.width, 1);
    }
}

/* A passage that goes on above or below needs no stub on a blank line between. */
static gboolean
is_passed_over (const SchoLine *line, guint32 first, guint32 after)
{
  return line->start == line->text_end && (first < line->start || after > line->end);
}

/* Paints the passage [first, after) on all lines in sight. */
static void
paint_passage (SchoPageView *self,
               GtkSnapshot *snapshot,
               const Paint *paint,
               guint32 first,
               guint32 after)
{
  guint n_lines;
  const SchoLine *lines = scho_lines_get (self->lines, &n_lines);

  for (guint i = scho_lines_find (self->lines, first);
       i < n_lines && lines[i].start < after; i++)
    {
      SchoBox boxes[MOST_BOXES];
      guint n;

      if (is_passed_over (&lines[i], first, after))
        continue;
      n = scho_line_get_boxes (&lines[i], GTK_TEXT_VIEW (self), first, after, boxes,
                               MOST_BOXES);

      for (guint k = 0; k < n; k++)
        paint_box (snapshot, paint, &lines[i], boxes[k]);
    }
}

/* Lanes share the gap so that there is air above the first and below the last. */
static Paint
choose_paint (SchoPageView *self, gsize i)
{
  SchoLook look = scho_codings_get_look (self->codings, i);
  guint lane = scho_codings_get_line_lane (self->codings, i);
  int step = (self->gap - 1) / SCHO_LINE_LANES;
  gboolean is_lit = (gssize) i == self->active || (gssize) i == self->hovered;
  Paint paint = { .line_y = -1, .line_height = MAX (step - 1, 1) };

  paint.wash = scho_rgba (look.wash, is_lit ? MIN (look.alpha * 2, 0.7) : look.alpha);
  paint.line = paint.border = scho_rgba (look.line, 1);
  paint.has_border = (gssize) i == self->active;
  paint.mark = scho_codings_get_mark (self->codings, i);
  if (lane < SCHO_LINE_LANES)
    paint.line_y = 1 + lane * step;
  return paint;
}

/* Codings that found no lane are counted at the end of the line. */
static void
paint_count (SchoPageView *self, GtkSnapshot *snapshot, const SchoLine *line, guint count)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  SchoTheme theme = scho_codings_get_theme (self->codings);
  GdkRGBA ink = scho_rgba (scho_theme_get_ink (theme), 0.7);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  /* The mark keeps the sign before the number, whatever is written around it. */
  g_autofree char *string = g_strdup_printf ("\u200e+%u", count);
  g_autoptr (PangoLayout) layout
      = gtk_widget_create_pango_layout (GTK_WIDGET (self), string);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  GdkRectangle visible;
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_text_view_get_visible_rect (view, &visible);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (
                    rtl ? gtk_text_view_get_left_margin (view) - 4 - width
                        : visible.width - gtk_text_view_get_right_margin (view) + 4,
                    line->y + (line->height - height) / 2.0f));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

static void
count_hidden (SchoPageView *self, guint *counts, guint32 first, guint32 after)
{
  guint n_lines;
  const SchoLine *lines = scho_lines_get (self->lines, &n_lines);

  for (guint i = scho_lines_find (self->lines, first);
       i < n_lines && lines[i].start < after; i++)
    counts[i] += first < lines[i].end && !is_passed_over (&lines[i], first, after);
}

static void
paint_codings (SchoPageView *self, GtkSnapshot *snapshot, guint32 start, guint32 end)
{
  gsize n;
  const SchoAnnotation *all = scho_codings_get_all (self->codings, &n);
  guint n_lines;
  const SchoLine *lines = scho_lines_get (self->lines, &n_lines);
  g_autofree guint *counts = g_new0 (guint, n_lines);

  for (gsize i = scho_codings_next (self->codings, 0, start, end); i < n;
       i = scho_codings_next (self->codings, i + 1, start, end))
    {
      Paint paint = choose_paint (self, i);
      guint32 first, after;

      scho_page_text_to_places (self->text, all[i].start, all[i].end, &first, &after);
      paint_passage (self, snapshot, &paint, first, after);
      if (paint.line_y < 0)
        count_hidden (self, counts, first, after);
    }
  for (guint i = 0; i < n_lines; i++)
    if (counts[i] > 0)
      paint_count (self, snapshot, &lines[i], counts[i]);
}

/* The first hit that ends after @offset. */
static guint
find_hit (SchoPageView *self, guint32 offset)
{
  guint low = 0, high = self->hits->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->hits, SchoHit, middle).end <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
paint_hits (SchoPageView *self, GtkSnapshot *snapshot, guint32 start, guint32 end)
{
  SchoTheme theme = scho_codings_get_theme (self->codings);

  for (guint i = find_hit (self, start); i < self->hits->len; i++)
    {
      SchoHit *hit = &g_array_index (self->hits, SchoHit, i);
      gboolean is_current = i == (gsize) self->current_hit;
      SchoLook look
          = scho_theme_get_look (theme, is_current ? CURRENT_HIT_COLOUR : HIT_COLOUR);
      Paint paint = { .line_y = -1, .has_border = TRUE };
      guint32 first, after;

      if (hit->start >= end)
        break;
      paint.wash = scho_rgba (look.wash, is_current ? 0.8 : 0.5);
      paint.border = scho_rgba (look.line, is_current ? 1 : 0.6);
      scho_page_text_to_places (self->text, hit->start, hit->end, &first, &after);
      paint_passage (self, snapshot, &paint, first, after);
    }
}

/* The code's own where one is moved, else the colour of the desktop's own marks. */
static SchoLook
get_handle_look (SchoPageView *self)
{
  if (self->active >= 0)
    return scho_codings_get_look (self->codings, (gsize) self->active);
  return scho_theme_get_look (scho_codings_get_theme (self->codings), PREVIEW_COLOUR);
}

/* What is moved or thought of. */
static void
paint_preview (SchoPageView *self, GtkSnapshot *snapshot)
{
  SchoLook look = get_handle_look (self);
  Paint paint = { .line_y = -1, .has_border = TRUE };
  guint32 first, after;

  if (self->preview.start >= self->preview.end)
    return;
  paint.wash = scho_rgba (look.wash, look.alpha);
  paint.border = scho_rgba (look.line, 1);
  scho_page_text_to_places (self->text, self->preview.start, self->preview.end, &first,
                            &after);
  paint_passage (self, snapshot, &paint, first, after);
}

static void
paint_handles (SchoPageView *self, GtkSnapshot *snapshot)
{
  SchoHandle handles[2];
  GdkRGBA rgba, paper;

  if (!scho_page_view_get_handles (self, handles))
    return;
  rgba = scho_rgba (get_handle_look (self).line, 1);
  paper = scho_rgba (scho_theme_get_paper (scho_codings_get_theme (self->codings)), 1);
  scho_handles_paint (handles, snapshot, &rgba, &paper);
}

static void
paint_breaks (SchoPageView *self, GtkSnapshot *snapshot)
{
  SchoTheme theme = scho_codings_get_theme (self->codings);
  GdkRGBA ink = scho_rgba (scho_theme_get_ink (theme), 1);

  scho_page_breaks_paint (GTK_TEXT_VIEW (self), snapshot, self->text, self->lines,
                          self->gap, &ink);
}

static void
scho_page_view_snapshot_layer (GtkTextView *view,
                               GtkTextViewLayer layer,
                               GtkSnapshot *snapshot)
{
  SchoPageView *self = SCHO_PAGE_VIEW (view);
  const SchoLine *lines;
  guint n_lines;

  if (!self->text || !self->codings)
    return;
  if (layer == GTK_TEXT_VIEW_LAYER_ABOVE_TEXT)
    {
      scho_cover_paint (self->cover, view, snapshot, self->text, self->lines,
                        self->codings);
      paint_handles (self, snapshot);
      return;
    }

  scho_lines_update (self->lines, view, self->text);
  self->is_measured = TRUE;
  lines = scho_lines_get (self->lines, &n_lines);
  self->painted_start = scho_page_text_to_offset (self->text, lines[0].start);
  self->painted_end = scho_page_text_to_offset (self->text, lines[n_lines - 1].end);
  paint_codings (self, snapshot, self->painted_start, self->painted_end);
  paint_breaks (self, snapshot);
  paint_hits (self, snapshot, self->painted_start, self->painted_end);
  paint_preview (self, snapshot);
}

/* GTK takes the selection away when another widget selects something, such as the words
 * typed into a search. Here it is what a code is applied to, so it has to stay; see
 * share_selection (). */
static void
take_from_clipboard (SchoPageView *self)
{
  if (gtk_widget_get_realized (GTK_WIDGET (self)))
    gtk_text_buffer_remove_selection_clipboard (
        gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)),
        gtk_widget_get_primary_clipboard (GTK_WIDGET (self)));
}

/* The text view counts on it when it gives its buffer up. */
static void
give_to_clipboard (SchoPageView *self)
{
  if (gtk_widget_get_realized (GTK_WIDGET (self)))
    gtk_text_buffer_add_selection_clipboard (
        gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)),
        gtk_widget_get_primary_clipboard (GTK_WIDGET (self)));
}

static void
scho_page_view_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (scho_page_view_parent_class)->realize (widget);
  take_from_clipboard (SCHO_PAGE_VIEW (widget));
}

static void
scho_page_view_unrealize (GtkWidget *widget)
{
  give_to_clipboard (SCHO_PAGE_VIEW (widget));
  GTK_WIDGET_CLASS (scho_page_view_parent_class)->unrealize (widget);
}

static char *
dup_selected (SchoPageView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  g_autofree char *shown = NULL;
  GtkTextIter first, after;

  if (self->text == NULL
      || !gtk_text_buffer_get_selection_bounds (buffer, &first, &after))
    return NULL;
  shown = gtk_text_buffer_get_text (buffer, &first, &after, TRUE);
  return scho_page_text_strip_breaks (self->text, gtk_text_iter_get_offset (&first),
                                      shown);
}

/* What is copied is the document, without the breaks that only the page has. */
static void
scho_page_view_copy_clipboard (GtkTextView *view)
{
  g_autofree char *string = dup_selected (SCHO_PAGE_VIEW (view));

  if (string != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (view)), string);
}

static void
scho_page_view_cut_clipboard (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  scho_page_view_copy_clipboard (view);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, gtk_text_view_get_editable (view));
  gtk_text_buffer_end_user_action (buffer);
}

static gboolean
share_cb (gpointer data)
{
  SchoPageView *self = data;
  g_autofree char *string = dup_selected (self);

  self->share_id = 0;
  if (string != NULL)
    gdk_clipboard_set_text (gtk_widget_get_primary_clipboard (GTK_WIDGET (self)), string);
  return G_SOURCE_REMOVE;
}

/* For pasting with the middle button. Not while the mouse still drags. */
static void
share_selection (SchoPageView *self)
{
  g_clear_handle_id (&self->share_id, g_source_remove);
  if (gtk_widget_has_focus (GTK_WIDGET (self)))
    self->share_id = g_timeout_add (SHARE_DELAY, share_cb, self);
}

static void
mark_set_cb (GtkTextBuffer *buffer,
             GtkTextIter *iter,
             GtkTextMark *mark,
             SchoPageView *self)
{
  if (gtk_text_buffer_get_has_selection (buffer))
    share_selection (self);
}

/* GTK asks for the width of the lines as they are now, so the page could only grow. */
static void
scho_page_view_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  SchoPageView *self = SCHO_PAGE_VIEW (widget);
  GtkTextView *view = GTK_TEXT_VIEW (widget);

  GTK_WIDGET_CLASS (scho_page_view_parent_class)
      ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline,
                 natural_baseline);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return;
  *minimum = gtk_text_view_get_left_margin (view) + gtk_text_view_get_right_margin (view)
             + LEAST_WIDTH;
  *natural = MAX (*minimum, scho_page_view_get_measure (self));
}

static void
scho_page_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SchoPageView *self = SCHO_PAGE_VIEW (widget);

  forget_lines (self);
  GTK_WIDGET_CLASS (scho_page_view_parent_class)
      ->size_allocate (widget, width, height, baseline);
}

/* The gap below the lines and the length of a line grow with the letters. */
static void
lay_out (SchoPageView *self)
{
  static const double gaps[] = { 0.35, 0.5, 0.85 }; /* of the letters' height */
  static const int least_gaps[] = { 7, 10, 14 };    /* pixels */
  static const int characters[] = { 54, 68, 84 };   /* a line */
  GtkTextView *view = GTK_TEXT_VIEW (self);
  g_autoptr (PangoLayout) layout
      = gtk_widget_create_pango_layout (GTK_WIDGET (self), SAMPLE);
  int width, height, gap, measure;

  pango_layout_get_pixel_size (layout, &width, &height);
  gap = MAX (least_gaps[self->spacing], (int) lround (height * gaps[self->spacing]));
  measure = width * characters[self->length] / (int) strlen (SAMPLE);
  forget_lines (self);
  if (gap == self->gap && measure == self->measure)
    return;
  self->gap = gap;
  self->measure = measure;
  gtk_text_view_set_pixels_inside_wrap (view, gap);
  gtk_text_view_set_pixels_below_lines (view, gap + gap / 2);
  g_signal_emit (self, signals[FONT_CHANGED], 0);
}

static void
scho_page_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (scho_page_view_parent_class)->css_changed (widget, change);
  lay_out (SCHO_PAGE_VIEW (widget));
}

static void
scho_page_view_dispose (GObject *object)
{
  SchoPageView *self = SCHO_PAGE_VIEW (object);

  g_clear_handle_id (&self->share_id, g_source_remove);
  g_clear_pointer (&self->text, scho_page_text_unref);
  g_clear_pointer (&self->codings, scho_codings_unref);
  G_OBJECT_CLASS (scho_page_view_parent_class)->dispose (object);
}

static void
scho_page_view_finalize (GObject *object)
{
  SchoPageView *self = SCHO_PAGE_VIEW (object);

  scho_lines_free (self->lines);
  scho_cover_free (self->cover);
  g_array_unref (self->hits);
  G_OBJECT_CLASS (scho_page_view_parent_class)->finalize (object);
}

static void
scho_page_view_class_init (SchoPageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  object_class->dispose = scho_page_view_dispose;
  object_class->finalize = scho_page_view_finalize;
  widget_class->measure = scho_page_view_measure;
  widget_class->size_allocate = scho_page_view_size_allocate;
  widget_class->realize = scho_page_view_realize;
  widget_class->unrealize = scho_page_view_unrealize;
  widget_class->css_changed = scho_page_view_css_changed;
  signals[FONT_CHANGED]
      = g_signal_new ("font-changed", SCHO_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                      NULL, NULL, G_TYPE_NONE, 0);
  view_class->snapshot_layer = scho_page_view_snapshot_layer;
  view_class->copy_clipboard = scho_page_view_copy_clipboard;
  view_class->cut_clipboard = scho_page_view_cut_clipboard;
}

static void
scho_page_view_init (SchoPageView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  self->lines = scho_lines_new ();
  self->cover = scho_cover_new ();
  self->hits = g_array_new (FALSE, FALSE, sizeof (SchoHit));
  self->current_hit = self->active = self->hovered = -1;
  self->spacing = SCHO_SPACING_NORMAL;
  self->length = SCHO_MEASURE_NORMAL;
  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (view, 32);
  gtk_text_view_set_right_margin (view, 36);
  gtk_text_view_set_top_margin (view, 32);
  gtk_text_view_set_bottom_margin (view, 96);
}

GtkWidget *
scho_page_view_new (void)
{
  return g_object_new (SCHO_TYPE_PAGE_VIEW, NULL);
}

/* A buffer of its own for each text, so that nothing of the last one stays. */
void
scho_page_view_set_text (SchoPageView *self, SchoPageText *text, GtkTextBuffer *buffer)
{
  GtkTextIter start;

  scho_page_text_ref (text);
  g_clear_pointer (&self->text, scho_page_text_unref);
  self->text = text;
  forget_lines (self);
  give_to_clipboard (self);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self), buffer);
  take_from_clipboard (self);
  g_signal_connect_object (buffer, "mark-set", G_CALLBACK (mark_set_cb), self, 0);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (forget_lines), self,
                           G_CONNECT_SWAPPED);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
}

SchoPageText *
scho_page_view_get_text (SchoPageView *self)
{
  return self->text;
}

void
scho_page_view_set_codings (SchoPageView *self, SchoCodings *codings)
{
  scho_codings_ref (codings);
  g_clear_pointer (&self->codings, scho_codings_unref);
  self->codings = codings;
  self->active = self->hovered = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

SchoCodings *
scho_page_view_get_codings (SchoPageView *self)
{
  return self->codings;
}

void
scho_page_view_set_hits (SchoPageView *self,
                         const SchoHit *hits,
                         gsize n_hits,
                         gssize current)
{
  g_array_set_size (self->hits, 0);
  if (n_hits > 0)
    g_array_append_vals (self->hits, hits, n_hits);
  self->current_hit = current;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
scho_page_view_set_lit (SchoPageView *self, gssize active, gssize hovered)
{
  if (active == self->active && hovered == self->hovered)
    return;
  self->active = active;
  self->hovered = hovered;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

SchoCover *
scho_page_view_get_cover (SchoPageView *self)
{
  return self->cover;
}

SchoLines *
scho_page_view_get_lines (SchoPageView *self)
{
  if (!self->is_measured && self->text != NULL)
    scho_lines_update (self->lines, GTK_TEXT_VIEW (self), self->text);
  self->is_measured = TRUE;
  return self->lines;
}

void
scho_page_view_get_painted (SchoPageView *self, guint32 *start, guint32 *end)
{
  *start = self->painted_start;
  *end = self->painted_end;
}

void
scho_page_view_set_layout (SchoPageView *self, SchoSpacing spacing, SchoMeasure measure)
{
  if (spacing == self->spacing && measure == self->length)
    return;
  self->spacing = spacing;
  self->length = measure;
  lay_out (self);
}

int
scho_page_view_get_measure (SchoPageView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  return self->measure + gtk_text_view_get_left_margin (view)
         + gtk_text_view_get_right_margin (view);
}

void
scho_page_view_set_preview (SchoPageView *self, guint32 start, guint32 end)
{
  if (start == self->preview.start && end == self->preview.end)
    return;
  self->preview.start = start;
  self->preview.end = end;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
scho_page_view_set_handles (SchoPageView *self,
                            guint32 start,
                            guint32 end,
                            gboolean moving)
{
  self->handled.start = start;
  self->handled.end = end;
  scho_page_view_set_preview (self, moving ? start : 0, moving ? end : 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
scho_page_view_get_handles (SchoPageView *self, SchoHandle handles[2])
{
  guint32 first, after;

  if (self->handled.start >= self->handled.end || self->text == NULL)
    return FALSE;
  scho_page_text_to_places (self->text, self->handled.start, self->handled.end, &first,
                            &after);
  scho_handles_locate (scho_page_view_get_lines (self), GTK_TEXT_VIEW (self), first,
                       after, handles);
  return TRUE;
}
