/* lanes.h - puts what overlaps side by side. */
#pragma once

#include <glib.h>

#define SCHO_LANE_FULL 0xfffe /* there were no more lanes */
#define SCHO_LANE_NONE 0xffff /* an empty span has none */

typedef struct
{
  guint32 start, end; /* half-open; empty ones are left out */
} SchoSpan;

/**
 * scho_lanes_assign:
 * @spans: (array length=n): by start
 * @max_lanes: at most this many
 * @lanes: (out caller-allocates) (array length=n): filled in
 *
 * Gives each span the first lane that is free from its start on. What comes later in the
 * text never moves what comes before.
 *
 * Returns: how many lanes are used
 */
guint scho_lanes_assign (const SchoSpan *spans, gsize n, guint max_lanes, guint16 *lanes);
