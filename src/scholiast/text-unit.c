/* text-unit.c - the units that a text is made of.
 *
 * ICU is given a window of the line around the place. A border that it finds at the
 * window's edge may be none, so the window grows then.
 */
#include <scholiast/text-unit.h>

#include <scholiast/abbreviation-private.h>
#include <scholiast/text-private.h>
#include <string.h>
#include <unicode/ubrk.h>

#define FIRST_REACH 512  /* bytes to both sides of the place */
#define LAST_REACH 32768 /* what has no border within it is cut at multiples of this */
#define LOOK_AHEAD 64    /* nearer at the edge a border is not believed */
#define LONGEST_WORD 20  /* that context is not cut in */
#define LONGEST_STEP                                                                     \
  256 /* how far back a good place to begin the window is looked for                     \
       */

/* Bytes. */
typedef struct
{
  gsize start, end;
} Range;

/* Characters */

static gboolean
is_blank_at (const char *p)
{
  return g_unichar_isspace (g_utf8_get_char (p));
}

static gsize
skip_blanks (const char *utf8, gsize from, gsize to)
{
  while (from < to && is_blank_at (utf8 + from))
    from += g_utf8_skip[(guchar) utf8[from]];
  return MIN (from, to);
}

static gsize
skip_blanks_back (const char *utf8, gsize from, gsize to)
{
  while (to > from)
    {
      const char *last = g_utf8_prev_char (utf8 + to);

      if (!is_blank_at (last))
        break;
      to = last - utf8;
    }
  return to;
}

static gboolean
trim (const char *utf8, Range *range)
{
  range->start = skip_blanks (utf8, range->start, range->end);
  range->end = skip_blanks_back (utf8, range->start, range->end);
  return range->start < range->end;
}

/* The line that holds the character at @byte, without its line feed. */
static Range
find_line (SchoText *self, gsize byte)
{
  gsize n_bytes = 0;
  const char *utf8 = scho_text_get_utf8 (self, &n_bytes);
  const char *before = memrchr (utf8, '\n', byte);
  const char *after = memchr (utf8 + byte, '\n', n_bytes - byte);

  return (Range){ before != NULL ? (gsize) (before - utf8) + 1 : 0,
                  after != NULL ? (gsize) (after - utf8) : n_bytes };
}

/* The window that ICU sees */

static gsize
align_to_character (const char *utf8, gsize byte)
{
  while (((guchar) utf8[byte] & 0xc0) == 0x80)
    byte--;
  return byte;
}

/* A place at or before @byte at which nearly no unit is cut: behind a space or mark. */
static gsize
find_good_start (const char *utf8, gsize limit, gsize byte)
{
  gsize lowest = byte > limit + LONGEST_STEP ? byte - LONGEST_STEP : limit;
  gsize place = align_to_character (utf8, byte);

  for (gsize i = place; i > lowest;)
    {
      gsize last = g_utf8_prev_char (utf8 + i) - utf8;
      gunichar before = g_utf8_get_char (utf8 + last);
      gunichar after = g_utf8_get_char (utf8 + i);

      if ((g_unichar_isspace (before) || g_unichar_ispunct (before))
          && (g_unichar_isalnum (after) || g_unichar_ispunct (after)))
        return i;
      i = last;
    }
  return MAX (place, limit);
}

static Range
find_window (const char *utf8, Range line, gsize byte, gsize reach)
{
  Range window = line;
  gsize from = byte > reach ? byte - reach : 0;
  gsize to = byte + reach;

  if (reach > LAST_REACH)
    {
      from = byte - byte % LAST_REACH;
      to = from + LAST_REACH;
    }
  if (from > line.start)
    window.start = find_good_start (utf8, line.start, from);
  if (to < line.end)
    window.end = reach > LAST_REACH ? find_good_start (utf8, byte + 1, to)
                                    : align_to_character (utf8, to);
  return window;
}

/* Borders */

