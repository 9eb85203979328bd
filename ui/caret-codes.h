/* caret-codes.h - which coded passages the caret enters and leaves, in words: for who
 * cannot see the colours. */
#pragma once

#include "visibility.h"

/* (transfer full) (nullable): “victim-blaming begins; backlash ends”; %NULL when nothing
 * that is shown begins or ends on the way. */
char *scho_caret_codes_dup_words (SchoSnapshot *snapshot,
                                  SchoVisibility *visibility,
                                  guint32 document,
                                  guint32 before,
                                  guint32 now);
