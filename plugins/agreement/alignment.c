#include "alignment.h"

#include "alignment-private.h"
#include "assignment.h"

#include <math.h>
#include <stdlib.h>

static int
compare_units (gconstpointer a, gconstpointer b)
{
  const AlignmentUnit *one = a, *other = b;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  if (one->end != other->end)
    return one->end < other->end ? -1 : 1;
  if (one->coder != other->coder)
    return one->coder < other->coder ? -1 : 1;
  return (one->code > other->code) - (one->code < other->code);
}

double
alignment_get_nearness (const AlignmentUnit *a,
                        const AlignmentUnit *b,
                        AlignmentWeights weights)
{
  double place = (fabs (a->start - b->start) + fabs (a->end - b->end))
                 / (a->end - a->start + b->end - b->start);

  return 1 - weights.alpha * place * place - (a->code != b->code ? weights.beta : 0);
}

/* Calls back for pairs by different coders that may gain by standing together, @a < @b.
 */
static void
find_pairs (const AlignmentUnit *units,
            guint n,
            double n_pairs,
            AlignmentWeights weights,
            void (*func) (guint a, guint b, double gain, gpointer data),
            gpointer data)
{
  double reach = weights.alpha > 0 ? sqrt ((1 + n_pairs) / weights.alpha) : INFINITY;
  double longest = 0;

  for (guint i = 0; i < n; i++)
    longest = MAX (longest, units[i].end - units[i].start);
  for (guint a = 0; a < n; a++)
    {
      double limit = units[a].start + reach * (units[a].end - units[a].start + longest);

      for (guint b = a + 1; b < n && units[b].start <= limit; b++)
        {
          double gain;

          if (units[a].coder == units[b].coder)
            continue;
          gain = n_pairs + alignment_get_nearness (units + a, units + b, weights);
          if (gain > 0)
            func (a, b, gain, data);
        }
    }
}

/* Two coders. */

typedef struct
{
  const AlignmentUnit *units;
  const guint *numbers; /* of each unit among its coder's */
  GArray *pairs;
} Pairs;

typedef struct
{
  guint left;
  AssignmentEdge edge;
} Pair;

static void
add_pair (guint a, guint b, double gain, gpointer data)
{
  Pairs *self = data;
  gboolean is_first = self->units[a].coder == 0;
  Pair pair
      = { self->numbers[is_first ? a : b], { self->numbers[is_first ? b : a], gain } };

  g_array_append_val (self->pairs, pair);
}

static double
solve_two (const AlignmentUnit *units,
           guint n,
           AlignmentWeights weights,
           GCancellable *cancellable)
{
  g_autofree guint *numbers = g_new (guint, n + 1);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  guint n_of[2] = { 0, 0 };
  g_autofree gsize *first = NULL;
  g_autofree AssignmentEdge *edges = NULL;
  g_autofree int *partners = NULL;

  for (guint i = 0; i < n; i++)
    numbers[i] = n_of[units[i].coder]++;
  find_pairs (units, n, 1, weights, add_pair, &(Pairs){ units, numbers, pairs });

  first = g_new0 (gsize, n_of[0] + 2);
  for (guint i = 0; i < pairs->len; i++)
    first[g_array_index (pairs, Pair, i).left + 2]++;
  for (guint i = 2; i < n_of[0] + 2; i++)
    first[i] += first[i - 1];
  edges = g_new (AssignmentEdge, pairs->len + 1);
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);

      edges[first[pair->left + 1]++] = pair->edge;
    }
  partners = g_new (int, n_of[0] + 1);
  return assignment_solve (n_of[0], n_of[1], first, edges, partners, cancellable);
}

/* More: what hangs together is solved for itself. */

static guint
find_root (guint *parents, guint i)
{
  while (parents[i] != i)
    i = parents[i] = parents[parents[i]];
  return i;
}

static void
join (guint a, guint b, double gain, gpointer data)
{
  guint one = find_root (data, a), other = find_root (data, b);

  ((guint *) data)[MAX (one, other)] = MIN (one, other);
}

static void
unref_part (gpointer data)
{
  if (data != NULL)
    g_array_unref (data);
}

static double
solve_part (const AlignmentUnit *units,
            guint n,
            guint n_coders,
            AlignmentWeights weights,
            gboolean *is_exact,
            GCancellable *cancellable)
{
  double gain = n > 1 ? alignment_solve_exactly (units, n, n_coders, weights) : 0;

  if (!isnan (gain))
    return gain;
  *is_exact = FALSE;
  return alignment_solve_nearly (units, n, n_coders, weights, cancellable);
}

static double
solve_many (const AlignmentUnit *units,
            guint n,
            guint n_coders,
            AlignmentWeights weights,
            gboolean *is_exact,
            GCancellable *cancellable)
{
  g_autofree guint *parents = g_new (guint, n + 1);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (unref_part);
  double gain = 0;

  for (guint i = 0; i < n; i++)
    parents[i] = i;
  find_pairs (units, n, n_coders * (n_coders - 1) / 2.0, weights, join, parents);
  g_ptr_array_set_size (parts, n);
  for (guint i = 0; i < n; i++)
    {
      guint root = find_root (parents, i);

      if (parts->pdata[root] == NULL)
        parts->pdata[root] = g_array_new (FALSE, FALSE, sizeof (AlignmentUnit));
      g_array_append_val ((GArray *) parts->pdata[root], units[i]);
    }
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    if (parts->pdata[i] != NULL)
      {
        const GArray *part = parts->pdata[i];

        gain += solve_part ((const AlignmentUnit *) part->data, part->len, n_coders,
                            weights, is_exact, cancellable);
      }
  return gain;
}

double
alignment_find (AlignmentUnit *units,
                guint n,
                guint n_coders,
                AlignmentWeights weights,
                gboolean *is_exact,
                GCancellable *cancellable)
{
  double n_pairs = n_coders * (n_coders - 1) / 2.0, gain;

  qsort (units, n, sizeof *units, compare_units);
  gain = n_coders == 2 ? solve_two (units, n, weights, cancellable)
                       : solve_many (units, n, n_coders, weights, is_exact, cancellable);
  return n - gain / n_pairs;
}
