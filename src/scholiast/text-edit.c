#include <scholiast/text-edit.h>

#include <string.h>

#include <glib/gi18n-lib.h>
#include <scholiast/text-diff-private.h>
#include <scholiast/text-pieces-private.h>

/* What is shorter was not pasted over its older self, and has words in common by chance.
 */
#define LEAST_COMPARED 64
#define MOST_CHARACTERS G_MAXINT32

typedef enum
{
  NO_TYPING,
  TYPING,
  ERASING
} Typing;

/* One change: @put stands where @removed was. */
typedef struct
{
  guint32 start;
  GArray *removed, *put; /* of SchoPiece */
  guint group;           /* all of one are undone at once */
} Change;

struct _SchoTextEdit
{
  SchoText *before;
  SchoPieces *pieces;
  GPtrArray *done, *undone; /* of Change */

  guint depth; /* of scho_text_edit_begin () */
  guint group, last_group;

  /* The last change was one letter; the next one may join it. */
  Typing typing;
  guint32 typing_at;
  gboolean is_word_over;
};

static void
change_free (gpointer data)
{
  Change *change = data;

  g_array_unref (change->removed);
  g_array_unref (change->put);
  g_free (change);
}

static GArray *
splice (SchoTextEdit *self, guint32 start, guint32 end, GArray *pieces)
{
  return scho_pieces_splice (self->pieces, start, end, (const SchoPiece *) pieces->data,
                             pieces->len);
}

static guint32
sum (GArray *pieces)
{
  return scho_pieces_sum ((const SchoPiece *) pieces->data, pieces->len);
}

static char *
dup_utf8 (SchoTextEdit *self, GArray *pieces)
{
  GString *utf8 = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++)
    scho_pieces_append_utf8 (self->pieces, &g_array_index (pieces, SchoPiece, i), utf8);
  return g_string_free (utf8, FALSE);
}

/* Typing */

static gboolean
joins (SchoTextEdit *self, guint32 start, guint32 end, gunichar written)
{
  if (self->typing == TYPING && written != 0)
    return start == end && start == self->typing_at
           && (!self->is_word_over || g_unichar_isspace (written));
  if (self->typing == ERASING && written == 0)
    return end - start == 1 && (start == self->typing_at || end == self->typing_at);
  return FALSE;
}

/* @written: the one character that was, or 0. */
static void
choose_group (SchoTextEdit *self, guint32 start, guint32 end, gunichar written)
{
  if (self->group == 0)
    {
      gboolean is_one = written != 0 || end - start == 1;

      if (!is_one || !joins (self, start, end, written))
        self->last_group++;
      self->group = self->last_group;
    }
  self->typing = written != 0 ? TYPING : end - start == 1 ? ERASING : NO_TYPING;
  self->typing_at = written != 0 ? start + 1 : start;
  self->is_word_over = written != 0 && g_unichar_isspace (written);
}

static void
leave_group (SchoTextEdit *self)
{
  if (self->depth == 0)
    self->group = 0;
}

/* Changes */

static void
change_to (SchoTextEdit *self, guint32 start, guint32 end, GArray *pieces)
{
  Change *change = g_new0 (Change, 1);

  change->start = start;
  change->group = self->group;
  change->put = g_array_ref (pieces);
  change->removed = splice (self, start, end, change->put);
  g_ptr_array_add (self->done, change);
  g_ptr_array_set_size (self->undone, 0);
}

static void
change (SchoTextEdit *self, guint32 start, guint32 end, const SchoPiece *piece)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (SchoPiece));

  if (piece != NULL)
    g_array_append_val (pieces, *piece);
  change_to (self, start, end, pieces);
}

static Change *
get_last (GPtrArray *changes)
{
  return changes->len > 0 ? changes->pdata[changes->len - 1] : NULL;
}

