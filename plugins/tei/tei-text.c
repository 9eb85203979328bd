#include "tei-text.h"

#include <string.h>

typedef struct
{
  guint32 start, end;
  guint32 raw; /* where it begins in the file's characters */
} Extent;

/* From here on, characters of file and text go side by side. */
typedef struct
{
  guint32 raw, position;
} Point;

/* A note that waits for the end of its line. */
typedef struct
{
  GString *text;
  guint32 length;
  guint first_extent, n_extents, first_point, n_points;
} Aside;

struct _TeiText
{
  GString *text;
  guint32 length; /* of it in code points */
  gboolean exact;
  gboolean has_line;   /* exact: a line was begun */
  gboolean in_block;   /* exact: within one */
  gboolean wants_line; /* otherwise: the next character begins a line */
  gboolean wants_space;
  GArray *extents; /* of Extent */
  GHashTable *ids; /* xml:id → number of the extent + 1 */
  GArray *waiting; /* numbers of extents that begin with the next character */
  guint n_doubled;

  guint32 raw;    /* characters of the file so far */
  GArray *points; /* of Point, by raw */
  gint64 shift;   /* of the last point: position - raw */
  gboolean glued; /* no white space before the next character */
  gboolean after_word, is_spaced;
  gboolean in_aside;
  Aside aside;           /* that is open; its text is that of the line until it ends */
  gboolean space_wanted; /* before the aside */
  GArray *asides;        /* of Aside */
};

TeiText *
tei_text_new (void)
{
  TeiText *self = g_new0 (TeiText, 1);

  self->text = g_string_new (NULL);
  self->wants_line = TRUE;
  self->extents = g_array_new (FALSE, FALSE, sizeof (Extent));
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->waiting = g_array_new (FALSE, FALSE, sizeof (guint));
  self->points = g_array_new (FALSE, FALSE, sizeof (Point));
  self->shift = G_MAXINT64;
  self->asides = g_array_new (FALSE, FALSE, sizeof (Aside));
  return self;
}

void
tei_text_free (TeiText *self)
{
  for (guint i = 0; i < self->asides->len; i++)
    g_string_free (g_array_index (self->asides, Aside, i).text, TRUE);
  if (self->in_aside)
    g_string_free (self->aside.text, TRUE);
  g_array_unref (self->asides);
  g_array_unref (self->points);
  g_string_free (self->text, TRUE);
  g_array_unref (self->extents);
  g_hash_table_unref (self->ids);
  g_array_unref (self->waiting);
  g_free (self);
}

void
tei_text_set_exact (TeiText *self, gboolean exact)
{
  self->exact = exact;
}

/* Those that wait begin here. */
static void
settle (TeiText *self)
{
  for (guint i = 0; i < self->waiting->len; i++)
    {
      guint number = g_array_index (self->waiting, guint, i);
      Extent *extent = &g_array_index (self->extents, Extent, number);

      extent->start = self->length;
      extent->end = MAX (extent->end, self->length);
    }
  g_array_set_size (self->waiting, 0);
}

static void
append_feed (TeiText *self)
{
  g_string_append_c (self->text, '\n');
  self->length++;
}

static void
begin_line (TeiText *self)
{
  if (self->has_line)
    append_feed (self);
  self->has_line = TRUE;
}

/* What waits at the end of a line does not belong to the next one. */
static void
finish_line (TeiText *self)
{
  if (!self->wants_line)
    settle (self);
  self->wants_line = TRUE;
  self->wants_space = self->glued = self->after_word = FALSE;
}

/* A note that was read on its own goes to the end of the text. */
static void
append_aside (TeiText *self, Aside *aside)
{
  guint32 by;

  if (self->length > 0 && aside->length > 0)
    append_feed (self);
  by = self->length;
  for (guint i = 0; i < aside->n_extents; i++)
    {
      Extent *extent = &g_array_index (self->extents, Extent, aside->first_extent + i);

      extent->start += by;
      extent->end += by;
    }
  for (guint i = 0; i < aside->n_points; i++)
    g_array_index (self->points, Point, aside->first_point + i).position += by;
  g_string_append_len (self->text, aside->text->str, aside->text->len);
  self->length += aside->length;
  g_string_free (aside->text, TRUE);
}

static void
break_line (TeiText *self)
{
  finish_line (self);
  if (self->in_aside || self->asides->len == 0)
    return;
  for (guint i = 0; i < self->asides->len; i++)
    append_aside (self, &g_array_index (self->asides, Aside, i));
  g_array_set_size (self->asides, 0);
}

