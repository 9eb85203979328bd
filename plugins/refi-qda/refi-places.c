#include "refi-places.h"

#include <string.h>

struct _RefiPlaces
{
  SchoText *text;
  GArray *points; /* of guint32: where line feeds stand that were CR LF, in code points */
  GArray *units;  /* the same in UTF-16 units */
  gboolean has_mark;
};

RefiPlaces *
refi_places_new (SchoText *text, const char *raw, gsize n_bytes, gboolean has_mark)
{
  RefiPlaces *self = g_new0 (RefiPlaces, 1);
  guint32 n_lines = scho_text_get_n_lines (text);
  const char *end = raw + n_bytes;
  guint32 line = 0;

  self->text = scho_text_ref (text);
  self->points = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->units = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->has_mark = has_mark;
  for (const char *p = raw; p < end && line + 1 < n_lines; p++)
    {
      gboolean is_two = *p == '\r' && p + 1 < end && p[1] == '\n';

      if (*p != '\r' && *p != '\n')
        continue;
      line++;
      if (!is_two)
        continue;
      p++;
      {
        guint32 place = scho_text_line_to_offset (text, line) - 1;
        guint32 unit = scho_text_offset_to_utf16 (text, place);

        g_array_append_val (self->points, place);
        g_array_append_val (self->units, unit);
      }
    }
  return self;
}

void
refi_places_free (RefiPlaces *self)
{
  scho_text_unref (self->text);
  g_array_unref (self->points);
  g_array_unref (self->units);
  g_free (self);
}

RefiReading
refi_places_get_choices (RefiPlaces *self)
{
  guint32 length = scho_text_get_length (self->text);

  return (self->points->len > 0 ? REFI_CRLF_IS_ONE : 0)
         | (self->has_mark ? REFI_COUNTS_MARK : 0)
         | (scho_text_offset_to_utf16 (self->text, length) != length ? REFI_UTF16 : 0);
}

/* How many CRs stand before @position, which counts them. */
static guint
count_before (GArray *feeds, gint64 position)
{
  guint low = 0, high = feeds->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if ((gint64) g_array_index (feeds, guint32, middle) + middle < position)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gboolean
refi_places_find (RefiPlaces *self, RefiReading reading, gint64 position, guint32 *offset)
{
  gboolean is_utf16 = (reading & REFI_UTF16) != 0;
  guint32 length = scho_text_get_length (self->text);
  gint64 all = is_utf16 ? scho_text_offset_to_utf16 (self->text, length) : length;
  gboolean is_inside;

  if (reading & REFI_COUNTS_MARK && self->has_mark)
    position--;
  if (!(reading & REFI_CRLF_IS_ONE))
    position -= count_before (is_utf16 ? self->units : self->points, position);
  is_inside = position >= 0 && position <= all;
  position = CLAMP (position, 0, all);
  *offset = is_utf16 ? scho_text_utf16_to_offset (self->text, position) : position;
  return is_inside;
}

static gunichar
get_char (SchoText *text, guint32 offset)
{
  return g_utf8_get_char (scho_text_get_utf8 (text, NULL)
                          + scho_text_offset_to_byte (text, offset));
}

/* A word begins or ends here, and there is no space on the passage's side. */
static gboolean
is_border (SchoText *text, guint32 offset, gboolean is_start)
{
  guint32 length = scho_text_get_length (text);
  gunichar before = offset > 0 ? get_char (text, offset - 1) : ' ';
  gunichar after = offset < length ? get_char (text, offset) : ' ';

  return !g_unichar_isspace (is_start ? after : before)
         && !(g_unichar_isalnum (before) && g_unichar_isalnum (after));
}

/* Equal but for white space; a quote that was cut is a beginning. */
gboolean
refi_places_fit (SchoText *text, guint32 start, guint32 end, const char *quote)
{
  const char *p = scho_text_get_utf8 (text, NULL);
  const char *stop = p + scho_text_offset_to_byte (text, end);
  gboolean is_cut = FALSE;

  p += scho_text_offset_to_byte (text, start);
  for (;;)
    {
      while (p < stop && g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      while (*quote != '\0' && g_unichar_isspace (g_utf8_get_char (quote)))
        quote = g_utf8_next_char (quote);
      if (*quote == '\0' || p >= stop)
        return *quote == '\0' && (p >= stop || is_cut);
      if (g_utf8_get_char (p) != g_utf8_get_char (quote))
        return strcmp (quote, "…") == 0 || strcmp (quote, "...") == 0;
      is_cut = strcmp (quote, "…") == 0; /* the text has one there too */
      p = g_utf8_next_char (p);
      quote = g_utf8_next_char (quote);
    }
}

double
refi_places_score (RefiPlaces *self,
                   RefiReading reading,
                   gint64 start,
                   gint64 end,
                   const char *quote,
                   guint *n_quotes)
{
  guint32 from, to;
  double score = 0;

  if (!refi_places_find (self, reading, start, &from))
    score -= 4;
  if (!refi_places_find (self, reading, end, &to))
    score -= 4;
  if (from >= to)
    return score;
  score += is_border (self->text, from, TRUE) + is_border (self->text, to, FALSE);
  if (quote == NULL || quote[0] == '\0' || !refi_places_fit (self->text, from, to, quote))
    return score;
  ++*n_quotes;
  return score + 6;
}

char *
refi_places_dup_quote (SchoText *text, guint32 start, guint32 end, guint most)
{
  const char *p = scho_text_get_utf8 (text, NULL);
  const char *stop = p + scho_text_offset_to_byte (text, end);
  GString *quote = g_string_sized_new (most + 8);
  gboolean wants_space = FALSE;
  guint n = 0;

  p += scho_text_offset_to_byte (text, start);
  for (; p < stop; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          wants_space = n > 0;
          continue;
        }
      if (n + wants_space >= most)
        {
          g_string_append (quote, "…");
          break;
        }
      if (wants_space)
        g_string_append_c (quote, ' ');
      g_string_append_len (quote, p, g_utf8_skip[*(const guchar *) p]);
      n += 1 + wants_space;
      wants_space = FALSE;
    }
  return g_string_free (quote, FALSE);
}
