#include <chart/chart.h>

#include <glib/gi18n-lib.h>
#include <math.h>
#include <scholiast/error.h>

#define INK_LIGHT                                                                        \
  {                                                                                      \
    0.12, 0.12, 0.14, 1                                                                  \
  }
#define INK_DARK                                                                         \
  {                                                                                      \
    0.95, 0.95, 0.96, 1                                                                  \
  }

const ChartStyle chart_style_light = {
  .size = 13,
  .ink = INK_LIGHT,
  .dim = { 0.36, 0.37, 0.40, 1 },
  .paper = { 1, 1, 1, 1 },
  .accent = { 0.13, 0.40, 0.72, 1 },
};

const ChartStyle chart_style_dark = {
  .size = 13,
  .ink = INK_DARK,
  .dim = { 0.72, 0.73, 0.76, 1 },
  .paper = { 0.12, 0.12, 0.12, 1 },
  .accent = { 0.45, 0.68, 0.96, 1 },
  .is_dark = TRUE,
};

const char *
scho_chart_get_title (const SchoChart *chart)
{
  static const char *const titles[] = {
    [SCHO_CHART_BARS] = N_ ("Bars"),
    [SCHO_CHART_HEAT_MAP] = N_ ("Heat map"),
    [SCHO_CHART_NETWORK] = N_ ("Network"),
    [SCHO_CHART_LINES] = N_ ("Timeline"),
  };

  return _ (titles[chart->kind]);
}

typedef struct
{
  GOutputStream *stream;
  GError **error;
} Png;

static cairo_status_t
write_cb (void *data, const unsigned char *bytes, unsigned int n)
{
  Png *self = data;

  return g_output_stream_write_all (self->stream, bytes, n, NULL, NULL, self->error)
             ? CAIRO_STATUS_SUCCESS
             : CAIRO_STATUS_WRITE_ERROR;
}

/* No image is larger than cairo can make it. */
#define MOST_PIXELS 30000.0

gboolean
scho_drawing_write_png (SchoDrawing *self,
                        double scale,
                        GOutputStream *stream,
                        GError **error)
{
  double width = scho_drawing_get_width (self), height = scho_drawing_get_height (self);
  double most = MIN (scale, MOST_PIXELS / MAX (width, height));
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) ceil (width * most), (int) ceil (height * most));
  cairo_t *cairo = cairo_create (surface);
  g_autoptr (GError) local_error = NULL;
  Png png = { stream, &local_error };
  cairo_status_t status;

  cairo_scale (cairo, most, most);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  scho_drawing_paint (self, cairo);
  status = cairo_status (cairo);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, write_cb, &png);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS && local_error == NULL)
    g_set_error (&local_error, SCHO_ERROR, SCHO_ERROR_FAILED,
                 _ ("The image could not be made: %s"), cairo_status_to_string (status));
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return status == CAIRO_STATUS_SUCCESS;
}
