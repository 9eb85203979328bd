/* code-mark.h - tells codes of one colour apart: by a pattern, and then by a letter too.
 *
 * The palette has 24 colours. Whoever has more codes, or cannot see colours, needs a
 * second cue: the line below the text is whole, dashed, dotted and so on, and the small
 * square beside a name is cut into the same number of pieces.
 */
#pragma once

#include <scholiast/snapshot.h>

typedef enum
{
  SCHO_PATTERN_SOLID,
  SCHO_PATTERN_DASHED,
  SCHO_PATTERN_DOTTED,
  SCHO_PATTERN_DASH_DOT,
  SCHO_PATTERN_BARS,
  SCHO_N_PATTERNS
} SchoPattern;

typedef struct
{
  guint8 pattern; /* SchoPattern */
  char letter;    /* 'A' to 'Z', or 0 for none */
} SchoMark;

/* The mark of the code that is the @nth of its colour, from 0. */
SchoMark scho_mark_nth (guint nth);

/**
 * scho_marks_new:
 *
 * Of codes with the same colour the one with the lowest id is the first, so a mark stays
 * when codes are added, renamed or moved.
 *
 * Returns: (transfer full): by code id, scho_snapshot_get_code_limit() of them
 */
SchoMark *scho_marks_new (SchoSnapshot *snapshot);
