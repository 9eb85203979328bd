#include <chart/scene.h>

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

static void
shape_clear (gpointer data)
{
  g_free (((Shape *) data)->text);
}

static void
mark_clear (gpointer data)
{
  g_free (((ChartMark *) data)->words);
}

/* Sizes that do not depend on the screen's pixels, so that a drawing is laid out the same
 * wherever it is shown. */
static PangoLayout *
new_layout (const ChartStyle *style)
{
  PangoContext *context
      = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *font = pango_font_description_new ();
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoLayout *layout;

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (context, options);
  pango_font_description_set_family (font, style->font != NULL ? style->font : "Sans");
  pango_font_description_set_absolute_size (font, style->size * PANGO_SCALE);
  layout = pango_layout_new (context);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_font_description_free (font);
  cairo_font_options_destroy (options);
  g_object_unref (context);
  return layout;
}

/* Right to left: all that was laid out from left to right. */
static void
mirror (SchoDrawing *self)
{
  for (guint i = 0; i < self->shapes->len; i++)
    {
      Shape *shape = &g_array_index (self->shapes, Shape, i);

      shape->x = self->width - shape->x;
      if (shape->kind == SHAPE_RECTANGLE)
        shape->x -= shape->width;
      else if (shape->kind == SHAPE_LINE)
        shape->width = -shape->width;
      else if (shape->kind == SHAPE_TEXT && !shape->upright)
        shape->anchor = ANCHOR_END - shape->anchor;
    }
  for (guint i = 0; i < self->marks->len; i++)
    {
      ChartMark *mark = &g_array_index (self->marks, ChartMark, i);

      mark->x = self->width - mark->x;
      if (mark->is_line)
        mark->width = -mark->width;
      else
        mark->x -= mark->width;
    }
}

SchoDrawing *
scho_drawing_new (SchoTable *table,
                  const SchoChart *chart,
                  const ChartStyle *style,
                  double width)
{
  SchoDrawing *self = g_new0 (SchoDrawing, 1);

  self->table = scho_table_ref (table);
  self->chart = chart;
  self->style = *style;
  self->style.font = g_strdup (style->font);
  self->wanted = MAX (width, 240);
  self->shapes = g_array_new (FALSE, TRUE, sizeof (Shape));
  g_array_set_clear_func (self->shapes, shape_clear);
  self->marks = g_array_new (FALSE, TRUE, sizeof (ChartMark));
  g_array_set_clear_func (self->marks, mark_clear);
  self->measure = new_layout (style);
  switch (chart->kind)
    {
    case SCHO_CHART_BARS:
      bars_lay_out (self);
      break;
    case SCHO_CHART_HEAT_MAP:
      heat_map_lay_out (self);
      break;
    case SCHO_CHART_NETWORK:
      network_lay_out (self);
      break;
    default:
      lines_lay_out (self);
      break;
    }
  if (self->style.is_mirrored)
    mirror (self);
  return self;
}

void
scho_drawing_free (SchoDrawing *self)
{
  g_array_unref (self->shapes);
  g_array_unref (self->marks);
  g_object_unref (self->measure);
  scho_table_unref (self->table);
  g_free ((char *) self->style.font);
  g_free (self->summary);
  g_free (self);
}

double
scho_drawing_get_width (SchoDrawing *self)
{
  return self->width;
}

double
scho_drawing_get_height (SchoDrawing *self)
{
  return self->height;
}

const char *
scho_drawing_get_summary (SchoDrawing *self)
{
  return self->summary;
}

const ChartMark *
scho_drawing_get_marks (SchoDrawing *self, guint *n)
{
  *n = self->marks->len;
  return (const ChartMark *) (gpointer) self->marks->data;
}

