/* page-fill.c - puts a text into the view; a long one piece by piece.
 *
 * A text of ten million characters takes the text view a tenth of a second and more. So
 * it goes into a buffer of its own first, and between its pieces whatever else waits is
 * done. Until it is whole the page shows what it showed before. */
#include "page-private.h"

#define PIECE 2000000 /* bytes */

/* After painting, and before the view measures lines that nobody sees. */
#define PRIORITY (GDK_PRIORITY_REDRAW + 1)

static void
mark_set_cb (GtkTextBuffer *buffer, GtkTextIter *iter, GtkTextMark *mark, SchoPage *self)
{
  if (mark == gtk_text_buffer_get_insert (buffer)
      || mark == gtk_text_buffer_get_selection_bound (buffer))
    scho_page_tell_selection (self);
}

/* Says whether there is more. */
static gboolean
add_piece (SchoPage *self)
{
  gsize n_bytes, first = self->n_filled, after;
  const char *utf8 = scho_page_text_get_display (self->text, &n_bytes);
  GtkTextIter end;

  after = MIN (first + PIECE, n_bytes);
  while (after < n_bytes && (utf8[after] & 0xc0) == 0x80)
    after++;
  gtk_text_buffer_get_end_iter (self->filling, &end);
  gtk_text_buffer_insert (self->filling, &end, utf8 + first, (int) (after - first));
  self->n_filled = after;
  return after < n_bytes;
}

static void
finish (SchoPage *self)
{
  g_autoptr (GtkTextBuffer) buffer = g_steal_pointer (&self->filling);
  guint32 offset;

  scho_jump_end (self->jump);
  scho_page_view_set_text (self->view, self->text, buffer);
  gtk_widget_set_can_target (GTK_WIDGET (self->view), TRUE);
  scho_page_structure_add (buffer, self->text);
  scho_page_numbers_update (self->numbers);
  self->is_filled = TRUE;
  scho_page_select_now (self, self->start, self->end);
  g_signal_connect_object (buffer, "mark-set", G_CALLBACK (mark_set_cb), self, 0);
  scho_page_update_codings (self);
  offset
      = self->is_jump_waiting ? self->jump_offset : scho_page_text_get_start (self->text);
  self->is_jump_waiting = FALSE;
  scho_page_jump_now (self, offset);
}

static gboolean
fill_cb (gpointer data)
{
  SchoPage *self = data;
  guint part = self->part;

  if (add_piece (self))
    return G_SOURCE_CONTINUE;
  self->fill_id = 0;
  scho_page_choose_part (self); /* more may have been asked for */
  if (self->part != part)
    scho_page_fill (self);
  else
    finish (self);
  return G_SOURCE_REMOVE;
}

void
scho_page_stop_filling (SchoPage *self)
{
  g_clear_handle_id (&self->fill_id, g_source_remove);
  g_clear_object (&self->filling);
}

gboolean
scho_page_is_filling (SchoPage *self)
{
  return self->filling != NULL;
}

void
scho_page_fill (SchoPage *self)
{
  scho_page_stop_filling (self);
  scho_jump_end (self->jump);
  scho_page_choose_part (self);
  self->is_filled = FALSE;
  self->filling = gtk_text_buffer_new (NULL);
  gtk_text_buffer_set_enable_undo (self->filling, FALSE);
  self->n_filled = 0;
  if (!add_piece (self))
    {
      finish (self);
      return;
    }
  /* What is still in sight has other places than the text that comes. */
  gtk_widget_set_can_target (GTK_WIDGET (self->view), FALSE);
  self->fill_id = g_idle_add_full (PRIORITY, fill_cb, self, NULL);
}
