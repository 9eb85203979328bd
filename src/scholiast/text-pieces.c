#include <scholiast/text-pieces-private.h>

#include <string.h>

struct _SchoPieces
{
  SchoText *before;
  GArray *pieces;   /* of SchoPiece */
  GString *written; /* only grows: undone pieces may come back */
  guint32 length;

  /* Where the last change was: the next one is near. */
  guint near;
  guint32 near_start;

  GArray *starts; /* of guint32: of each piece, and the end; empty after a change */
};

static SchoPiece *
get_piece (SchoPieces *self, guint i)
{
  return &g_array_index (self->pieces, SchoPiece, i);
}

static gboolean
is_kept (const SchoPiece *piece)
{
  return piece->byte == SCHO_PIECE_KEPT;
}

static gboolean
replaces (const SchoPiece *piece)
{
  return !is_kept (piece) && piece->from < piece->to;
}

/* @piece without its first @n characters. */
static SchoPiece
cut_head (SchoPieces *self, const SchoPiece *piece, guint32 n)
{
  SchoPiece tail = *piece;

  tail.length -= n;
  if (is_kept (piece))
    tail.from += n;
  else
    {
      const char *utf8 = self->written->str + piece->byte;
      gsize skipped = g_utf8_offset_to_pointer (utf8, n) - utf8;

      tail.byte += skipped;
      tail.n_bytes -= skipped;
    }
  return tail;
}

static void
cut_tail (SchoPiece *piece, const SchoPiece *tail)
{
  piece->length -= tail->length;
  if (is_kept (piece))
    piece->to = tail->from;
  else
    piece->n_bytes -= tail->n_bytes;
}

/* The piece with the character at @offset, or the number of pieces at the end. */
static guint
find_piece (SchoPieces *self, guint32 offset, guint32 *start)
{
  guint i = self->near;

  *start = self->near_start;
  while (*start > offset)
    *start -= get_piece (self, --i)->length;
  while (i < self->pieces->len && *start + get_piece (self, i)->length <= offset)
    *start += get_piece (self, i++)->length;
  return i;
}

/* The piece that begins at @offset, which is made to begin there. */
static guint
split_at (SchoPieces *self, guint32 offset)
{
  guint32 start;
  guint i = find_piece (self, offset, &start);
  SchoPiece tail;

  if (start == offset)
    return i;
  tail = cut_head (self, get_piece (self, i), offset - start);
  cut_tail (get_piece (self, i), &tail);
  g_array_insert_val (self->pieces, i + 1, tail);
  return i + 1;
}

gboolean
scho_piece_extend (SchoPiece *piece, const SchoPiece *more)
{
  if (is_kept (piece) != is_kept (more))
    return FALSE;
  if (is_kept (piece))
    {
      if (piece->to != more->from)
        return FALSE;
      piece->to = more->to;
    }
  else
    {
      if (piece->from != more->from || piece->to != more->to
          || piece->byte + piece->n_bytes != more->byte)
        return FALSE;
      piece->n_bytes += more->n_bytes;
    }
  piece->length += more->length;
  return TRUE;
}

/* Makes one of the pieces @i - 1 and @i where they are one. */
static void
join_at (SchoPieces *self, guint i)
{
  if (i > 0 && i < self->pieces->len
      && scho_piece_extend (get_piece (self, i - 1), get_piece (self, i)))
    g_array_remove_index (self->pieces, i);
}

SchoPieces *
scho_pieces_new (SchoText *before)
{
  SchoPieces *self = g_new0 (SchoPieces, 1);
  SchoPiece whole = { .byte = SCHO_PIECE_KEPT };

  self->before = scho_text_ref (before);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (SchoPiece));
  self->written = g_string_new (NULL);
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->length = whole.length = whole.to = scho_text_get_length (before);
  if (whole.length > 0)
    g_array_append_val (self->pieces, whole);
  return self;
}

void
scho_pieces_free (SchoPieces *self)
{
  scho_text_unref (self->before);
  g_array_unref (self->pieces);
  g_array_unref (self->starts);
  g_string_free (self->written, TRUE);
  g_free (self);
}

SchoPieces *
scho_pieces_copy (SchoPieces *self)
{
  SchoPieces *copy = g_new0 (SchoPieces, 1);

  copy->before = scho_text_ref (self->before);
  copy->pieces = g_array_copy (self->pieces);
  copy->written = g_string_new_len (self->written->str, self->written->len);
  copy->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  copy->length = self->length;
  return copy;
}

guint32
scho_pieces_get_length (SchoPieces *self)
{
  return self->length;
}

gboolean
scho_pieces_is_changed (SchoPieces *self)
{
  guint32 length = scho_text_get_length (self->before);

  if (self->length != length)
    return TRUE;
  return length > 0 && (self->pieces->len != 1 || !is_kept (get_piece (self, 0)));
}