/* How far a point is from a mark; 0 where it is in it. */
static double
get_distance (const ChartMark *mark, double x, double y)
{
  double dx = x - mark->x, dy = y - mark->y;
  double length = mark->width * mark->width + mark->height * mark->height;
  double along;

  if (mark->is_line)
    {
      along = length > 0 ? (dx * mark->width + dy * mark->height) / length : 0;
      along = CLAMP (along, 0, 1);
      return MAX (hypot (dx - along * mark->width, dy - along * mark->height) - 4, 0);
    }
  if (mark->is_round)
    return MAX (hypot (dx - mark->width / 2, dy - mark->height / 2) - mark->width / 2, 0);
  return dx >= 0 && dy >= 0 && dx < mark->width && dy < mark->height ? 0 : 1;
}

int
scho_drawing_find_mark (SchoDrawing *self, double x, double y)
{
  for (guint i = self->marks->len; i-- > 0;)
    if (get_distance (&g_array_index (self->marks, ChartMark, i), x, y) <= 0)
      return (int) i;
  return -1;
}

/* Texts ------------------------------------------------------------------------------ */

static void
set_text (SchoDrawing *self, const char *text)
{
  pango_layout_set_text (self->measure, text, -1);
}

double
scene_measure (SchoDrawing *self, const char *text)
{
  int width, height;

  set_text (self, text);
  pango_layout_get_size (self->measure, &width, &height);
  return (double) width / PANGO_SCALE;
}

double
scene_line_height (SchoDrawing *self)
{
  return ceil (self->style.size * 1.4);
}

/* The first and the last @n characters, with an ellipsis between. */
static char *
cut (const char *text, glong length, glong n)
{
  g_autofree char *head = g_utf8_substring (text, 0, n - n / 2);
  g_autofree char *tail = g_utf8_substring (text, length - n / 2, length);

  return g_strconcat (head, "…", tail, NULL);
}

FittedText
scene_fit (SchoDrawing *self, const char *text, double most)
{
  FittedText fitted = { g_strdup (text), scene_measure (self, text) };
  glong length = g_utf8_strlen (text, -1);
  glong low = 1, high = length; /* low fits, high does not */

  g_strdelimit (fitted.text, "\n\r\t", ' ');
  if (fitted.width <= most)
    return fitted;
  while (high - low > 1)
    {
      glong middle = (low + high) / 2;
      g_autofree char *shorter = cut (text, length, middle);

      if (scene_measure (self, shorter) <= most)
        low = middle;
      else
        high = middle;
    }
  g_free (fitted.text);
  fitted.text = cut (text, length, low);
  g_strdelimit (fitted.text, "\n\r\t", ' ');
  fitted.width = scene_measure (self, fitted.text);
  return fitted;
}

/* Shapes ------------------------------------------------------------------------------
 */

void
scene_rectangle (SchoDrawing *self,
                 double x,
                 double y,
                 double width,
                 double height,
                 ChartColour fill,
                 ChartColour border)
{
  Shape shape = { SHAPE_RECTANGLE, x, y, width, height, fill, border, 1 };

  g_array_append_val (self->shapes, shape);
}

void
scene_line (SchoDrawing *self,
            double x,
            double y,
            double to_x,
            double to_y,
            ChartColour colour,
            double thickness,
            double dash)
{
  Shape shape = { SHAPE_LINE, x, y, to_x - x, to_y - y, colour, { 0 }, thickness, dash };

  g_array_append_val (self->shapes, shape);
}

void
scene_circle (SchoDrawing *self,
              double x,
              double y,
              double radius,
              ChartColour fill,
              ChartColour border)
{
  Shape shape = { SHAPE_CIRCLE, x, y, radius, radius, fill, border, 1.5 };

  g_array_append_val (self->shapes, shape);
}

Shape *
scene_text (SchoDrawing *self,
            double x,
            double y,
            Anchor anchor,
            const char *text,
            ChartColour colour)
{
  Shape shape = { SHAPE_TEXT, x, y, 0, 0, colour, { 0 }, 0, 0, g_strdup (text), anchor };

  g_array_append_val (self->shapes, shape);
  return &g_array_index (self->shapes, Shape, self->shapes->len - 1);
}

