#include "dispute-side.h"

#include "swatch.h"

#include <glib/gi18n.h>
#include <string.h>

#define AROUND 240 /* characters before and after */
#define MOST 6000  /* characters shown */
#define CUT "…"

struct _SchoDisputeSide
{
  GtkBox parent_instance;

  GtkLabel *coder, *code, *passage;
  GtkWidget *swatch;
};

G_DEFINE_FINAL_TYPE (SchoDisputeSide, scho_dispute_side, GTK_TYPE_BOX)

static GtkLabel *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

static void
scho_dispute_side_class_init (SchoDisputeSideClass *klass)
{
}

static void
scho_dispute_side_init (SchoDisputeSide *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  self->coder = new_label ("heading");
  gtk_label_set_ellipsize (self->coder, PANGO_ELLIPSIZE_END);
  self->code = new_label ("code-name");
  gtk_label_set_ellipsize (self->code, PANGO_ELLIPSIZE_MIDDLE);
  self->swatch = scho_swatch_new (0);
  gtk_box_append (GTK_BOX (line), self->swatch);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->code));
  self->passage = new_label ("disputed");
  gtk_label_set_wrap (self->passage, TRUE);
  gtk_label_set_wrap_mode (self->passage, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (self->passage, TRUE);
  gtk_label_set_yalign (self->passage, 0);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled),
                                 GTK_WIDGET (self->passage));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->coder));
  gtk_box_append (GTK_BOX (self), line);
  gtk_box_append (GTK_BOX (self), scrolled);
}

GtkWidget *
scho_dispute_side_new (void)
{
  return g_object_new (SCHO_TYPE_DISPUTE_SIDE, NULL);
}

static void
add_attribute (PangoAttrList *list, PangoAttribute *attribute, gsize from, gsize to)
{
  attribute->start_index = (guint) from;
  attribute->end_index = (guint) to;
  pango_attr_list_insert (list, attribute);
}

/* A wash and a line in the code's colour, as on the page. */
static PangoAttrList *
mark_passage (guint32 colour, gsize from, gsize to)
{
  PangoAttrList *list = pango_attr_list_new ();
  guint16 red = (guint16) ((colour >> 16 & 0xff) * 257);
  guint16 green = (guint16) ((colour >> 8 & 0xff) * 257);
  guint16 blue = (guint16) ((colour & 0xff) * 257);

  add_attribute (list, pango_attr_background_new (red, green, blue), from, to);
  add_attribute (list, pango_attr_background_alpha_new (0x4000), from, to);
  add_attribute (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), from, to);
  add_attribute (list, pango_attr_underline_color_new (red, green, blue), from, to);
  return list;
}

static void
show_passage (SchoDisputeSide *self,
              const SchoAnnotation *coding,
              guint32 colour,
              SchoText *text,
              guint32 start,
              guint32 end)
{
  guint32 from = start > AROUND ? start - AROUND : 0;
  guint32 to = MIN (end + AROUND, from + MOST);
  g_autofree char *range = scho_text_dup_range (text, from, to);
  g_autofree char *words = g_strconcat (
      from > 0 ? CUT : "", range, to < scho_text_get_length (text) ? CUT : "", NULL);
  gsize first = scho_text_offset_to_byte (text, from);
  gsize shift = from > 0 ? strlen (CUT) : 0;
  g_autoptr (PangoAttrList) marks = NULL;

  gtk_label_set_label (self->passage, words);
  /* Of a very long passage the coding may begin behind what is shown. */
  if (coding != NULL)
    marks = mark_passage (
        colour,
        MIN (scho_text_offset_to_byte (text, coding->start) - first, strlen (range))
            + shift,
        MIN (scho_text_offset_to_byte (text, coding->end) - first, strlen (range))
            + shift);
  gtk_label_set_attributes (self->passage, marks);
}

void
scho_dispute_side_show (SchoDisputeSide *self,
                        SchoSnapshot *snapshot,
                        const SchoAnnotation *coding,
                        gboolean has_coding,
                        SchoText *text,
                        guint32 start,
                        guint32 end)
{
  const SchoCoder *coder = scho_snapshot_get_coder (snapshot, coding->coder);
  const SchoCode *code
      = has_coding ? scho_snapshot_get_code (snapshot, coding->code) : NULL;
  g_autofree char *label
      = code != NULL ? scho_snapshot_dup_code_label (snapshot, code->id) : NULL;

  gtk_label_set_label (self->coder, coder != NULL ? coder->name : "");
  gtk_label_set_label (self->code, label != NULL ? label : _ ("Nothing coded here"));
  gtk_widget_set_visible (self->swatch, code != NULL);
  if (code != NULL)
    scho_swatch_set_colour (SCHO_SWATCH (self->swatch), code->colour);
  show_passage (self, code != NULL ? coding : NULL, code != NULL ? code->colour : 0, text,
                start, end);
}
