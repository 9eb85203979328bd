#include "tokens.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

/* One walk over the text; bytes become code points as they come. */
typedef struct
{
  const char *utf8;
  gsize byte;     /* where the walk is */
  guint32 offset; /* the same in code points */
} Cursor;

static guint32
walk_to (Cursor *self, gsize byte)
{
  self->offset
      += (guint32) g_utf8_strlen (self->utf8 + self->byte, (gssize) (byte - self->byte));
  self->byte = byte;
  return self->offset;
}

static gboolean
is_space (const char *utf8, gsize from, gsize to)
{
  for (const char *p = utf8 + from; p < utf8 + to; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static void
add (GArray *spans, guint32 start, guint32 end)
{
  Span span = { start, end };

  g_array_append_val (spans, span);
}

/* Borders of ICU in bytes, those of the text's ends among them. */
static GArray *
find_borders (UBreakIteratorType type, const char *language, const char *utf8, gsize n)
{
  GArray *borders = g_array_new (FALSE, FALSE, sizeof (gsize));
  UErrorCode status = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  UBreakIterator *iterator;

  utext_openUTF8 (&text, utf8, (int64_t) n, &status);
  iterator = ubrk_open (type, language != NULL ? language : "", NULL, 0, &status);
  if (U_SUCCESS (status))
    ubrk_setUText (iterator, &text, &status);
  if (U_SUCCESS (status))
    for (int32_t at = ubrk_first (iterator); at != UBRK_DONE; at = ubrk_next (iterator))
      {
        gsize byte = (gsize) at;

        g_array_append_val (borders, byte);
      }
  if (iterator != NULL)
    ubrk_close (iterator);
  utext_close (&text);
  return borders;
}

static void
add_sentences (Tokens *self, const char *language, const char *utf8, gsize n)
{
  g_autoptr (GArray) borders = find_borders (UBRK_SENTENCE, language, utf8, n);
  Cursor cursor = { utf8 };

  for (guint i = 0; i + 1 < borders->len; i++)
    {
      gsize from = g_array_index (borders, gsize, i);
      gsize to = g_array_index (borders, gsize, i + 1);
      guint32 start;

      while (from < to && is_space (utf8, from, from + 1))
        from = (gsize) (g_utf8_next_char (utf8 + from) - utf8);
      while (to > from)
        {
          gsize before = (gsize) (g_utf8_prev_char (utf8 + to) - utf8);

          if (!is_space (utf8, before, to))
            break;
          to = before;
        }
      if (from == to)
        continue;
      start = walk_to (&cursor, from);
      add (self->sentences, start, walk_to (&cursor, to));
    }
}

/* A sentence's end cuts a token that would go over it. */
static void
add_token (Tokens *self, guint *sentence, guint32 start, guint32 end)
{
  while (*sentence < self->sentences->len)
    {
      const Span *span = &g_array_index (self->sentences, Span, *sentence);

      if (span->end <= start)
        {
          (*sentence)++;
          continue;
        }
      if (span->start > start)
        start = span->start;
      if (start < MIN (end, span->end))
        add (self->tokens, start, MIN (end, span->end));
      if (end <= span->end)
        return;
      start = span->end;
    }
}

static void
add_tokens (Tokens *self, const char *language, const char *utf8, gsize n)
{
  g_autoptr (GArray) borders = find_borders (UBRK_WORD, language, utf8, n);
  Cursor cursor = { utf8 };
  guint sentence = 0;

  for (guint i = 0; i + 1 < borders->len; i++)
    {
      gsize from = g_array_index (borders, gsize, i);
      gsize to = g_array_index (borders, gsize, i + 1);
      guint32 start;

      if (is_space (utf8, from, to))
        continue;
      start = walk_to (&cursor, from);
      add_token (self, &sentence, start, walk_to (&cursor, to));
    }
}

void
tokens_find (Tokens *self, SchoText *text, const char *language)
{
  gsize n_bytes;
  const char *utf8 = scho_text_get_utf8 (text, &n_bytes);

  self->sentences = g_array_new (FALSE, FALSE, sizeof (Span));
  self->tokens = g_array_new (FALSE, FALSE, sizeof (Span));
  add_sentences (self, language, utf8, n_bytes);
  add_tokens (self, language, utf8, n_bytes);
}

void
tokens_clear (Tokens *self)
{
  g_clear_pointer (&self->sentences, g_array_unref);
  g_clear_pointer (&self->tokens, g_array_unref);
}

guint32
tokens_line_end (SchoText *text, guint32 from, guint32 to)
{
  const char *utf8 = scho_text_get_utf8 (text, NULL);
  gsize begin = scho_text_offset_to_byte (text, from);
  gsize end = scho_text_offset_to_byte (text, to);
  const char *feed = memchr (utf8 + begin, '\n', end - begin);

  return feed != NULL ? scho_text_byte_to_offset (text, (gsize) (feed - utf8)) : to;
}
