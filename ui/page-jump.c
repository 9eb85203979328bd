#include "page-jump.h"

/* Lower than GTK's measuring of lines, so it runs when that is done. */
#define AFTER_MEASURING (G_PRIORITY_LOW + 100)

struct _SchoJump
{
  GtkTextView *view;
  GtkTextMark *mark; /* NULL when nothing is pending */
  GtkAdjustment *adjustment;
  gulong upper_id;
  guint tick_id, done_id;
};

static void
hold (SchoJump *self)
{
  GtkTextIter iter;
  GdkRectangle r;
  double page = gtk_adjustment_get_page_size (self->adjustment);
  double value;

  gtk_text_buffer_get_iter_at_mark (gtk_text_mark_get_buffer (self->mark), &iter,
                                    self->mark);
  gtk_text_view_get_iter_location (self->view, &iter, &r);
  value = gtk_text_iter_is_start (&iter)
              ? 0
              : r.y + gtk_text_view_get_top_margin (self->view) - SCHO_JUMP_ALIGN * page;
  gtk_adjustment_set_value (self->adjustment, value);
}

static void
upper_changed_cb (GtkAdjustment *adjustment, GParamSpec *pspec, SchoJump *self)
{
  hold (self);
}

/* Also ends the animation that GTK may have begun. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  hold (data);
  return G_SOURCE_CONTINUE;
}

static gboolean
measured_cb (gpointer data)
{
  SchoJump *self = data;

  self->done_id = 0;
  hold (self);
  scho_jump_end (self);
  return G_SOURCE_REMOVE;
}

/* While the view measures in the background, it leaves a scroll until that is done,
 * unless some line became invalid. Then it measures around the goal at once, and scrolls.
 */
static void
hurry (GtkTextBuffer *buffer, const GtkTextIter *goal)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (buffer);
  GtkTextTag *tag = gtk_text_tag_table_lookup (table, "hurry");
  GtkTextIter start = *goal, end = *goal;

  if (tag == NULL)
    tag = gtk_text_buffer_create_tag (buffer, "hurry", "scale", 1.0, NULL);
  if (!gtk_text_iter_forward_char (&end))
    gtk_text_iter_backward_char (&start);
  gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
  gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
}

SchoJump *
scho_jump_new (GtkTextView *view)
{
  SchoJump *self = g_new0 (SchoJump, 1);

  self->view = view;
  return self;
}

void
scho_jump_free (SchoJump *self)
{
  scho_jump_end (self);
  g_free (self);
}

void
scho_jump_to (SchoJump *self, guint32 place)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter iter;

  scho_jump_end (self);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, place);
  self->mark = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &iter, TRUE));
  self->adjustment
      = g_object_ref (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)));

  gtk_text_view_scroll_to_mark (self->view, self->mark, 0, TRUE, 0, SCHO_JUMP_ALIGN);
  hurry (buffer, &iter);
  self->upper_id = g_signal_connect (self->adjustment, "notify::upper",
                                     G_CALLBACK (upper_changed_cb), self);
  self->tick_id
      = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), tick_cb, self, NULL);
  self->done_id = g_idle_add_full (AFTER_MEASURING, measured_cb, self, NULL);
}

void
scho_jump_end (SchoJump *self)
{
  if (self->mark == NULL)
    return;

  g_clear_signal_handler (&self->upper_id, self->adjustment);
  g_clear_object (&self->adjustment);
  gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->tick_id);
  g_clear_handle_id (&self->done_id, g_source_remove);
  if (gtk_text_mark_get_buffer (self->mark) != NULL)
    gtk_text_buffer_delete_mark (gtk_text_mark_get_buffer (self->mark), self->mark);
  g_clear_object (&self->mark);
}

gboolean
scho_jump_is_pending (SchoJump *self)
{
  return self->mark != NULL;
}
