/* units.h - a text as a row of sentences, paragraphs or turns. */
#pragma once

#include "design.h"

/* The starts and ends of a text's units, in turn. (transfer full) (element-type
 * SchoStretch): only start and end are set */
GArray *units_list (SchoText *text, const char *language, SchoTextUnit unit);

/* Turns spans in characters into spans of units, drops those that touch none. */
void units_snap (GArray *spans, const GArray *units);

/* Where, in units (or in characters: %NULL), the paragraphs after the first begin.
 * (transfer full) (element-type guint32) */
GArray *units_cut (const GArray *paragraphs, const GArray *units);
