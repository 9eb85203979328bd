#include "page-parts.h"

#include "page-private.h"

#include <glib/gi18n.h>

#define SPACE_SOUGHT 1000 /* code points */
#define NEAR_END 24       /* pixels */
#define BUTTON_AIR 12
#define TOP_MARGIN 32    /* of the text, in pixels */
#define BUTTON_MARGIN 80 /* where a button is above it */

/* Where a part that is to end near @wanted ends: @start < its end <= length. */
static guint32
find_end (SchoText *text, guint32 start, guint32 wanted)
{
  guint32 line = scho_text_offset_to_line (text, wanted);
  guint32 end = scho_text_line_to_offset (text, line);
  g_autofree char *words = NULL;
  guint32 i = 0;

  if (end > start + SCHO_PART_LENGTH / 2)
    return end;
  words = scho_text_dup_range (text, wanted, wanted + SPACE_SOUGHT);
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p), i++)
    if (g_unichar_isspace (g_utf8_get_char (p)))
      return wanted + i + 1;
  return wanted;
}

GArray *
scho_parts_plan (SchoText *text)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 length = scho_text_get_length (text), end = 0;

  if (length > SCHO_PARTS_FROM)
    while (length - end > SCHO_PART_LENGTH * 3 / 2)
      {
        end = find_end (text, end, end + SCHO_PART_LENGTH);
        g_array_append_val (ends, end);
      }
  g_array_append_val (ends, length);
  return ends;
}

guint
scho_parts_find (const GArray *ends, guint32 offset)
{
  guint part = 0;

  while (part + 1 < ends->len && g_array_index (ends, guint32, part) <= offset)
    part++;
  return part;
}

guint32
scho_parts_get_start (const GArray *ends, guint part)
{
  return part > 0 ? g_array_index (ends, guint32, part - 1) : 0;
}

guint32
scho_parts_get_end (const GArray *ends, guint part)
{
  return g_array_index (ends, guint32, part);
}

gboolean
scho_page_is_in_parts (SchoPage *self)
{
  return self->ends != NULL && self->ends->len > 1;
}

/* The buttons lie over the page's own margins at its ends. */
static void
update_buttons (SchoPage *self)
{
  GtkAdjustment *adjustment
      = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double value = gtk_adjustment_get_value (adjustment);
  double last
      = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  gboolean some = self->is_filled && scho_page_is_in_parts (self);

  gtk_widget_set_child_visible (self->previous,
                                some && self->part > 0 && value < NEAR_END);
  gtk_widget_set_child_visible (self->next, some && self->part + 1 < self->ends->len
                                                && value > last - NEAR_END);
}

static void
take_part (SchoPage *self, SchoText *text, guint part)
{
  scho_text_ref (text);
  g_clear_pointer (&self->text, scho_page_text_unref);
  self->part = part;
  self->text = scho_page_text_new_part (text, scho_parts_get_start (self->ends, part),
                                        scho_parts_get_end (self->ends, part));
  scho_text_unref (text);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->view),
                                part > 0 ? BUTTON_MARGIN : TOP_MARGIN);
}

void
scho_page_take_text (SchoPage *self, SchoText *text, guint32 offset)
{
  g_clear_pointer (&self->ends, g_array_unref);
  self->ends = scho_parts_plan (text);
  take_part (self, text, scho_parts_find (self->ends, offset));
}

/* What is to be seen first may have been asked for since the text was taken. */
void
scho_page_choose_part (SchoPage *self)
{
  guint32 offset = self->is_jump_waiting ? self->jump_offset : self->start;
  guint part = scho_parts_find (self->ends, offset);

  if (part != self->part)
    take_part (self, scho_page_text_get_text (self->text), part);
  if (scho_parts_find (self->ends, self->start) != part)
    self->start = self->end = offset;
}

void
scho_page_ensure_part (SchoPage *self, guint32 offset)
{
  if (self->text == NULL || scho_parts_find (self->ends, offset) == self->part)
    return;
  self->start = self->end = self->jump_offset = offset;
  self->is_jump_waiting = TRUE;
  if (!self->is_filled)
    return;
  scho_page_fill (self);
  scho_page_tell_selection (self);
}

static void
go_to (SchoPage *self, guint32 offset)
{
  scho_page_select (self, offset, offset);
  scho_page_scroll_to (self, offset, offset);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
next_cb (SchoPage *self)
{
  if (self->part + 1 < self->ends->len)
    go_to (self, scho_parts_get_start (self->ends, self->part + 1));
}

/* Reading backwards goes on at its end. */
static void
previous_cb (SchoPage *self)
{
  if (self->part > 0)
    go_to (self, scho_parts_get_start (self->ends, self->part) - 1);
}

static GtkWidget *
add_button (SchoPage *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_child_visible (button, FALSE);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

void
scho_page_add_parts (SchoPage *self)
{
  self->previous = add_button (self, _ ("Previous part"), G_CALLBACK (previous_cb));
  self->next = add_button (self, _ ("Next part"), G_CALLBACK (next_cb));
}

void
scho_page_parts_allocate (SchoPage *self, const GtkAllocation *area)
{
  GtkWidget *buttons[] = { self->previous, self->next };

  update_buttons (self);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      int width, height;

      gtk_widget_measure (buttons[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL,
                          NULL);
      gtk_widget_measure (buttons[i], GTK_ORIENTATION_VERTICAL, width, NULL, &height,
                          NULL, NULL);
      gtk_widget_size_allocate (
          buttons[i],
          &(GtkAllocation){ area->x + (area->width - width) / 2,
                            i == 0 ? BUTTON_AIR : area->height - height - BUTTON_AIR,
                            width, height },
          -1);
    }
}

void
scho_page_parts_snapshot (SchoPage *self, GtkSnapshot *snapshot)
{
  gtk_widget_snapshot_child (GTK_WIDGET (self), self->previous, snapshot);
  gtk_widget_snapshot_child (GTK_WIDGET (self), self->next, snapshot);
}

void
scho_page_parts_scrolled (SchoPage *self)
{
  if (self->next != NULL)
    update_buttons (self);
}
