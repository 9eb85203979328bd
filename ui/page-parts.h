/* page-parts.h - a text too long for one view, in parts that follow each other. */
#pragma once

#include <scholiast/text.h>

/* Longer texts, in code points, are shown in parts of about that length. */
#define SCHO_PARTS_FROM 20000000
#define SCHO_PART_LENGTH 1500000

/* A part begins so long before the last one ends, so that a passage of up to that length
 * is whole in one of them, wherever it is, and who reads on sees what was there. */
#define SCHO_PARTS_OVERLAP 100000

/* [start, end) in offsets. */
typedef struct
{
  guint32 start, end;
} SchoPart;

/**
 * scho_parts_plan:
 *
 * The parts of a text: each ends after a paragraph, or after a space where a paragraph is
 * longer than a part itself, and begins after one. A text that is not too long is one
 * part.
 *
 * Returns: (transfer full) (element-type SchoPart): the last ends with the text
 */
GArray *scho_parts_plan (SchoText *text);

const SchoPart *scho_parts_get (const GArray *parts, guint part);

/* Is all of [start, end] in it. */
gboolean scho_part_holds (const SchoPart *part, guint32 start, guint32 end);

/**
 * scho_parts_find:
 * @current: the part in sight, which stays where it will do
 *
 * The part for [start, end): that in which all of it is and in which @start has most
 * around it. Of what is longer than any overlap, the part of its start; of the text's end
 * the last.
 */
guint scho_parts_find (const GArray *parts, guint current, guint32 start, guint32 end);
