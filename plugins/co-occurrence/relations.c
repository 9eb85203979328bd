#include "relations.h"

#include <stdlib.h>

struct _Relations
{
  guint n_codes;
  guint32 distance;
  Relation *cells; /* square; only above the diagonal */
  guint64 *codings, *units;
  guint64 n_units;
  guint64 *stamps; /* by code: what had it last */
  guint64 stamp;
  GArray *active;  /* of RelationItem: that reach into the unit at hand */
  GArray *present; /* of guint: different codes */
};

Relations *
relations_new (guint n_codes, guint32 distance)
{
  Relations *self = g_new0 (Relations, 1);

  self->n_codes = n_codes;
  self->distance = distance;
  self->cells = g_new0 (Relation, (gsize) n_codes * n_codes + 1);
  self->codings = g_new0 (guint64, n_codes + 1);
  self->units = g_new0 (guint64, n_codes + 1);
  self->stamps = g_new0 (guint64, n_codes + 1);
  self->active = g_array_new (FALSE, FALSE, sizeof (RelationItem));
  self->present = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
relations_free (Relations *self)
{
  g_free (self->cells);
  g_free (self->codings);
  g_free (self->units);
  g_free (self->stamps);
  g_array_unref (self->active);
  g_array_unref (self->present);
  g_free (self);
}

static Relation *
get_cell (Relations *self, guint one, guint other)
{
  return &self->cells[(gsize) MIN (one, other) * self->n_codes + MAX (one, other)];
}

/* @here begins before @there or with it. */
static void
relate (Relations *self, const RelationItem *here, const RelationItem *there)
{
  Relation *cell = get_cell (self, here->code, there->code);
  gboolean longer_here = there->end <= here->end;
  gboolean longer_there = here->start == there->start && here->end <= there->end;

  cell->near++;
  if (there->start >= here->end)
    return;
  if (longer_here && longer_there)
    cell->exact++;
  else if (longer_here || longer_there)
    *((longer_here ? here : there)->code == MIN (here->code, there->code)
          ? &cell->contains
          : &cell->contained)
        += 1;
  else
    cell->crossing++;
}

static gboolean
share_unit (const RelationItem *here, const RelationItem *there)
{
  return MAX (here->first_unit, there->first_unit)
         <= MIN (here->last_unit, there->last_unit);
}

static gboolean
is_in_reach (const Relations *self, const RelationItem *here, const RelationItem *there)
{
  return there->start <= here->end || there->start - here->end <= self->distance;
}

void
relations_count_pairs (Relations *self, const RelationItem *items, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      self->codings[items[i].code]++;
      for (gsize k = i + 1; k < n; k++)
        {
          gboolean is_near = is_in_reach (self, &items[i], &items[k]);

          if (!is_near && items[k].first_unit > items[i].last_unit)
            break;
          if (items[k].code == items[i].code)
            continue;
          if (is_near)
            relate (self, &items[i], &items[k]);
          if (share_unit (&items[i], &items[k]))
            get_cell (self, items[i].code, items[k].code)->same_unit++;
        }
    }
}

static void
add_present (Relations *self, guint code)
{
  if (self->stamps[code] == self->stamp)
    return;
  self->stamps[code] = self->stamp;
  g_array_append_val (self->present, code);
}

static void
count_documents (Relations *self, const RelationItem *items, gsize n)
{
  self->stamp++;
  g_array_set_size (self->present, 0);
  for (gsize i = 0; i < n; i++)
    add_present (self, items[i].code);
  for (guint i = 0; i < self->present->len; i++)
    for (guint k = i + 1; k < self->present->len; k++)
      get_cell (self, g_array_index (self->present, guint, i),
                g_array_index (self->present, guint, k))
          ->documents++;
}

/* What reaches into @unit; what ended before it goes. */
static void
find_present (Relations *self, guint32 unit)
{
  guint kept = 0;

  self->stamp++;
  g_array_set_size (self->present, 0);
  for (guint i = 0; i < self->active->len; i++)
    {
      RelationItem item = g_array_index (self->active, RelationItem, i);

      if (item.last_unit < unit)
        continue;
      g_array_index (self->active, RelationItem, kept++) = item;
      add_present (self, item.code);
    }
  g_array_set_size (self->active, kept);
}

static void
count_present (Relations *self)
{
  for (guint i = 0; i < self->present->len; i++)
    {
      guint code = g_array_index (self->present, guint, i);

      self->units[code]++;
      for (guint k = i + 1; k < self->present->len; k++)
        get_cell (self, code, g_array_index (self->present, guint, k))->units++;
    }
}

void
relations_count_units (Relations *self,
                       const RelationItem *items,
                       gsize n,
                       guint32 n_units)
{
  gsize next = 0;

  self->n_units += n_units;
  count_documents (self, items, n);
  g_array_set_size (self->active, 0);
  for (guint32 unit = 0; unit < n_units; unit++)
    {
      for (; next < n && items[next].first_unit <= unit; next++)
        if (items[next].first_unit <= items[next].last_unit)
          g_array_append_val (self->active, items[next]);
      find_present (self, unit);
      count_present (self);
    }
}

const Relation *
relations_get (Relations *self, guint a, guint b)
{
  return get_cell (self, a, b);
}

guint64
relations_get_codings (Relations *self, guint code)
{
  return self->codings[code];
}

guint64
relations_get_units (Relations *self, guint code)
{
  return self->units[code];
}

guint64
relations_get_n_units (Relations *self)
{
  return self->n_units;
}
