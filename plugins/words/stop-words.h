/* stop-words.h - words that only hold others together. */
#pragma once

#include <glib.h>

#include "vocabulary.h"

/* For an option: `none|english|…`. */
#define STOP_LISTS "none|english|french|german|spanish"

/**
 * stop_words_new:
 * @list: one of %STOP_LISTS
 * @more: words with commas or spaces between
 *
 * Returns: (transfer full) (element-type utf8): a set, folded as @vocabulary does
 */
GHashTable *stop_words_new (Vocabulary *vocabulary, const char *list, const char *more);
