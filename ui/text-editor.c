#include "text-editor.h"

#include <string.h>

/* Until then a paragraph may grow. */
#define LONGEST (SCHO_PAGE_PARAGRAPH * 3 / 2)

struct _SchoTextEditor
{
  GtkTextBuffer *buffer;
  SchoPageText *text;
  SchoTextEdit *edit;
  SchoTextEditorFunc changed;
  gpointer data;

  gboolean is_own; /* what happens in the buffer is noted already, or is only display */

  /* Since the last settling all changes were between these. */
  GtkTextMark *first, *last;
  gboolean has_changed;
};

static guint32
get_caret (SchoTextEditor *self)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter,
                                    gtk_text_buffer_get_insert (self->buffer));
  return gtk_text_iter_get_offset (&iter);
}

static void
get_iter (SchoTextEditor *self, guint32 place, GtkTextIter *iter)
{
  gtk_text_buffer_get_iter_at_offset (self->buffer, iter, place);
}

/* The marks grow by what is written between them. */
static void
note_place (SchoTextEditor *self, const GtkTextIter *at)
{
  GtkTextIter first, last;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &first, self->first);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &last, self->last);
  if (!self->has_changed || gtk_text_iter_compare (at, &first) < 0)
    gtk_text_buffer_move_mark (self->buffer, self->first, at);
  if (!self->has_changed || gtk_text_iter_compare (at, &last) > 0)
    gtk_text_buffer_move_mark (self->buffer, self->last, at);
  self->has_changed = TRUE;
}

/* Notes that go before the buffer's own handlers */

static void
insert_text_cb (
    GtkTextBuffer *buffer, GtkTextIter *at, char *utf8, int n_bytes, SchoTextEditor *self)
{
  g_autofree char *clean = NULL;
  guint32 place = gtk_text_iter_get_offset (at), n;
  gsize n_clean;

  if (self->is_own)
    return;
  clean = scho_text_edit_clean (utf8, n_bytes, &n_clean);
  if (n_clean != (gsize) n_bytes || memcmp (clean, utf8, n_clean) != 0)
    {
      g_signal_stop_emission_by_name (buffer, "insert-text");
      if (n_clean > 0)
        gtk_text_buffer_insert (buffer, at, clean, n_clean);
      return;
    }
  if (!scho_text_edit_insert (self->edit, scho_page_text_to_offset (self->text, place),
                              utf8, n_bytes, &n, NULL))
    {
      g_signal_stop_emission_by_name (buffer, "insert-text");
      return;
    }
  note_place (self, at);
  scho_page_text_insert (self->text, place, n);
  if (scho_utf8_has_rtl (utf8, n_bytes))
    scho_page_text_set_rtl (self->text);
  self->changed (self->data);
}

static gboolean
has_break_before (SchoTextEditor *self, const GtkTextIter *iter)
{
  int place = gtk_text_iter_get_offset (iter);

  return place > 0 && scho_page_text_is_break (self->text, (guint32) place - 1);
}

/* Who deletes a break, which he does not know of, means the character behind it. */
static void
delete_beyond (SchoTextEditor *self, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextIter from = *end, to = *start;

  if (get_caret (self) == (guint32) gtk_text_iter_get_offset (end))
    {
      while (has_break_before (self, &to))
        gtk_text_iter_backward_char (&to);
      from = to;
      gtk_text_iter_backward_cursor_position (&from);
    }
  else
    {
      while (scho_page_text_is_break (self->text, gtk_text_iter_get_offset (&from)))
        gtk_text_iter_forward_char (&from);
      to = from;
      gtk_text_iter_forward_cursor_position (&to);
    }
  if (!gtk_text_iter_equal (&from, &to))
    gtk_text_buffer_delete (self->buffer, &from, &to);
  *start = *end = from;
}

static void
delete_range_cb (GtkTextBuffer *buffer,
                 GtkTextIter *start,
                 GtkTextIter *end,
                 SchoTextEditor *self)
{
  guint32 first = gtk_text_iter_get_offset (start),
          after = gtk_text_iter_get_offset (end);
  guint32 from = scho_page_text_to_offset (self->text, first);
  guint32 to = scho_page_text_to_offset (self->text, after);

  if (self->is_own)
    return;
  if (from == to && first < after)
    {
      g_signal_stop_emission_by_name (buffer, "delete-range");
      delete_beyond (self, start, end);
      return;
    }
  scho_text_edit_delete (self->edit, from, to, NULL);
  scho_page_text_remove (self->text, first, after);
  note_place (self, start);
  self->changed (self->data);
}

/* A space of no width would be a byte-order mark at the beginning of a text. */
static void
range_deleted_cb (GtkTextBuffer *buffer,
                  GtkTextIter *start,
                  GtkTextIter *end,
                  SchoTextEditor *self)
{
  GtkTextIter first, after;

  gtk_text_buffer_get_start_iter (buffer, &first);
  if (self->is_own || gtk_text_iter_get_char (&first) != 0xfeff)
    return;
  after = first;
  gtk_text_iter_forward_char (&after);
  gtk_text_buffer_delete (buffer, &first, &after);
  *start = *end = first;
}

static void
begin_cb (GtkTextBuffer *buffer, SchoTextEditor *self)
{
  scho_text_edit_begin (self->edit);
}

static void
end_cb (GtkTextBuffer *buffer, SchoTextEditor *self)
{
  scho_text_edit_end (self->edit);
}

