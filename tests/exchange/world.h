/* world.h - a project that uses everything a project can hold, made by the core alone. */
#pragma once

#include <scholiast/scholiast.h>

/* Into an empty project; always the same, identities and times too. */
void world_fill (SchoProject *project);

/* The documents of @from by title and words, as if somebody had brought in the bare
 * texts: for formats that come into texts which are there. */
void world_copy_texts (SchoSnapshot *from, SchoProject *to);
