#include "hit-ticks.h"

struct _SchoHitTicks
{
  GHashTable *unticked; /* of SchoHit, in a set */
};

static guint
hash_place (gconstpointer data)
{
  const SchoHit *place = data;

  return (place->document * 31 + place->start) * 31 + place->end;
}

static gboolean
equal_places (gconstpointer first, gconstpointer second)
{
  const SchoHit *a = first, *b = second;

  return a->document == b->document && a->start == b->start && a->end == b->end;
}

SchoHitTicks *
scho_hit_ticks_new (void)
{
  SchoHitTicks *self = g_new0 (SchoHitTicks, 1);

  self->unticked = g_hash_table_new_full (hash_place, equal_places, g_free, NULL);
  return self;
}

void
scho_hit_ticks_free (SchoHitTicks *self)
{
  g_hash_table_unref (self->unticked);
  g_free (self);
}

gboolean
scho_hit_ticks_has (const SchoHitTicks *self, const SchoHitRow *row)
{
  return !g_hash_table_contains (self->unticked, &row->place);
}

void
scho_hit_ticks_set (SchoHitTicks *self, const SchoHitRow *row, gboolean ticked)
{
  if (ticked)
    g_hash_table_remove (self->unticked, &row->place);
  else
    g_hash_table_add (self->unticked, g_memdup2 (&row->place, sizeof row->place));
}

guint
scho_hit_ticks_count (const SchoHitTicks *self, const GPtrArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += scho_hit_ticks_has (self, rows->pdata[i]) ? 1 : 0;
  return n;
}
