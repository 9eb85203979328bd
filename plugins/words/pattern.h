/* pattern.h - a word or several in a row, with * for any letters. */
#pragma once

#include "tokens.h"

typedef struct _Pattern Pattern;

/* @words: with spaces between. (nullable): %NULL when it has no word. @vocabulary: must
 * outlive it. */
Pattern *pattern_new (Vocabulary *vocabulary, const char *words);
void pattern_free (Pattern *self);

/* How many words it has. */
guint pattern_get_n (Pattern *self);

/* Whether it stands at @i, all of it in one line. */
gboolean pattern_matches (Pattern *self, GArray *tokens, guint i);

/* The first of its words alone. */
gboolean pattern_matches_word (Pattern *self, guint32 word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pattern, pattern_free)
