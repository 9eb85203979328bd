/* chart.h - draws a table the way it says it can be drawn. No widget: the window, an
 * image and a page share it.
 *
 * Laying out a chart makes a list of shapes, and of marks: the places that stand for a
 * row of the table. The same list is painted with cairo, or written as SVG.
 */
#pragma once

#include <cairo.h>
#include <scholiast/table.h>

typedef struct
{
  double red, green, blue, alpha;
} ChartColour;

/**
 * ChartStyle:
 * @font: (nullable): a family; the system's sans-serif one when %NULL
 * @size: of the letters, in pixels
 * @ink, @dim, @paper: of letters, of axes and figures, of what is below
 * @accent: of bars, nodes and the first line
 * @is_dark: the heat map goes from dark to light
 * @is_high_contrast: everything has a border
 * @is_mirrored: read from right to left
 */
typedef struct
{
  const char *font;
  double size;
  ChartColour ink, dim, paper, accent;
  gboolean is_dark, is_high_contrast, is_mirrored;
} ChartStyle;

/* What stands for a cell of the table. @column: whose cell's figure it is. */
typedef struct
{
  gsize row;
  guint column;
  double x, y, width, height;
  gboolean is_round; /* a circle in it, not the rectangle */
  gboolean is_line;  /* from x, y to x + width, y + height */
  char *words;
} ChartMark;

/* On paper: black on white. */
extern const ChartStyle chart_style_light, chart_style_dark;

typedef struct _SchoDrawing SchoDrawing;

/**
 * scho_drawing_new:
 * @chart: one of the table's
 * @width: how wide it should be; it may need more
 */
SchoDrawing *scho_drawing_new (SchoTable *table,
                               const SchoChart *chart,
                               const ChartStyle *style,
                               double width);
void scho_drawing_free (SchoDrawing *self);

double scho_drawing_get_width (SchoDrawing *self);
double scho_drawing_get_height (SchoDrawing *self);

/* A sentence or two for those who do not see it. */
const char *scho_drawing_get_summary (SchoDrawing *self);

/* In the order in which the keyboard goes through them. (transfer none) (array length=n)
 */
const ChartMark *scho_drawing_get_marks (SchoDrawing *self, guint *n);

/* The topmost mark there; -1: none. */
int scho_drawing_find_mark (SchoDrawing *self, double x, double y);

/* Without the paper. */
void scho_drawing_paint (SchoDrawing *self, cairo_t *cairo);

/* An element `svg` with text as text and a title on each mark; @is_inline: to stand in
 * HTML, without the XML declaration and the table's facts. (transfer full) */
char *scho_drawing_dup_svg (SchoDrawing *self, gboolean is_inline);

/* @scale: pixels for one of the drawing's. The table's facts are its description. */
gboolean scho_drawing_write_png (SchoDrawing *self,
                                 double scale,
                                 GOutputStream *stream,
                                 GError **error);

/* What the chart is called: “Bars”, “Network”. Translated. (transfer none) */
const char *scho_chart_get_title (const SchoChart *chart);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoDrawing, scho_drawing_free)
