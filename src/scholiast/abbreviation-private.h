/* abbreviation-private.h - points that end a word and no sentence. */
#pragma once

#include <glib.h>

/* Whether what ends before @byte of @utf8, and white space, is an abbreviation that more
 * of the sentence follows. @limit: the first byte that may be looked at. @language:
 * (nullable): BCP 47. */
gboolean scho_abbreviation_is_before (const char *utf8,
                                      gsize limit,
                                      gsize byte,
                                      const char *language);
