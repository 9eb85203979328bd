#include "drawings.h"

#include <chart/chart.h>

#include <glib/gi18n-lib.h>
#include <string.h>

#define PNG_SCALE 3.0

typedef gboolean (*WriteFunc) (SchoDrawing *drawing,
                               GOutputStream *stream,
                               GError **error);

typedef struct
{
  SchoOutput *output;
  const char *ending;
  WriteFunc write;
  guint n_charts; /* in all tables */
} Drawings;

static gboolean
write_svg (SchoDrawing *drawing, GOutputStream *stream, GError **error)
{
  g_autofree char *svg = scho_drawing_dup_svg (drawing, FALSE);

  return g_output_stream_write_all (stream, svg, strlen (svg), NULL, NULL, error);
}

static gboolean
write_png (SchoDrawing *drawing, GOutputStream *stream, GError **error)
{
  return scho_drawing_write_png (drawing, PNG_SCALE, stream, error);
}

static gboolean
write_chart (Drawings *self, SchoTable *table, guint number, GError **error)
{
  static const char *const kinds[] = { "bars", "heat-map", "network", "lines" };
  const SchoChart *chart = scho_table_get_chart (table, number);
  g_autoptr (SchoDrawing) drawing
      = scho_drawing_new (table, chart, &chart_style_light, DRAWINGS_WIDTH);
  g_autofree char *name = g_strdup_printf ("%s-%s.%s", scho_table_get_id (table),
                                           kinds[chart->kind], self->ending);
  g_autoptr (GOutputStream) stream
      = self->n_charts > 1 ? scho_output_add_file (self->output, name, error)
                           : scho_output_open (self->output, name, error);

  return stream != NULL && self->write (drawing, stream, error)
         && g_output_stream_close (stream, NULL, error);
}

static gboolean
write_all (Drawings *self,
           GPtrArray *tables,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  for (guint i = 0; i < tables->len; i++)
    self->n_charts += scho_table_get_n_charts (tables->pdata[i]);
  if (self->n_charts == 0)
    {
      g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                           _ ("These tables have no chart: write them as a page, a "
                              "spreadsheet or CSV"));
      return FALSE;
    }
  for (guint i = 0; i < tables->len; i++)
    {
      scho_progress_set (progress, (double) i / tables->len,
                         scho_table_get_title (tables->pdata[i]));
      for (guint j = 0; j < scho_table_get_n_charts (tables->pdata[i]); j++)
        if (g_cancellable_set_error_if_cancelled (cancellable, error)
            || !write_chart (self, tables->pdata[i], j, error))
          return FALSE;
    }
  return TRUE;
}

gboolean
drawings_write_svg (GPtrArray *tables,
                    SchoSnapshot *snapshot,
                    SchoOutput *output,
                    const SchoProgress *progress,
                    GCancellable *cancellable,
                    GError **error)
{
  Drawings self = { output, "svg", write_svg };

  return write_all (&self, tables, progress, cancellable, error);
}

gboolean
drawings_write_png (GPtrArray *tables,
                    SchoSnapshot *snapshot,
                    SchoOutput *output,
                    const SchoProgress *progress,
                    GCancellable *cancellable,
                    GError **error)
{
  Drawings self = { output, "png", write_png };

  return write_all (&self, tables, progress, cancellable, error);
}
