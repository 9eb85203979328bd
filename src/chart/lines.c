/* lines.c - one or two figures of each row, in the table's order, joined by lines. */
#include <chart/scene.h>

#include <glib/gi18n-lib.h>
#include <math.h>

#define MARGIN 12.0
#define GAP 6.0
#define MOST_NAME 130.0
#define N_LINES 2

typedef struct
{
  SchoDrawing *drawing;
  int columns[N_LINES];  /* -1: none */
  gsize n;               /* rows */
  double from, to, step; /* of the values */
  double left, top, width, height;
} Lines;

/* 1, 2 or 5 times a power of ten, so that there are some five of them. */
static double
choose_step (double span)
{
  double raw = span / 5, power = pow (10, floor (log10 (raw))), share = raw / power;

  return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
}

static void
find_limits (Lines *self)
{
  gboolean is_whole = TRUE;

  for (guint line = 0; line < N_LINES; line++)
    {
      if (self->columns[line] < 0)
        continue;
      is_whole = is_whole
                 && scho_table_get_column_type (self->drawing->table,
                                                (guint) self->columns[line])
                        == SCHO_COLUMN_INTEGER;
      for (gsize row = 0; row < self->n; row++)
        {
          double value = scene_figure (self->drawing, row, self->columns[line]);

          if (isfinite (value))
            {
              self->from = MIN (self->from, value);
              self->to = MAX (self->to, value);
            }
        }
    }
  if (self->to <= self->from)
    self->to = self->from + 1;
  self->step = choose_step (self->to - self->from);
  if (is_whole)
    self->step = MAX (self->step, 1);
  self->from = floor (self->from / self->step) * self->step;
  self->to = ceil (self->to / self->step) * self->step;
}

static double
get_x (Lines *self, gsize row)
{
  return self->left + (row + 0.5) * self->width / MAX (self->n, 1);
}

static double
get_y (Lines *self, double value)
{
  return self->top + (self->to - value) / (self->to - self->from) * self->height;
}

static ChartColour
get_colour (Lines *self, guint line)
{
  return line == 0 ? self->drawing->style.accent : self->drawing->style.ink;
}

/* The first is round, the second square: nothing is told by colour alone. */
static void
draw_point (Lines *self, guint line, double x, double y)
{
  ChartColour colour = get_colour (self, line);

  if (line == 0)
    scene_circle (self->drawing, x, y, 3.5, colour, self->drawing->style.paper);
  else
    scene_rectangle (self->drawing, x - 3, y - 3, 6, 6, colour,
                     self->drawing->style.paper);
}

static void
draw_line (Lines *self, guint line)
{
  SchoDrawing *drawing = self->drawing;
  gboolean has_points = self->n * 8 < self->width;
  double last_x = NAN, last_y = NAN;

  for (gsize row = 0; row < self->n; row++)
    {
      double value = scene_figure (drawing, row, self->columns[line]);
      double x = get_x (self, row), y = get_y (self, value);

      if (isfinite (value) && isfinite (last_y))
        scene_line (drawing, last_x, last_y, x, y, get_colour (self, line), 2,
                    line == 0 ? 0 : 5);
      last_x = x;
      last_y = isfinite (value) ? y : NAN;
    }
  for (gsize row = 0; has_points && row < self->n; row++)
    {
      double value = scene_figure (drawing, row, self->columns[line]);

      if (isfinite (value))
        draw_point (self, line, get_x (self, row), get_y (self, value));
    }
}

static void
draw_scale (Lines *self)
{
  SchoDrawing *drawing = self->drawing;
  ChartColour faint = drawing->style.dim;
  guint n = (guint) round ((self->to - self->from) / self->step);

  faint.alpha = drawing->style.is_high_contrast ? 0.8 : 0.3;
  for (guint i = 0; i <= n; i++)
    {
      double value = self->from + i * self->step, y = get_y (self, value);
      g_autofree char *figure = scene_dup_figure (value);

      scene_line (drawing, self->left, y, self->left + self->width, y, faint, 1, 0);
      scene_text (drawing, self->left - GAP, y, ANCHOR_END, figure, drawing->style.dim);
    }
}

static double
measure_scale (Lines *self)
{
  g_autofree char *least = scene_dup_figure (self->from);
  g_autofree char *most = scene_dup_figure (self->to);
  g_autofree char *between = scene_dup_figure (self->from + self->step);

  return MAX (
      MAX (scene_measure (self->drawing, least), scene_measure (self->drawing, most)),
      scene_measure (self->drawing, between));
}

