/* heat-map.c - a cell for each pair, the darker the more; its figure where it fits. */
#include <chart/grid-cells.h>
#include <chart/ramp.h>

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_LABELS 200
#define MARGIN 12.0
#define GAP 6.0
#define LEAST_CELL 19.0
#define MOST_WIDE 40
#define MOST_CELL 84.0
#define MOST_NAME 240.0
#define MOST_HEAD 150.0
#define UNDEFINED "–"

typedef struct
{
  SchoDrawing *drawing;
  GridCells *cells;
  double from, to; /* the least and the greatest value */
  double names;    /* how wide the labels on the left are */
  double head;     /* how high those above */
  double left, top;
  double width, height; /* of a cell */
  gboolean is_upright;  /* the labels above */
  guint n_undefined;    /* cells */
} HeatMap;

static void
find_limits (HeatMap *self)
{
  gsize n = (gsize) self->cells->down->len * self->cells->along->len;

  for (gsize i = 0; i < n; i++)
    if (isfinite (self->cells->cells[i].value))
      {
        self->from = MIN (self->from, self->cells->cells[i].value);
        self->to = MAX (self->to, self->cells->cells[i].value);
      }
  if (self->to <= self->from)
    self->to = self->from + 1;
}

/* The widest figure; with very many columns they need not be seen. */
static double
measure_figures (HeatMap *self)
{
  guint n = self->cells->down->len * self->cells->along->len;
  double widest = 0;

  for (guint i = 0; self->cells->along->len <= MOST_WIDE && i < n; i++)
    if (isfinite (self->cells->cells[i].value))
      {
        g_autofree char *figure = scene_dup_short_figure (self->cells->cells[i].value);

        widest = MAX (widest, scene_measure (self->drawing, figure) + 6);
      }
  return widest;
}

static double
measure_widest (HeatMap *self, GPtrArray *labels, double most)
{
  double widest = 0;

  for (guint i = 0; i < labels->len; i++)
    widest = MAX (widest, scene_measure (self->drawing, labels->pdata[i]));
  return MIN (widest, most);
}

static void
measure (HeatMap *self)
{
  SchoDrawing *drawing = self->drawing;
  double line = scene_line_height (drawing);
  double widest = measure_widest (self, self->cells->along, MOST_HEAD);
  double room;

  self->names = MIN (measure_widest (self, self->cells->down, MOST_NAME),
                     MAX (drawing->wanted * 0.4, 90));
  self->left = MARGIN + self->names + GAP;
  room = drawing->wanted - self->left - MARGIN;
  self->width
      = CLAMP (floor (room / MAX (self->cells->along->len, 1)), LEAST_CELL, MOST_CELL);
  self->width = ceil (MAX (self->width, measure_figures (self)));
  self->is_upright = widest + 2 * GAP > self->width;
  self->height = MAX (LEAST_CELL, MIN (self->width, ceil (line * 1.5)));
  self->head = self->is_upright ? widest : line;
  self->top = MARGIN + self->head + GAP;
}

static void
draw_names (HeatMap *self)
{
  SchoDrawing *drawing = self->drawing;
  ChartColour ink = drawing->style.ink;

  for (guint i = 0; i < self->cells->down->len; i++)
    {
      FittedText name = scene_fit (drawing, self->cells->down->pdata[i], self->names);

      scene_text (drawing, self->left - GAP, self->top + (i + 0.5) * self->height,
                  ANCHOR_END, name.text, ink);
      g_free (name.text);
    }
  for (guint i = 0; i < self->cells->along->len; i++)
    {
      double most = self->is_upright ? MOST_HEAD : self->width;
      FittedText name = scene_fit (drawing, self->cells->along->pdata[i], most);
      double x = self->left + (i + 0.5) * self->width;

      if (self->is_upright)
        scene_text (drawing, x, self->top - GAP, ANCHOR_START, name.text, ink)->upright
            = TRUE;
      else
        scene_text (drawing, x, self->top - GAP - self->head / 2, ANCHOR_MIDDLE,
                    name.text, ink);
      g_free (name.text);
    }
}

/* Neither empty, as where there is no row, nor shaded, as a figure is. */
static void
draw_undefined (HeatMap *self, guint down, guint along)
{
  SchoDrawing *drawing = self->drawing;
  const GridCell *cell = grid_cells_get (self->cells, down, along);
  double x = self->left + along * self->width, y = self->top + down * self->height;

  self->n_undefined++;
  scene_text (drawing, x + self->width / 2, y + self->height / 2, ANCHOR_MIDDLE,
              UNDEFINED, drawing->style.dim);
  scene_mark (drawing, cell->row, cell->column, x, y, self->width, self->height,
              g_strdup_printf ("%s, %s: %s", (char *) self->cells->down->pdata[down],
                               (char *) self->cells->along->pdata[along],
                               _ ("undefined")));
}

static void
draw_cell (HeatMap *self, guint down, guint along)
{
  SchoDrawing *drawing = self->drawing;
  const GridCell *cell = grid_cells_get (self->cells, down, along);
  double x = self->left + along * self->width, y = self->top + down * self->height;
  gboolean is_dark = drawing->style.is_dark, is_figure;
  ChartColour fill;
  g_autofree char *figure = NULL;
  g_autofree char *shown = NULL;

  if (!isfinite (cell->value))
    {
      if (cell->is_there)
        draw_undefined (self, down, along);
      return;
    }
  is_figure = self->from < 0
              || grid_cells_is_figure (drawing->table, cell->column, cell->value);
  fill = ramp_get ((cell->value - self->from) / (self->to - self->from), is_dark);
  figure = scene_dup_figure (cell->value);
  shown = scene_dup_short_figure (cell->value);
  if (is_figure)
    scene_rectangle (drawing, x + 0.5, y + 0.5, self->width - 1, self->height - 1, fill,
                     drawing->style.is_high_contrast ? drawing->style.ink
                                                     : (ChartColour){ 0 });
  if (scene_measure (drawing, shown) + 4 <= self->width)
    scene_text (drawing, x + self->width / 2, y + self->height / 2, ANCHOR_MIDDLE, shown,
                is_figure ? ramp_get_ink (fill) : drawing->style.dim);
  scene_mark (drawing, cell->row, cell->column, x, y, self->width, self->height,
              g_strdup_printf ("%s, %s: %s", (char *) self->cells->down->pdata[down],
                               (char *) self->cells->along->pdata[along], figure));
}

