/* window-results.c - from the figures of a result to its passages, and its charts to
 * files. */
#include "window-private.h"

#include "cell-passages.h"
#include "work.h"

#include <chart/chart.h>
#include <glib/gi18n.h>
#include <scholiast/lookup.h>
#include <string.h>

static void
cell_activated_cb (SchoWindow *self, SchoTable *table, guint64 row, guint column)
{
  SchoSnapshot *snapshot = scho_session_get_snapshot (self->session);
  g_autofree char *query = scho_cell_passages_dup_query (snapshot, table, row, column);

  if (query == NULL)
    scho_window_toast (self, _ ("No passages stand behind this row."));
  else
    g_action_group_activate_action (G_ACTION_GROUP (self), "query",
                                    g_variant_new_string (query));
}

void
scho_window_follow_result (SchoWindow *self, SchoTablePage *page)
{
  g_signal_connect_object (page, "cell-activated", G_CALLBACK (cell_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

/* A drawing of what is on the screen, not of all that there is. */
void
scho_window_choose_chart (SchoWindow *self, SchoWork *work)
{
  SchoTablePage *page = scho_window_get_table_page (self);
  const char *extension = work->exporter != NULL ? work->exporter->extension : "";

  if (page == NULL || scho_table_page_get_chart (page) < 0
      || (!g_str_equal (extension, "svg") && !g_str_equal (extension, "png")))
    return;
  work->chart_table = scho_table_ref (scho_table_page_get_table (page));
  work->chart = (guint) scho_table_page_get_chart (page);
}

gboolean
scho_window_write_chart (SchoWork *work, SchoOutput *output, GError **error)
{
  g_autoptr (SchoDrawing) drawing = scho_drawing_new (
      work->chart_table, scho_table_get_chart (work->chart_table, work->chart),
      &chart_style_light, 760);
  g_autofree char *svg = NULL;
  g_autoptr (GOutputStream) stream = scho_output_open (
      output, g_str_equal (work->exporter->extension, "svg") ? "chart.svg" : "chart.png",
      error);
  gboolean done;

  if (stream == NULL)
    return FALSE;
  if (g_str_equal (work->exporter->extension, "svg"))
    {
      svg = scho_drawing_dup_svg (drawing, FALSE);
      done = g_output_stream_write_all (stream, svg, strlen (svg), NULL, NULL, error);
    }
  else
    done = scho_drawing_write_png (drawing, 3, stream, error);
  return done && g_output_stream_close (stream, NULL, error);
}