/* As many names as there is room for, none over another. */
static void
draw_names (Lines *self)
{
  SchoDrawing *drawing = self->drawing;
  double y = self->top + self->height + GAP + scene_line_height (drawing) / 2;
  double free_from = 0;

  for (gsize row = 0; row < self->n; row++)
    {
      g_autofree char *label = scene_dup_label (drawing, row);
      FittedText name = scene_fit (drawing, label, MOST_NAME);
      double x = CLAMP (get_x (self, row), name.width / 2 + 2,
                        MAX (drawing->width - name.width / 2 - 2, name.width / 2 + 2));

      if (x - name.width / 2 >= free_from)
        {
          scene_text (drawing, x, y, ANCHOR_MIDDLE, name.text, drawing->style.ink);
          free_from = x + name.width / 2 + 2 * GAP;
        }
      g_free (name.text);
    }
  scene_text (drawing, self->left + self->width / 2, y + scene_line_height (drawing),
              ANCHOR_MIDDLE,
              scene_title (drawing, scene_column (drawing, drawing->chart->label)),
              drawing->style.dim);
}

static void
draw_legend (Lines *self)
{
  SchoDrawing *drawing = self->drawing;
  double x = self->left, y = MARGIN + scene_line_height (drawing) / 2;

  for (guint line = 0; line < N_LINES; line++)
    {
      const char *title = scene_title (drawing, self->columns[line]);

      if (self->columns[line] < 0)
        continue;
      scene_line (drawing, x, y, x + 28, y, get_colour (self, line), 2,
                  line == 0 ? 0 : 5);
      draw_point (self, line, x + 14, y);
      scene_text (drawing, x + 28 + GAP, y, ANCHOR_START, title, drawing->style.ink);
      x += 28 + 4 * GAP + scene_measure (drawing, title);
    }
  drawing->width = MAX (drawing->width, x + MARGIN);
}

static void
add_marks (Lines *self)
{
  SchoDrawing *drawing = self->drawing;
  double step = self->width / MAX (self->n, 1);

  for (gsize row = 0; row < self->n; row++)
    {
      g_autofree char *label = scene_dup_label (drawing, row);
      GString *words = g_string_new (label);

      for (guint line = 0; line < N_LINES; line++)
        {
          double value = scene_figure (drawing, row, self->columns[line]);
          g_autofree char *figure = isfinite (value) ? scene_dup_figure (value) : NULL;

          if (figure != NULL)
            g_string_append_printf (words, "%s %s: %s", line == 0 ? " –" : ",",
                                    scene_title (drawing, self->columns[line]), figure);
        }
      scene_mark (drawing, row, (guint) self->columns[0], self->left + row * step,
                  self->top, step, self->height, g_string_free (words, FALSE));
    }
}

static void
summarise (Lines *self)
{
  SchoDrawing *drawing = self->drawing;

  if (self->n == 0)
    drawing->summary = g_strdup (_ ("There is nothing to draw."));
  else
    /* Translators: of a line chart: how many points it has; then the first and the last.
     */
    drawing->summary = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u point, from “%s” to “%s”.",
                     "%u points, from “%s” to “%s”.", self->n),
        (guint) self->n, g_array_index (drawing->marks, ChartMark, 0).words,
        g_array_index (drawing->marks, ChartMark, self->n - 1).words);
}

void
lines_lay_out (SchoDrawing *drawing)
{
  Lines self = { .drawing = drawing,
                 .columns = { scene_column (drawing, drawing->chart->value),
                              scene_column (drawing, drawing->chart->also) },
                 .n = scho_table_get_n_rows (drawing->table),
                 .top = 2 * MARGIN + scene_line_height (drawing) };

  find_limits (&self);
  self.left = MARGIN + measure_scale (&self) + GAP;
  self.width = MAX (drawing->wanted - self.left - MARGIN, 60);
  self.height = CLAMP (self.width * 0.45, 140, 420);
  drawing->width = drawing->wanted;
  drawing->height
      = self.top + self.height + GAP + 2 * scene_line_height (drawing) + MARGIN;
  add_marks (&self);
  summarise (&self);
  draw_scale (&self);
  draw_legend (&self);
  draw_names (&self);
  for (guint line = 0; line < N_LINES; line++)
    if (self.columns[line] >= 0)
      draw_line (&self, line);
}