gboolean
tei_text_begin_aside (TeiText *self, const char *mark)
{
  if (self->in_aside || self->wants_line || self->length == 0)
    return FALSE;
  /* The mark stands where the word ends. */
  settle (self);
  g_string_append (self->text, mark);
  self->length += g_utf8_strlen (mark, -1);
  self->space_wanted = self->wants_space;
  self->aside = (Aside){ .text = self->text,
                         .length = self->length,
                         .first_extent = self->extents->len,
                         .first_point = self->points->len };
  self->in_aside = TRUE;
  self->text = g_string_new (mark);
  self->length = g_utf8_strlen (mark, -1);
  self->wants_line = self->glued = FALSE;
  self->wants_space = TRUE;
  self->shift = G_MAXINT64; /* side by side with nothing yet */
  return TRUE;
}

void
tei_text_end_aside (TeiText *self)
{
  Aside aside = self->aside;

  if (!self->in_aside)
    return;
  settle (self);
  self->in_aside = FALSE;
  aside.text = self->text;
  aside.length = self->length;
  aside.n_extents = self->extents->len - aside.first_extent;
  aside.n_points = self->points->len - aside.first_point;
  self->text = self->aside.text;
  self->length = self->aside.length;
  g_array_append_val (self->asides, aside);
  self->wants_line = self->glued = self->after_word = FALSE;
  self->wants_space = self->space_wanted;
  self->shift = G_MAXINT64;
}

void
tei_text_begin_block (TeiText *self)
{
  if (!self->exact)
    break_line (self);
  else if (!self->in_block)
    begin_line (self);
  self->in_block = TRUE;
}

void
tei_text_end_block (TeiText *self)
{
  if (!self->exact)
    break_line (self);
  self->in_block = FALSE;
}

void
tei_text_add_empty_line (TeiText *self)
{
  if (self->exact && !self->in_block)
    begin_line (self);
  else if (!self->exact && !self->wants_line)
    self->wants_space = TRUE;
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Line break and space come before the next character, never after the last. */
static void
append_wanted (TeiText *self)
{
  if (self->wants_line && self->length > 0)
    append_feed (self);
  else if (self->wants_space)
    {
      g_string_append_c (self->text, ' ');
      self->length++;
    }
  self->wants_line = self->wants_space = FALSE;
  settle (self);
}

/* The next character of the file is the next of the text: where that is new, it is
 * remembered. */
static void
keep_point (TeiText *self)
{
  gint64 shift = (gint64) self->length - self->raw;
  Point point = { self->raw, self->length };

  if (shift == self->shift)
    return;
  self->shift = shift;
  g_array_append_val (self->points, point);
}

static void
append_collapsed (TeiText *self, const char *utf8, gsize n)
{
  for (const char *end = utf8 + n; utf8 < end; utf8++)
    if (is_space (*utf8))
      {
        self->wants_space = !self->wants_line && !self->glued;
        self->raw++;
      }
    else
      {
        if (self->wants_line || self->wants_space || self->waiting->len > 0)
          append_wanted (self);
        self->glued = self->after_word = FALSE;
        if ((*utf8 & 0xc0) != 0x80)
          {
            keep_point (self);
            self->length++;
            self->raw++;
          }
        g_string_append_c (self->text, *utf8);
      }
}

void
tei_text_skip (TeiText *self, const char *utf8, gsize n)
{
  for (gsize i = 0; i < n; i++)
    self->raw += (utf8[i] & 0xc0) != 0x80;
}

gboolean
tei_text_join_word (TeiText *self)
{
  static const char *const hyphens[] = { "-", "\u00ad", "\u2010", "\u00ac" };
  gboolean joined = FALSE;

  if (self->exact || self->wants_line)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (hyphens) && !joined; i++)
    {
      gsize n = strlen (hyphens[i]);

      /* Something must be left of the word, and nothing may end at the hyphen. */
      if (self->text->len <= n || !g_str_has_suffix (self->text->str, hyphens[i])
          || is_space (self->text->str[self->text->len - n - 1])
          || self->text->str[self->text->len - n - 1] == '-')
        continue;
      g_string_truncate (self->text, self->text->len - n);
      self->length--;
      joined = TRUE;
    }
  self->wants_space = FALSE;
  self->glued = TRUE;
  return joined;
}