/* What is typed on is one change. */
static void
write_piece (SchoTextEdit *self, guint32 offset, SchoPiece piece)
{
  Change *last = get_last (self->done);

  if (last != NULL && last->group == self->group && last->put->len == 1
      && last->start + sum (last->put) == offset
      && scho_piece_extend (&g_array_index (last->put, SchoPiece, 0), &piece))
    {
      g_array_unref (scho_pieces_splice (self->pieces, offset, offset, &piece, 1));
      g_ptr_array_set_size (self->undone, 0);
    }
  else
    change (self, offset, offset, &piece);
}

static void
write_utf8 (
    SchoTextEdit *self, guint32 offset, const char *utf8, gsize n_bytes, guint32 length)
{
  if (length > 0)
    write_piece (self, offset,
                 scho_pieces_write (self->pieces, offset, utf8, n_bytes, length));
}

/* What was deleted right here by the same action; %NULL when that was nothing or little.
 */
static Change *
find_replaced (SchoTextEdit *self, guint32 offset, guint32 length)
{
  Change *last = get_last (self->done);

  if (self->depth == 0 || last == NULL || last->group != self->group
      || last->start != offset || last->put->len > 0 || length < LEAST_COMPARED
      || sum (last->removed) < LEAST_COMPARED)
    return NULL;
  return last;
}

/* Does again what @deleted did, but keeps what @utf8 has too. */
static void
write_over (SchoTextEdit *self, Change *deleted, const char *utf8)
{
  guint32 start = deleted->start, at = 0;
  g_autofree char *old = dup_utf8 (self, deleted->removed);
  g_autoptr (GArray) hunks = scho_text_diff (old, utf8);
  const char *p = utf8;

  g_array_unref (splice (self, start, start, deleted->removed));
  g_ptr_array_set_size (self->done, self->done->len - 1);
  for (guint i = 0; i < hunks->len; i++)
    {
      const SchoTextHunk *hunk = &g_array_index (hunks, SchoTextHunk, i);
      guint32 place = start + hunk->new_start, length = hunk->new_end - hunk->new_start;
      const char *end;

      p = g_utf8_offset_to_pointer (p, hunk->new_start - at);
      end = g_utf8_offset_to_pointer (p, length);
      at = hunk->new_start;
      if (hunk->start < hunk->end)
        change (self, place, place + (hunk->end - hunk->start), NULL);
      write_utf8 (self, place, p, end - p, length);
    }
}

static gboolean
refuse_offset (SchoTextEdit *self, guint32 offset, GError **error)
{
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_RANGE,
               _ ("The text has %'u characters: position %'u is outside"),
               scho_text_edit_get_length (self), offset);
  return FALSE;
}

SchoTextEdit *
scho_text_edit_new (SchoText *before)
{
  SchoTextEdit *self = g_new0 (SchoTextEdit, 1);

  self->before = scho_text_ref (before);
  self->pieces = scho_pieces_new (before);
  self->done = g_ptr_array_new_with_free_func (change_free);
  self->undone = g_ptr_array_new_with_free_func (change_free);
  return self;
}

void
scho_text_edit_free (SchoTextEdit *self)
{
  g_ptr_array_unref (self->done);
  g_ptr_array_unref (self->undone);
  scho_pieces_free (self->pieces);
  scho_text_unref (self->before);
  g_free (self);
}

SchoTextEdit *
scho_text_edit_copy (SchoTextEdit *self)
{
  SchoTextEdit *copy = scho_text_edit_new (self->before);

  scho_pieces_free (copy->pieces);
  copy->pieces = scho_pieces_copy (self->pieces);
  return copy;
}

SchoText *
scho_text_edit_get_before (SchoTextEdit *self)
{
  return self->before;
}

guint32
scho_text_edit_get_length (SchoTextEdit *self)
{
  return scho_pieces_get_length (self->pieces);
}

gboolean
scho_text_edit_is_changed (SchoTextEdit *self)
{
  return scho_pieces_is_changed (self->pieces);
}

