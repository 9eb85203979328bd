#include <chart/force.h>

#include <math.h>

#define N_ROUNDS 260
#define MOST_PARTINGS 3000

typedef struct
{
  double x, y;
} Vector;

static void
start_on_spiral (ForceNode *nodes, guint n, double width, double height)
{
  for (guint i = 0; i < n; i++)
    {
      double angle = i * 2.399963229728653; /* the golden angle */
      double far = sqrt ((i + 0.5) / n) * 0.5;

      nodes[i].x = width * (0.5 + far * cos (angle));
      nodes[i].y = height * (0.5 + far * sin (angle));
    }
}

static void
push_apart (const ForceNode *nodes, guint n, double ideal, Vector *moves)
{
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      {
        double dx = nodes[i].x - nodes[j].x, dy = nodes[i].y - nodes[j].y;
        double square = MAX (dx * dx + dy * dy, 1);
        double force = ideal * ideal / square;

        moves[i].x += dx * force;
        moves[i].y += dy * force;
        moves[j].x -= dx * force;
        moves[j].y -= dy * force;
      }
}

static void
pull_together (
    const ForceNode *nodes, const ForceEdge *edges, guint n, double ideal, Vector *moves)
{
  for (guint i = 0; i < n; i++)
    {
      guint from = edges[i].from, to = edges[i].to;
      double dx = nodes[from].x - nodes[to].x, dy = nodes[from].y - nodes[to].y;
      double force = hypot (dx, dy) / ideal * (0.35 + 0.65 * edges[i].weight);

      moves[from].x -= dx * force;
      moves[from].y -= dy * force;
      moves[to].x += dx * force;
      moves[to].y += dy * force;
    }
}

static void
move (ForceNode *nodes, guint n, double width, double height, double heat, Vector *moves)
{
  double pull = 0.6 + n * 0.02; /* the more there are, the more push the others out */

  for (guint i = 0; i < n; i++)
    {
      double dx = moves[i].x + (width / 2 - nodes[i].x) * pull;
      double dy = moves[i].y + (height / 2 - nodes[i].y) * pull;
      double length = MAX (hypot (dx, dy), 0.001);
      double step = MIN (length, heat);

      nodes[i].x += dx / length * step;
      nodes[i].y += dy / length * step;
      moves[i] = (Vector){ 0, 0 };
    }
}

/* Over all the room there is. */
static void
spread (ForceNode *nodes, guint n, double width, double height)
{
  double left = G_MAXDOUBLE, right = -G_MAXDOUBLE;
  double top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (guint i = 0; i < n; i++)
    {
      left = MIN (left, nodes[i].x);
      right = MAX (right, nodes[i].x);
      top = MIN (top, nodes[i].y);
      bottom = MAX (bottom, nodes[i].y);
    }
  for (guint i = 0; i < n; i++)
    {
      nodes[i].x
          = right > left ? (nodes[i].x - left) / (right - left) * width : width / 2;
      nodes[i].y
          = bottom > top ? (nodes[i].y - top) / (bottom - top) * height : height / 2;
    }
}

void
force_lay_out (ForceNode *nodes,
               guint n_nodes,
               const ForceEdge *edges,
               guint n_edges,
               double width,
               double height)
{
  g_autofree Vector *moves = g_new0 (Vector, n_nodes);
  double ideal = sqrt (width * height / MAX (n_nodes, 1)) * 0.8;
  double heat = MIN (width, height) / 6;

  start_on_spiral (nodes, n_nodes, width, height);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      push_apart (nodes, n_nodes, ideal, moves);
      pull_together (nodes, edges, n_edges, ideal, moves);
      move (nodes, n_nodes, width, height, heat * (1 - (double) round / N_ROUNDS), moves);
    }
  spread (nodes, n_nodes, width, height);
}

/* Along the way that is shorter; the first goes to where it is nearer. */
static gboolean
part_two (ForceNode *a, ForceNode *b)
{
  double dx = b->x - a->x, dy = b->y - a->y;
  double over_x = (a->width + b->width) / 2 - fabs (dx);
  double over_y = (a->height + b->height) / 2 - fabs (dy);

  if (over_x <= 0 || over_y <= 0)
    return FALSE;
  if (over_x < over_y)
    {
      double step = (over_x / 2 + 0.5) * (dx < 0 ? -1 : 1);

      a->x -= step;
      b->x += step;
    }
  else
    {
      double step = (over_y / 2 + 0.5) * (dy < 0 ? -1 : 1);

      a->y -= step;
      b->y += step;
    }
  return TRUE;
}

gboolean
force_part (ForceNode *nodes, guint n_nodes)
{
  gboolean moved = TRUE;

  for (guint round = 0; moved && round < MOST_PARTINGS; round++)
    {
      moved = FALSE;
      for (guint i = 0; i < n_nodes; i++)
        for (guint j = i + 1; j < n_nodes; j++)
          moved = part_two (&nodes[i], &nodes[j]) || moved;
    }
  return !moved;
}