static UBreakIterator *
open_iterator (SchoTextUnit unit, const char *language)
{
  UBreakIteratorType type = unit == SCHO_UNIT_CHARACTER ? UBRK_CHARACTER
                            : unit == SCHO_UNIT_WORD    ? UBRK_WORD
                                                        : UBRK_SENTENCE;
  UErrorCode code = U_ZERO_ERROR;
  UBreakIterator *iterator
      = ubrk_open (type, language != NULL ? language : "", NULL, 0, &code);

  if (U_FAILURE (code) && language != NULL) /* such as one of its names nobody knows */
    return open_iterator (unit, NULL);
  if (U_FAILURE (code))
    g_error ("ICU lacks its data: %s", u_errorName (code));
  return iterator;
}

static void
set_window (UBreakIterator *iterator, const char *utf8, Range window)
{
  UErrorCode code = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;

  utext_openUTF8 (&text, utf8 + window.start, window.end - window.start, &code);
  ubrk_setUText (iterator, &text, &code); /* makes its own copy */
  utext_close (&text);
  if (U_FAILURE (code))
    g_error ("ICU refuses a text: %s", u_errorName (code));
}

/* The borders around the character at @byte. @is_word tells whether it is one. */
static Range
find_borders (UBreakIterator *iterator,
              const char *utf8,
              Range window,
              gsize byte,
              gboolean *is_word)
{
  gsize next = byte + g_utf8_skip[(guchar) utf8[byte]];
  int32_t start = ubrk_preceding (iterator, next - window.start);
  int32_t end = ubrk_following (iterator, byte - window.start);

  *is_word = ubrk_getRuleStatus (iterator) >= UBRK_WORD_NONE_LIMIT;
  return (Range){ start != UBRK_DONE ? window.start + start : window.start,
                  end != UBRK_DONE ? window.start + end : window.end };
}

/* Without the borders behind abbreviations. */
static Range
join_sentences (UBreakIterator *iterator,
                const char *utf8,
                Range window,
                Range sentence,
                const char *language)
{
  gsize lowest = window.start;

  while (sentence.start > lowest
         && scho_abbreviation_is_before (utf8, lowest, sentence.start, language))
    sentence.start = lowest + ubrk_preceding (iterator, sentence.start - lowest);
  while (sentence.end < window.end
         && scho_abbreviation_is_before (utf8, lowest, sentence.end, language))
    sentence.end = lowest + ubrk_following (iterator, sentence.end - lowest);
  return sentence;
}

static gboolean
is_certain (Range found, Range window, Range line)
{
  return (window.start == line.start || found.start >= window.start + LOOK_AHEAD)
         && (window.end == line.end || found.end + LOOK_AHEAD <= window.end);
}

/* What ICU takes for one around the character at @byte; characters, words and sentences.
 */
static Range
find_segment (SchoText *self,
              const char *language,
              SchoTextUnit unit,
              gsize byte,
              gboolean *is_word)
{
  const char *utf8 = scho_text_get_utf8 (self, NULL);
  Range line = find_line (self, byte), found = { byte, byte + 1 };
  UBreakIterator *iterator;

  *is_word = FALSE;
  if (byte == line.end) /* the line feed itself */
    return found;
  iterator = open_iterator (unit, language);
  for (gsize reach = FIRST_REACH; reach <= 8 * LAST_REACH; reach *= 8)
    {
      Range window = find_window (utf8, line, byte, reach);

      set_window (iterator, utf8, window);
      found = find_borders (iterator, utf8, window, byte, is_word);
      if (unit == SCHO_UNIT_SENTENCE)
        found = join_sentences (iterator, utf8, window, found, language);
      if (is_certain (found, window, line))
        break;
    }
  ubrk_close (iterator);
  return found;
}

/* Units */

static Range
get_stretch_range (SchoText *self, const SchoStretch *stretch)
{
  return (Range){ scho_text_offset_to_byte (self, stretch->start),
                  scho_text_offset_to_byte (self, stretch->end) };
}

/* What holds the character at @byte, white space and all; for a word also what is none.
 */
