#include "page-text.h"

#include <string.h>

struct _SchoPageText
{
  SchoText *text;
  guint32 start, end; /* of the part that is shown */
  guint32 length;     /* of the whole text */
  GArray *breaks;     /* of guint32: offsets of the characters after them */
  GString *display;   /* NULL where the text is shown as it is */
  gboolean has_rtl;
};

/* Sorted from the left; how many are not greater than @offset. */
static guint
count_breaks (SchoPageText *self, guint32 offset)
{
  guint low = 0, high = self->breaks->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->breaks, guint32, middle) <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
ends_sentence (gunichar c)
{
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x061f || c == 0x06d4
         || c == 0x0964;
}

static gboolean
ends_wide_sentence (gunichar c)
{
  return c == 0x3002 || c == 0xff01 || c == 0xff1f;
}

static gboolean
closes (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return c == '"' || c == '\'' || type == G_UNICODE_CLOSE_PUNCTUATION
         || type == G_UNICODE_FINAL_PUNCTUATION;
}

/* Belongs to the character before, as far as a break where no space is must know. */
static gboolean
continues (gunichar before, gunichar c)
{
  return g_unichar_ismark (c) || g_unichar_iszerowidth (c) || before == 0x200d
         || (c >= 0x1f3fb && c <= 0x1f3ff) || (c >= 0x1f1e6 && c <= 0x1f1ff);
}

typedef struct
{
  guint32 length; /* code points up to the break */
  gsize bytes;
} Cut;

/* Looks through the second half of what may be one paragraph for the best place. There
 * are more than SCHO_PAGE_PARAGRAPH characters at @utf8. */
static Cut
find_cut (const char *utf8)
{
  Cut sentence = { 0 }, space = { 0 }, any = { 0 };
  gunichar before = ' ';
  gboolean after_sentence = FALSE;
  const char *p = utf8;

  for (guint32 i = 0; i <= SCHO_PAGE_PARAGRAPH; i++, p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      Cut here = { i, p - utf8 };

      if (i > SCHO_PAGE_PARAGRAPH / 2 && !g_unichar_isspace (c))
        {
          if (!continues (before, c))
            any = here;
          if (g_unichar_isspace (before))
            space = here;
          if (after_sentence
              && (g_unichar_isspace (before) || ends_wide_sentence (before)))
            sentence = here;
        }
      if (!g_unichar_isspace (c) && !(after_sentence && closes (c)))
        after_sentence = ends_sentence (c) || ends_wide_sentence (c);
      before = c;
    }

  if (sentence.length > 0)
    return sentence;
  if (space.length > 0)
    return space;
  if (any.length > 0)
    return any;
  return (Cut){ SCHO_PAGE_PARAGRAPH,
                g_utf8_offset_to_pointer (utf8, SCHO_PAGE_PARAGRAPH) - utf8 };
}

static void
start_display (SchoPageText *self, const char *utf8, const char *until)
{
  if (self->display == NULL)
    self->display = g_string_new_len (utf8, until - utf8);
  else
    g_string_append_len (self->display, utf8, until - utf8);
}

/* Appends breaks of one paragraph. Returns the first byte not yet in the display. */
static const char *
break_paragraph (SchoPageText *self,
                 const char *done,
                 const char *paragraph,
                 const char *end,
                 guint32 offset)
{
  glong left = g_utf8_strlen (paragraph, end - paragraph);

  while (left > SCHO_PAGE_PARAGRAPH)
    {
      Cut cut = find_cut (paragraph);

      paragraph += cut.bytes;
      offset += cut.length;
      left -= cut.length;
      start_display (self, done, paragraph);
      g_string_append_c (self->display, '\n');
      g_array_append_val (self->breaks, offset);
      done = paragraph;
    }
  return done;
}

static void
break_text (SchoPageText *self)
{
  gsize n_bytes;
  const char *utf8 = scho_text_get_utf8 (self->text, &n_bytes);
  const char *end = utf8 + scho_text_offset_to_byte (self->text, self->end);
  const char *done = utf8 + scho_text_offset_to_byte (self->text, self->start);
  const char *paragraph = done;

  while (paragraph < end)
    {
      const char *feed = memchr (paragraph, '\n', end - paragraph);
      const char *stop = feed != NULL ? feed : end;

      if (stop - paragraph > SCHO_PAGE_PARAGRAPH)
        done = break_paragraph (self, done, paragraph, stop,
                                scho_text_byte_to_offset (self->text, paragraph - utf8));
      paragraph = stop + 1;
    }
  if (self->display != NULL)
    g_string_append_len (self->display, done, end - done);
}

static void
clear (gpointer data)
{
  SchoPageText *self = data;

  scho_text_unref (self->text);
  g_array_unref (self->breaks);
  if (self->display != NULL)
    g_string_free (self->display, TRUE);
}

SchoPageText *
scho_page_text_new (SchoText *text)
{
  return scho_page_text_new_part (text, 0, scho_text_get_length (text));
}

SchoPageText *
scho_page_text_new_part (SchoText *text, guint32 start, guint32 end)
{
  SchoPageText *self = g_rc_box_new0 (SchoPageText);
  const char *utf8;
  gsize n_bytes;

  self->text = scho_text_ref (text);
  self->start = start;
  self->end = end;
  self->length = scho_text_get_length (text);
  self->breaks = g_array_new (FALSE, FALSE, sizeof (guint32));
  break_text (self);
  utf8 = scho_page_text_get_display (self, &n_bytes);
  self->has_rtl = scho_utf8_has_rtl (utf8, n_bytes);
  return self;
}

SchoPageText *
scho_page_text_ref (SchoPageText *self)
{
  return g_rc_box_acquire (self);
}

