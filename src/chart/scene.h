/* scene.h - a drawing as a list of shapes, before anybody paints or writes it. */
#pragma once

#include <chart/chart.h>

typedef enum
{
  SHAPE_RECTANGLE, /* x, y, width, height */
  SHAPE_LINE,      /* from x, y to x + width, y + height */
  SHAPE_CIRCLE,    /* around x, y; width: the radius */
  SHAPE_TEXT,      /* at x, y: the middle of the line, and its start, middle or end */
} ShapeKind;

typedef enum
{
  ANCHOR_START,
  ANCHOR_MIDDLE,
  ANCHOR_END
} Anchor;

typedef struct
{
  ShapeKind kind;
  double x, y, width, height;
  ChartColour fill;   /* of a line or text its colour */
  ChartColour border; /* alpha 0: none */
  double thickness;   /* of a line, a border */
  double dash;        /* of a line; 0: whole */
  char *text;         /* as shown */
  Anchor anchor;
  gboolean upright; /* text that runs from below upwards */
} Shape;

typedef struct
{
  char *text; /* as it is shown: cut in the middle */
  double width;
} FittedText;

/* Text that has to fit is cut with an ellipsis in its middle, since names of codes begin
 * alike. */
FittedText scene_fit (SchoDrawing *self, const char *text, double most);
double scene_measure (SchoDrawing *self, const char *text);
double scene_line_height (SchoDrawing *self);

void scene_rectangle (SchoDrawing *self,
                      double x,
                      double y,
                      double width,
                      double height,
                      ChartColour fill,
                      ChartColour border);
void scene_line (SchoDrawing *self,
                 double x,
                 double y,
                 double to_x,
                 double to_y,
                 ChartColour colour,
                 double thickness,
                 double dash);
void scene_circle (SchoDrawing *self,
                   double x,
                   double y,
                   double radius,
                   ChartColour fill,
                   ChartColour border);

/* Returns the shape, to be made upright. (transfer none) */
Shape *scene_text (SchoDrawing *self,
                   double x,
                   double y,
                   Anchor anchor,
                   const char *text,
                   ChartColour colour);

/* What stands for a row: @words tells it. @shape is x, y, width, height. (transfer none)
 */
ChartMark *scene_mark (SchoDrawing *self,
                       gsize row,
                       guint column,
                       double x,
                       double y,
                       double width,
                       double height,
                       char *words);

/* A sentence below that says what is not drawn. */
void scene_say_more (SchoDrawing *self, double x, double y, const char *words);

/* What each kind of chart does: fills the scene, sets its size and summary. */
struct _SchoDrawing
{
  SchoTable *table;
  const SchoChart *chart; /* the table's */
  ChartStyle style;
  double wanted; /* the width it should have, if that can be */
  double width, height;
  GArray *shapes; /* of Shape */
  GArray *marks;  /* of ChartMark */
  char *summary;
  gpointer measure; /* the layout that texts are measured and painted with */
};

void bars_lay_out (SchoDrawing *self);
void heat_map_lay_out (SchoDrawing *self);
void network_lay_out (SchoDrawing *self);
void lines_lay_out (SchoDrawing *self);

/* A cell's value; NaN where undefined. @column: -1: NaN. */
double scene_figure (SchoDrawing *self, gsize row, int column);

/* The words of a row: its label, with @more where rows differ in it. (transfer full) */
char *scene_dup_label (SchoDrawing *self, gsize row);

/* What is known of the table, a line for each fact: “Project: …”; "" where nothing is.
 * (transfer full) */
char *scene_dup_facts (SchoDrawing *self);

/* A figure in few digits, in the language's way. (transfer full) */
char *scene_dup_figure (double value);
/* In fewer: no more than two after the point. */
char *scene_dup_short_figure (double value);

/* The title of a column, -1: "". */
const char *scene_title (SchoDrawing *self, int column);
int scene_column (SchoDrawing *self, const char *name);
