/* network.c - what goes together: a node for each label, an edge for each row. */
#include <chart/force.h>
#include <chart/scene.h>

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_EDGES 150
#define MARGIN 12.0
#define MOST_NAME 150.0
#define LEAST_RADIUS 5.0
#define MOST_RADIUS 20.0

typedef struct
{
  char *label;
  double size; /* as the table says it; NaN: it does not */
  gsize row;   /* where it is told */
  guint column;
  double radius;
  FittedText name;
} Node;

typedef struct
{
  gsize row;
  double value;
  guint from, to;
} Edge;

typedef struct
{
  SchoDrawing *drawing;
  GArray *edges; /* of Edge, the strongest first */
  GArray *nodes; /* of Node */
  GHashTable *numbers;
  guint n_more;
  ForceNode *places;
  int value;
} Network;

static void
node_clear (gpointer data)
{
  Node *node = data;

  g_free (node->label);
  g_free (node->name.text);
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const Edge *one = a, *other = b;

  if (one->value != other->value)
    return one->value > other->value ? -1 : 1;
  return (one->row > other->row) - (one->row < other->row);
}

static void
collect_edges (Network *self)
{
  SchoDrawing *drawing = self->drawing;

  for (gsize row = 0; row < scho_table_get_n_rows (drawing->table); row++)
    {
      Edge edge = { row, scene_figure (drawing, row, self->value), 0, 0 };

      if (isfinite (edge.value) && edge.value > 0)
        g_array_append_val (self->edges, edge);
    }
  g_array_sort (self->edges, compare_edges);
  if (self->edges->len > MOST_EDGES)
    {
      self->n_more = self->edges->len - MOST_EDGES;
      g_array_set_size (self->edges, MOST_EDGES);
    }
}

static guint
find_node (Network *self, gsize row, const char *label_name, const char *size_name)
{
  SchoDrawing *drawing = self->drawing;
  int column = scene_column (drawing, label_name);
  char *label = scho_table_dup_cell (drawing->table, row, (guint) column);
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, label));
  Node node = { label, scene_figure (drawing, row, scene_column (drawing, size_name)),
                row, (guint) column };

  if (number > 0)
    {
      g_free (label);
      return number - 1;
    }
  node.name = scene_fit (drawing, label, MOST_NAME);
  g_array_append_val (self->nodes, node);
  g_hash_table_insert (self->numbers, label, GUINT_TO_POINTER (self->nodes->len));
  return self->nodes->len - 1;
}

static void
collect_nodes (Network *self)
{
  const SchoChart *chart = self->drawing->chart;
  double greatest = 0;

  for (guint i = 0; i < self->edges->len; i++)
    {
      Edge *edge = &g_array_index (self->edges, Edge, i);

      edge->from = find_node (self, edge->row, chart->label, chart->label_size);
      edge->to = find_node (self, edge->row, chart->across, chart->across_size);
    }
  for (guint i = 0; i < self->nodes->len; i++)
    greatest = fmax (greatest, g_array_index (self->nodes, Node, i).size);
  for (guint i = 0; i < self->nodes->len; i++)
    {
      Node *node = &g_array_index (self->nodes, Node, i);
      double share = isfinite (node->size) && greatest > 0 ? node->size / greatest : 0.2;

      node->radius = LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * sqrt (share);
    }
}

static void
find_places (Network *self, double height)
{
  guint n = self->nodes->len, n_edges = self->edges->len;
  g_autofree ForceEdge *edges = g_new0 (ForceEdge, n_edges);
  double strongest = n_edges > 0 ? g_array_index (self->edges, Edge, 0).value : 1;

  self->places = g_new0 (ForceNode, n);
  for (guint i = 0; i < n_edges; i++)
    {
      const Edge *edge = &g_array_index (self->edges, Edge, i);

      edges[i] = (ForceEdge){ edge->from, edge->to, edge->value / strongest };
    }
  for (guint i = 0; i < n; i++)
    {
      const Node *node = &g_array_index (self->nodes, Node, i);

      self->places[i].width = MAX (2 * node->radius, node->name.width) + 10;
      self->places[i].height = 2 * node->radius + scene_line_height (self->drawing) + 10;
    }
  force_lay_out (self->places, n, edges, n_edges,
                 MAX (self->drawing->wanted - MOST_NAME, MOST_NAME), height);
  force_part (self->places, n);
}

/* Into the middle of as much room as it needs. */
static void
fit (Network *self, double top)
{
  SchoDrawing *drawing = self->drawing;
  double left = 0, right = 0, upper = 0, lower = 0, shift;

  for (guint i = 0; i < self->nodes->len; i++)
    {
      const ForceNode *place = &self->places[i];

      left = i == 0 ? place->x - place->width / 2
                    : MIN (left, place->x - place->width / 2);
      right = MAX (i == 0 ? -INFINITY : right, place->x + place->width / 2);
      upper = i == 0 ? place->y - place->height / 2
                     : MIN (upper, place->y - place->height / 2);
      lower = MAX (i == 0 ? -INFINITY : lower, place->y + place->height / 2);
    }
  drawing->width = MAX (drawing->wanted, right - left + 2 * MARGIN);
  drawing->height = top + lower - upper + MARGIN;
  shift = (drawing->width - (right - left)) / 2 - left;
  for (guint i = 0; i < self->nodes->len; i++)
    {
      self->places[i].x += shift;
      self->places[i].y += top - upper;
    }
}