/* Long paragraphs */

static void
add_break (SchoTextEditor *self, guint32 place)
{
  GtkTextIter iter;

  get_iter (self, place, &iter);
  self->is_own = TRUE;
  gtk_text_buffer_insert (self->buffer, &iter, "\n", 1);
  self->is_own = FALSE;
  scho_page_text_add_break (self->text, place);
}

static void
break_paragraph (SchoTextEditor *self, const GtkTextIter *start)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 place = gtk_text_iter_get_offset (start), left;
  GtkTextIter end = *start;
  g_autofree char *utf8 = NULL;

  gtk_text_iter_forward_to_line_end (&end);
  utf8 = gtk_text_iter_get_slice (start, &end);
  left = gtk_text_iter_get_offset (&end) - place;
  for (const char *p = utf8; left > SCHO_PAGE_PARAGRAPH;)
    {
      guint32 cut = scho_page_text_find_cut (p);

      p = g_utf8_offset_to_pointer (p, cut);
      left -= cut;
      place += cut;
      g_array_append_val (places, place);
    }
  /* From behind, so that those before stay true. */
  for (guint i = places->len; i > 0; i--)
    add_break (self, g_array_index (places, guint32, i - 1));
}

void
scho_text_editor_settle (SchoTextEditor *self)
{
  GtkTextIter iter;
  int first, last;

  if (!self->has_changed)
    return;
  self->has_changed = FALSE;
  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, self->first);
  first = gtk_text_iter_get_line (&iter);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, self->last);
  last = gtk_text_iter_get_line (&iter);
  for (int line = last; line >= first; line--)
    {
      gtk_text_buffer_get_iter_at_line (self->buffer, &iter, line);
      if (gtk_text_iter_get_chars_in_line (&iter) > LONGEST)
        break_paragraph (self, &iter);
    }
}

/* Undo */

static void
show_change_cb (guint32 start, guint32 end, const char *utf8, gpointer data)
{
  SchoTextEditor *self = data;
  guint32 first = scho_page_text_to_place (self->text, start);
  GtkTextIter from, to;

  if (start < end)
    {
      guint32 after;

      scho_page_text_to_places (self->text, start, end, &first, &after);
      get_iter (self, first, &from);
      get_iter (self, after, &to);
      gtk_text_buffer_delete (self->buffer, &from, &to);
      scho_page_text_remove (self->text, first, after);
    }
  get_iter (self, first, &from);
  note_place (self, &from);
  gtk_text_buffer_insert (self->buffer, &from, utf8, -1);
  scho_page_text_insert (self->text, first, (guint32) g_utf8_strlen (utf8, -1));
  gtk_text_buffer_place_cursor (self->buffer, &from);
}

void
scho_text_editor_undo (SchoTextEditor *self)
{
  if (!scho_text_edit_can_undo (self->edit))
    return;
  self->is_own = TRUE;
  scho_text_edit_undo (self->edit, show_change_cb, self);
  self->is_own = FALSE;
  self->changed (self->data);
}

void
scho_text_editor_redo (SchoTextEditor *self)
{
  if (!scho_text_edit_can_redo (self->edit))
    return;
  self->is_own = TRUE;
  scho_text_edit_redo (self->edit, show_change_cb, self);
  self->is_own = FALSE;
  self->changed (self->data);
}

gboolean
scho_text_editor_restore (SchoTextEditor *self, GVariant *saved, GError **error)
{
  gboolean restored;

  self->is_own = TRUE;
  restored = scho_text_edit_restore (self->edit, saved, show_change_cb, self, error);
  self->is_own = FALSE;
  if (restored)
    self->changed (self->data);
  return restored;
}

SchoTextEditor *
scho_text_editor_new (GtkTextBuffer *buffer,
                      SchoPageText *text,
                      SchoTextEditorFunc changed,
                      gpointer data)
{
  SchoTextEditor *self = g_new0 (SchoTextEditor, 1);
  GtkTextIter start;

  self->buffer = g_object_ref (buffer);
  self->text = scho_page_text_ref (text);
  self->edit = scho_text_edit_new (scho_page_text_get_text (text));
  self->changed = changed;
  self->data = data;
  gtk_text_buffer_get_start_iter (buffer, &start);
  self->first = gtk_text_buffer_create_mark (buffer, NULL, &start, TRUE);
  self->last = gtk_text_buffer_create_mark (buffer, NULL, &start, FALSE);
  g_signal_connect (buffer, "insert-text", G_CALLBACK (insert_text_cb), self);
  g_signal_connect (buffer, "delete-range", G_CALLBACK (delete_range_cb), self);
  g_signal_connect_after (buffer, "delete-range", G_CALLBACK (range_deleted_cb), self);
  g_signal_connect (buffer, "begin-user-action", G_CALLBACK (begin_cb), self);
  g_signal_connect (buffer, "end-user-action", G_CALLBACK (end_cb), self);
  return self;
}

void
scho_text_editor_free (SchoTextEditor *self)
{
  g_signal_handlers_disconnect_by_data (self->buffer, self);
  gtk_text_buffer_delete_mark (self->buffer, self->first);
  gtk_text_buffer_delete_mark (self->buffer, self->last);
  g_object_unref (self->buffer);
  scho_page_text_unref (self->text);
  scho_text_edit_free (self->edit);
  g_free (self);
}

SchoTextEdit *
scho_text_editor_get_edit (SchoTextEditor *self)
{
  return self->edit;
}
