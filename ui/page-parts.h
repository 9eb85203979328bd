/* page-parts.h - a text too long for one view, in parts that follow each other. */
#pragma once

#include <scholiast/text.h>

/* Longer texts, in code points, are shown in parts of about that length. */
#define SCHO_PARTS_FROM 20000000
#define SCHO_PART_LENGTH 1500000

/**
 * scho_parts_plan:
 *
 * Where the parts of a text end: each after a paragraph, or after a space where a
 * paragraph is longer than a part itself. A text that is not too long is one part.
 *
 * Returns: (transfer full) (element-type guint32): offsets; the last is the text's length
 */
GArray *scho_parts_plan (SchoText *text);

/* The part in which @offset lies; of the text's end the last. */
guint scho_parts_find (const GArray *ends, guint32 offset);
guint32 scho_parts_get_start (const GArray *ends, guint part);
guint32 scho_parts_get_end (const GArray *ends, guint part);
