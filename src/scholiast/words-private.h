/* words-private.h - what nouns make of the words they are given. */
#pragma once

#include <glib.h>

/* A copy that is valid UTF-8; NULL for none and for "". */
char *scho_words_dup (const char *words);

/* A copy that fits on one line: valid UTF-8, white space at both ends taken away, control
 * characters and line ends turned into spaces. "" for none. */
char *scho_name_dup (const char *name);
