#include "swatch.h"

#define SIDE 12

struct _SchoSwatch
{
  GtkWidget parent_instance;
  guint32 colour;
};

G_DEFINE_FINAL_TYPE (SchoSwatch, scho_swatch, GTK_TYPE_WIDGET)

static void
scho_swatch_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = *natural = SIDE;
}

static void
scho_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SchoSwatch *self = SCHO_SWATCH (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA rgba
      = { ((self->colour >> 16) & 0xff) / 255.0f, ((self->colour >> 8) & 0xff) / 255.0f,
          (self->colour & 0xff) / 255.0f, 1 };
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (
      &rounded, &GRAPHENE_RECT_INIT ((width - SIDE) / 2, (height - SIDE) / 2, SIDE, SIDE),
      3);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &rgba, &rounded.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
scho_swatch_class_init (SchoSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = scho_swatch_measure;
  widget_class->snapshot = scho_swatch_snapshot;
  /* The name beside it says all that the colour says. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_css_name (widget_class, "swatch");
}

static void
scho_swatch_init (SchoSwatch *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
scho_swatch_new (guint32 colour)
{
  SchoSwatch *self = g_object_new (SCHO_TYPE_SWATCH, NULL);

  self->colour = colour;
  return GTK_WIDGET (self);
}

void
scho_swatch_set_colour (SchoSwatch *self, guint32 colour)
{
  self->colour = colour;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
