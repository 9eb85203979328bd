/* carried.h - what a format that only carries codings leaves behind, counted. */
#pragma once

#include <scholiast/plugin.h>

/* What it can carry all the same. */
typedef enum
{
  CARRIES_CODING_MEMOS = 1 << 0,
  CARRIES_WEIGHTS = 1 << 1,
  CARRIES_TREE = 1 << 2,    /* which code is below which */
  CARRIES_COLOURS = 1 << 3, /* of codes */
} Carries;

/* Losses of the documents with that id, 0: all, and of the codings of one coder, 0: all.
 */
void carried_tell (SchoLosses *losses,
                   SchoSnapshot *snapshot,
                   guint32 document,
                   guint32 coder,
                   Carries carries);

/* `Interview 3, 120–140` (transfer full) */
char *carried_dup_place (const SchoDocument *document, guint32 start, guint32 end);
