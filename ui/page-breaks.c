#include "page-breaks.h"

#define LABEL_SCALE 0.75
#define STRENGTH 0.45 /* of rules; labels are read and have more */

/* The first stretch that begins at @offset or later. */
static gsize
find_stretch (const SchoStretch *stretches, gsize n, guint32 offset)
{
  gsize low = 0, high = n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (stretches[middle].start < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
paint_label (GtkTextView *view,
             GtkSnapshot *snapshot,
             const char *label,
             float y,
             const GdkRGBA *ink)
{
  GtkWidget *widget = GTK_WIDGET (view);
  int margin = gtk_text_view_get_right_margin (view), height;
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, label);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  GdkRectangle visible;

  pango_attr_list_insert (attributes, pango_attr_scale_new (LABEL_SCALE));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (margin - 4) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_text_view_get_visible_rect (view, &visible);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (visible.width - margin + 4, y - height / 2.0f));
  gtk_snapshot_append_layout (snapshot, layout, ink);
  gtk_snapshot_restore (snapshot);
}

static void
paint_rule (GtkTextView *view, GtkSnapshot *snapshot, float y, const GdkRGBA *colour)
{
  int left = gtk_text_view_get_left_margin (view);
  GdkRectangle visible;

  gtk_text_view_get_visible_rect (view, &visible);
  gtk_snapshot_append_color (
      snapshot, colour,
      &GRAPHENE_RECT_INIT (
          left, y, visible.width - left - gtk_text_view_get_right_margin (view), 1));
}

static void
paint_break (GtkTextView *view,
             GtkSnapshot *snapshot,
             const SchoLine *line,
             guint32 place,
             const char *label,
             int gap,
             const GdkRGBA *ink)
{
  GdkRGBA faint = *ink, read = *ink;
  float y = line->y + line->height / 2.0f;

  faint.alpha = STRENGTH;
  read.alpha = 0.7f;
  if (place == line->paragraph)
    {
      y = line->y - MAX (gap / 2, 3);
      paint_rule (view, snapshot, y, &faint);
    }
  else
    {
      SchoBox box;

      if (scho_line_get_boxes (line, view, place, place + 1, &box, 1) == 1)
        gtk_snapshot_append_color (
            snapshot, &faint,
            &GRAPHENE_RECT_INIT (box.x - 1, line->y - 1, 1, line->height + 2));
    }
  if (label != NULL && label[0] != '\0')
    paint_label (view, snapshot, label, y, &read);
}

void
scho_page_breaks_paint (GtkTextView *view,
                        GtkSnapshot *snapshot,
                        SchoPageText *text,
                        SchoLines *lines,
                        int gap,
                        const GdkRGBA *ink)
{
  gsize n;
  const SchoStretch *stretches
      = scho_text_get_stretches (scho_page_text_get_text (text), &n);
  guint n_lines;
  const SchoLine *in_sight = scho_lines_get (lines, &n_lines);
  guint32 start, end;

  if (n == 0 || n_lines == 0)
    return;
  start = scho_page_text_to_offset (text, in_sight[0].start);
  end = scho_page_text_to_offset (text, in_sight[n_lines - 1].end);
  for (gsize i = find_stretch (stretches, n, start); i < n && stretches[i].start < end;
       i++)
    if (stretches[i].kind == SCHO_STRETCH_PAGE)
      {
        guint32 place = scho_page_text_to_place (text, stretches[i].start);

        paint_break (view, snapshot, &in_sight[scho_lines_find (lines, place)], place,
                     stretches[i].label, gap, ink);
      }
}
