/* tokens.h - the words of a text, in order.
 *
 * Borders are those of Unicode (UAX #29) as ICU finds them, with its dictionaries for
 * languages that put no spaces. A word has a letter, a digit or an ideograph in it; an
 * apostrophe inside belongs to it; what a hyphen joins is one word.
 */
#pragma once

#include <scholiast/plugin.h>

#include "vocabulary.h"

/**
 * Token:
 * @word: its number in the vocabulary
 * @start: code points of the text, half-open
 * @line: nothing goes over a line's end
 */
typedef struct
{
  guint32 word;
  guint32 start, end;
  guint32 line;
} Token;

typedef struct _TokenReader TokenReader;

/* @vocabulary: must outlive it. @numbers: words of digits alone, too. */
TokenReader *
token_reader_new (Vocabulary *vocabulary, gboolean hyphens, gboolean numbers);
void token_reader_free (TokenReader *self);

/* @language: (nullable): BCP 47. Appends #Token. */
void token_reader_read (TokenReader *self,
                        SchoText *text,
                        const char *language,
                        GArray *tokens);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TokenReader, token_reader_free)
