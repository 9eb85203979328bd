/* world-texts.h - the texts of the project that uses everything, with their structure. */
#pragma once

#include <scholiast/scholiast.h>

typedef enum
{
  WORLD_INTERVIEW, /* headings, turns, times, pages */
  WORLD_TESTIMONY, /* from right to left; lists, verse, notes, paragraphs of two lines */
  WORLD_ROOMS,     /* a table; signs beyond 16 bits, combining marks */
  WORLD_SIGNS,     /* control characters */
  WORLD_EMPTY,     /* nothing */
  WORLD_N_TEXTS
} WorldText;

SchoText *world_make_text (WorldText which);
