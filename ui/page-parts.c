#include "page-parts.h"

#include "page-private.h"

#include <glib/gi18n.h>

#define SPACE_SOUGHT 1000 /* code points */
#define NEAR_END 24       /* pixels */
#define BUTTON_AIR 12
#define TOP_MARGIN 32    /* of the text, in pixels */
#define BUTTON_MARGIN 80 /* where a button is above it */

/* After the last paragraph before @wanted, or after a space near it where that is further
 * back than @least. */
static guint32
find_border (SchoText *text, guint32 least, guint32 wanted)
{
  guint32 line = scho_text_offset_to_line (text, wanted);
  guint32 border = scho_text_line_to_offset (text, line);
  g_autofree char *words = NULL;
  guint32 i = 0;

  if (border > least)
    return border;
  words = scho_text_dup_range (text, wanted, wanted + SPACE_SOUGHT);
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p), i++)
    if (g_unichar_isspace (g_utf8_get_char (p)))
      return wanted + i + 1;
  return wanted;
}

GArray *
scho_parts_plan (SchoText *text)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (SchoPart));
  guint32 length = scho_text_get_length (text);
  SchoPart part = { 0, 0 };

  if (length > SCHO_PARTS_FROM)
    while (length - part.end > SCHO_PART_LENGTH * 3 / 2)
      {
        guint32 last = part.end;

        part.end
            = find_border (text, last + SCHO_PART_LENGTH / 2, last + SCHO_PART_LENGTH);
        g_array_append_val (parts, part);
        part.start = find_border (text, part.end - 2 * SCHO_PARTS_OVERLAP,
                                  part.end - SCHO_PARTS_OVERLAP - SPACE_SOUGHT);
      }
  part.end = length;
  g_array_append_val (parts, part);
  return parts;
}

const SchoPart *
scho_parts_get (const GArray *parts, guint part)
{
  return &g_array_index (parts, SchoPart, part);
}

gboolean
scho_part_holds (const SchoPart *part, guint32 start, guint32 end)
{
  return start >= part->start && end <= part->end;
}

guint
scho_parts_find (const GArray *parts, guint current, guint32 start, guint32 end)
{
  guint part = 0;

  if (scho_part_holds (scho_parts_get (parts, current), start, end))
    return current;
  while (part + 1 < parts->len
         && scho_parts_get (parts, part)->end <= start + SCHO_PARTS_OVERLAP / 2)
    part++;
  if (part + 1 < parts->len && !scho_part_holds (scho_parts_get (parts, part), start, end)
      && scho_part_holds (scho_parts_get (parts, part + 1), start, end))
    part++;
  return part;
}

gboolean
scho_page_is_in_parts (SchoPage *self)
{
  return self->parts != NULL && self->parts->len > 1;
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
  gtk_widget_set_child_visible (self->next, some && self->part + 1 < self->parts->len
                                                && value > last - NEAR_END);
}

static void
take_part (SchoPage *self, SchoText *text, guint part)
{
  const SchoPart *taken = scho_parts_get (self->parts, part);

  scho_text_ref (text);
  g_clear_pointer (&self->text, scho_page_text_unref);
  self->part = part;
  self->text = scho_page_text_new_part (text, taken->start, taken->end);
  scho_text_unref (text);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->view),
                                part > 0 ? BUTTON_MARGIN : TOP_MARGIN);
}

void
scho_page_take_text (SchoPage *self, SchoText *text, guint32 offset)
{
  g_clear_pointer (&self->parts, g_array_unref);
  self->parts = scho_parts_plan (text);
  take_part (self, text, scho_parts_find (self->parts, 0, offset, offset));
}

/* What is to be seen first may have been asked for since the text was taken. */
void
scho_page_choose_part (SchoPage *self)
{
  guint32 offset = self->is_jump_waiting ? self->jump_offset : self->start;
  gboolean selected = self->start <= offset && offset <= self->end;
  guint part = scho_parts_find (self->parts, self->part, selected ? self->start : offset,
                                selected ? self->end : offset);

  if (part != self->part)
    take_part (self, scho_page_text_get_text (self->text), part);
  if (!selected
      && !scho_part_holds (scho_parts_get (self->parts, part), self->start, self->end))
    self->start = self->end = offset;
}

void
scho_page_ensure_part (SchoPage *self, guint32 start, guint32 end)
{
  guint part;

  if (self->text == NULL)
    return;
  part = scho_parts_find (self->parts, self->part, start, end);
  if (part == self->part)
    return;
  self->start = self->end = self->jump_offset = start;
  self->is_jump_waiting = TRUE;
  take_part (self, scho_page_text_get_text (self->text), part);
  if (!self->is_filled && !scho_page_is_filling (self))
    return;
  scho_page_fill (self);
  scho_page_tell_selection (self);
}

/* What is in sight stays where it is, and what is selected stays selected. */
static void
turn_to (SchoPage *self, guint part)
{
  const SchoPart *turned = scho_parts_get (self->parts, part);
  guint32 top = scho_page_get_top (self);

  scho_page_get_selection (self, &self->start, &self->end);
  if (!scho_part_holds (turned, self->start, self->end))
    self->start = self->end = top;
  self->jump_offset = top;
  self->is_jump_waiting = TRUE;
  take_part (self, scho_page_text_get_text (self->text), part);
  scho_page_fill (self);
  scho_page_tell_selection (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
next_cb (SchoPage *self)
{
  if (self->part + 1 < self->parts->len)
    turn_to (self, self->part + 1);
}

static void
previous_cb (SchoPage *self)
{
  if (self->part > 0)
    turn_to (self, self->part - 1);
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
