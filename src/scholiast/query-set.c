/* query-set.c - passages of one document, asked how others lie to them.
 *
 * They lie sorted by start. Beside each stands which of those up to it ends last, and
 * which of those from it on ends first; and the second ones, for when the first is the
 * one that asks. So each question is one search in an array, and those who ask in order
 * find the place near the last one.
 */
#include <scholiast/query-set-private.h>

#include <stdlib.h>

#define NONE G_MAXUINT32
#define MOVES 8 /* for each, and then another way of sorting is quicker */

/* Places in the items, or NONE. */
typedef struct
{
  guint32 first, second;
} Best;

/* An end, and below it the place, so that they sort as one number. */
typedef guint64 End;

#define END(end, place) (((guint64) (end) << 32) | (place))

struct _SchoQuerySet
{
  GArray *items; /* of SchoMatch */
  const SchoMatch *all;
  guint32 n;
  Best *last_ends;  /* of [0, i] */
  Best *first_ends; /* of [i, n); made when asked for */
  End *by_end;      /* sorted; made when asked for */
  gsize start_hint, end_hint;
};

static gboolean
is_same (const SchoMatch *a, const SchoMatch *b)
{
  if (a->annotation != NULL || b->annotation != NULL)
    return a->annotation == b->annotation;
  return a->start == b->start && a->end == b->end;
}

static void
make_last_ends (SchoQuerySet *self)
{
  gint64 first_end = -1, second_end = -1;
  Best best = { NONE, NONE };

  self->last_ends = g_new (Best, self->n + 1);
  for (guint32 i = 0; i < self->n; i++)
    {
      gint64 end = self->all[i].end;

      if (end > first_end)
        {
          best = (Best){ i, best.first };
          second_end = first_end;
          first_end = end;
        }
      else if (end > second_end)
        {
          best.second = i;
          second_end = end;
        }
      self->last_ends[i] = best;
    }
}

static void
make_first_ends (SchoQuerySet *self)
{
  Best best = { NONE, NONE };

  self->first_ends = g_new (Best, self->n + 1);
  self->first_ends[self->n] = best;
  for (guint32 i = self->n; i-- > 0;)
    {
      if (best.first == NONE || self->all[i].end <= self->all[best.first].end)
        best = (Best){ i, best.first };
      else if (best.second == NONE || self->all[i].end <= self->all[best.second].end)
        best.second = i;
      self->first_ends[i] = best;
    }
}

static int
compare_ends (const void *a, const void *b)
{
  End left = *(const End *) a, right = *(const End *) b;

  return left < right ? -1 : left > right;
}

/* What is sorted by start is nearly sorted by end: %FALSE where that is not so. */
static gboolean
insert_ends (End *ends, guint32 n)
{
  guint64 n_moves = 0;

  for (guint32 i = 1; i < n; i++)
    {
      End end = ends[i];
      guint32 k = i;

      for (; k > 0 && ends[k - 1] > end; k--)
        ends[k] = ends[k - 1];
      ends[k] = end;
      n_moves += i - k;
      if (n_moves > (guint64) MOVES * n)
        return FALSE;
    }
  return TRUE;
}

static void
make_by_end (SchoQuerySet *self)
{
  self->by_end = g_new (End, self->n + 1);
  for (guint32 i = 0; i < self->n; i++)
    self->by_end[i] = END (self->all[i].end, i);
  if (!insert_ends (self->by_end, self->n))
    qsort (self->by_end, self->n, sizeof *self->by_end, compare_ends);
}

SchoQuerySet *
scho_query_set_new_take (GArray *items)
{
  SchoQuerySet *self = g_new0 (SchoQuerySet, 1);

  self->items = items;
  self->all = (const SchoMatch *) (gpointer) items->data;
  self->n = items->len;
  make_last_ends (self);
  return self;
}

void
scho_query_set_free (SchoQuerySet *self)
{
  g_array_unref (self->items);
  g_free (self->last_ends);
  g_free (self->first_ends);
  g_free (self->by_end);
  g_free (self);
}

gsize
scho_query_set_get_n (const SchoQuerySet *self)
{
  return self->n;
}

/* Searching ----------------------------------------------------------------------- */

static guint32
get_start (const SchoQuerySet *self, gsize i)
{
  return self->all[i].start;
}

static guint32
get_end (const SchoQuerySet *self, gsize i)
{
  return (guint32) (self->by_end[i] >> 32);
}

