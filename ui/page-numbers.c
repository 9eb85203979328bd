#include "page-numbers.h"

#include "rgba.h"

#include <string.h>

#define SCALE 0.8 /* of the text's size */
#define AIR 12    /* left of the widest number; right of it is the page's margin */

struct _SchoPageNumbers
{
  GtkWidget parent_instance;

  SchoPageView *view;
  SchoNumbers kind;
  SchoText *text; /* nullable: what is counted */
  GArray *counts; /* of guint32: paragraphs up to and with each line; may be empty */
  guint last;     /* the largest number */
  int digit_width;
};

G_DEFINE_FINAL_TYPE (SchoPageNumbers, scho_page_numbers, GTK_TYPE_WIDGET)

static gboolean
is_blank (const char *line, const char *end)
{
  while (line < end && g_ascii_isspace (*line))
    line++;
  return line == end;
}

static void
count_paragraphs (SchoPageNumbers *self)
{
  gsize n_bytes;
  const char *line = scho_text_get_utf8 (self->text, &n_bytes);
  const char *end = line + n_bytes;
  guint32 count = 0;

  while (line < end)
    {
      const char *feed = memchr (line, '\n', end - line);
      const char *stop = feed != NULL ? feed : end;

      count += !is_blank (line, stop);
      g_array_append_val (self->counts, count);
      line = stop + 1;
    }
  self->last = count;
}

static void
count (SchoPageNumbers *self)
{
  SchoPageText *text = scho_page_view_get_text (self->view);

  g_array_set_size (self->counts, 0);
  g_clear_pointer (&self->text, scho_text_unref);
  self->last = 0;
  if (text == NULL || self->kind == SCHO_NUMBERS_NONE)
    return;
  self->text = scho_text_ref (scho_page_text_get_text (text));
  if (self->kind == SCHO_NUMBERS_PARAGRAPHS)
    count_paragraphs (self);
  else
    self->last = scho_text_get_n_lines (self->text);
}

static void
paint_number (SchoPageNumbers *self,
              GtkSnapshot *snapshot,
              PangoLayout *layout,
              const GdkRGBA *ink,
              const SchoLine *line,
              guint number)
{
  char string[16];
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int width, height, y;

  g_snprintf (string, sizeof string, "%u", number);
  pango_layout_set_text (layout, string, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_TEXT,
                                         0, line->y, NULL, &y);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT (rtl ? 0 : gtk_widget_get_width (GTK_WIDGET (self)) - width,
                            y + (line->height - height) * 0.75f));
  gtk_snapshot_append_layout (snapshot, layout, ink);
  gtk_snapshot_restore (snapshot);
}

static void
scho_page_numbers_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SchoPageNumbers *self = SCHO_PAGE_NUMBERS (widget);
  SchoCodings *codings = scho_page_view_get_codings (self->view);
  SchoPageText *text = scho_page_view_get_text (self->view);
  g_autoptr (PangoLayout) layout = NULL;
  g_autoptr (PangoAttrList) attributes = NULL;
  const SchoLine *lines;
  guint n_lines;
  GdkRGBA ink;

  if (self->text == NULL || codings == NULL)
    return;
  ink = scho_rgba (scho_theme_get_ink (scho_codings_get_theme (codings)), 0.7);
  layout = gtk_widget_create_pango_layout (widget, NULL);
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_scale_new (SCALE));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  lines = scho_lines_get (scho_page_view_get_lines (self->view), &n_lines);
  for (guint i = 0; i < n_lines; i++)
    {
      guint number = lines[i].start == lines[i].paragraph ? scho_page_numbers_get_number (
                         self, scho_page_text_to_offset (text, lines[i].start))
                                                          : 0;

      if (number > 0)
        paint_number (self, snapshot, layout, &ink, &lines[i], number);
    }
}

static void
scho_page_numbers_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL
                            ? scho_page_numbers_get_width (SCHO_PAGE_NUMBERS (widget))
                            : 0;
}

static void
scho_page_numbers_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  SchoPageNumbers *self = SCHO_PAGE_NUMBERS (widget);
  PangoFontMetrics *metrics;

  GTK_WIDGET_CLASS (scho_page_numbers_parent_class)->css_changed (widget, change);
  metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  self->digit_width = PANGO_PIXELS_CEIL (
      pango_font_metrics_get_approximate_digit_width (metrics) * SCALE);
  pango_font_metrics_unref (metrics);
}

static void
scho_page_numbers_finalize (GObject *object)
{
  SchoPageNumbers *self = SCHO_PAGE_NUMBERS (object);

  g_clear_pointer (&self->text, scho_text_unref);
  g_array_unref (self->counts);
  G_OBJECT_CLASS (scho_page_numbers_parent_class)->finalize (object);
}

static void
scho_page_numbers_class_init (SchoPageNumbersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = scho_page_numbers_finalize;
  widget_class->snapshot = scho_page_numbers_snapshot;
  widget_class->measure = scho_page_numbers_measure;
  widget_class->css_changed = scho_page_numbers_css_changed;
  gtk_widget_class_set_css_name (widget_class, "numbers");
  /* The status bar says the line of the caret. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
scho_page_numbers_init (SchoPageNumbers *self)
{
  self->counts = g_array_new (FALSE, FALSE, sizeof (guint32));
}

GtkWidget *
scho_page_numbers_new (SchoPageView *view)
{
  SchoPageNumbers *self = g_object_new (SCHO_TYPE_PAGE_NUMBERS, NULL);

  self->view = view;
  return GTK_WIDGET (self);
}

void
scho_page_numbers_set_kind (SchoPageNumbers *self, SchoNumbers kind)
{
  if (kind == self->kind)
    return;
  self->kind = kind;
  scho_page_numbers_update (self);
}

void
scho_page_numbers_update (SchoPageNumbers *self)
{
  count (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

guint
scho_page_numbers_get_number (SchoPageNumbers *self, guint32 offset)
{
  guint32 line, before;

  if (self->text == NULL)
    return 0;
  line = scho_text_offset_to_line (self->text, offset);
  if (scho_text_line_to_offset (self->text, line) != offset)
    return 0; /* broken for display */
  if (self->kind == SCHO_NUMBERS_LINES)
    return line + 1;
  if (line >= self->counts->len)
    return 0;
  before = line > 0 ? g_array_index (self->counts, guint32, line - 1) : 0;
  line = g_array_index (self->counts, guint32, line);
  return line > before ? line : 0;
}

int
scho_page_numbers_get_width (SchoPageNumbers *self)
{
  int digits = 1;

  if (self->text == NULL)
    return 0;
  for (guint n = self->last; n >= 10; n /= 10)
    digits++;
  return MAX (digits, 2) * self->digit_width + AIR;
}