void
tei_text_add_space (TeiText *self)
{
  if (!self->exact)
    self->wants_space = !self->wants_line;
}

/* Punctuation clings to the word before it, and to an apostrophe what follows. */
static gboolean
clings (TeiText *self)
{
  static const char *const openers[] = { "'", "\u2019", "(", "[", "\u201c", "\u2018" };

  for (guint i = 0; i < G_N_ELEMENTS (openers); i++)
    if (g_str_has_suffix (self->text->str, openers[i]))
      return TRUE;
  return FALSE;
}

void
tei_text_begin_word (TeiText *self)
{
  if (self->exact)
    return;
  if (self->after_word && self->wants_space)
    self->is_spaced = TRUE;
  else if (self->after_word && !self->is_spaced && !self->wants_line && !clings (self))
    self->wants_space = TRUE;
  self->after_word = FALSE;
}

void
tei_text_end_word (TeiText *self)
{
  self->after_word = TRUE;
}

void
tei_text_append (TeiText *self, const char *utf8, gsize n)
{
  if (!self->exact)
    {
      append_collapsed (self, utf8, n);
      return;
    }
  if (!self->in_block)
    return;
  for (gsize i = 0; i < n; i++)
    {
      /* Only a reference can bring one, and no text of ours has it. */
      g_string_append_c (self->text, utf8[i] == '\r' ? ' ' : utf8[i]);
      self->length += (utf8[i] & 0xc0) != 0x80;
    }
}

guint
tei_text_begin_extent (TeiText *self, const char *id)
{
  Extent extent = { self->length, self->length, self->raw };
  guint number = self->extents->len;

  g_array_append_val (self->extents, extent);
  if (!self->exact && (self->wants_line || self->wants_space))
    g_array_append_val (self->waiting, number);
  if (id != NULL && g_hash_table_contains (self->ids, id))
    self->n_doubled++;
  else if (id != NULL)
    g_hash_table_insert (self->ids, g_strdup (id), GUINT_TO_POINTER (number + 1));
  return number;
}

void
tei_text_end_extent (TeiText *self, guint extent)
{
  g_array_index (self->extents, Extent, extent).end = self->length;
}

void
tei_text_get_extent (TeiText *self, guint extent, guint32 *start, guint32 *end)
{
  const Extent *found = &g_array_index (self->extents, Extent, extent);

  /* A hyphen at the end of the text may have gone since. */
  *start = MIN (found->start, self->length);
  *end = CLAMP (found->end, *start, self->length);
}

gboolean
tei_text_find (TeiText *self, const char *id, guint32 *start, guint32 *end)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->ids, id));

  if (number == 0)
    return FALSE;
  tei_text_get_extent (self, number - 1, start, end);
  return TRUE;
}

/* Of the @raw-th character of the file: no further than what the next point says. */
static guint32
map (TeiText *self, guint32 raw)
{
  guint low = 0, high = self->points->len;
  const Point *point;
  guint64 position;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->points, Point, middle).raw <= raw)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0)
    return self->points->len > 0 ? g_array_index (self->points, Point, 0).position : 0;
  point = &g_array_index (self->points, Point, low - 1);
  position = (guint64) point->position + (raw - point->raw);
  if (low < self->points->len && point[1].position > point->position)
    position = MIN (position, point[1].position);
  return MIN (position, self->length);
}

gboolean
tei_text_find_offset (
    TeiText *self, const char *id, guint64 offset, gboolean is_end, guint32 *position)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->ids, id));
  const Extent *extent
      = number > 0 ? &g_array_index (self->extents, Extent, number - 1) : NULL;
  guint64 raw = offset;

  if (extent == NULL)
    return FALSE;
  if (self->exact)
    {
      *position = extent->start + (guint32) MIN (offset, self->length);
      return offset <= extent->end - extent->start;
    }
  raw += g_array_index (self->extents, Extent, number - 1).raw;
  if (raw > self->raw)
    return FALSE;
  *position = map (self, raw);
  /* Not over the break of a line that only the text has. */
  if (is_end && raw > 0)
    *position = MIN (*position, map (self, raw - 1) + 1);
  return TRUE;
}

guint
tei_text_get_n_doubled (TeiText *self)
{
  return self->n_doubled;
}

guint32
tei_text_get_length (TeiText *self)
{
  return self->length;
}

GString *
tei_text_finish (TeiText *self)
{
  tei_text_end_aside (self);
  if (!self->exact)
    break_line (self);
  settle (self);
  return self->text;
}
