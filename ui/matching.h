/* matching.h - what is typed to narrow a list: case and accents do not count. */
#pragma once

#include <glib.h>

/* Words in which what does not count is the same. (transfer full) */
char *scho_matching_fold (const char *words);

/* Does every word of @typed, which is folded too, occur in @folded? */
gboolean scho_matching_has (const char *folded, const char *typed);
