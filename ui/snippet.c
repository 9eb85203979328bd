#include "snippet.h"

#define LEAST 40 /* pixels wide */

struct _SchoSnippet
{
  GtkWidget parent_instance;
  PangoLayout *layout;
  guint most_lines;
};

G_DEFINE_FINAL_TYPE (SchoSnippet, scho_snippet, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
scho_snippet_get_request_mode (GtkWidget *widget)
{
  return SCHO_SNIPPET (widget)->most_lines > 1 ? GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH
                                               : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
set_width (SchoSnippet *self, int width)
{
  int wanted = width >= 0 ? width * PANGO_SCALE : -1;

  /* To set what it is throws away what was laid out. */
  if (pango_layout_get_width (self->layout) != wanted)
    pango_layout_set_width (self->layout, wanted);
}

static void
scho_snippet_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  SchoSnippet *self = SCHO_SNIPPET (widget);

  *minimum = *natural = LEAST;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  set_width (self, for_size);
  pango_layout_get_pixel_size (self->layout, NULL, minimum);
  *natural = *minimum;
}

static void
scho_snippet_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SchoSnippet *self = SCHO_SNIPPET (widget);
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  set_width (self, gtk_widget_get_width (widget));
  gtk_snapshot_append_layout (snapshot, self->layout, &colour);
}

static void
scho_snippet_finalize (GObject *object)
{
  g_object_unref (SCHO_SNIPPET (object)->layout);
  G_OBJECT_CLASS (scho_snippet_parent_class)->finalize (object);
}

static void
scho_snippet_class_init (SchoSnippetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = scho_snippet_finalize;
  widget_class->get_request_mode = scho_snippet_get_request_mode;
  widget_class->measure = scho_snippet_measure;
  widget_class->snapshot = scho_snippet_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_widget_class_set_css_name (widget_class, "label");
}

static void
scho_snippet_init (SchoSnippet *self)
{
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "");
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
scho_snippet_new (guint most_lines)
{
  SchoSnippet *self = g_object_new (SCHO_TYPE_SNIPPET, NULL);

  self->most_lines = most_lines;
  pango_layout_set_height (self->layout, -(int) most_lines);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  return GTK_WIDGET (self);
}

static void
text_changed (SchoSnippet *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  scho_snippet_get_text (self), -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
scho_snippet_set_text (SchoSnippet *self, const char *text)
{
  if (g_str_equal (scho_snippet_get_text (self), text))
    return;
  pango_layout_set_text (self->layout, text, -1);
  text_changed (self);
}

void
scho_snippet_set_markup (SchoSnippet *self, const char *markup)
{
  pango_layout_set_markup (self->layout, markup, -1);
  text_changed (self);
}

const char *
scho_snippet_get_text (SchoSnippet *self)
{
  return pango_layout_get_text (self->layout);
}