static Range
find_whole (SchoText *self,
            const char *language,
            SchoTextUnit unit,
            gsize byte,
            gboolean *is_word)
{
  /* What a reader takes for one of several lines, the smaller first. */
  static const SchoStretchKind paragraphs[] = {
    SCHO_STRETCH_PARAGRAPH,
    SCHO_STRETCH_TABLE_CELL,
    SCHO_STRETCH_LIST_ITEM,
  };
  guint32 offset = scho_text_byte_to_offset (self, byte);
  const SchoStretch *stretch = NULL;

  *is_word = FALSE;
  if (unit == SCHO_UNIT_SPEAKER_TURN)
    stretch = scho_text_find_stretch (self, SCHO_STRETCH_SPEAKER_TURN, offset);
  for (guint i = 0; i < G_N_ELEMENTS (paragraphs); i++)
    if (stretch == NULL && unit >= SCHO_UNIT_PARAGRAPH)
      stretch = scho_text_find_stretch (self, paragraphs[i], offset);
  if (stretch != NULL)
    return get_stretch_range (self, stretch);
  if (unit >= SCHO_UNIT_PARAGRAPH)
    return find_line (self, byte);
  return find_segment (self, language, unit, byte, is_word);
}

/* The unit that holds the character at @byte; or where that is white space after one. */
static gboolean
find_at (
    SchoText *self, const char *language, SchoTextUnit unit, gsize byte, Range *found)
{
  gboolean is_word = FALSE;

  *found = find_whole (self, language, unit, byte, &is_word);
  if (unit == SCHO_UNIT_CHARACTER)
    return TRUE;
  if (unit == SCHO_UNIT_WORD)
    return is_word;
  return trim (scho_text_get_utf8 (self, NULL), found);
}

static gboolean
give (SchoText *self, Range found, guint32 *start, guint32 *end)
{
  *start = scho_text_byte_to_offset (self, found.start);
  *end = scho_text_byte_to_offset (self, found.end);
  return TRUE;
}

gboolean
scho_text_find_unit (SchoText *self,
                     const char *language,
                     SchoTextUnit unit,
                     guint32 offset,
                     guint32 *start,
                     guint32 *end)
{
  gsize n_bytes = 0, byte = scho_text_offset_to_byte (self, offset);
  const char *utf8 = scho_text_get_utf8 (self, &n_bytes);
  Range found;

  if (byte < n_bytes && find_at (self, language, unit, byte, &found))
    return give (self, found, start, end);
  if (byte == 0 || unit == SCHO_UNIT_CHARACTER || utf8[byte - 1] == '\n')
    return FALSE;
  byte = g_utf8_prev_char (utf8 + byte) - utf8;
  return find_at (self, language, unit, byte, &found) && give (self, found, start, end);
}

gboolean
scho_text_next_unit (SchoText *self,
                     const char *language,
                     SchoTextUnit unit,
                     guint32 offset,
                     guint32 *start,
                     guint32 *end)
{
  gsize n_bytes = 0, from = scho_text_offset_to_byte (self, offset), byte = from;
  const char *utf8 = scho_text_get_utf8 (self, &n_bytes);
  Range found;

  while (byte < n_bytes)
    {
      if (unit != SCHO_UNIT_CHARACTER)
        byte = skip_blanks (utf8, byte, n_bytes);
      if (byte == n_bytes)
        return FALSE;
      if (find_at (self, language, unit, byte, &found) && found.start >= from)
        return give (self, found, start, end);
      byte = found.end;
    }
  return FALSE;
}

gboolean
scho_text_previous_unit (SchoText *self,
                         const char *language,
                         SchoTextUnit unit,
                         guint32 offset,
                         guint32 *start,
                         guint32 *end)
{
  gsize to = scho_text_offset_to_byte (self, offset), byte = to;
  const char *utf8 = scho_text_get_utf8 (self, NULL);
  Range found;

  while (byte > 0)
    {
      if (unit != SCHO_UNIT_CHARACTER)
        byte = skip_blanks_back (utf8, 0, byte);
      if (byte == 0)
        return FALSE;
      byte = g_utf8_prev_char (utf8 + byte) - utf8;
      if (find_at (self, language, unit, byte, &found) && found.end <= to)
        return give (self, found, start, end);
      byte = found.start;
    }
  return FALSE;
}

