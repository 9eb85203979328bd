#include "brat-place.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FAR 1000 /* code points before and after, where words are looked for */

/* How who wrote the file may have counted. */
typedef enum
{
  AS_FILE,
  AS_TEXT,
  AS_UTF16,
  N_WAYS
} Way;

void
brat_place_clear (BratPlace *self)
{
  g_clear_pointer (&self->text, scho_text_unref);
  g_clear_pointer (&self->feeds, g_array_unref);
}

static void
collect_feeds (BratPlace *self)
{
  for (guint32 line = 1; line < scho_text_get_n_lines (self->text); line++)
    {
      guint32 feed = scho_text_line_to_offset (self->text, line) - 1;

      g_array_append_val (self->feeds, feed);
    }
}

gboolean
brat_place_open (BratPlace *self,
                 SchoSnapshot *base,
                 const SchoDocument *document,
                 gboolean near,
                 GError **error)
{
  self->document = document;
  self->near = near;
  self->feeds = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->text = scho_snapshot_read_text (base, document->id, error);
  if (self->text != NULL && document->line_ends == SCHO_LINE_ENDS_CRLF)
    collect_feeds (self);
  return self->text != NULL;
}

/* The carriage return before the n-th line feed, counted as the file does, is the
 * character at feed + n. */
static guint32
take_away_returns (const BratPlace *self, guint32 position)
{
  guint low = 0, high = self->feeds->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if ((guint64) g_array_index (self->feeds, guint32, middle) + middle < position)
        low = middle + 1;
      else
        high = middle;
    }
  return position - low;
}

static guint32
convert (const BratPlace *self, guint32 position, Way way)
{
  if (way == AS_UTF16)
    return scho_text_utf16_to_offset (self->text, position);
  if (way == AS_FILE && self->document->byte_order_mark && position > 0)
    position--;
  return way == AS_FILE ? take_away_returns (self, position) : position;
}

/* A past the end is left outside, so that it is refused. */
static gboolean
convert_fragments (const BratPlace *self, const GArray *from, Way way, GArray *to)
{
  guint32 length = scho_text_get_length (self->text);
  guint32 most
      = way == AS_UTF16 ? scho_text_offset_to_utf16 (self->text, length) : G_MAXUINT32;

  g_array_set_size (to, 0);
  for (guint i = 0; i < from->len; i++)
    {
      BratFragment fragment = g_array_index (from, BratFragment, i);

      if (fragment.end > most)
        return FALSE;
      fragment.start = convert (self, fragment.start, way);
      fragment.end = convert (self, fragment.end, way);
      if (fragment.start >= fragment.end || fragment.end > length)
        return FALSE;
      g_array_append_val (to, fragment);
    }
  return TRUE;
}

static const char *
skip_space (const char *p)
{
  while (g_ascii_isspace (*p))
    p++;
  return p;
}

/* brat writes a space for a line feed; how much white space there is does not count. */
static gboolean
is_same (const char *a, const char *b)
{
  a = skip_space (a);
  b = skip_space (b);
  while (*a != '\0' && *b != '\0')
    if (g_ascii_isspace (*a) && g_ascii_isspace (*b))
      {
        a = skip_space (a);
        b = skip_space (b);
      }
    else if (*a++ != *b++)
      return FALSE;
  return *skip_space (a) == '\0' && *skip_space (b) == '\0';
}

static char *
dup_words (const BratPlace *self, const GArray *fragments)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < fragments->len; i++)
    {
      const BratFragment *fragment = &g_array_index (fragments, BratFragment, i);
      g_autofree char *part
          = scho_text_dup_range (self->text, fragment->start, fragment->end);

      g_string_append_printf (words, "%s%s", i > 0 ? " " : "", part);
    }
  return g_string_free (words, FALSE);
}

static gboolean
fits (const BratPlace *self, const GArray *fragments, const char *quote)
{
  g_autofree char *words = NULL;

  if (quote == NULL)
    return TRUE;
  words = dup_words (self, fragments);
  return is_same (words, quote);
}

/* The bytes of the nearest place before and after @byte that has @quote. */
static const char *
find_nearest (const char *from, const char *to, const char *middle, const char *quote)
{
  gsize n = strlen (quote);
  const char *best = NULL;

  for (const char *p = from; (p = memmem (p, (gsize) (to - p), quote, n)) != NULL; p++)
    if (best == NULL || ABS (p - middle) < ABS (best - middle))
      best = p;
  return best;
}

static gboolean
look_near (const BratPlace *self, const BratSpan *span, GArray *to)
{
  const BratFragment *named = &g_array_index (span->fragments, BratFragment, 0);
  const char *text = scho_text_get_utf8 (self->text, NULL);
  guint32 start = convert (self, named->start, AS_FILE);
  guint32 end = convert (self, named->end, AS_FILE);
  const char *found;
  BratFragment fragment;

  if (!self->near || span->fragments->len > 1 || span->quote == NULL
      || span->quote[0] == '\0')
    return FALSE;
  found = find_nearest (
      text + scho_text_offset_to_byte (self->text, start > FAR ? start - FAR : 0),
      text + scho_text_offset_to_byte (self->text, MIN (end, G_MAXUINT32 - FAR) + FAR),
      text + scho_text_offset_to_byte (self->text, start), span->quote);
  if (found == NULL)
    return FALSE;
  fragment.start = scho_text_byte_to_offset (self->text, (gsize) (found - text));
  fragment.end = scho_text_byte_to_offset (self->text,
                                           (gsize) (found - text) + strlen (span->quote));
  g_array_set_size (to, 0);
  g_array_append_val (to, fragment);
  return TRUE;
}

static void
refuse (const BratPlace *self, const BratFile *file, const BratSpan *span, GError **error)
{
  g_autoptr (GArray) fragments = g_array_new (FALSE, FALSE, sizeof (BratFragment));
  const BratFragment *first = &g_array_index (span->fragments, BratFragment, 0);
  const BratFragment *last
      = &g_array_index (span->fragments, BratFragment, span->fragments->len - 1);

  if (!convert_fragments (self, span->fragments, AS_FILE, fragments))
    brat_file_set_error (
        file, span->line, SCHO_ERROR_RANGE, error,
        _ ("the passage from %u to %u is outside “%s”, which has %u characters"),
        first->start, last->end, self->document->title, self->document->length);
  else
    {
      g_autofree char *words = dup_words (self, fragments);
      g_autofree char *found = brat_shorten (words);
      g_autofree char *wanted = brat_shorten (span->quote);

      brat_file_set_error (
          file, span->line, SCHO_ERROR_INVALID, error,
          _ ("the text of “%s” from %u to %u is “%s”, not “%s”; --set near=true looks "
             "for the words nearby"),
          self->document->title, first->start, last->end, found, wanted);
    }
}

gboolean
brat_place_find (BratPlace *self, const BratFile *file, BratSpan *span, GError **error)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (BratFragment));
  gboolean is_there = FALSE;

  for (guint way = 0; way < N_WAYS && !is_there; way++)
    is_there = convert_fragments (self, span->fragments, way, found)
               && fits (self, found, span->quote);
  if (!is_there && (is_there = look_near (self, span, found)))
    self->n_moved++;
  if (!is_there)
    {
      g_array_unref (found);
      refuse (self, file, span, error);
      return FALSE;
    }
  g_array_unref (span->fragments);
  span->fragments = found;
  return TRUE;
}