/* A node is in the upper part of its box, its name below it. */
static double
get_middle (Network *self, guint node)
{
  return self->places[node].y - self->places[node].height / 2 + 5
         + g_array_index (self->nodes, Node, node).radius;
}

static void
draw_edges (Network *self)
{
  SchoDrawing *drawing = self->drawing;
  ChartColour colour = drawing->style.dim;

  colour.alpha = drawing->style.is_high_contrast ? 1 : 0.5;
  for (guint i = self->edges->len; i-- > 0;) /* the strongest on top */
    {
      const Edge *edge = &g_array_index (self->edges, Edge, i);
      const Edge *strongest = &g_array_index (self->edges, Edge, 0);

      scene_line (drawing, self->places[edge->from].x, get_middle (self, edge->from),
                  self->places[edge->to].x, get_middle (self, edge->to), colour,
                  1 + 7 * edge->value / strongest->value, 0);
    }
  for (guint i = 0; i < self->edges->len; i++)
    {
      const Edge *edge = &g_array_index (self->edges, Edge, i);
      const ForceNode *from = &self->places[edge->from], *to = &self->places[edge->to];
      double y = get_middle (self, edge->from);
      g_autofree char *figure = scene_dup_figure (edge->value);

      scene_mark (drawing, edge->row, (guint) self->value, from->x, y, to->x - from->x,
                  get_middle (self, edge->to) - y,
                  g_strdup_printf (
                      "%s – %s: %s", g_array_index (self->nodes, Node, edge->from).label,
                      g_array_index (self->nodes, Node, edge->to).label, figure))
          ->is_line
          = TRUE;
    }
}

static char *
describe_node (const Node *node)
{
  g_autofree char *figure = isfinite (node->size) ? scene_dup_figure (node->size) : NULL;

  return figure != NULL ? g_strdup_printf ("%s: %s", node->label, figure)
                        : g_strdup (node->label);
}

static void
draw_nodes (Network *self)
{
  SchoDrawing *drawing = self->drawing;
  const ChartStyle *style = &drawing->style;
  ChartColour veil = style->paper;
  double line = scene_line_height (drawing);

  veil.alpha = 0.8;
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const Node *node = &g_array_index (self->nodes, Node, i);
      double x = self->places[i].x, y = get_middle (self, i);
      double below = y + node->radius + line / 2 + 1;

      scene_circle (drawing, x, y, node->radius, style->accent,
                    style->is_high_contrast ? style->ink : style->paper);
      scene_rectangle (drawing, x - node->name.width / 2 - 2, below - line / 2 + 1,
                       node->name.width + 4, line - 2, veil, (ChartColour){ 0 });
      scene_text (drawing, x, below, ANCHOR_MIDDLE, node->name.text, style->ink);
      scene_mark (drawing, node->row, node->column, x - node->radius, y - node->radius,
                  2 * node->radius, 2 * node->radius, describe_node (node))
          ->is_round
          = TRUE;
    }
}

static void
summarise (Network *self)
{
  SchoDrawing *drawing = self->drawing;

  if (self->edges->len == 0)
    drawing->summary = g_strdup (_ ("There is nothing to draw."));
  else
    /* Translators: of a network: how many nodes and edges it has; then the ends and the
     * figure of its strongest edge. */
    drawing->summary = g_strdup_printf (
        _ ("%u nodes, %u edges. The strongest: %s."), self->nodes->len, self->edges->len,
        g_array_index (drawing->marks, ChartMark, 0).words);
}

void
network_lay_out (SchoDrawing *drawing)
{
  Network self = { .drawing = drawing,
                   .edges = g_array_new (FALSE, FALSE, sizeof (Edge)),
                   .nodes = g_array_new (FALSE, FALSE, sizeof (Node)),
                   .numbers = g_hash_table_new (g_str_hash, g_str_equal),
                   .value = scene_column (drawing, drawing->chart->value) };
  double line = scene_line_height (drawing), height;

  g_array_set_clear_func (self.nodes, node_clear);
  collect_edges (&self);
  collect_nodes (&self);
  height = drawing->wanted * MIN (0.55, 0.15 + self.nodes->len * 0.04);
  find_places (&self, MAX (height, self.nodes->len * 9500.0 / drawing->wanted));
  fit (&self, MARGIN + line + 6);
  draw_edges (&self);
  draw_nodes (&self);
  summarise (&self);
  scene_text (drawing, MARGIN, MARGIN + line / 2, ANCHOR_START,
              self.edges->len > 0 ? scene_title (drawing, self.value) : drawing->summary,
              drawing->style.dim);
  if (self.n_more > 0)
    {
      g_autofree char *words = g_strdup_printf (
          /* Translators: edges of a network that are not drawn. */
          g_dngettext (GETTEXT_PACKAGE, "and %u weaker edge", "and %u weaker edges",
                       self.n_more),
          self.n_more);

      drawing->height += line;
      scene_say_more (drawing, MARGIN, drawing->height - MARGIN - line / 2, words);
    }
  g_hash_table_unref (self.numbers);
  g_array_unref (self.edges);
  g_array_unref (self.nodes);
  g_free (self.places);
}
