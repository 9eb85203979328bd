#include "alignment-private.h"
#include "assignment.h"

#include <string.h>

#define MAX_ROUNDS 10

/* Who stands together: groups have numbers, units of one coder are in different ones. */
typedef struct
{
  const AlignmentUnit *units;
  guint n;
  double n_pairs;
  AlignmentWeights weights;
  int *groups;      /* by unit; -1: not placed yet */
  GPtrArray *lists; /* of GArray of guint32: the units of each group */
} Near;

static double
get_group_gain (const Near *self, guint unit, const GArray *group)
{
  double gain = self->n_pairs;

  for (guint i = 0; i < group->len; i++)
    gain += alignment_get_nearness (self->units + unit,
                                    self->units + g_array_index (group, guint32, i),
                                    self->weights);
  return gain;
}

static void
take_out (Near *self, guint coder)
{
  for (guint i = 0; i < self->n; i++)
    if (self->units[i].coder == coder && self->groups[i] >= 0)
      {
        GArray *list = self->lists->pdata[self->groups[i]];

        for (guint j = 0; j < list->len; j++)
          if (g_array_index (list, guint32, j) == i)
            {
              g_array_remove_index_fast (list, j);
              break;
            }
        self->groups[i] = -1;
      }
}

static GArray *
get_free_list (Near *self, guint unit)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint32));

  self->groups[unit] = self->lists->len;
  g_ptr_array_add (self->lists, list);
  return list;
}

/* Places the passages of one coder as well as can be in the groups of the others. */
static double
place (Near *self, guint coder, GCancellable *cancellable)
{
  g_autoptr (GArray) mine = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (AssignmentEdge));
  g_autofree int *partners = g_new (int, self->n + 1);
  gsize n_edges = 0;
  double gain;

  for (guint i = 0; i < self->n; i++)
    {
      if (self->units[i].coder != coder)
        continue;
      g_array_append_val (mine, i);
      g_array_append_val (first, n_edges);
      for (guint j = 0; j < self->lists->len; j++)
        {
          AssignmentEdge edge = { j, get_group_gain (self, i, self->lists->pdata[j]) };

          if (edge.gain > 0)
            g_array_append_val (edges, edge);
        }
      n_edges = edges->len;
    }
  g_array_append_val (first, n_edges);
  gain = assignment_solve (mine->len, self->lists->len, (const gsize *) first->data,
                           (const AssignmentEdge *) edges->data, partners, cancellable);
  for (guint i = 0; i < mine->len; i++)
    {
      guint32 unit = g_array_index (mine, guint32, i);
      GArray *list;

      if (partners[i] >= 0)
        {
          list = self->lists->pdata[partners[i]];
          self->groups[unit] = partners[i];
        }
      else
        list = get_free_list (self, unit);
      g_array_append_val (list, unit);
    }
  return gain;
}

static double
sum_gains (const Near *self)
{
  double sum = 0;

  for (guint i = 0; i < self->lists->len; i++)
    {
      const GArray *list = self->lists->pdata[i];

      sum += list->len > 0 ? (list->len - 1) * self->n_pairs : 0;
      for (guint j = 0; j < list->len; j++)
        for (guint k = 0; k < j; k++)
          sum += alignment_get_nearness (self->units + g_array_index (list, guint32, j),
                                         self->units + g_array_index (list, guint32, k),
                                         self->weights);
    }
  return sum;
}

static void
drop_empty (Near *self)
{
  guint kept = 0;

  for (guint i = 0; i < self->lists->len; i++)
    {
      GArray *list = self->lists->pdata[i];

      if (list->len == 0)
        {
          g_array_unref (list);
          continue;
        }
      for (guint j = 0; j < list->len; j++)
        self->groups[g_array_index (list, guint32, j)] = kept;
      self->lists->pdata[kept++] = list;
    }
  g_ptr_array_set_size (self->lists, kept);
}

double
alignment_solve_nearly (const AlignmentUnit *units,
                        guint n,
                        guint n_coders,
                        AlignmentWeights weights,
                        GCancellable *cancellable)
{
  g_autofree int *groups = g_new (int, n + 1);
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();
  Near self
      = { .units = units, .n = n, .weights = weights, .groups = groups, .lists = lists };
  double gain = 0, before;

  memset (groups, 0xff, n * sizeof *groups);
  for (guint coder = 0; coder < n_coders; coder++)
    place (&self, coder, cancellable);
  gain = sum_gains (&self);
  for (guint round = 0; round < MAX_ROUNDS && !g_cancellable_is_cancelled (cancellable);
       round++)
    {
      before = gain;
      for (guint coder = 0; coder < n_coders; coder++)
        {
          take_out (&self, coder);
          drop_empty (&self);
          place (&self, coder, cancellable);
        }
      gain = sum_gains (&self);
      if (gain <= before + 1e-9)
        break;
    }
  for (guint i = 0; i < lists->len; i++)
    g_array_unref (lists->pdata[i]);
  return gain;
}