char *
scho_text_edit_clean (const char *utf8, gssize n_bytes, gsize *n_clean)
{
  gsize n = n_bytes < 0 ? strlen (utf8) : (gsize) n_bytes;
  char *valid = g_utf8_make_valid (utf8, n);

  *n_clean = strlen (valid);
  return scho_text_normalise (valid, n_clean, NULL, NULL);
}

gboolean
scho_text_edit_insert (SchoTextEdit *self,
                       guint32 offset,
                       const char *utf8,
                       gssize n_bytes,
                       guint32 *n_inserted,
                       GError **error)
{
  gsize n_clean;
  g_autofree char *clean = scho_text_edit_clean (utf8, n_bytes, &n_clean);
  guint32 length = g_utf8_strlen (clean, n_clean);
  Change *replaced;

  if (offset > scho_text_edit_get_length (self))
    return refuse_offset (self, offset, error);
  if (length > MOST_CHARACTERS - scho_text_edit_get_length (self))
    {
      g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_RANGE,
                           _ ("The text would be too long"));
      return FALSE;
    }
  if (n_inserted != NULL)
    *n_inserted = length;
  if (length == 0)
    return TRUE;

  choose_group (self, offset, offset, length == 1 ? g_utf8_get_char (clean) : 0);
  replaced = find_replaced (self, offset, length);
  if (replaced != NULL)
    write_over (self, replaced, clean);
  else
    write_utf8 (self, offset, clean, n_clean, length);
  leave_group (self);
  return TRUE;
}

gboolean
scho_text_edit_delete (SchoTextEdit *self, guint32 start, guint32 end, GError **error)
{
  if (end < start)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_RANGE,
                   _ ("Position %'u–%'u: the end is before the start"), start, end);
      return FALSE;
    }
  if (end > scho_text_edit_get_length (self))
    return refuse_offset (self, end, error);
  if (start == end)
    return TRUE;

  choose_group (self, start, end, 0);
  change (self, start, end, NULL);
  leave_group (self);
  return TRUE;
}

/* Undo */

void
scho_text_edit_begin (SchoTextEdit *self)
{
  self->depth++;
}

void
scho_text_edit_end (SchoTextEdit *self)
{
  g_return_if_fail (self->depth > 0);

  self->depth--;
  leave_group (self);
}

gboolean
scho_text_edit_can_undo (SchoTextEdit *self)
{
  return self->done->len > 0;
}

gboolean
scho_text_edit_can_redo (SchoTextEdit *self)
{
  return self->undone->len > 0;
}

static void
exchange (SchoTextEdit *self,
          guint32 start,
          GArray *now,
          GArray *then,
          SchoTextEditFunc func,
          gpointer data)
{
  guint32 end = start + sum (now);
  g_autofree char *utf8 = NULL;

  g_array_unref (splice (self, start, end, then));
  if (func == NULL)
    return;
  utf8 = dup_utf8 (self, then);
  func (start, end, utf8, data);
}

void
scho_text_edit_undo (SchoTextEdit *self, SchoTextEditFunc func, gpointer data)
{
  Change *change = get_last (self->done);
  guint group = change != NULL ? change->group : 0;

  self->typing = NO_TYPING;
  for (; change != NULL && change->group == group; change = get_last (self->done))
    {
      exchange (self, change->start, change->put, change->removed, func, data);
      g_ptr_array_add (self->undone,
                       g_ptr_array_steal_index (self->done, self->done->len - 1));
    }
}

void
scho_text_edit_redo (SchoTextEdit *self, SchoTextEditFunc func, gpointer data)
{
  Change *change = get_last (self->undone);
  guint group = change != NULL ? change->group : 0;

  self->typing = NO_TYPING;
  for (; change != NULL && change->group == group; change = get_last (self->undone))
    {
      exchange (self, change->start, change->removed, change->put, func, data);
      g_ptr_array_add (self->done,
                       g_ptr_array_steal_index (self->undone, self->undone->len - 1));
    }
}

/* Saved */

/* [start, end) of the old text, and what stands in its place. */
typedef struct
{
  guint32 start, end;
  GArray *put; /* of SchoPiece */
} Hunk;

