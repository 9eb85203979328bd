#include "swatch.h"

#include "palette.h"
#include "rgba.h"

#define SIDE 12
#define ROUND 3
#define FAINT 2.0 /* contrast, below which it has an edge */
#define DARK_GROUND 0x303030

struct _SchoSwatch
{
  GtkWidget parent_instance;
  guint32 colour;
  SchoMark mark;
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

/* In the ink that is legible on the colour. */
static void
append_letter (SchoSwatch *self, GtkSnapshot *snapshot, int x, int y)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (
      GTK_WIDGET (self), (char[]){ self->mark.letter, '\0' });
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  double on_white = scho_colour_get_contrast (self->colour, 0xffffff);
  GdkRGBA ink = scho_rgba (
      on_white >= scho_colour_get_contrast (self->colour, 0) ? 0xffffff : 0, 1);
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_size_new_absolute (10 * PANGO_SCALE));
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + (SIDE - width) / 2.0f,
                                                          y + (SIDE - height) / 2.0f));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

/* A colour that came with an imported codebook may be that of the window. */
static void
append_edge_if_faint (SchoSwatch *self, GtkSnapshot *snapshot, int x, int y)
{
  GskRoundedRect edge;
  GdkRGBA ink;
  guint32 ground;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &ink);
  ground = ink.red + ink.green + ink.blue > 1.5 ? DARK_GROUND : 0xffffff;
  if (scho_colour_get_contrast (self->colour, ground) >= FAINT)
    return;
  gsk_rounded_rect_init_from_rect (&edge, &GRAPHENE_RECT_INIT (x, y, SIDE, SIDE), ROUND);
  ink.alpha *= 0.6f;
  gtk_snapshot_append_border (snapshot, &edge, (float[4]){ 1, 1, 1, 1 },
                              (GdkRGBA[4]){ ink, ink, ink, ink });
}

static void
scho_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SchoSwatch *self = SCHO_SWATCH (widget);
  int x = (gtk_widget_get_width (widget) - SIDE) / 2;
  int y = (gtk_widget_get_height (widget) - SIDE) / 2;
  GdkRGBA rgba = scho_rgba (self->colour, 1);
  /* A letter needs the whole ground; it says enough. */
  SchoMark mark = self->mark.letter != '\0' ? (SchoMark){ 0 } : self->mark;

  scho_mark_append_swatch (mark, snapshot, &rgba, &GRAPHENE_RECT_INIT (x, y, SIDE, SIDE),
                           ROUND);
  append_edge_if_faint (self, snapshot, x, y);
  if (self->mark.letter != '\0')
    append_letter (self, snapshot, x, y);
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

void
scho_swatch_set_mark (SchoSwatch *self, SchoMark mark)
{
  self->mark = mark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
