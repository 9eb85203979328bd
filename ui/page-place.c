/* page-place.c - where one is on the page: caret, selection, what is in sight. */
#include "page-private.h"

static GtkTextBuffer *
get_buffer (SchoPage *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
}

static guint32
to_offset (SchoPage *self, const GtkTextIter *iter)
{
  return scho_page_text_to_offset (self->text, gtk_text_iter_get_offset (iter));
}

static void
get_iter (SchoPage *self, guint32 offset, GtkTextIter *iter)
{
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), iter,
                                      scho_page_text_to_place (self->text, offset));
}

void
scho_page_select_now (SchoPage *self, guint32 start, guint32 end)
{
  GtkTextIter from, to;

  scho_page_ensure_part (self, start, end);
  if (!self->is_filled) /* the other part is on its way */
    {
      self->start = start;
      self->end = end;
      return;
    }
  get_iter (self, start, &from);
  get_iter (self, end, &to);
  /* The end is after the last character, not after a break that follows it. */
  if (end > start)
    {
      guint32 first, after;

      scho_page_text_to_places (self->text, start, end, &first, &after);
      gtk_text_iter_set_offset (&to, after);
    }
  gtk_text_buffer_select_range (get_buffer (self), &to, &from);
}

void
scho_page_jump_now (SchoPage *self, guint32 offset)
{
  if (!self->is_filled)
    {
      self->is_jump_waiting = TRUE;
      self->jump_offset = offset;
      return;
    }
  scho_page_ensure_part (self, offset, offset);
  if (self->is_filled)
    scho_jump_to (self->jump, scho_page_text_to_place (self->text, offset));
}

gboolean
scho_page_get_selection (SchoPage *self, guint32 *start, guint32 *end)
{
  GtkTextIter first, after;

  if (self->is_filled)
    {
      gtk_text_buffer_get_selection_bounds (get_buffer (self), &first, &after);
      *start = to_offset (self, &first);
      *end = to_offset (self, &after);
    }
  else
    {
      *start = self->start;
      *end = self->end;
    }
  return *start < *end;
}

void
scho_page_select (SchoPage *self, guint32 start, guint32 end)
{
  g_return_if_fail (SCHO_IS_PAGE (self) && start <= end);

  self->start = start;
  self->end = end;
  if (self->is_filled)
    scho_page_select_now (self, start, end);
  else
    scho_page_tell_selection (self);
}

guint32
scho_page_get_caret (SchoPage *self)
{
  GtkTextIter iter;

  if (!self->is_filled)
    return self->end;
  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &iter,
                                    gtk_text_buffer_get_insert (get_buffer (self)));
  return to_offset (self, &iter);
}

void
scho_page_scroll_to (SchoPage *self, guint32 start, guint32 end)
{
  GdkRectangle r;
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (!self->is_filled)
    {
      self->is_jump_waiting = TRUE;
      self->jump_offset = start;
      return;
    }
  scho_page_ensure_part (self, start, end);
  /* What is well in sight stays where it is. */
  if (!scho_jump_is_pending (self->jump) && scho_page_get_rectangle (self, start, end, &r)
      && r.y > height / 20 && r.y + r.height < height - height / 20)
    return;
  scho_page_jump_now (self, start);
}

guint32
scho_page_get_top (SchoPage *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  GdkRectangle visible;
  GtkTextIter iter;

  if (!self->is_filled)
    return self->is_jump_waiting ? self->jump_offset : 0;
  gtk_text_view_get_visible_rect (view, &visible);
  if (visible.y <= 0)
    return scho_page_text_get_start (self->text);
  gtk_text_view_get_iter_at_location (view, &iter, 0,
                                      visible.y + visible.height * SCHO_JUMP_ALIGN);
  return to_offset (self, &iter);
}

gboolean
scho_page_get_rectangle (SchoPage *self,
                         guint32 start,
                         guint32 end,
                         GdkRectangle *rectangle)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  GtkWidget *widget = GTK_WIDGET (view);
  GdkRectangle visible, first, last;
  GtkTextIter iter;
  graphene_point_t point;

  if (!self->is_filled || start > scho_page_text_get_end (self->text)
      || end < scho_page_text_get_start (self->text))
    return FALSE;

  get_iter (self, start, &iter);
  gtk_text_view_get_iter_location (view, &iter, &first);
  get_iter (self, end > start ? end - 1 : end, &iter);
  gtk_text_view_get_iter_location (view, &iter, &last);
  gdk_rectangle_union (&first, &last, &first);
  gtk_text_view_get_visible_rect (view, &visible);
  if (first.y + first.height <= visible.y || first.y >= visible.y + visible.height)
    return FALSE;

  *rectangle = first;
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, first.x, first.y,
                                         &rectangle->x, &rectangle->y);
  if (!gtk_widget_compute_point (widget, GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT (rectangle->x, rectangle->y),
                                 &point))
    return FALSE;
  rectangle->x = point.x;
  rectangle->y = point.y;
  rectangle->width = MAX (rectangle->width, 1);
  return TRUE;
}
