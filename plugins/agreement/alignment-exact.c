#include "alignment-private.h"

#include <math.h>

#define MAX_UNITS 64
#define MAX_TRIED 300000 /* sets of passages */
#define MAX_STATES 300000

/* Passages that may be put together; @first is the lowest. */
typedef struct
{
  guint64 units;
  double gain;
} Group;

typedef struct
{
  guint n;
  double n_pairs;
  double nearness[MAX_UNITS][MAX_UNITS];
  guint coders[MAX_UNITS];
  GArray *groups[MAX_UNITS]; /* of Group, by their lowest */
  GHashTable *known;         /* of what is left to its greatest gain */
  gsize n_tried;
  gboolean is_too_much;
} Exact;

static const guint64 one = 1;

/* Whoever gains nothing by the others is better alone, so such groups are not needed. */
static gboolean
all_gain (const Exact *self, guint64 units)
{
  for (guint64 left = units; left != 0; left &= left - 1)
    {
      guint unit = __builtin_ctzll (left);
      double sum = self->n_pairs;

      for (guint64 other = units; other != 0; other &= other - 1)
        sum += self->nearness[unit][__builtin_ctzll (other)];
      if (!(sum > 0))
        return FALSE;
    }
  return TRUE;
}

static void
add_groups (
    Exact *self, guint lowest, guint from, guint64 units, guint64 coders, double gain)
{
  for (guint i = from; i < self->n && !self->is_too_much; i++)
    {
      Group group = { units | one << i, gain + self->n_pairs };

      if ((coders >> self->coders[i]) & 1)
        continue;
      for (guint64 left = units; left != 0; left &= left - 1)
        group.gain += self->nearness[i][__builtin_ctzll (left)];
      if (++self->n_tried > MAX_TRIED)
        self->is_too_much = TRUE;
      if (all_gain (self, group.units))
        g_array_append_val (self->groups[lowest], group);
      add_groups (self, lowest, i + 1, group.units, coders | one << self->coders[i],
                  group.gain);
    }
}

/* The greatest gain of the units that are left. */
static double
find_best (Exact *self, guint64 left)
{
  double *known = g_hash_table_lookup (self->known, &left);
  guint lowest;
  double best;

  if (left == 0 || self->is_too_much)
    return 0;
  if (known != NULL)
    return *known;
  if (g_hash_table_size (self->known) > MAX_STATES)
    {
      self->is_too_much = TRUE;
      return 0;
    }
  lowest = __builtin_ctzll (left);
  best = find_best (self, left & (left - 1));
  for (guint i = 0; i < self->groups[lowest]->len; i++)
    {
      const Group *group = &g_array_index (self->groups[lowest], Group, i);

      if ((group->units & ~left) == 0)
        best = MAX (best, group->gain + find_best (self, left & ~group->units));
    }
  g_hash_table_insert (self->known, g_memdup2 (&left, sizeof left),
                       g_memdup2 (&best, sizeof best));
  return best;
}

double
alignment_solve_exactly (const AlignmentUnit *units,
                         guint n,
                         guint n_coders,
                         AlignmentWeights weights)
{
  g_autofree Exact *self = NULL;
  g_autoptr (GHashTable) known
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  double best = 0;

  if (n > MAX_UNITS)
    return NAN;
  self = g_new0 (Exact, 1);
  self->n = n;
  self->n_pairs = n_coders * (n_coders - 1) / 2.0;
  self->known = known;
  for (guint i = 0; i < n; i++)
    {
      self->coders[i] = units[i].coder;
      self->groups[i] = g_array_new (FALSE, FALSE, sizeof (Group));
      for (guint j = 0; j < n; j++)
        self->nearness[i][j]
            = i == j ? 0 : alignment_get_nearness (units + i, units + j, weights);
    }
  for (guint i = 0; i < n; i++)
    add_groups (self, i, i + 1, one << i, one << self->coders[i], 0);
  if (!self->is_too_much)
    best = find_best (self, n == 64 ? G_MAXUINT64 : (one << n) - 1);
  for (guint i = 0; i < n; i++)
    g_array_unref (self->groups[i]);
  return self->is_too_much ? NAN : best;
}