static void
clear_hunk (gpointer data)
{
  g_array_unref (((Hunk *) data)->put);
}

static void
begin_hunk (GArray *hunks, guint32 start)
{
  Hunk hunk = { .start = start, .put = g_array_new (FALSE, FALSE, sizeof (SchoPiece)) };

  g_array_append_val (hunks, hunk);
}

/* What comes from a file is put in only where typing could have made it. */
static gboolean
is_clean (const char *utf8)
{
  gsize n;
  g_autofree char *clean = scho_text_edit_clean (utf8, -1, &n);

  return strcmp (clean, utf8) == 0;
}

/* The hunks between the pieces that were kept; %NULL when these are not in order. */
static GArray *
list_hunks (SchoTextEdit *self, GVariant *saved)
{
  g_autoptr (GArray) hunks = g_array_new (FALSE, FALSE, sizeof (Hunk));
  guint32 length = scho_text_get_length (self->before), last_from = 0, last_to = 0;
  guint32 from, to;
  guint64 sum = 0;
  const char *utf8;
  GVariantIter iter;

  g_array_set_clear_func (hunks, clear_hunk);
  begin_hunk (hunks, 0);
  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_next (&iter, "(uu&s)", &from, &to, &utf8))
    {
      Hunk *last = &g_array_index (hunks, Hunk, hunks->len - 1);
      gboolean is_kept = utf8[0] == '\0';

      if (from < last_from || to < last_to || from > to || to > length
          || from < last->start || (is_kept && (from < last_to || from == to))
          || !is_clean (utf8))
        return NULL;
      last_from = from;
      last_to = to;
      sum += is_kept ? to - from : (guint64) g_utf8_strlen (utf8, -1);
      if (!is_kept)
        {
          SchoPiece piece = scho_pieces_write_at (self->pieces, from, to, utf8);

          g_array_append_val (last->put, piece);
          continue;
        }
      last->end = from;
      begin_hunk (hunks, to);
    }
  g_array_index (hunks, Hunk, hunks->len - 1).end = length;
  return sum <= MOST_CHARACTERS ? g_steal_pointer (&hunks) : NULL;
}

GVariant *
scho_text_edit_save (SchoTextEdit *self)
{
  return scho_pieces_save (self->pieces);
}

gboolean
scho_text_edit_restore (SchoTextEdit *self,
                        GVariant *saved,
                        SchoTextEditFunc func,
                        gpointer data,
                        GError **error)
{
  g_autoptr (GArray) hunks = NULL;

  g_return_val_if_fail (!scho_text_edit_is_changed (self), FALSE);

  if (!g_variant_is_of_type (saved, G_VARIANT_TYPE ("a(uus)"))
      || (hunks = list_hunks (self, saved)) == NULL)
    {
      g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                           _ ("What was kept of the correction does not fit the text"));
      return FALSE;
    }
  self->group = ++self->last_group;
  self->typing = NO_TYPING;
  /* From behind, so that the places of those before stay true. */
  for (guint i = hunks->len; i > 0; i--)
    {
      Hunk *hunk = &g_array_index (hunks, Hunk, i - 1);
      g_autofree char *utf8 = NULL;

      if (hunk->start == hunk->end && hunk->put->len == 0)
        continue;
      change_to (self, hunk->start, hunk->end, hunk->put);
      utf8 = dup_utf8 (self, hunk->put);
      if (func != NULL)
        func (hunk->start, hunk->end, utf8, data);
    }
  self->group = 0;
  return TRUE;
}

/* Positions */

gboolean
scho_text_edit_map (
    SchoTextEdit *self, guint32 start, guint32 end, guint32 *new_start, guint32 *new_end)
{
  return scho_pieces_map (self->pieces, start, end, new_start, new_end);
}

guint32
scho_text_edit_to_new (SchoTextEdit *self, guint32 offset)
{
  return scho_pieces_to_new (self->pieces, offset);
}

