/* coded-project.h - projects whose documents have every kind of structure, coded across
 * it. */
#pragma once

#include "../fixture.h"

/* One line of a text, with what it is. */
typedef struct
{
  const char *words; /* may hold line feeds: then it is a paragraph of lines */
  int kind;          /* SchoStretchKind, or -1 */
  guint level;
  const char *label;
} CodedLine;

/* Two documents, one of them from right to left; four codes, two coders. */
void coded_project_fill (Fixture *self);

/* Of plausible texts: lines without white space at their ends, no two empty lines. */
void coded_project_fill_random (Fixture *self, guint seed);