/* What is written where something was deleted replaces it. Else it goes on with what was
 * written there, or stands between two characters of the old text. */
static void
choose_place (SchoPieces *self, guint32 offset, SchoPiece *piece)
{
  guint32 start;
  guint i = find_piece (self, offset, &start);
  const SchoPiece *after = i < self->pieces->len ? get_piece (self, i) : NULL;
  const SchoPiece *before = i > 0 ? get_piece (self, i - 1) : NULL;

  if (start < offset)
    {
      piece->from = is_kept (after) ? after->from + (offset - start) : after->from;
      piece->to = is_kept (after) ? piece->from : after->to;
      return;
    }
  piece->from = before != NULL ? before->to : 0;
  piece->to = after != NULL ? after->from : scho_text_get_length (self->before);
  if (piece->from < piece->to)
    return;
  if (before != NULL && !is_kept (before))
    {
      piece->from = before->from;
      piece->to = before->to;
    }
  else if (after != NULL && !is_kept (after))
    {
      piece->from = after->from;
      piece->to = after->to;
    }
}

SchoPiece
scho_pieces_write (
    SchoPieces *self, guint32 offset, const char *utf8, gsize n_bytes, guint32 length)
{
  SchoPiece piece = { .length = length, .byte = self->written->len, .n_bytes = n_bytes };

  choose_place (self, offset, &piece);
  g_string_append_len (self->written, utf8, n_bytes);
  return piece;
}

SchoPiece
scho_pieces_write_at (SchoPieces *self, guint32 from, guint32 to, const char *utf8)
{
  SchoPiece piece = { .from = from, .to = to, .byte = self->written->len };

  piece.n_bytes = strlen (utf8);
  piece.length = (guint32) g_utf8_strlen (utf8, piece.n_bytes);
  g_string_append_len (self->written, utf8, piece.n_bytes);
  return piece;
}

GVariant *
scho_pieces_save (SchoPieces *self)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(uus)"));

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const SchoPiece *piece = get_piece (self, i);
      g_autofree char *utf8
          = is_kept (piece)
                ? g_strdup ("")
                : g_strndup (self->written->str + piece->byte, piece->n_bytes);

      g_variant_builder_add (&builder, "(uus)", piece->from, piece->to, utf8);
    }
  return g_variant_builder_end (&builder);
}

guint32
scho_pieces_sum (const SchoPiece *pieces, guint n)
{
  guint32 sum = 0;

  for (guint i = 0; i < n; i++)
    sum += pieces[i].length;
  return sum;
}

GArray *
scho_pieces_splice (
    SchoPieces *self, guint32 start, guint32 end, const SchoPiece *pieces, guint n)
{
  GArray *removed = g_array_new (FALSE, FALSE, sizeof (SchoPiece));
  guint first = split_at (self, start), after;

  self->near = first > 0 ? first - 1 : 0;
  self->near_start = first > 0 ? start - get_piece (self, first - 1)->length : 0;
  after = split_at (self, end);
  if (after > first)
    {
      g_array_append_vals (removed, get_piece (self, first), after - first);
      g_array_remove_range (self->pieces, first, after - first);
    }
  if (n > 0)
    g_array_insert_vals (self->pieces, first, pieces, n);
  self->length = self->length - (end - start) + scho_pieces_sum (pieces, n);
  join_at (self, first + n);
  join_at (self, first);
  g_array_set_size (self->starts, 0);
  return removed;
}

void
scho_pieces_append_utf8 (SchoPieces *self, const SchoPiece *piece, GString *utf8)
{
  if (is_kept (piece))
    {
      gsize first = scho_text_offset_to_byte (self->before, piece->from);
      gsize after = scho_text_offset_to_byte (self->before, piece->to);

      g_string_append_len (utf8, scho_text_get_utf8 (self->before, NULL) + first,
                           after - first);
    }
  else
    g_string_append_len (utf8, self->written->str + piece->byte, piece->n_bytes);
}

char *
scho_pieces_dup_utf8 (SchoPieces *self)
{
  gsize n_bytes;
  GString *utf8;

  scho_text_get_utf8 (self->before, &n_bytes);
  utf8 = g_string_sized_new (n_bytes + self->written->len);
  for (guint i = 0; i < self->pieces->len; i++)
    scho_pieces_append_utf8 (self, get_piece (self, i), utf8);
  return g_string_free (utf8, FALSE);
}

/* Positions */

static const guint32 *
ensure_starts (SchoPieces *self)
{
  guint32 start = 0;

  if (self->starts->len == 0)
    {
      for (guint i = 0; i < self->pieces->len; i++)
        {
          g_array_append_val (self->starts, start);
          start += get_piece (self, i)->length;
        }
      g_array_append_val (self->starts, start);
    }
  return &g_array_index (self->starts, guint32, 0);
}

