/* text-diff-private.h - what two texts have in common, by words.
 *
 * Words that both have exactly once are held to be the same ones, in the longest order
 * they share; so again between two of these (Bram Cohen's “patience diff”, 2003).
 */
#pragma once

#include <glib.h>

/* [start, end) of the old text became [new_start, new_end). In code points. */
typedef struct
{
  guint32 start, end;
  guint32 new_start, new_end;
} SchoTextHunk;

/* (transfer full) (element-type SchoTextHunk): in order; none touches the next. */
GArray *scho_text_diff (const char *before, const char *after);
