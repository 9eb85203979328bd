/* random-world.h - projects made by chance, of what formats stumble over. */
#pragma once

#include <scholiast/scholiast.h>

/* Into an empty project; the same @seed makes the same. Without control characters. */
void random_world_fill (SchoProject *project, guint32 seed);
