#include "lanes.h"

static guint
find_free (const guint32 *ends, guint n_lanes, guint32 start)
{
  guint lane = 0;

  while (lane < n_lanes && ends[lane] > start)
    lane++;
  return lane;
}

guint
scho_lanes_assign (const SchoSpan *spans, gsize n, guint max_lanes, guint16 *lanes)
{
  g_autofree guint32 *ends = g_new (guint32, max_lanes);
  guint n_lanes = 0;

  g_return_val_if_fail (max_lanes > 0 && max_lanes < SCHO_LANE_FULL, 0);

  for (gsize i = 0; i < n; i++)
    {
      guint lane;

      lanes[i] = SCHO_LANE_NONE;
      if (spans[i].end <= spans[i].start)
        continue;

      lane = find_free (ends, n_lanes, spans[i].start);
      if (lane == max_lanes)
        {
          lanes[i] = SCHO_LANE_FULL;
          continue;
        }
      n_lanes = MAX (n_lanes, lane + 1);
      ends[lane] = spans[i].end;
      lanes[i] = lane;
    }
  return n_lanes;
}
