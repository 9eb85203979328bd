#include "tokens.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>

struct _TokenReader
{
  Vocabulary *vocabulary;
  gboolean hyphens, numbers;
  UBreakIterator *iterator;
  char *language; /* the iterator's; nullable */
  GArray *units;  /* of UChar: the text */
};

/* Where the walk is in a text. */
typedef struct
{
  const UChar *units;
  gsize unit;
  guint32 offset, line;
} Place;

TokenReader *
token_reader_new (Vocabulary *vocabulary, gboolean hyphens, gboolean numbers)
{
  TokenReader *self = g_new0 (TokenReader, 1);

  self->vocabulary = vocabulary;
  self->hyphens = hyphens;
  self->numbers = numbers;
  self->units = g_array_new (FALSE, FALSE, sizeof (UChar));
  return self;
}

void
token_reader_free (TokenReader *self)
{
  if (self->iterator != NULL)
    ubrk_close (self->iterator);
  g_free (self->language);
  g_array_unref (self->units);
  g_free (self);
}

/* A language that nobody knows has the rules of all. */
static void
open_iterator (TokenReader *self, const char *language)
{
  UErrorCode code = U_ZERO_ERROR;

  if (self->iterator != NULL && g_strcmp0 (language, self->language) == 0)
    return;
  if (self->iterator != NULL)
    ubrk_close (self->iterator);
  g_free (self->language);
  self->language = g_strdup (language);
  self->iterator
      = ubrk_open (UBRK_WORD, language != NULL ? language : "", NULL, 0, &code);
  if (U_FAILURE (code) && language != NULL)
    {
      code = U_ZERO_ERROR;
      self->iterator = ubrk_open (UBRK_WORD, "", NULL, 0, &code);
    }
  if (U_FAILURE (code))
    g_error ("ICU lacks its data: %s", u_errorName (code));
}

static gsize
read_units (TokenReader *self, SchoText *text)
{
  gsize n_bytes;
  const char *utf8 = scho_text_get_utf8 (text, &n_bytes);
  UErrorCode code = U_ZERO_ERROR;
  int32_t n = 0;

  g_array_set_size (self->units, (guint) n_bytes + 1);
  u_strFromUTF8 ((UChar *) (gpointer) self->units->data, (int32_t) self->units->len, &n,
                 utf8, (int32_t) n_bytes, &code);
  return U_SUCCESS (code) ? (gsize) n : 0;
}

static void
move_to (Place *self, gsize unit)
{
  for (; self->unit < unit; self->unit++)
    {
      self->offset += !U16_IS_TRAIL (self->units[self->unit]);
      self->line += self->units[self->unit] == '\n';
    }
}

static gboolean
is_hyphen (UChar unit)
{
  return unit == '-' || unit == 0x2010 || unit == 0x2011;
}

static gboolean
is_number (const UChar *units, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (u_isalpha (units[i]) || U16_IS_SURROGATE (units[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_word (int32_t status)
{
  return status >= UBRK_WORD_NONE_LIMIT;
}

/* How far the word goes on that ends at @end, behind a hyphen. Moves the iterator only
 * where it does. */
static gsize
join_hyphens (TokenReader *self, const UChar *units, gsize n, gsize end)
{
  while (self->hyphens && end + 1 < n && is_hyphen (units[end])
         && u_isalnum (units[end + 1]))
    {
      int32_t hyphen = ubrk_next (self->iterator);
      int32_t next = ubrk_next (self->iterator);

      if (next == UBRK_DONE || hyphen != (int32_t) end + 1
          || !is_word (ubrk_getRuleStatus (self->iterator)))
        {
          ubrk_following (self->iterator, (int32_t) end - 1); /* back to the word's end */
          return end;
        }
      end = (gsize) next;
    }
  return end;
}

static void
add_token (TokenReader *self, Place *place, gsize start, gsize end, GArray *tokens)
{
  Token token;

  move_to (place, start);
  token.start = place->offset;
  token.line = place->line;
  move_to (place, end);
  token.end = place->offset;
  if (!self->numbers && is_number (place->units + start, end - start))
    return;
  token.word = vocabulary_add (self->vocabulary, place->units + start, end - start,
                               self->language);
  if (token.word != NO_WORD)
    g_array_append_val (tokens, token);
}

void
token_reader_read (TokenReader *self,
                   SchoText *text,
                   const char *language,
                   GArray *tokens)
{
  gsize n = read_units (self, text);
  Place place = { .units = (const UChar *) (gpointer) self->units->data };
  UErrorCode code = U_ZERO_ERROR;
  int32_t start = 0, end;

  open_iterator (self, language);
  ubrk_setText (self->iterator, place.units, (int32_t) n, &code);
  if (U_FAILURE (code))
    return;
  for (; (end = ubrk_next (self->iterator)) != UBRK_DONE; start = end)
    if (is_word (ubrk_getRuleStatus (self->iterator)))
      {
        end = (int32_t) join_hyphens (self, place.units, n, (gsize) end);
        add_token (self, &place, (gsize) start, (gsize) end, tokens);
      }
}
