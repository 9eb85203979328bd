#include "pair-counts.h"

#define FIRST_SIZE 1024

typedef struct
{
  guint32 first, second;
  guint32 n; /* 0: nobody is here */
} Place;

/* Open addressing: a table of GLib would ask for memory for each of millions of pairs. */
struct _PairCounts
{
  Place *places;
  gsize size; /* a power of two, at least four thirds of the pairs */
  gsize n;
};

PairCounts *
pair_counts_new (void)
{
  PairCounts *self = g_new0 (PairCounts, 1);

  self->size = FIRST_SIZE;
  self->places = g_new0 (Place, self->size);
  return self;
}

void
pair_counts_free (PairCounts *self)
{
  g_free (self->places);
  g_free (self);
}

static Place *
find (PairCounts *self, guint32 first, guint32 second)
{
  guint64 hash
      = (((guint64) first << 32) | second) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);

  for (gsize i = (gsize) (hash >> 20) & (self->size - 1);; i = (i + 1) & (self->size - 1))
    {
      Place *place = &self->places[i];

      if (place->n == 0 || (place->first == first && place->second == second))
        return place;
    }
}

static void
grow (PairCounts *self)
{
  Place *old = self->places;
  gsize old_size = self->size;

  self->size *= 2;
  self->places = g_new0 (Place, self->size);
  for (gsize i = 0; i < old_size; i++)
    if (old[i].n > 0)
      *find (self, old[i].first, old[i].second) = old[i];
  g_free (old);
}

void
pair_counts_add (PairCounts *self, guint32 first, guint32 second)
{
  Place *place = find (self, first, second);

  if (place->n == 0)
    {
      if (++self->n * 4 > self->size * 3)
        {
          grow (self);
          place = find (self, first, second);
        }
      *place = (Place){ first, second, 0 };
    }
  if (place->n < G_MAXUINT32)
    place->n++;
}

gsize
pair_counts_get_n (PairCounts *self)
{
  return self->n;
}

void
pair_counts_each (PairCounts *self, PairCountsFunc func, gpointer data)
{
  for (gsize i = 0; i < self->size; i++)
    if (self->places[i].n > 0)
      func (self->places[i].first, self->places[i].second, self->places[i].n, data);
}