/* Some of it belongs to a passage that begins at @start and is long enough. What was
 * written between two characters belongs to passages with both; what replaced something,
 * to those that had all of that. */
static gboolean
is_after_start (const SchoPiece *piece, guint32 start)
{
  return replaces (piece) ? piece->from >= start : piece->to > start;
}

static gboolean
is_before_end (const SchoPiece *piece, guint32 end)
{
  return replaces (piece) ? piece->to <= end : piece->from < end;
}

/* The first piece that is after the start: the pieces are in the old text's order. */
static guint
find_start (SchoPieces *self, guint32 start)
{
  guint low = 0, high = self->pieces->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (is_after_start (get_piece (self, middle), start))
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* One after the last piece that is before the end. */
static guint
find_end (SchoPieces *self, guint32 end)
{
  guint low = 0, high = self->pieces->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (is_before_end (get_piece (self, middle), end))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gboolean
scho_pieces_map (
    SchoPieces *self, guint32 start, guint32 end, guint32 *new_start, guint32 *new_end)
{
  const guint32 *starts = ensure_starts (self);
  guint first = find_start (self, start), after = find_end (self, end);
  const SchoPiece *piece;

  if (first >= after)
    return FALSE;
  piece = get_piece (self, first);
  *new_start = starts[first];
  if (is_kept (piece) && start > piece->from)
    *new_start += start - piece->from;
  piece = get_piece (self, after - 1);
  *new_end = starts[after];
  if (is_kept (piece) && end < piece->to)
    *new_end -= piece->to - end;
  return TRUE;
}

guint32
scho_pieces_to_new (SchoPieces *self, guint32 offset)
{
  const guint32 *starts = ensure_starts (self);
  guint i = find_start (self, offset);
  guint32 start = starts[i];

  if (i < self->pieces->len && is_kept (get_piece (self, i))
      && offset > get_piece (self, i)->from)
    start += offset - get_piece (self, i)->from;
  return start;
}

guint32
scho_pieces_to_old (SchoPieces *self, guint32 offset)
{
  guint32 start;
  guint i = find_piece (self, offset, &start);

  if (i == self->pieces->len)
    return scho_text_get_length (self->before);
  return get_piece (self, i)->from + (is_kept (get_piece (self, i)) ? offset - start : 0);
}

guint32
scho_pieces_written_before (SchoPieces *self, guint32 offset)
{
  guint32 start;
  guint i = find_piece (self, offset, &start);

  if (start < offset)
    return offset;
  while (i > 0 && !is_kept (get_piece (self, i - 1)))
    {
      const SchoPiece *piece = get_piece (self, --i);
      const char *utf8 = self->written->str + piece->byte;
      const char *feed = g_strrstr_len (utf8, piece->n_bytes, "\n");

      if (feed != NULL)
        return offset - g_utf8_strlen (feed + 1, utf8 + piece->n_bytes - feed - 1);
      offset -= piece->length;
    }
  return offset;
}

guint32
scho_pieces_written_after (SchoPieces *self, guint32 offset)
{
  guint32 start;
  guint i = find_piece (self, offset, &start);

  if (start < offset)
    return offset;
  for (; i < self->pieces->len && !is_kept (get_piece (self, i)); i++)
    {
      const SchoPiece *piece = get_piece (self, i);
      const char *utf8 = self->written->str + piece->byte;
      const char *feed = memchr (utf8, '\n', piece->n_bytes);

      if (feed != NULL)
        return offset + g_utf8_strlen (utf8, feed - utf8);
      offset += piece->length;
    }
  return offset;
}

/* The first line feed of a piece from its character @from on, or its length. */
static guint32
find_feed_in (SchoPieces *self, const SchoPiece *piece, guint32 from)
{
  const char *utf8 = self->written->str + piece->byte, *end = utf8 + piece->n_bytes;
  const char *first = g_utf8_offset_to_pointer (utf8, from);
  const char *feed = memchr (first, '\n', end - first);

  return feed != NULL ? from + g_utf8_strlen (first, feed - first) : piece->length;
}

guint32
scho_pieces_find_feed (SchoPieces *self, guint32 start, guint32 end)
{
  guint32 at;

  for (guint i = find_piece (self, start, &at); i < self->pieces->len && at < end; i++)
    {
      const SchoPiece *piece = get_piece (self, i);

      if (!is_kept (piece))
        {
          guint32 feed = find_feed_in (self, piece, start > at ? start - at : 0);

          if (feed < piece->length)
            return MIN (at + feed, end);
        }
      at += piece->length;
    }
  return end;
}
