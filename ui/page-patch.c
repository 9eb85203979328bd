/* page-patch.c - another state of the text that the page shows, as after undo.
 *
 * Only what differs is changed in the view: a long text would take long to come in anew,
 * the reader would lose the place, and a screen reader would have to read all of it
 * again. */
#include "page-private.h"

#include <string.h>

/* Of what is put into the view at once. */
#define MOST_BYTES 2000000
#define BLOCK 4096

/* Bytes that are the same in both from the beginning. */
static gsize
count_same_first (const char *a, const char *b, gsize n)
{
  gsize same = 0;

  while (n - same >= BLOCK && memcmp (a + same, b + same, BLOCK) == 0)
    same += BLOCK;
  while (same < n && a[same] == b[same])
    same++;
  return same;
}

/* The same from behind; @a and @b are where the texts end. */
static gsize
count_same_last (const char *a, const char *b, gsize n)
{
  gsize same = 0;

  while (n - same >= BLOCK && memcmp (a - same - BLOCK, b - same - BLOCK, BLOCK) == 0)
    same += BLOCK;
  while (same < n && a[-1 - (gssize) same] == b[-1 - (gssize) same])
    same++;
  return same;
}

static gboolean
is_inside_character (const char *p)
{
  return ((guchar) *p & 0xc0) == 0x80;
}

/* A stretch of bytes of each text; before and after it they are the same. */
typedef struct
{
  gsize first, old_after, new_after;
} Difference;

static Difference
compare (SchoText *before, SchoText *after)
{
  gsize n_old, n_new, same;
  const char *old = scho_text_get_utf8 (before, &n_old);
  const char *new = scho_text_get_utf8 (after, &n_new);
  Difference difference;

  difference.first = count_same_first (old, new, MIN (n_old, n_new));
  while (difference.first > 0
         && (is_inside_character (old + difference.first)
             || is_inside_character (new + difference.first)))
    difference.first--;
  same
      = count_same_last (old + n_old, new + n_new, MIN (n_old, n_new) - difference.first);
  while (same > 0 && is_inside_character (old + n_old - same))
    same--;
  difference.old_after = n_old - same;
  difference.new_after = n_new - same;
  return difference;
}

static void
changed_cb (gpointer data)
{
}

/* Through the editor, as if it was typed: so the page's own breaks go along. */
static void
replace (SchoPage *self, const SchoTextChange *change, const char *utf8, gsize n_bytes)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  g_autoptr (SchoTextEditor) editor
      = scho_text_editor_new (buffer, self->text, changed_cb, NULL);
  guint32 first = scho_page_text_to_place (self->text, change->start), after = first;
  GtkTextIter from, to;

  if (change->start < change->old_end)
    scho_page_text_to_places (self->text, change->start, change->old_end, &first, &after);
  gtk_text_buffer_get_iter_at_offset (buffer, &from, (int) first);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, (int) after);
  if (first < after)
    gtk_text_buffer_delete (buffer, &from, &to);
  if (n_bytes > 0)
    gtk_text_buffer_insert (buffer, &from, utf8, (int) n_bytes);
  scho_text_editor_settle (editor);
}

gboolean
scho_page_patch (SchoPage *self, SchoSnapshot *snapshot, SchoText *text)
{
  g_autoptr (SchoText) before = scho_text_ref (scho_page_text_get_text (self->text));
  SchoTextChange change;
  Difference difference;
  gsize n_bytes;

  if (!self->is_filled || self->editor != NULL || scho_page_is_in_parts (self)
      || !scho_page_is_long (self) || scho_text_get_length (text) > SCHO_PARTS_FROM)
    return FALSE;
  difference = compare (before, text);
  change.start = scho_text_byte_to_offset (before, difference.first);
  change.old_end = scho_text_byte_to_offset (before, difference.old_after);
  change.new_end = scho_text_byte_to_offset (text, difference.new_after);
  n_bytes = difference.new_after - difference.first;
  if (n_bytes > MOST_BYTES || difference.old_after - difference.first > MOST_BYTES)
    return FALSE;

  scho_jump_end (self->jump);
  scho_page_set_hits (self, NULL, 0, -1);
  replace (self, &change, scho_text_get_utf8 (text, NULL) + difference.first, n_bytes);
  scho_page_take_shown (self, snapshot, text);
  scho_page_structure_update (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)),
                              before, self->text, &change);
  scho_page_numbers_update (self->numbers);
  scho_page_update_codings (self);
  scho_page_tell_selection (self);
  return TRUE;
}
