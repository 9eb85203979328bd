/* text-unit.h - the units that a text is made of: characters, words, sentences, …
 *
 * Borders are Unicode's (UAX #29), found by ICU: whatever a reader takes for one
 * character, such as a letter with its marks, a flag or a family of emoji, is one. Only
 * the text around the position is looked at, so the length of the text does not matter. A
 * unit other than a character neither begins nor ends with white space.
 */
#pragma once

#include <scholiast/text.h>

typedef enum
{
  SCHO_UNIT_CHARACTER, /* a grapheme cluster */
  SCHO_UNIT_WORD,      /* or a number; not what is between words */
  SCHO_UNIT_SENTENCE,
  SCHO_UNIT_PARAGRAPH, /* of the text's stretches, or a cell of a table, or an item of a
                          list; where there is none, the line */
  SCHO_UNIT_SPEAKER_TURN, /* of the text's stretches; where there is none, the paragraph
                           */
  SCHO_UNIT_LAST = SCHO_UNIT_SPEAKER_TURN
} SchoTextUnit;

/**
 * scho_text_find_unit:
 * @language: (nullable): BCP 47, the document's
 * @offset: a character, or the text's length
 * @start: (out): set only when there is one
 * @end: (out): the same
 *
 * The unit that holds the character at @offset. Where a caret stands behind a unit, in
 * the space or at the line's end after it, that unit.
 *
 * Returns: %FALSE where there is none, as on an empty line, or between two words
 */
SCHO_API gboolean scho_text_find_unit (SchoText *self,
                                       const char *language,
                                       SchoTextUnit unit,
                                       guint32 offset,
                                       guint32 *start,
                                       guint32 *end);

/* The first unit that begins at @offset or after it; from 0, and then from each end, all
 * come in turn. %FALSE after the last. */
SCHO_API gboolean scho_text_next_unit (SchoText *self,
                                       const char *language,
                                       SchoTextUnit unit,
                                       guint32 offset,
                                       guint32 *start,
                                       guint32 *end);

/* The last unit that ends at @offset or before it. %FALSE before the first. */
SCHO_API gboolean scho_text_previous_unit (SchoText *self,
                                           const char *language,
                                           SchoTextUnit unit,
                                           guint32 offset,
                                           guint32 *start,
                                           guint32 *end);

/* Words of a valid UTF-8 string, for people: runs of letters and digits, with what joins
 * them. No borders are asked for, so a whole book is counted at once. */
SCHO_API guint64 scho_words_count (const char *text);

/* Whether no word goes across @offset, that is lies on both sides of it. */
SCHO_API gboolean scho_text_is_word_border (SchoText *self,
                                            const char *language,
                                            guint32 offset);

/* Where context of some @n characters before @offset begins, or after it ends, so that no
 * word is cut. Only a very long one is. */
SCHO_API guint32 scho_text_context_start (SchoText *self, guint32 offset, guint32 n);
SCHO_API guint32 scho_text_context_end (SchoText *self, guint32 offset, guint32 n);

/**
 * scho_text_snap:
 * @start: (inout): of a range; cut to the text
 * @end: (inout): of it
 *
 * Widens the range to whole units; no unit cuts a character. For other units than
 * characters white space at both ends is left out first.
 *
 * Returns: %FALSE, and the range is left as it is, where that leaves nothing
 */
SCHO_API gboolean scho_text_snap (SchoText *self,
                                  const char *language,
                                  SchoTextUnit unit,
                                  guint32 *start,
                                  guint32 *end);