guint32
scho_text_edit_to_old (SchoTextEdit *self, guint32 offset)
{
  return scho_pieces_to_old (self->pieces, offset);
}

/* The corrected text */

/* The character before @offset ends a line, or there is none. */
static gboolean
begins_line (SchoText *text, guint32 offset)
{
  return offset == 0
         || scho_text_get_utf8 (text, NULL)[scho_text_offset_to_byte (text, offset) - 1]
                == '\n';
}

static gboolean
ends_line (SchoText *text, guint32 offset)
{
  char byte = scho_text_get_utf8 (text, NULL)[scho_text_offset_to_byte (text, offset)];

  return byte == '\0' || byte == '\n';
}

static gboolean
has_feed (SchoText *text, guint32 start, guint32 end)
{
  const char *utf8 = scho_text_get_utf8 (text, NULL);
  gsize first = scho_text_offset_to_byte (text, start);

  return memchr (utf8 + first, '\n', scho_text_offset_to_byte (text, end) - first)
         != NULL;
}

/* What is written at the end of a paragraph is of the paragraph. */
static void
grow (SchoTextEdit *self, const SchoStretch *old, SchoStretch *stretch)
{
  if (old->kind == SCHO_STRETCH_TIME_CODE || old->kind == SCHO_STRETCH_PAGE)
    return;
  if (begins_line (self->before, old->start))
    stretch->start = scho_pieces_written_before (self->pieces, stretch->start);
  if (ends_line (self->before, old->end) && !begins_line (self->before, old->end))
    stretch->end = scho_pieces_written_after (self->pieces, stretch->end);
}

/* A paragraph in which lines were ended is several. */
static void
append_stretch (SchoTextEdit *self,
                const SchoStretch *old,
                SchoStretch stretch,
                GArray *stretches)
{
  gboolean is_line
      = (old->kind <= SCHO_STRETCH_LIST_ITEM || old->kind == SCHO_STRETCH_VERSE)
        && !has_feed (self->before, old->start, old->end);
  guint32 start = stretch.start, end = stretch.end;

  do
    {
      stretch.start = start;
      stretch.end = is_line ? scho_pieces_find_feed (self->pieces, start, end) : end;
      start = stretch.end + 1;
      if (stretch.start < stretch.end)
        g_array_append_val (stretches, stretch);
    }
  while (start < end);
}

/* Pages and the like may also be mere marks between two characters. */
static GArray *
move_stretches (SchoTextEdit *self)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (SchoStretch));
  gsize n;
  const SchoStretch *old = scho_text_get_stretches (self->before, &n);

  for (gsize i = 0; i < n; i++)
    {
      SchoStretch stretch = old[i];

      if (old[i].start == old[i].end)
        {
          stretch.start = stretch.end = scho_text_edit_to_new (self, old[i].start);
          g_array_append_val (stretches, stretch);
        }
      else if (scho_text_edit_map (self, old[i].start, old[i].end, &stretch.start,
                                   &stretch.end))
        {
          grow (self, &old[i], &stretch);
          append_stretch (self, &old[i], stretch, stretches);
        }
    }
  return stretches;
}

SchoText *
scho_text_edit_make_text (SchoTextEdit *self, GError **error)
{
  g_autofree char *utf8 = scho_pieces_dup_utf8 (self->pieces);
  g_autoptr (GArray) stretches = NULL;
  gsize n_bytes;

  /* A space of no width is a byte-order mark where all before it was deleted. */
  while (g_str_has_prefix (utf8, "\xef\xbb\xbf"))
    {
      scho_text_edit_delete (self, 0, 1, NULL);
      memmove (utf8, utf8 + 3, strlen (utf8 + 3) + 1);
    }
  n_bytes = strlen (utf8);
  stretches = move_stretches (self);
  return scho_text_new_take (g_steal_pointer (&utf8), n_bytes,
                             (const SchoStretch *) stretches->data, stretches->len,
                             error);
}