/* Of scripts that have spaces between their words. */
static gboolean
is_plain_letter (gunichar c)
{
  return c == '_' || (c < 0xe00 && (g_unichar_isalnum (c) || g_unichar_ismark (c)));
}

gboolean
scho_text_is_word_border (SchoText *self, const char *language, guint32 offset)
{
  gsize n_bytes = 0, byte = scho_text_offset_to_byte (self, offset);
  const char *utf8 = scho_text_get_utf8 (self, &n_bytes);
  gunichar before, after;
  gboolean is_word = FALSE;

  if (byte == 0 || byte == n_bytes)
    return TRUE;
  before = g_utf8_get_char (g_utf8_prev_char (utf8 + byte));
  after = g_utf8_get_char (utf8 + byte);
  /* Nearly all places are told from by this, and ICU is slower. */
  if (is_plain_letter (before) && is_plain_letter (after))
    return FALSE;
  if ((g_unichar_isspace (before) && g_unichar_isalnum (after))
      || g_unichar_isspace (after))
    return TRUE;
  return find_segment (self, language, SCHO_UNIT_WORD, byte, &is_word).start == byte;
}

guint32
scho_text_context_start (SchoText *self, guint32 offset, guint32 n)
{
  guint32 start = offset - MIN (offset, n);

  for (guint32 i = start; i < offset && i - start < LONGEST_WORD; i++)
    if (scho_text_is_word_border (self, NULL, i))
      return i;
  return start;
}

guint32
scho_text_context_end (SchoText *self, guint32 offset, guint32 n)
{
  guint32 end = offset + MIN (scho_text_get_length (self) - offset, n);

  for (guint32 i = end; i > offset && end - i < LONGEST_WORD; i--)
    if (scho_text_is_word_border (self, NULL, i))
      return i;
  return end;
}

static Range
widen (SchoText *self, const char *language, SchoTextUnit unit, Range range)
{
  const char *utf8 = scho_text_get_utf8 (self, NULL);
  gsize last = g_utf8_prev_char (utf8 + range.end) - utf8;
  gboolean is_word = FALSE;
  Range first = find_whole (self, language, unit, range.start, &is_word);

  if (last >= first.end)
    range.end = MAX (range.end, find_whole (self, language, unit, last, &is_word).end);
  else
    range.end = MAX (range.end, first.end);
  range.start = MIN (range.start, first.start);
  return range;
}

gboolean
scho_text_snap (
    SchoText *self, const char *language, SchoTextUnit unit, guint32 *start, guint32 *end)
{
  const char *utf8 = scho_text_get_utf8 (self, NULL);
  Range range = { scho_text_offset_to_byte (self, *start),
                  scho_text_offset_to_byte (self, *end) };

  if (range.start >= range.end)
    return FALSE;
  if (unit == SCHO_UNIT_CHARACTER)
    return give (self, widen (self, language, unit, range), start, end);
  if (!trim (utf8, &range))
    return FALSE;
  range = widen (self, language, unit, range);
  trim (utf8, &range);
  /* Trimming may have taken the space that a mark stands on. */
  return give (self, widen (self, language, SCHO_UNIT_CHARACTER, range), start, end);
}

guint64
scho_words_count (const char *text)
{
  gboolean in_word = FALSE;
  guint64 n = 0;

  while (*text != '\0')
    {
      guchar byte = (guchar) *text;
      gunichar c = byte < 0x80 ? byte : g_utf8_get_char (text);
      gboolean letter = byte < 0x80 ? g_ascii_isalnum (byte)
                                    : g_unichar_isalnum (c) || g_unichar_ismark (c);

      letter |= in_word && (c == '\'' || c == 0x2019 || c == '-');
      n += letter && !in_word;
      in_word = letter;
      text = byte < 0x80 ? text + 1 : g_utf8_next_char (text);
    }
  return n;
}
