/* bars.c - a bar for each row, from left to right. */
#include <chart/scene.h>

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_BARS 40
#define MARGIN 12.0
#define GAP 8.0

typedef struct
{
  gsize row;
  double value;
} Bar;

typedef struct
{
  SchoDrawing *drawing;
  GArray *bars; /* of Bar */
  int value, low, high;
  double from, to;       /* the values at both ends */
  double names, figures; /* how wide they are */
  double left, width;    /* of what lies between */
  double step;           /* from bar to bar */
} Bars;

static int
compare_bars (gconstpointer a, gconstpointer b)
{
  const Bar *one = a, *other = b;

  if (one->value != other->value)
    return one->value > other->value ? -1 : 1;
  return (one->row > other->row) - (one->row < other->row);
}

static void
collect (Bars *self)
{
  SchoDrawing *drawing = self->drawing;

  for (gsize row = 0; row < scho_table_get_n_rows (drawing->table); row++)
    {
      Bar bar = { row, scene_figure (drawing, row, self->value) };

      if (isfinite (bar.value))
        g_array_append_val (self->bars, bar);
    }
  if (!drawing->chart->in_order)
    g_array_sort (self->bars, compare_bars);
}

static void
measure (Bars *self, guint n)
{
  SchoDrawing *drawing = self->drawing;

  for (guint i = 0; i < n; i++)
    {
      const Bar *bar = &g_array_index (self->bars, Bar, i);
      g_autofree char *label = scene_dup_label (drawing, bar->row);
      g_autofree char *figure = scene_dup_figure (bar->value);
      double low = scene_figure (drawing, bar->row, self->low);
      double high = scene_figure (drawing, bar->row, self->high);

      self->names = MAX (self->names, scene_measure (drawing, label));
      self->figures = MAX (self->figures, scene_measure (drawing, figure));
      self->from = MIN (self->from, isfinite (low) ? MIN (low, bar->value) : bar->value);
      self->to = MAX (self->to, isfinite (high) ? MAX (high, bar->value) : bar->value);
    }
  self->names = MIN (self->names, drawing->wanted * 0.4);
  self->left = MARGIN + self->names + GAP;
  self->width = drawing->wanted - self->left - GAP - self->figures - MARGIN;
  if (self->from < 0) /* their figures stand on the left */
    {
      self->left += self->figures + GAP;
      self->width -= self->figures + GAP;
    }
  self->width = MAX (self->width, 60);
  if (self->to <= self->from)
    self->to = self->from + 1;
}

static double
get_x (Bars *self, double value)
{
  return self->left + (value - self->from) / (self->to - self->from) * self->width;
}

/* Between which limits the value lies. */
static void
draw_limits (Bars *self, gsize row, double y)
{
  double low = scene_figure (self->drawing, row, self->low);
  double high = scene_figure (self->drawing, row, self->high);
  ChartColour ink = self->drawing->style.ink;

  if (!isfinite (low) || !isfinite (high))
    return;
  scene_line (self->drawing, get_x (self, low), y, get_x (self, high), y, ink, 1.5, 0);
  scene_line (self->drawing, get_x (self, low), y - 4, get_x (self, low), y + 4, ink, 1.5,
              0);
  scene_line (self->drawing, get_x (self, high), y - 4, get_x (self, high), y + 4, ink,
              1.5, 0);
}

static void
draw_bar (Bars *self, const Bar *bar, double y)
{
  SchoDrawing *drawing = self->drawing;
  const ChartStyle *style = &drawing->style;
  g_autofree char *label = scene_dup_label (drawing, bar->row);
  g_autofree char *figure = scene_dup_figure (bar->value);
  FittedText name = scene_fit (drawing, label, self->names);
  double zero = get_x (self, 0), end = get_x (self, bar->value);
  double high = scene_figure (drawing, bar->row, self->high);
  double low = scene_figure (drawing, bar->row, self->low);
  double beyond = bar->value < 0
                      ? (isfinite (low) ? MIN (end, get_x (self, low)) : end)
                      : (isfinite (high) ? MAX (end, get_x (self, high)) : end);
  double height = scene_line_height (drawing);

  scene_text (drawing, MARGIN + self->names, y, ANCHOR_END, name.text, style->ink);
  if (bar->value != 0)
    scene_rectangle (drawing, MIN (zero, end), y - height / 2, MAX (fabs (end - zero), 1),
                     height, style->accent,
                     style->is_high_contrast ? style->ink : (ChartColour){ 0 });
  draw_limits (self, bar->row, y);
  scene_text (drawing, beyond + (bar->value < 0 ? -GAP : GAP) * 0.75, y,
              bar->value < 0 ? ANCHOR_END : ANCHOR_START, figure, style->ink);
  scene_mark (drawing, bar->row, (guint) self->value, 2, y - self->step / 2,
              drawing->wanted - 4, self->step, g_strdup_printf ("%s: %s", label, figure));
  g_free (name.text);
}

static void
summarise (Bars *self)
{
  SchoDrawing *drawing = self->drawing;
  guint n = self->bars->len;
  const Bar *most = NULL;
  g_autofree char *label = NULL;
  g_autofree char *figure = NULL;

  for (guint i = 0; i < n; i++)
    {
      const Bar *bar = &g_array_index (self->bars, Bar, i);

      if (most == NULL || bar->value > most->value)
        most = bar;
    }
  if (most == NULL)
    {
      drawing->summary = g_strdup (_ ("There is nothing to draw."));
      return;
    }
  label = scene_dup_label (drawing, most->row);
  figure = scene_dup_figure (most->value);
  /* Translators: bars of a chart: what they measure, how many there are, the name of the
   * longest one, its figure. */
  drawing->summary
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s: %u bar. The longest: %s, %s.",
                                      "%s: %u bars. The longest: %s, %s.", n),
                         scene_title (drawing, self->value), n, label, figure);
}

void
bars_lay_out (SchoDrawing *drawing)
{
  Bars self = {
    .drawing = drawing,
    .bars = g_array_new (FALSE, FALSE, sizeof (Bar)),
    .value = scene_column (drawing, drawing->chart->value),
    .low = scene_column (drawing, drawing->chart->low),
    .high = scene_column (drawing, drawing->chart->high),
    .step = ceil (scene_line_height (drawing) * 1.45),
  };
  double y = MARGIN + scene_line_height (drawing) / 2;
  guint n;

  collect (&self);
  n = MIN (self.bars->len, MOST_BARS);
  measure (&self, n);
  drawing->width
      = MAX (drawing->wanted, self.left + self.width + GAP + self.figures + MARGIN);
  summarise (&self);
  scene_text (drawing, self.left, y, ANCHOR_START,
              n > 0 ? scene_title (drawing, self.value) : drawing->summary,
              drawing->style.dim);
  y += self.step;
  scene_line (drawing, get_x (&self, 0), y - self.step / 2, get_x (&self, 0),
              y + self.step * n - self.step / 2, drawing->style.dim, 1, 0);
  for (guint i = 0; i < n; i++, y += self.step)
    draw_bar (&self, &g_array_index (self.bars, Bar, i), y);
  if (self.bars->len > n)
    {
      guint more = self.bars->len - n;
      g_autofree char *words = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", more), more);

      scene_say_more (drawing, self.left, y, words);
      y += self.step;
    }
  drawing->height = y - self.step / 2 + MARGIN;
  g_array_unref (self.bars);
}
