#include "matching.h"

#include <math.h>

typedef struct
{
  guint32 start, end;
} Range;

static GArray *
take (const DesignSpan *spans, gsize n, guint coder, gboolean merge)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (Range));

  for (gsize i = 0; i < n; i++)
    {
      Range range = { spans[i].start, spans[i].end };
      Range *last
          = ranges->len > 0 ? &g_array_index (ranges, Range, ranges->len - 1) : NULL;

      if (spans[i].coder != coder)
        continue;
      if (merge && last != NULL && last->end > range.start)
        last->end = MAX (last->end, range.end);
      else
        g_array_append_val (ranges, range);
    }
  return ranges;
}

static guint
count_equal (const GArray *a, const GArray *b)
{
  guint n = 0;

  for (guint i = 0, j = 0; i < a->len && j < b->len;)
    {
      const Range *one = &g_array_index (a, Range, i);
      const Range *other = &g_array_index (b, Range, j);
      int order = one->start != other->start
                      ? (one->start > other->start) * 2 - 1
                      : (one->end > other->end) - (one->end < other->end);

      n += order == 0;
      i += order <= 0;
      j += order >= 0;
    }
  return n;
}

/* Ranges of one side do not overlap, so left to right is best. */
static guint
count_overlaps (const GArray *a, const GArray *b)
{
  guint n = 0;

  for (guint i = 0, j = 0; i < a->len && j < b->len;)
    {
      const Range *one = &g_array_index (a, Range, i);
      const Range *other = &g_array_index (b, Range, j);

      if (one->start < other->end && other->start < one->end)
        {
          n++;
          i++;
          j++;
        }
      else if (one->end <= other->start)
        i++;
      else
        j++;
    }
  return n;
}

void
matching_add (
    const DesignSpan *spans, gsize n, guint coder_a, guint coder_b, double *sums)
{
  g_autoptr (GArray) a = take (spans, n, coder_a, FALSE);
  g_autoptr (GArray) b = take (spans, n, coder_b, FALSE);
  g_autoptr (GArray) merged_a = take (spans, n, coder_a, TRUE);
  g_autoptr (GArray) merged_b = take (spans, n, coder_b, TRUE);

  sums[MATCHING_EXACT] += count_equal (a, b);
  sums[MATCHING_ALL] += a->len + b->len;
  sums[MATCHING_OVERLAP] += count_overlaps (merged_a, merged_b);
  sums[MATCHING_ALL_MERGED] += merged_a->len + merged_b->len;
}

static Figure
make_f1 (double matched, double all)
{
  if (!(all > 0))
    return (Figure){ NAN, WHY_NOBODY, 0 };
  return (Figure){ 2 * matched / all, WHY_DEFINED, all };
}

Figure
matching_f1_exact (const double *sums)
{
  return make_f1 (sums[MATCHING_EXACT], sums[MATCHING_ALL]);
}

Figure
matching_f1_overlap (const double *sums)
{
  return make_f1 (sums[MATCHING_OVERLAP], sums[MATCHING_ALL_MERGED]);
}
