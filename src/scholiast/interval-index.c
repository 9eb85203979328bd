/* interval-index.c - which annotations touch this stretch.
 *
 * The annotations lie sorted by start. Over each 16 of them stands the greatest end among
 * them, over each 16 of those again, and so on up to one block: all in one array, and
 * where a node's children are follows from its number. Whoever looks for the first
 * annotation that ends after a position skips 16, 256, 4,096 … at a time.
 */
#include <scholiast/annotation-private.h>
#include <scholiast/interval-index.h>

#include <stdlib.h>

#define FAN_SHIFT 4
#define FAN (1 << FAN_SHIFT)
#define MAX_LEVELS (64 / FAN_SHIFT)

struct _SchoIntervalIndex
{
  gatomicrefcount ref_count;
  SchoAnnotation *annotations;
  gsize n;
  guint32 *ends;                   /* all levels, the lowest first */
  guint32 *levels[MAX_LEVELS];     /* where each begins in @ends */
  gsize level_lengths[MAX_LEVELS]; /* how many nodes each has */
  guint n_levels;
};

static int
compare (const void *a, const void *b)
{
  return scho_annotation_compare (a, b);
}

static void
sort (SchoAnnotation *annotations, gsize n)
{
  for (gsize i = 1; i < n; i++)
    if (scho_annotation_compare (&annotations[i - 1], &annotations[i]) > 0)
      {
        qsort (annotations, n, sizeof *annotations, compare);
        return;
      }
}

static void
allocate_levels (SchoIntervalIndex *self)
{
  gsize total = 0, length = self->n;
  guint32 *next;

  while (length > 1)
    {
      length = (length + FAN - 1) >> FAN_SHIFT;
      self->level_lengths[self->n_levels++] = length;
      total += length;
    }
  self->ends = next = g_new0 (guint32, total);
  for (guint level = 0; level < self->n_levels; level++)
    {
      self->levels[level] = next;
      next += self->level_lengths[level];
    }
}

static void
fill_levels (SchoIntervalIndex *self)
{
  for (gsize i = 0; self->n_levels > 0 && i < self->n; i++)
    {
      guint32 *end = &self->levels[0][i >> FAN_SHIFT];

      *end = MAX (*end, self->annotations[i].end);
    }
  for (guint level = 1; level < self->n_levels; level++)
    for (gsize i = 0; i < self->level_lengths[level - 1]; i++)
      {
        guint32 *end = &self->levels[level][i >> FAN_SHIFT];

        *end = MAX (*end, self->levels[level - 1][i]);
      }
}

SchoIntervalIndex *
scho_interval_index_new_take (SchoAnnotation *annotations, gsize n)
{
  SchoIntervalIndex *self = g_new0 (SchoIntervalIndex, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->annotations = annotations;
  self->n = n;
  sort (annotations, n);
  allocate_levels (self);
  fill_levels (self);
  return self;
}

SchoIntervalIndex *
scho_interval_index_ref (SchoIntervalIndex *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
scho_interval_index_unref (SchoIntervalIndex *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (gsize i = 0; i < self->n; i++)
    scho_memo_unref (self->annotations[i].memo);
  g_free (self->annotations);
  g_free (self->ends);
  g_free (self);
}

const SchoAnnotation *
scho_interval_index_get_annotations (SchoIntervalIndex *self, gsize *n)
{
  *n = self->n;
  return self->annotations;
}

/* From a node that holds an end after @start down to the first annotation that has it. */
static gsize
descend (SchoIntervalIndex *self, guint level, gsize node, guint32 start)
{
  while (level-- > 0)
    for (node <<= FAN_SHIFT; self->levels[level][node] <= start;)
      node++;
  for (node <<= FAN_SHIFT; self->annotations[node].end <= start;)
    node++;
  return node;
}

/* The first from @i on that ends after @start, or n. */
static gsize
find_end_after (SchoIntervalIndex *self, gsize i, guint32 start)
{
  gsize node;
  guint level = 0;

  for (; i < self->n && (i % FAN != 0 || self->n_levels == 0); i++)
    if (self->annotations[i].end > start)
      return i;
  if (i >= self->n)
    return self->n;

  node = i >> FAN_SHIFT;
  while (node < self->level_lengths[level])
    {
      for (; node % FAN == 0 && level + 1 < self->n_levels; level++)
        node >>= FAN_SHIFT;
      if (self->levels[level][node] > start)
        return descend (self, level, node, start);
      node++;
    }
  return self->n;
}

gsize
scho_interval_index_next (SchoIntervalIndex *self, gsize from, guint32 start, guint32 end)
{
  gsize i = from < self->n ? find_end_after (self, from, start) : self->n;

  /* Those that follow begin no earlier. */
  return i < self->n && self->annotations[i].start < end ? i : self->n;
}
