#include "pairs.h"

#include <stdlib.h>

#define MAX_DENSE 2000 /* codes; more than that, and hash tables are smaller */

/* How often, by ordered pair of codes. Half the bytes are twice the speed, so what might
 * not fit in 32 bits is carried over to the hash. */
typedef struct
{
  guint32 *dense;     /* nullable */
  GHashTable *sparse; /* of place to count */
  guint64 highest;    /* no dense count is above it */
} Counter;

struct _Pairs
{
  guint n_codes;
  Counter overlaps;   /* the first code's coding begins first */
  Counter meetings;   /* codings of the first code that meet the second */
  Counter characters; /* first code < second */
  guint64 *codings, *own_characters;
  guint64 *stamps; /* by code: the last coding that met it */
  guint64 stamp;
  GArray *active; /* of PairsItem: those the sweep is in */
  guint *depths;  /* by code: how many of its codings the sweep is in */
};

static void
counter_init (Counter *self, guint n_codes)
{
  if (n_codes <= MAX_DENSE)
    self->dense = g_new0 (guint32, (gsize) n_codes * n_codes);
  self->sparse = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

static void
counter_clear (Counter *self)
{
  g_free (self->dense);
  g_clear_pointer (&self->sparse, g_hash_table_unref);
}

static void
add_sparse (GHashTable *sparse, guint64 place, guint64 n)
{
  guint64 *count = g_hash_table_lookup (sparse, &place);

  if (count == NULL)
    {
      count = g_new0 (guint64, 1);
      g_hash_table_insert (sparse, g_memdup2 (&place, sizeof place), count);
    }
  *count += n;
}

static void
carry_over (Counter *self, guint n_codes)
{
  for (guint64 place = 0; place < (guint64) n_codes * n_codes; place++)
    if (self->dense[place] > 0)
      {
        add_sparse (self->sparse, place, self->dense[place]);
        self->dense[place] = 0;
      }
  self->highest = 0;
}

/* Asked before counting, so that nothing needs to be asked while it is done. @n: at most
 * so much will be added to any one count. */
static inline void
make_room (Pairs *pairs, Counter *self, guint32 n)
{
  if (G_UNLIKELY (self->highest > G_MAXUINT32 - n) && self->dense != NULL)
    carry_over (self, pairs->n_codes);
}

static inline void
counter_add (Counter *self, guint64 place, guint32 n)
{
  if (self->dense == NULL)
    add_sparse (self->sparse, place, n);
  else
    self->dense[place] += n;
}

static guint64
counter_get (const Counter *self, guint64 place)
{
  guint64 sum = self->dense != NULL ? self->dense[place] : 0;

  if (self->sparse != NULL && g_hash_table_size (self->sparse) > 0)
    {
      const guint64 *count = g_hash_table_lookup (self->sparse, &place);

      sum += count != NULL ? *count : 0;
    }
  return sum;
}

Pairs *
pairs_new (guint n_codes)
{
  Pairs *self = g_new0 (Pairs, 1);

  self->n_codes = n_codes;
  counter_init (&self->overlaps, n_codes);
  self->codings = g_new0 (guint64, n_codes);
  self->own_characters = g_new0 (guint64, n_codes);
  self->stamps = g_new0 (guint64, n_codes);
  self->depths = g_new0 (guint, n_codes);
  self->active = g_array_new (FALSE, FALSE, sizeof (PairsItem));
  return self;
}

void
pairs_free (Pairs *self)
{
  counter_clear (&self->overlaps);
  counter_clear (&self->meetings);
  counter_clear (&self->characters);
  g_free (self->codings);
  g_free (self->own_characters);
  g_free (self->stamps);
  g_free (self->depths);
  g_array_unref (self->active);
  g_free (self);
}

static inline guint64
get_place (Pairs *self, guint first, guint second)
{
  return (guint64) first * self->n_codes + second;
}

/* @items[0] with those after it that begin before it ends. */
static void
count_begun (Pairs *self, const PairsItem *items, gsize n)
{
  const guint64 row = get_place (self, items[0].code, 0);
  const guint32 end = items[0].end;
  guint32 *counts = self->overlaps.dense;
  gsize j = 1;

  make_room (self, &self->overlaps, n);
  if (counts == NULL)
    for (; j < n && items[j].start < end; j++)
      add_sparse (self->overlaps.sparse, row + items[j].code, 1);
  else
    for (; j < n && items[j].start < end; j++)
      counts[row + items[j].code]++;
  self->overlaps.highest += j;
}

gboolean
pairs_count (Pairs *self,
             const PairsItem *items,
             gsize n,
             gboolean (*is_cancelled) (gpointer data),
             gpointer data)
{
  for (gsize i = 0; i < n; i++)
    {
      if (i % 256 == 255 && is_cancelled (data))
        return FALSE;
      self->codings[items[i].code]++;
      count_begun (self, items + i, n - i);
    }
  return TRUE;
}

static inline void
meet (Pairs *self, guint code, guint other)
{
  if (self->stamps[other] == self->stamp)
    return;
  self->stamps[other] = self->stamp;
  counter_add (&self->meetings, get_place (self, code, other), 1);
}

/* Drops what ended before @start; all that stays has begun before and meets what begins
 * there. */
static guint
drop_ended (GArray *active, guint32 start)
{
  PairsItem *items = (PairsItem *) active->data;
  guint kept = 0;

  for (guint i = 0; i < active->len; i++)
    if (items[i].end > start)
      items[kept++] = items[i];
  return active->len = kept;
}

static gboolean
count_meetings (Pairs *self,
                const PairsItem *items,
                gsize n,
                gboolean (*is_cancelled) (gpointer data),
                gpointer data)
{
  g_array_set_size (self->active, 0);
  for (gsize i = 0; i < n; i++)
    {
      const PairsItem item = items[i];
      const PairsItem *before = (const PairsItem *) self->active->data;
      guint n_before = drop_ended (self->active, item.start);

      if (i % 256 == 255 && is_cancelled (data))
        return FALSE;
      self->stamp++;
      make_room (self, &self->meetings, 1);
      self->meetings.highest++;
      for (guint j = 0; j < n_before; j++)
        meet (self, item.code, before[j].code);
      for (gsize j = i + 1; j < n && items[j].start < item.end; j++)
        meet (self, item.code, items[j].code);
      g_array_append_val (self->active, item);
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
  make_room (self, &self->characters, length);
  self->characters.highest += length;
  for (guint i = 0; i < codes->len; i++)
    {
      guint code = g_array_index (codes, guint, i);

      self->own_characters[code] += length;
      for (guint j = i + 1; j < codes->len; j++)
        {
          guint other = g_array_index (codes, guint, j);

          counter_add (&self->characters,
                       get_place (self, MIN (code, other), MAX (code, other)), length);
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

static void
count_characters (Pairs *self, const PairsItem *items, gsize n)
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

gboolean
pairs_count_details (Pairs *self,
                     const PairsItem *items,
                     gsize n,
                     gboolean (*is_cancelled) (gpointer data),
                     gpointer data)
{
  if (n == 0)
    return TRUE;
  if (self->meetings.sparse == NULL)
    {
      counter_init (&self->meetings, self->n_codes);
      counter_init (&self->characters, self->n_codes);
    }
  if (!count_meetings (self, items, n, is_cancelled, data))
    return FALSE;
  count_characters (self, items, n);
  return TRUE;
}

guint64
pairs_get_overlaps (Pairs *self, guint a, guint b)
{
  return counter_get (&self->overlaps, get_place (self, a, b))
         + (a != b ? counter_get (&self->overlaps, get_place (self, b, a)) : 0);
}

guint64
pairs_get_meetings (Pairs *self, guint a, guint b)
{
  return counter_get (&self->meetings, get_place (self, a, b));
}

guint64
pairs_get_shared_characters (Pairs *self, guint a, guint b)
{
  return counter_get (&self->characters, get_place (self, MIN (a, b), MAX (a, b)));
}

static void
add_found (GArray *found, guint first, guint second)
{
  PairsFound pair = { MIN (first, second), MAX (first, second) };

  g_array_append_val (found, pair);
}

static GArray *
list_dense (Pairs *self)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (PairsFound));
  const guint32 *overlaps = self->overlaps.dense;
  gboolean has_carried = g_hash_table_size (self->overlaps.sparse) > 0;

  for (guint i = 0; i < self->n_codes; i++)
    for (guint j = i + 1; j < self->n_codes; j++)
      if (overlaps[get_place (self, i, j)] > 0 || overlaps[get_place (self, j, i)] > 0
          || (has_carried && pairs_get_overlaps (self, i, j) > 0))
        add_found (found, i, j);
  return found;
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const PairsFound *one = a, *other = b;

  if (one->first != other->first)
    return one->first < other->first ? -1 : 1;
  return (one->second > other->second) - (one->second < other->second);
}

static GArray *
list_sparse (Pairs *self)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (PairsFound));
  GHashTableIter iter;
  gpointer place;

  g_hash_table_iter_init (&iter, self->overlaps.sparse);
  while (g_hash_table_iter_next (&iter, &place, NULL))
    {
      guint first = *(guint64 *) place / self->n_codes;
      guint second = *(guint64 *) place % self->n_codes;

      /* Where both orders occur, the one that goes up stands for both. */
      if (first < second
          || (first > second
              && counter_get (&self->overlaps, get_place (self, second, first)) == 0))
        add_found (found, first, second);
    }
  g_array_sort (found, compare_found);
  return found;
}

GArray *
pairs_list (Pairs *self)
{
  return self->overlaps.dense != NULL ? list_dense (self) : list_sparse (self);
}

guint64
pairs_get_codings (Pairs *self, guint code)
{
  return self->codings[code];
}

guint64
pairs_get_characters (Pairs *self, guint code)
{
  return self->own_characters[code];
}
