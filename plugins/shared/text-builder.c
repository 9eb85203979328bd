#include "text-builder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  SchoStretch stretch;
  gsize byte; /* where it starts */
  gboolean open, waiting, is_mark;
} Piece;

struct _TextBuilder
{
  GString *text;
  guint32 length; /* of it in code points */
  gsize max_bytes;
  guint n_feeds;        /* wanted before the next character */
  gboolean wants_space; /* as well, when no feed is */
  gboolean keeps_lines, has_line;
  GArray *pieces;  /* of Piece */
  GArray *waiting; /* numbers of those that begin with the next character */
};

static void
clear_piece (gpointer piece)
{
  g_free ((char *) ((Piece *) piece)->stretch.label);
}

TextBuilder *
text_builder_new (gsize max_bytes)
{
  TextBuilder *self = g_new0 (TextBuilder, 1);

  self->text = g_string_new (NULL);
  self->max_bytes = max_bytes;
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (self->pieces, clear_piece);
  self->waiting = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
text_builder_free (TextBuilder *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_array_unref (self->pieces);
  g_array_unref (self->waiting);
  g_free (self);
}

gboolean
text_builder_is_full (TextBuilder *self)
{
  return self->text->len > self->max_bytes;
}

static Piece *
get_piece (TextBuilder *self, guint number)
{
  return &g_array_index (self->pieces, Piece, number);
}

/* Those that wait begin here. */
static void
settle (TextBuilder *self)
{
  for (guint i = 0; i < self->waiting->len; i++)
    {
      Piece *piece = get_piece (self, g_array_index (self->waiting, guint, i));

      if (!piece->waiting)
        continue;
      piece->waiting = FALSE;
      piece->byte = self->text->len;
      piece->stretch.start = piece->stretch.end = self->length;
    }
  g_array_set_size (self->waiting, 0);
}

static void
append_wanted (TextBuilder *self)
{
  for (guint i = 0; i < self->n_feeds; i++)
    g_string_append_c (self->text, '\n');
  self->length += self->n_feeds;
  if (self->n_feeds == 0 && self->wants_space)
    {
      g_string_append_c (self->text, ' ');
      self->length++;
    }
  self->n_feeds = 0;
  self->wants_space = FALSE;
  settle (self);
}

/* No text begins with a mark. */
static gboolean
is_mark (TextBuilder *self, const char *p, const char *end)
{
  return self->text->len == 0 && end - p >= 3 && memcmp (p, "\xef\xbb\xbf", 3) == 0;
}

static void
append_run (TextBuilder *self, const char *from, const char *to)
{
  while (is_mark (self, from, to))
    from += 3;
  if (from == to || text_builder_is_full (self))
    return;
  append_wanted (self);
  g_string_append_len (self->text, from, to - from);
  for (; from < to; from++)
    self->length += (*from & 0xc0) != 0x80;
}

void
text_builder_append (TextBuilder *self, const char *utf8, gssize n_bytes)
{
  const char *end = utf8 + (n_bytes < 0 ? (gssize) strlen (utf8) : n_bytes);
  const char *from = utf8;

  for (const char *p = utf8; p < end; p++)
    if (*p == '\n' || *p == '\r' || *p == '\0')
      {
        append_run (self, from, p);
        if (*p == '\n')
          text_builder_feed (self);
        from = p + 1;
      }
  append_run (self, from, end);
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\0';
}

void
text_builder_append_flowing (TextBuilder *self, const char *utf8, gssize n_bytes)
{
  const char *end = utf8 + (n_bytes < 0 ? (gssize) strlen (utf8) : n_bytes);

  while (utf8 < end)
    {
      const char *from = utf8;

      while (utf8 < end && !is_space (*utf8))
        utf8++;
      append_run (self, from, utf8);
      if (utf8 == end)
        break;
      self->wants_space = !text_builder_at_line_start (self);
      while (utf8 < end && is_space (*utf8))
        utf8++;
    }
}

void
text_builder_break_line (TextBuilder *self)
{
  if (self->text->len > 0 && self->n_feeds == 0 && !self->keeps_lines)
    self->n_feeds = 1;
  self->wants_space = FALSE;
}

void
text_builder_leave_line (TextBuilder *self)
{
  if (self->text->len > 0 && !self->keeps_lines)
    self->n_feeds = 2;
  self->wants_space = FALSE;
}

void
text_builder_keep_lines (TextBuilder *self)
{
  self->keeps_lines = TRUE;
}

void
text_builder_begin_line (TextBuilder *self)
{
  if (self->keeps_lines && self->has_line)
    text_builder_feed (self);
  self->has_line = TRUE;
}

void
text_builder_feed (TextBuilder *self)
{
  if (self->text->len + self->n_feeds <= self->max_bytes)
    self->n_feeds++;
  self->wants_space = FALSE;
}

void
text_builder_feed_at_most (TextBuilder *self, guint most)
{
  if (self->n_feeds < most && self->text->len > 0)
    text_builder_feed (self);
}

guint
text_builder_open (TextBuilder *self, guint kind, guint level, const char *label)
{
  Piece piece = { .open = TRUE, .waiting = TRUE };
  guint number = self->pieces->len;

  piece.stretch.kind = kind;
  piece.stretch.level = MIN (level, G_MAXUINT16);
  piece.stretch.label = g_strdup (label);
  g_array_append_val (self->pieces, piece);
  g_array_append_val (self->waiting, number);
  return number;
}

void
text_builder_set_label (TextBuilder *self, guint number, const char *label)
{
  Piece *piece = get_piece (self, number);

  g_free ((char *) piece->stretch.label);
  piece->stretch.label = g_strdup (label);
}

void
text_builder_set_level (TextBuilder *self, guint number, guint level)
{
  get_piece (self, number)->stretch.level = MIN (level, G_MAXUINT16);
}

/* One that still waits has nothing in it and goes away. */
void
text_builder_close (TextBuilder *self, guint number)
{
  Piece *piece = get_piece (self, number);

  if (!piece->open)
    return;
  piece->open = FALSE;
  if (!piece->waiting)
    piece->stretch.end = self->length;
}

void
text_builder_close_if_lines (TextBuilder *self, guint number)
{
  Piece *piece = get_piece (self, number);

  text_builder_close (self, number);
  if (!piece->waiting
      && memchr (self->text->str + piece->byte, '\n', self->text->len - piece->byte)
             == NULL)
    piece->waiting = TRUE; /* as if nothing were in it */
}

void
text_builder_mark (TextBuilder *self, guint kind, const char *label)
{
  guint number = text_builder_open (self, kind, 0, label);

  get_piece (self, number)->is_mark = TRUE;
  get_piece (self, number)->open = FALSE;
}

gboolean
text_builder_get (TextBuilder *self, guint number, guint32 *start, guint32 *end)
{
  Piece *piece = get_piece (self, number);

  if (piece->waiting || piece->stretch.end <= piece->stretch.start)
    return FALSE;
  *start = piece->stretch.start;
  *end = piece->stretch.end;
  return TRUE;
}

gboolean
text_builder_at_line_start (TextBuilder *self)
{
  return self->text->len == 0 || self->n_feeds > 0;
}

guint32
text_builder_get_length (TextBuilder *self)
{
  return self->length;
}

const char *
text_builder_peek (TextBuilder *self, gsize *n_bytes)
{
  *n_bytes = self->text->len;
  return self->text->str;
}

static gboolean
is_kept (const Piece *piece)
{
  return piece->stretch.kind != TEXT_BUILDER_PASSAGE && !piece->waiting
         && (piece->is_mark || piece->stretch.end > piece->stretch.start);
}

guint
text_builder_count (TextBuilder *self, guint kind)
{
  guint n = 0;

  for (guint i = 0; i < self->pieces->len; i++)
    n += get_piece (self, i)->stretch.kind == kind && is_kept (get_piece (self, i));
  return n;
}

static GArray *
list_stretches (TextBuilder *self)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (SchoStretch));

  for (guint i = self->pieces->len; i-- > 0;)
    text_builder_close (self, i);
  for (guint i = 0; i < self->pieces->len; i++)
    if (is_kept (get_piece (self, i)))
      g_array_append_val (stretches, get_piece (self, i)->stretch);
  return stretches;
}