/* How many keys are less than @key: from @hint in steps that double, then by halves. */
static gsize
seek (const SchoQuerySet *self,
      guint32 (*get) (const SchoQuerySet *self, gsize i),
      gsize *hint,
      guint64 key)
{
  gsize low = *hint, high, step = 1;

  if (low < self->n && get (self, low) < key)
    {
      for (high = low + 1; high < self->n && get (self, high) < key; step *= 2)
        {
          low = high;
          high = MIN (high + step, self->n);
        }
      high = MIN (high, self->n);
      low++;
    }
  else
    {
      for (high = MIN (low, self->n); low > 0 && get (self, low - 1) >= key; step *= 2)
        {
          high = low - 1;
          low = low > step ? low - step : 0;
        }
    }
  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (get (self, middle) < key)
        low = middle + 1;
      else
        high = middle;
    }
  *hint = low;
  return low;
}

static gsize
seek_start (SchoQuerySet *self, guint64 key)
{
  return seek (self, get_start, &self->start_hint, key);
}

static gsize
seek_end (SchoQuerySet *self, guint64 key)
{
  if (self->by_end == NULL)
    make_by_end (self);
  return seek (self, get_end, &self->end_hint, key);
}

static const SchoMatch *
choose (const SchoQuerySet *self, Best best, const SchoMatch *match)
{
  guint32 place = best.first;

  if (place != NONE && match != NULL && is_same (&self->all[place], match))
    place = best.second;
  return place != NONE ? &self->all[place] : NULL;
}

static const SchoMatch *
choose_last_end (const SchoQuerySet *self, gsize n, const SchoMatch *match)
{
  return n > 0 ? choose (self, self->last_ends[n - 1], match) : NULL;
}

const SchoMatch *
scho_query_set_find_overlap (SchoQuerySet *self,
                             const SchoMatch *match,
                             guint32 start,
                             guint32 end)
{
  const SchoMatch *found = choose_last_end (self, seek_start (self, end), match);

  return found != NULL && found->end > start ? found : NULL;
}

const SchoMatch *
scho_query_set_find_around (SchoQuerySet *self, const SchoMatch *match)
{
  gsize n = seek_start (self, (guint64) match->start + 1);
  const SchoMatch *found = choose_last_end (self, n, match);

  return found != NULL && found->end >= match->end ? found : NULL;
}

const SchoMatch *
scho_query_set_find_within (SchoQuerySet *self, const SchoMatch *match)
{
  const SchoMatch *found;

  if (self->first_ends == NULL)
    make_first_ends (self);
  found = choose (self, self->first_ends[seek_start (self, match->start)], match);
  return found != NULL && found->end <= match->end ? found : NULL;
}

const SchoMatch *
scho_query_set_find_equal (SchoQuerySet *self, const SchoMatch *match)
{
  gsize low = seek_start (self, match->start);
  gsize high = seek_start (self, (guint64) match->start + 1);

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->all[middle].end < match->end)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < self->n && self->all[low].start == match->start
         && self->all[low].end == match->end;
       low++)
    if (!is_same (&self->all[low], match))
      return &self->all[low];
  return NULL;
}

const SchoMatch *
scho_query_set_find_before (SchoQuerySet *self, const SchoMatch *match)
{
  gsize n = seek_end (self, (guint64) match->start + 1);

  return n > 0 ? &self->all[(guint32) self->by_end[n - 1]] : NULL;
}

/* Where none overlaps, what begins before its end has ended at its begin: no other way of
 * sorting is needed. */
const SchoMatch *
scho_query_set_find_clear_before (SchoQuerySet *self, const SchoMatch *match)
{
  if (match->start == match->end)
    return scho_query_set_find_before (self, match);
  return choose_last_end (self, seek_start (self, match->end), match);
}

const SchoMatch *
scho_query_set_find_after (SchoQuerySet *self, const SchoMatch *match)
{
  gsize place = seek_start (self, match->end);

  return place < self->n ? &self->all[place] : NULL;
}

const SchoMatch *
scho_query_set_find_touching (SchoQuerySet *self, const SchoMatch *match)
{
  const SchoMatch *found = scho_query_set_find_before (self, match);

  if (found != NULL && found->end == match->start)
    return found;
  found = scho_query_set_find_after (self, match);
  return found != NULL && found->start == match->end ? found : NULL;
}

const SchoMatch *
scho_query_set_find_other (SchoQuerySet *self, const SchoMatch *match)
{
  return choose_last_end (self, self->n, match);
}

gboolean
scho_query_set_covers (SchoQuerySet *self, guint32 start, guint32 end)
{
  return scho_query_set_find_overlap (self, NULL, start, end) != NULL;
}
