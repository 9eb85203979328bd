/* vocabulary.h - each different word once, with a number. */
#pragma once

#include <glib.h>
#include <unicode/utypes.h>

#define NO_WORD G_MAXUINT32

/* What makes two spellings the same word. */
typedef enum
{
  FOLD_NOTHING = 0, /* but é is one letter, whether of one code point or two */
  FOLD_CASE = 1 << 0,
  FOLD_ACCENTS = 1 << 1,
} FoldFlags;

typedef struct _Vocabulary Vocabulary;

Vocabulary *vocabulary_new (FoldFlags flags);
void vocabulary_free (Vocabulary *self);

/**
 * vocabulary_add:
 * @units: UTF-16, @n of them
 * @language: (nullable): BCP 47: whose small letters
 *
 * Returns: the word's number, from 0 in the order they came; %NO_WORD when nothing is
 *   left of it
 */
guint32
vocabulary_add (Vocabulary *self, const UChar *units, gsize n, const char *language);

/* The same of UTF-8, but not added: %NO_WORD for one that has not come. */
guint32 vocabulary_find (Vocabulary *self, const char *word);

/* As it is counted. Valid as long as the vocabulary. */
const char *vocabulary_get (Vocabulary *self, guint32 word);
guint32 vocabulary_get_n (Vocabulary *self);

/* As vocabulary_add() folds it. (transfer full) */
char *vocabulary_dup_folded (Vocabulary *self, const char *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Vocabulary, vocabulary_free)