/* So that an empty place can be told from none. */
static void
draw_lattice (HeatMap *self)
{
  ChartColour faint = self->drawing->style.dim;
  double right = self->left + self->cells->along->len * self->width;
  double bottom = self->top + self->cells->down->len * self->height;

  faint.alpha = self->drawing->style.is_high_contrast ? 0.6 : 0.18;
  for (guint i = 0; i <= self->cells->down->len; i++)
    scene_line (self->drawing, self->left, self->top + i * self->height, right,
                self->top + i * self->height, faint, 1, 0);
  for (guint i = 0; i <= self->cells->along->len; i++)
    scene_line (self->drawing, self->left + i * self->width, self->top,
                self->left + i * self->width, bottom, faint, 1, 0);
}

/* What the shades say. Returns where the next line would be. */
static double
draw_legend (HeatMap *self, double y)
{
  enum
  {
    N_STEPS = 7
  };
  SchoDrawing *drawing = self->drawing;
  const char *title
      = scene_title (drawing, scene_column (drawing, drawing->chart->value));
  g_autofree char *from = scene_dup_short_figure (self->from);
  g_autofree char *to = scene_dup_short_figure (self->to);
  ChartColour dim = drawing->style.dim;
  double x = self->left;

  if (title[0] != '\0')
    {
      scene_text (drawing, x, y, ANCHOR_START, title, dim);
      x += scene_measure (drawing, title) + 2 * GAP;
    }
  scene_text (drawing, x, y, ANCHOR_START, from, dim);
  x += scene_measure (drawing, from) + GAP;
  for (guint i = 0; i < N_STEPS; i++, x += 18)
    scene_rectangle (drawing, x, y - 6, 18, 12,
                     ramp_get ((double) i / (N_STEPS - 1), drawing->style.is_dark), dim);
  x += GAP;
  scene_text (drawing, x, y, ANCHOR_START, to, dim);
  x += scene_measure (drawing, to);
  if (self->n_undefined > 0)
    {
      g_autofree char *words = g_strconcat (UNDEFINED, "  ", _ ("undefined"), NULL);

      x += 3 * GAP;
      scene_text (drawing, x, y, ANCHOR_START, words, dim);
      x += scene_measure (drawing, words);
    }
  drawing->width = MAX (drawing->width, x + MARGIN);
  return y + scene_line_height (drawing);
}

static double
say_left_out (HeatMap *self, double y)
{
  GridCells *cells = self->cells;

  if (cells->n_left_out > 0)
    {
      g_autofree char *words = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", cells->n_left_out),
          cells->n_left_out);

      scene_say_more (self->drawing, self->left, y, words);
      y += scene_line_height (self->drawing);
    }
  if (cells->n_empty > 0)
    {
      g_autofree char *words = g_strdup_printf (
          /* Translators: rows or columns of a chart that have only zeros. */
          g_dngettext (GETTEXT_PACKAGE, "Without %u that has no figure.",
                       "Without %u that have no figure.", cells->n_empty),
          cells->n_empty);

      scene_say_more (self->drawing, self->left, y, words);
      y += scene_line_height (self->drawing);
    }
  return y;
}

static void
summarise (HeatMap *self)
{
  SchoDrawing *drawing = self->drawing;
  const ChartMark *most = NULL;
  double greatest = -INFINITY;

  for (guint i = 0; i < drawing->marks->len; i++)
    {
      const ChartMark *mark = &g_array_index (drawing->marks, ChartMark, i);
      double value = scene_figure (drawing, mark->row, (int) mark->column);

      if (value > greatest)
        {
          greatest = value;
          most = mark;
        }
    }
  if (most == NULL)
    drawing->summary = g_strdup (_ ("There is nothing to draw."));
  else
    /* Translators: of a heat map: how many rows and columns it has; then the labels and
     * the figure of its greatest cell. */
    drawing->summary
        = g_strdup_printf (_ ("%u by %u cells. The greatest: %s."),
                           self->cells->down->len, self->cells->along->len, most->words);
}

void
heat_map_lay_out (SchoDrawing *drawing)
{
  HeatMap self = { .drawing = drawing, .cells = grid_cells_new (drawing, MOST_LABELS) };
  double y;

  find_limits (&self);
  measure (&self);
  drawing->width
      = MAX (drawing->wanted, self.left + self.cells->along->len * self.width + MARGIN);
  draw_names (&self);
  draw_lattice (&self);
  for (guint down = 0; down < self.cells->down->len; down++)
    for (guint along = 0; along < self.cells->along->len; along++)
      draw_cell (&self, down, along);
  summarise (&self);
  y = self.top + self.cells->down->len * self.height + scene_line_height (drawing);
  if (drawing->marks->len > 0)
    y = draw_legend (&self, y);
  else
    {
      scene_say_more (drawing, MARGIN, y, drawing->summary);
      y += scene_line_height (drawing);
    }
  y = say_left_out (&self, y);
  drawing->height = y + MARGIN - scene_line_height (drawing) / 2;
  grid_cells_free (self.cells);
}
