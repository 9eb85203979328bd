#include "assignment.h"

#include <math.h>

/* Staying alone is a right node of one's own with no gain, numbered after the others. */

typedef struct
{
  double distance;
  guint32 right;
} HeapItem;

typedef struct
{
  guint n_left, n_right;
  const gsize *first;
  const AssignmentEdge *edges;
  double *left_potential, *right_potential;
  int *partners, *owners; /* of left and right nodes; -1 */
  double *distances;      /* of right nodes in this search; INFINITY */
  int *from;              /* the left node by which each was reached */
  GArray *touched;        /* right nodes with a distance */
  GArray *done;           /* right nodes whose distance is final, in order */
  GArray *heap;
  gboolean *is_done;
} Solver;

static void
heap_push (GArray *heap, HeapItem item)
{
  HeapItem *items;
  guint i = heap->len;

  g_array_append_val (heap, item);
  items = (HeapItem *) heap->data;
  for (; i > 0 && items[(i - 1) / 2].distance > item.distance; i = (i - 1) / 2)
    items[i] = items[(i - 1) / 2];
  items[i] = item;
}

static HeapItem
heap_pop (GArray *heap)
{
  HeapItem *items = (HeapItem *) heap->data;
  HeapItem top = items[0], last = items[heap->len - 1];
  guint i = 0, n = heap->len - 1;

  for (;;)
    {
      guint child = 2 * i + 1;

      if (child < n && child + 1 < n && items[child + 1].distance < items[child].distance)
        child++;
      if (child >= n || items[child].distance >= last.distance)
        break;
      items[i] = items[child];
      i = child;
    }
  items[i] = last;
  g_array_set_size (heap, n);
  return top;
}

static void
relax (Solver *self, guint left, guint32 right, double cost, double base)
{
  double distance
      = base + cost - self->left_potential[left] - self->right_potential[right];

  if (self->is_done[right] || distance >= self->distances[right])
    return;
  if (isinf (self->distances[right]))
    g_array_append_val (self->touched, right);
  self->distances[right] = distance;
  self->from[right] = left;
  heap_push (self->heap, (HeapItem){ distance, right });
}

static void
relax_all (Solver *self, guint left, double base)
{
  for (gsize i = self->first[left]; i < self->first[left + 1]; i++)
    relax (self, left, self->edges[i].right, -self->edges[i].gain, base);
  relax (self, left, self->n_right + left, 0, base);
}

/* So that no edge of a node that comes in costs less than nothing. */
static void
set_potential (Solver *self, guint left)
{
  double least = -self->right_potential[self->n_right + left];

  for (gsize i = self->first[left]; i < self->first[left + 1]; i++)
    least
        = MIN (least, -self->edges[i].gain - self->right_potential[self->edges[i].right]);
  self->left_potential[left] = least;
}

static void
update_potentials (Solver *self, guint left, double length)
{
  self->left_potential[left] += length;
  for (guint i = 0; i < self->done->len; i++)
    {
      guint32 right = g_array_index (self->done, guint32, i);

      self->right_potential[right] -= length - self->distances[right];
      if (self->owners[right] >= 0)
        self->left_potential[self->owners[right]] += length - self->distances[right];
    }
}

static void
augment (Solver *self, guint left, guint32 right)
{
  for (;;)
    {
      int by = self->from[right], next = self->partners[by];

      self->owners[right] = by;
      self->partners[by] = right;
      if (by == (int) left)
        return;
      right = next;
    }
}

static void
reset (Solver *self)
{
  for (guint i = 0; i < self->touched->len; i++)
    {
      guint32 right = g_array_index (self->touched, guint32, i);

      self->distances[right] = INFINITY;
      self->is_done[right] = FALSE;
    }
  g_array_set_size (self->touched, 0);
  g_array_set_size (self->done, 0);
  g_array_set_size (self->heap, 0);
}

static void
search (Solver *self, guint left)
{
  set_potential (self, left);
  relax_all (self, left, 0);
  for (;;)
    {
      HeapItem item = heap_pop (self->heap);

      if (self->is_done[item.right])
        continue;
      if (self->owners[item.right] < 0)
        {
          update_potentials (self, left, item.distance);
          augment (self, left, item.right);
          break;
        }
      self->is_done[item.right] = TRUE;
      g_array_append_val (self->done, item.right);
      relax_all (self, self->owners[item.right], item.distance);
    }
  reset (self);
}

static double
finish (Solver *self)
{
  double sum = 0;

  for (guint left = 0; left < self->n_left; left++)
    {
      if (self->partners[left] >= (int) self->n_right)
        self->partners[left] = -1;
      for (gsize i = self->first[left]; i < self->first[left + 1]; i++)
        if ((int) self->edges[i].right == self->partners[left])
          sum += self->edges[i].gain;
    }
  return sum;
}

double
assignment_solve (guint n_left,
                  guint n_right,
                  const gsize *first,
                  const AssignmentEdge *edges,
                  int *partners,
                  GCancellable *cancellable)
{
  guint n = n_left + n_right;
  g_autofree double *numbers = g_new0 (double, n_left + 2 * n + 1);
  g_autofree int *nodes = g_new (int, 2 * n + 1);
  g_autofree gboolean *is_done = g_new0 (gboolean, n + 1);
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) done = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (HeapItem));
  Solver self = { .n_left = n_left, .n_right = n_right, .first = first, .edges = edges };

  self.left_potential = numbers;
  self.right_potential = numbers + n_left;
  self.distances = numbers + n_left + n;
  self.partners = partners;
  self.owners = nodes;
  self.from = nodes + n;
  self.touched = touched;
  self.done = done;
  self.heap = heap;
  self.is_done = is_done;
  for (guint i = 0; i < n; i++)
    {
      self.owners[i] = -1;
      self.distances[i] = INFINITY;
    }
  for (guint i = 0; i < n_left; i++)
    partners[i] = -1;
  for (guint i = 0; i < n_left && !g_cancellable_is_cancelled (cancellable); i++)
    search (&self, i);
  return finish (&self);
}