/* What marks the end, as the last page, stands after the last character. */
static void
settle_marks (TextBuilder *self)
{
  for (guint i = 0; i < self->waiting->len; i++)
    {
      Piece *piece = get_piece (self, g_array_index (self->waiting, guint, i));

      if (!piece->is_mark)
        continue;
      piece->waiting = FALSE;
      piece->stretch.start = piece->stretch.end = self->length;
    }
}

SchoText *
text_builder_finish (TextBuilder *self, const char *name, GError **error)
{
  g_autoptr (GArray) stretches = NULL;
  gsize n_bytes;
  SchoText *text;

  if (self->keeps_lines)
    append_wanted (self);
  n_bytes = self->text->len;
  if (text_builder_is_full (self))
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("The text of “%s” is bigger than %zu MiB"), name,
                   self->max_bytes / 1024 / 1024);
      return NULL;
    }
  if (n_bytes == 0)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("“%s” holds no text"), name);
      return NULL;
    }
  settle_marks (self);
  stretches = list_stretches (self);
  text
      = scho_text_new_take (g_string_free (g_steal_pointer (&self->text), FALSE), n_bytes,
                            (SchoStretch *) stretches->data, stretches->len, error);
  self->text = g_string_new (NULL);
  if (text == NULL)
    g_prefix_error (error, "“%s”: ", name);
  return text;
}