ChartMark *
scene_mark (SchoDrawing *self,
            gsize row,
            guint column,
            double x,
            double y,
            double width,
            double height,
            char *words)
{
  ChartMark mark = { row, column, x, y, width, height, FALSE, FALSE, words };

  g_array_append_val (self->marks, mark);
  return &g_array_index (self->marks, ChartMark, self->marks->len - 1);
}

void
scene_say_more (SchoDrawing *self, double x, double y, const char *words)
{
  scene_text (self, x, y, ANCHOR_START, words, self->style.dim);
  self->width = MAX (self->width, x + scene_measure (self, words) + 12);
}

/* The table ----------------------------------------------------------------------------
 */

int
scene_column (SchoDrawing *self, const char *name)
{
  return name != NULL ? scho_table_find_column (self->table, name) : -1;
}

const char *
scene_title (SchoDrawing *self, int column)
{
  return column >= 0 ? scho_table_get_column_title (self->table, (guint) column) : "";
}

char *
scene_dup_facts (SchoDrawing *self)
{
  GString *facts = g_string_new (NULL);

  for (guint i = 0; i < scho_table_get_n_facts (self->table); i++)
    {
      const char *title, *value = scho_table_get_fact (self->table, i, NULL, &title);

      if (facts->len > 0)
        g_string_append_c (facts, '\n');
      g_string_append_printf (facts, "%s: %s", title, value);
    }
  return g_string_free (facts, FALSE);
}

double
scene_figure (SchoDrawing *self, gsize row, int column)
{
  if (column < 0 || !scho_table_is_defined (self->table, row, (guint) column))
    return NAN;
  return scho_table_get_column_type (self->table, (guint) column) == SCHO_COLUMN_INTEGER
             ? (double) scho_table_get_integer (self->table, row, (guint) column)
             : scho_table_get_number (self->table, row, (guint) column);
}

/* Whether rows differ in it; the same everywhere, it would only take room. */
static gboolean
differs (SchoTable *table, int column)
{
  gsize n = scho_table_get_n_rows (table);

  if (column < 0 || n == 0)
    return FALSE;
  if (scho_table_get_column_type (table, (guint) column) != SCHO_COLUMN_TEXT)
    return TRUE;
  for (gsize row = 1; row < n; row++)
    if (g_strcmp0 (scho_table_get_text (table, row, (guint) column),
                   scho_table_get_text (table, 0, (guint) column))
        != 0)
      return TRUE;
  return FALSE;
}

static void
append_more (SchoDrawing *self, GString *words, gsize row, const char *name)
{
  int column = scene_column (self, name);
  g_autofree char *more = NULL;

  if (!differs (self->table, column))
    return;
  more = scho_table_dup_cell (self->table, row, (guint) column);
  if (more[0] != '\0')
    g_string_append_printf (words, " · %s", more);
}

char *
scene_dup_label (SchoDrawing *self, gsize row)
{
  int label = scene_column (self, self->chart->label);
  g_autofree char *cell = scho_table_dup_cell (self->table, row, (guint) label);
  GString *words = g_string_new (cell);

  append_more (self, words, row, self->chart->more);
  append_more (self, words, row, self->chart->further);
  return g_string_free (words, FALSE);
}

char *
scene_dup_figure (double value)
{
  return value == floor (value) && fabs (value) < 1e15 ? g_strdup_printf ("%.0f", value)
         : fabs (value) >= 100                         ? g_strdup_printf ("%.0f", value)
                                                       : g_strdup_printf ("%.3g", value);
}

char *
scene_dup_short_figure (double value)
{
  if (value == floor (value) || fabs (value) >= 10)
    return scene_dup_figure (value);
  return g_strdup_printf ("%.2f", fabs (value) < 0.005 ? 0.0 : value); /* and not -0.00 */
}

/* Painting -----------------------------------------------------------------------------
 */