void
scho_page_text_unref (SchoPageText *self)
{
  g_rc_box_release_full (self, clear);
}

SchoText *
scho_page_text_get_text (SchoPageText *self)
{
  return self->text;
}

const char *
scho_page_text_get_display (SchoPageText *self, gsize *n_bytes)
{
  gsize first;
  const char *utf8;

  if (self->display != NULL)
    {
      utf8 = self->display->str;
      *n_bytes = self->display->len;
    }
  else
    {
      first = scho_text_offset_to_byte (self->text, self->start);
      utf8 = scho_text_get_utf8 (self->text, n_bytes) + first;
      *n_bytes = scho_text_offset_to_byte (self->text, self->end) - first;
    }
  /* The feed before another part would be an empty line, and the next part's caret. */
  if (self->end < scho_text_get_length (self->text) && *n_bytes > 0
      && utf8[*n_bytes - 1] == '\n')
    (*n_bytes)--;
  return utf8;
}

guint32
scho_page_text_to_place (SchoPageText *self, guint32 offset)
{
  offset = CLAMP (offset, self->start, self->end);
  return offset - self->start + count_breaks (self, offset);
}

static guint32
get_break_place (SchoPageText *self, guint i)
{
  return g_array_index (self->breaks, guint32, i) + i - self->start;
}

/* How many breaks are before @place. */
static guint
count_breaks_before (SchoPageText *self, guint32 place)
{
  guint low = 0, high = self->breaks->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (get_break_place (self, middle) < place)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

guint32
scho_page_text_to_offset (SchoPageText *self, guint32 place)
{
  return MIN (self->start + place - count_breaks_before (self, place), self->end);
}

void
scho_page_text_to_places (
    SchoPageText *self, guint32 start, guint32 end, guint32 *first, guint32 *after)
{
  g_return_if_fail (start < end);

  *first = *after = scho_page_text_to_place (self, start);
  if (start < self->end && end > self->start)
    *after = scho_page_text_to_place (self, MIN (end, self->end) - 1) + 1;
}

guint32
scho_page_text_get_start (SchoPageText *self)
{
  return self->start;
}

guint32
scho_page_text_get_end (SchoPageText *self)
{
  return self->end;
}

guint32
scho_page_text_get_length (SchoPageText *self)
{
  return self->length;
}

gboolean
scho_page_text_is_break (SchoPageText *self, guint32 place)
{
  guint i = count_breaks_before (self, place);

  return i < self->breaks->len && get_break_place (self, i) == place;
}

char *
scho_page_text_strip_breaks (SchoPageText *self, guint32 place, const char *utf8)
{
  GString *stripped = g_string_new (NULL);
  guint32 at = place;
  const char *p = utf8;

  for (guint i = count_breaks_before (self, place); i < self->breaks->len; i++)
    {
      guint32 next = get_break_place (self, i);
      const char *feed = p;

      for (; at < next && *feed != '\0'; at++)
        feed = g_utf8_next_char (feed);
      g_string_append_len (stripped, p, feed - p);
      p = feed;
      if (*p == '\0')
        break;
      p++;
      at++;
    }
  g_string_append (stripped, p);
  return g_string_free (stripped, FALSE);
}

static void
shift_breaks (SchoPageText *self, guint from, gint32 by)
{
  for (guint i = from; i < self->breaks->len; i++)
    g_array_index (self->breaks, guint32, i) += (guint32) by;
}

void
scho_page_text_insert (SchoPageText *self, guint32 place, guint32 n)
{
  shift_breaks (self, count_breaks_before (self, place), (gint32) n);
  self->length += n;
  self->end += n;
}

void
scho_page_text_remove (SchoPageText *self, guint32 first, guint32 after)
{
  guint from = count_breaks_before (self, first), to = count_breaks_before (self, after);
  guint32 n = after - first - (to - from);

  g_array_remove_range (self->breaks, from, to - from);
  shift_breaks (self, from, -(gint32) n);
  self->length -= n;
  self->end -= n;
}

void
scho_page_text_add_break (SchoPageText *self, guint32 place)
{
  guint i = count_breaks_before (self, place);
  guint32 offset = self->start + place - i;

  g_array_insert_val (self->breaks, i, offset);
}

void
scho_page_text_set_text (SchoPageText *self, SchoText *text)
{
  scho_text_ref (text);
  scho_text_unref (self->text);
  self->text = text;
}

void
scho_page_text_set_rtl (SchoPageText *self)
{
  self->has_rtl = TRUE;
}

guint32
scho_page_text_find_cut (const char *utf8)
{
  return find_cut (utf8).length;
}

gboolean
scho_page_text_has_rtl (SchoPageText *self)
{
  return self->has_rtl;
}

static gboolean
is_rtl (gunichar c)
{
  return (c >= 0x0590 && c <= 0x08ff) || (c >= 0xfb1d && c <= 0xfdff)
         || (c >= 0xfe70 && c <= 0xfeff) || (c >= 0x10800 && c <= 0x10fff)
         || (c >= 0x1e800 && c <= 0x1efff) || (c >= 0x200e && c <= 0x200f)
         || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

gboolean
scho_utf8_has_rtl (const char *utf8, gsize n_bytes)
{
  const char *end = utf8 + n_bytes;

  for (const char *p = utf8; p < end; p++)
    {
      guchar byte = *p;

      /* U+0590 begins with D6; only some leading bytes from there on are candidates. */
      if (byte < 0xd6 || (byte > 0xe0 && byte < 0xf0 && byte != 0xe2 && byte != 0xef))
        continue;
      if (is_rtl (g_utf8_get_char (p)))
        return TRUE;
    }
  return FALSE;
}
