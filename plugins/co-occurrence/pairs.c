#include "pairs.h"

#include <stdlib.h>

#define MAX_DENSE 1500 /* codes; more than that, and a hash table is smaller */

struct _Pairs
{
  guint n_codes;
  PairsCell *dense;   /* n_codes * n_codes, or NULL */
  GHashTable *sparse; /* of ordered pair to PairsCell, where there is no dense */
  guint64 *codings, *characters;
  guint64 *stamps; /* by code: the last coding that met it */
  guint64 stamp;
  GArray *active; /* of PairsItem: those the sweep is in */
  guint *depths;  /* by code: how many of its codings the sweep is in */
};

Pairs *
pairs_new (guint n_codes)
{
  Pairs *self = g_new0 (Pairs, 1);

  self->n_codes = n_codes;
  if (n_codes <= MAX_DENSE)
    self->dense = g_new0 (PairsCell, (gsize) n_codes * n_codes);
  else
    self->sparse = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->codings = g_new0 (guint64, n_codes);
  self->characters = g_new0 (guint64, n_codes);
  self->stamps = g_new0 (guint64, n_codes);
  self->depths = g_new0 (guint, n_codes);
  self->active = g_array_new (FALSE, FALSE, sizeof (PairsItem));
  return self;
}

void
pairs_free (Pairs *self)
{
  g_free (self->dense);
  g_clear_pointer (&self->sparse, g_hash_table_unref);
  g_free (self->codings);
  g_free (self->characters);
  g_free (self->stamps);
  g_free (self->depths);
  g_array_unref (self->active);
  g_free (self);
}

static PairsCell *
get_sparse (Pairs *self, guint first, guint second)
{
  guint64 key = (guint64) first * self->n_codes + second;
  PairsCell *cell = g_hash_table_lookup (self->sparse, &key);

  if (cell == NULL)
    {
      guint64 *kept = g_new (guint64, 1);

      *kept = key;
      cell = g_new0 (PairsCell, 1);
      g_hash_table_insert (self->sparse, kept, cell);
    }
  return cell;
}

static inline PairsCell *
get_cell (Pairs *self, guint first, guint second)
{
  return self->dense != NULL ? &self->dense[(gsize) first * self->n_codes + second]
                             : get_sparse (self, first, second);
}

/* The coding at hand meets one of @code, for the first time or again. */
static inline PairsCell *
meet (Pairs *self, guint code, guint other)
{
  PairsCell *cell = get_cell (self, code, other);

  cell->meetings += self->stamps[other] != self->stamp;
  self->stamps[other] = self->stamp;
  return cell;
}

/* Drops what ended before @start; all that stays has begun before and meets what begins
 * there. */
static void
drop_ended (GArray *active, guint32 start)
{
  PairsItem *items = (PairsItem *) active->data;
  guint kept = 0;

  for (guint i = 0; i < active->len; i++)
    if (items[i].end > start)
      items[kept++] = items[i];
  active->len = kept;
}

static void
count_item (Pairs *self, const PairsItem *items, gsize i, gsize n)
{
  const PairsItem *item = &items[i];
  const PairsItem *before = (const PairsItem *) self->active->data;
  guint n_before;

  self->stamp++;
  self->codings[item->code]++;
  drop_ended (self->active, item->start);
  n_before = self->active->len;

  for (guint j = 0; j < n_before; j++)
    meet (self, item->code, before[j].code);
  for (gsize j = i + 1; j < n && items[j].start < item->end; j++)
    meet (self, item->code, items[j].code)->overlaps++;
  g_array_append_val (self->active, *item);
}

gboolean
pairs_count (Pairs *self,
             const PairsItem *items,
             gsize n,
             gboolean (*is_cancelled) (gpointer data),
             gpointer data)
{
  g_array_set_size (self->active, 0);
  for (gsize i = 0; i < n; i++)
    {
      if (i % 256 == 0 && is_cancelled (data))
        return FALSE;
      count_item (self, items, i, n);
    }
  return TRUE;
}

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  guint32 one = ((const PairsItem *) a)->end, other = ((const PairsItem *) b)->end;

  return (one > other) - (one < other);
}

/* @codes: those the sweep is in, each once. */
static void
add_stretch (Pairs *self, GArray *codes, guint32 length)
{
  for (guint i = 0; i < codes->len; i++)
    {
      guint code = g_array_index (codes, guint, i);

      self->characters[code] += length;
      for (guint j = i + 1; j < codes->len; j++)
        {
          guint other = g_array_index (codes, guint, j);

          get_cell (self, MIN (code, other), MAX (code, other))->characters += length;
        }
    }
}

static void
leave_code (GArray *codes, guint code)
{
  for (guint i = 0; i < codes->len; i++)
    if (g_array_index (codes, guint, i) == code)
      {
        g_array_remove_index_fast (codes, i);
        return;
      }
}

void
pairs_count_characters (Pairs *self, const PairsItem *items, gsize n)
{
  g_autofree PairsItem *ends = g_memdup2 (items, n * sizeof *items);
  g_autoptr (GArray) codes = g_array_new (FALSE, FALSE, sizeof (guint));
  guint32 position = 0;
  gsize next = 0;

  qsort (ends, n, sizeof *ends, compare_ends);
  for (gsize i = 0; i < n;)
    {
      gboolean starts = next < n && items[next].start < ends[i].end;
      const PairsItem *item = starts ? &items[next++] : &ends[i++];
      guint32 here = starts ? item->start : item->end;

      if (here > position)
        add_stretch (self, codes, here - position);
      position = here;
      if (starts && self->depths[item->code]++ == 0)
        g_array_append_val (codes, item->code);
      else if (!starts && --self->depths[item->code] == 0)
        leave_code (codes, item->code);
    }
}

const PairsCell *
pairs_get (Pairs *self, guint first, guint second)
{
  guint64 key = (guint64) first * self->n_codes + second;

  return self->dense != NULL ? &self->dense[key]
                             : g_hash_table_lookup (self->sparse, &key);
}

guint64
pairs_get_overlaps (Pairs *self, guint a, guint b)
{
  const PairsCell *one = pairs_get (self, a, b);
  const PairsCell *other = a != b ? pairs_get (self, b, a) : NULL;

  return (one != NULL ? one->overlaps : 0) + (other != NULL ? other->overlaps : 0);
}

static void
add_found (Pairs *self, GArray *found, guint first, guint second)
{
  PairsFound pair = { first, second };

  if (first < second && pairs_get_overlaps (self, first, second) > 0)
    g_array_append_val (found, pair);
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const PairsFound *one = a, *other = b;

  if (one->first != other->first)
    return one->first < other->first ? -1 : 1;
  return (one->second > other->second) - (one->second < other->second);
}

/* Who meets somebody has a cell in both directions. */
GArray *
pairs_list (Pairs *self)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (PairsFound));
  GHashTableIter iter;
  gpointer key;

  if (self->dense != NULL)
    {
      for (guint i = 0; i < self->n_codes; i++)
        for (guint j = i + 1; j < self->n_codes; j++)
          add_found (self, found, i, j);
      return found;
    }

  g_hash_table_iter_init (&iter, self->sparse);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    add_found (self, found, *(guint64 *) key / self->n_codes,
               *(guint64 *) key % self->n_codes);
  g_array_sort (found, compare_found);
  return found;
}

guint64
pairs_get_codings (Pairs *self, guint code)
{
  return self->codings[code];
}

guint64
pairs_get_characters (Pairs *self, guint code)
{
  return self->characters[code];
}
