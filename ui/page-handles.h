/* page-handles.h - the two ends of the passage that is lit up, to be taken hold of. */
#pragma once

#include "page-lines.h"

/**
 * SchoHandle:
 * @is_there: it is in sight
 * @x: where the passage ends, in buffer coordinates as @y
 * @y: top of its line
 * @height: of the letters
 */
typedef struct
{
  gboolean is_there;
  int x, y, height;
} SchoHandle;

/* The first is that of the beginning. @first, @after: places, not the same. */
void scho_handles_locate (SchoLines *lines,
                          GtkTextView *view,
                          guint32 first,
                          guint32 after,
                          SchoHandle handles[2]);

/* The one at a point in buffer coordinates, 0 or 1, or -1. */
int scho_handles_find (const SchoHandle handles[2], int x, int y);

void scho_handles_paint (const SchoHandle handles[2],
                         GtkSnapshot *snapshot,
                         const GdkRGBA *rgba,
                         const GdkRGBA *paper);