static void
set_colour (cairo_t *cairo, ChartColour colour)
{
  cairo_set_source_rgba (cairo, colour.red, colour.green, colour.blue, colour.alpha);
}

static void
fill_and_border (cairo_t *cairo, const Shape *shape)
{
  set_colour (cairo, shape->fill);
  cairo_fill_preserve (cairo);
  if (shape->border.alpha > 0)
    {
      set_colour (cairo, shape->border);
      cairo_set_line_width (cairo, shape->thickness);
      cairo_stroke_preserve (cairo);
    }
  cairo_new_path (cairo);
}

static void
paint_line (cairo_t *cairo, const Shape *shape)
{
  double dashes[] = { shape->dash, shape->dash * 0.7 };

  set_colour (cairo, shape->fill);
  cairo_set_line_width (cairo, shape->thickness);
  cairo_set_dash (cairo, dashes, shape->dash > 0 ? 2 : 0, 0);
  cairo_move_to (cairo, shape->x, shape->y);
  cairo_rel_line_to (cairo, shape->width, shape->height);
  cairo_stroke (cairo);
  cairo_set_dash (cairo, NULL, 0, 0);
}

static void
paint_text (SchoDrawing *self, cairo_t *cairo, const Shape *shape)
{
  PangoRectangle extents;
  double x, y;

  set_text (self, shape->text);
  pango_layout_get_extents (self->measure, NULL, &extents);
  x = -(double) extents.x / PANGO_SCALE
      - (double) extents.width / PANGO_SCALE * (int) shape->anchor / 2;
  y = -(double) (extents.y + extents.height / 2) / PANGO_SCALE;
  cairo_save (cairo);
  cairo_translate (cairo, shape->x, shape->y);
  if (shape->upright)
    cairo_rotate (cairo, -G_PI_2);
  cairo_move_to (cairo, x, y);
  set_colour (cairo, shape->fill);
  pango_cairo_show_layout (cairo, self->measure);
  cairo_restore (cairo);
  cairo_new_path (cairo);
}

/* A text is wherever it may be: only its height is known. */
static gboolean
is_seen (const Shape *shape, double x, double y, double to_x, double to_y)
{
  double left = MIN (shape->x, shape->x + shape->width);
  double right = MAX (shape->x, shape->x + shape->width);
  double top = MIN (shape->y, shape->y + shape->height);
  double bottom = MAX (shape->y, shape->y + shape->height);

  if (shape->kind == SHAPE_TEXT)
    return shape->upright || (shape->y > y - 40 && shape->y < to_y + 40);
  if (shape->kind == SHAPE_CIRCLE)
    {
      left -= shape->width;
      top -= shape->width;
    }
  return left <= to_x + 4 && right >= x - 4 && top <= to_y + 4 && bottom >= y - 4;
}

static void
paint_shape (SchoDrawing *self, cairo_t *cairo, const Shape *shape)
{
  switch (shape->kind)
    {
    case SHAPE_RECTANGLE:
      cairo_rectangle (cairo, shape->x, shape->y, shape->width, shape->height);
      fill_and_border (cairo, shape);
      break;
    case SHAPE_CIRCLE:
      cairo_arc (cairo, shape->x, shape->y, shape->width, 0, 2 * G_PI);
      fill_and_border (cairo, shape);
      break;
    case SHAPE_LINE:
      paint_line (cairo, shape);
      break;
    default:
      paint_text (self, cairo, shape);
      break;
    }
}

void
scho_drawing_paint (SchoDrawing *self, cairo_t *cairo)
{
  double x, y, to_x, to_y;

  cairo_clip_extents (cairo, &x, &y, &to_x, &to_y);
  cairo_set_line_cap (cairo, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < self->shapes->len; i++)
    {
      const Shape *shape = &g_array_index (self->shapes, Shape, i);

      if (is_seen (shape, x, y, to_x, to_y))
        paint_shape (self, cairo, shape);
    }
}
