/* refi-counted.h - how positions were found to be counted, and what showed it, for
 * people.
 */
#pragma once

#include "refi-reader.h"

typedef enum
{
  REFI_BY_QUOTES,  /* names of passages that are their words */
  REFI_BY_BORDERS, /* passages begin and end where words do */
  REFI_BY_OTHERS,  /* other texts of the file */
  REFI_BY_USE,     /* of the program that wrote it */
  REFI_BY_WORD,    /* Scholiast wrote it, and says how */
} RefiEvidence;

/* What makes a difference in the text of that title; nothing is told of the plain way. */
void refi_counted_add (RefiReader *self,
                       RefiReading reading,
                       RefiEvidence evidence,
                       const char *title);

/* A note for each way and evidence, with names of texts. */
void refi_counted_tell (RefiReader *self);
