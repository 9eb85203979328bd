/* bench-pdf.c - a coded document as PDF, beside its bare text by the same libraries. */
#include "bench.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

/* Of A4 paper, in points. */
#define WIDTH 595.0
#define HEIGHT 842.0
#define EDGE 54.0

static double
export_pdf (BenchContext *context, GError **error)
{
  SchoProject *project = bench_open_large (context, error);
  g_autofree char *document = NULL;

  if (project == NULL)
    return -1;
  document = g_strdup_printf (
      "document=%s",
      scho_snapshot_get_document (scho_project_get_snapshot (project), 1)->title);
  return bench_export (context, "coded-pdf", "coded.pdf", document, bench_cpu, error);
}

/* All lines of a paragraph, each on the page where there is room. */
static void
draw_paragraph (cairo_t *cr, PangoLayout *layout, double *y)
{
  g_autoptr (PangoLayoutIter) iter = pango_layout_get_iter (layout);

  do
    {
      PangoRectangle box;

      pango_layout_iter_get_line_extents (iter, NULL, &box);
      if (*y + (double) box.height / PANGO_SCALE > HEIGHT - EDGE)
        {
          cairo_show_page (cr);
          *y = EDGE;
        }
      cairo_move_to (
          cr, EDGE,
          *y + (double) (pango_layout_iter_get_baseline (iter) - box.y) / PANGO_SCALE);
      pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
      *y += (double) box.height / PANGO_SCALE;
    }
  while (pango_layout_iter_next_line (iter));
}

static void
draw_text (cairo_t *cr, const char *utf8)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Serif");
  g_auto (GStrv) lines = g_strsplit (utf8, "\n", -1);
  double y = EDGE;

  pango_font_description_set_absolute_size (font, 10.5 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) ((WIDTH - 2 * EDGE) * PANGO_SCALE));
  for (char **line = lines; *line != NULL; line++)
    {
      pango_layout_set_text (layout, *line, -1);
      draw_paragraph (cr, layout, &y);
    }
  pango_font_description_free (font);
  g_object_unref (layout);
}

static double
write_bare (BenchContext *context, GError **error)
{
  SchoProject *project = bench_open_large (context, error);
  g_autofree char *path = bench_path (context, "bare.pdf");
  g_autoptr (SchoText) text = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  double start;

  if (project == NULL
      || !(text
           = scho_snapshot_read_text (scho_project_get_snapshot (project), 1, error)))
    return -1;
  start = bench_cpu ();
  surface = cairo_pdf_surface_create (path, WIDTH, HEIGHT);
  cr = cairo_create (surface);
  draw_text (cr, scho_text_get_utf8 (text, NULL));
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return bench_cpu () - start;
}

const BenchMeasure bench_pdf_measures[] = {
  { "a coded document as PDF", "its bare text by Pango and cairo", 3.0, 5, export_pdf,
    write_bare },
  { NULL },
};
