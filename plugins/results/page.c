#include "page.h"

#include "drawings.h"

#include "../shared/controls.h"

#include <chart/chart.h>

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is written to the stream at once. */
#define ENOUGH 65536

static const char style[]
    = "body{font:16px/1.5 system-ui,sans-serif;color:#1e1e22;background:#fff;"
      "margin:2rem auto;max-width:64rem;padding:0 1rem}\n"
      "h1,h2{line-height:1.2}\n"
      ".scroll,figure{overflow-x:auto;margin:1rem 0}\n"
      "figcaption{color:#5c5e66}\n"
      "table{border-collapse:collapse;font-variant-numeric:tabular-nums}\n"
      "th,td{padding:.25rem .75rem;text-align:start;vertical-align:top;"
      "border-bottom:1px solid #d0d2d8}\n"
      "thead th{border-bottom:2px solid #1e1e22}\n"
      ".n{text-align:end;white-space:nowrap}\n"
      ".note{color:#44464d;max-width:44rem}\n"
      "dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem}\n"
      "dt{color:#5c5e66}\ndd{margin:0;overflow-wrap:anywhere}\n"
      "@media print{body{margin:0;max-width:none}.scroll,figure{overflow:visible}}\n";

typedef struct
{
  GOutputStream *stream;
  GString *pending;
  GCancellable *cancellable;
  GError **error;
} Page;

static gboolean
flush (Page *self)
{
  gboolean done
      = g_output_stream_write_all (self->stream, self->pending->str, self->pending->len,
                                   NULL, self->cancellable, self->error);

  g_string_truncate (self->pending, 0);
  return done;
}

static void
add (Page *self, const char *markup)
{
  g_string_append (self->pending, markup);
}

static void
add_escaped (Page *self, const char *from, const char *to)
{
  g_autofree char *escaped = g_markup_escape_text (from, (gssize) (to - from));

  g_string_append (self->pending, escaped);
}

/* U+FFFD for what HTML does not let in. */
static void
add_text (Page *self, const char *text)
{
  const char *plain = text;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (controls_is_one (p))
      {
        add_escaped (self, plain, p);
        g_string_append (self->pending, "\xef\xbf\xbd");
        plain = g_utf8_next_char (p);
      }
  add_escaped (self, plain, plain + strlen (plain));
}

/* `<tag>text</tag>` */
static void
add_element (Page *self, const char *tag, const char *text)
{
  g_string_append_printf (self->pending, "<%s>", tag);
  add_text (self, text);
  g_string_append_printf (self->pending, "</%s>\n", tag);
}

static gboolean
is_figure (SchoTable *table, guint column)
{
  SchoColumnType type = scho_table_get_column_type (table, column);

  return type == SCHO_COLUMN_INTEGER || type == SCHO_COLUMN_NUMBER;
}

/* A number is shown in few digits, and kept with all. */
static void
add_cell (Page *self, SchoTable *table, gsize row, guint column)
{
  g_autofree char *cell = scho_table_dup_cell (table, row, column);
  gboolean is_number = scho_table_get_column_type (table, column) == SCHO_COLUMN_NUMBER;

  if (is_number && cell[0] != '\0')
    {
      g_autofree char *shown
          = g_strdup_printf ("%.4g", scho_table_get_number (table, row, column));

      g_string_append_printf (self->pending,
                              "<td class=\"n\"><data value=\"%s\">%s</data></td>", cell,
                              shown);
      return;
    }
  add (self, is_figure (table, column) ? "<td class=\"n\">" : "<td>");
  add_text (self, cell);
  add (self, "</td>");
}

static void
add_headings (Page *self, SchoTable *table)
{
  add (self, "<thead>\n<tr>");
  for (guint column = 0; column < scho_table_get_n_columns (table); column++)
    if (!scho_table_is_column_idle (table, column))
      {
        add (self, is_figure (table, column) ? "<th scope=\"col\" class=\"n\">"
                                             : "<th scope=\"col\">");
        add_text (self, scho_table_get_column_title (table, column));
        add (self, "</th>");
      }
  add (self, "</tr>\n</thead>\n");
}

static gboolean
add_rows (Page *self, SchoTable *table)
{
  guint n_columns = scho_table_get_n_columns (table);
  g_autofree gboolean *idle = g_new0 (gboolean, n_columns + 1);

  for (guint column = 0; column < n_columns; column++)
    idle[column] = scho_table_is_column_idle (table, column);
  add (self, "<div class=\"scroll\">\n<table>\n");
  add_headings (self, table);
  add (self, "<tbody>\n");
  for (gsize row = 0; row < scho_table_get_n_rows (table); row++)
    {
      add (self, "<tr>");
      for (guint column = 0; column < n_columns; column++)
        if (!idle[column])
          add_cell (self, table, row, column);
      add (self, "</tr>\n");
      if (self->pending->len >= ENOUGH && !flush (self))
        return FALSE;
    }
  add (self, "</tbody>\n</table>\n</div>\n");
  return TRUE;
}

static void
add_charts (Page *self, SchoTable *table)
{
  for (guint i = 0; i < scho_table_get_n_charts (table); i++)
    {
      g_autoptr (SchoDrawing) drawing = scho_drawing_new (
          table, scho_table_get_chart (table, i), &chart_style_light, DRAWINGS_WIDTH);
      g_autofree char *svg = scho_drawing_dup_svg (drawing, TRUE);

      add (self, "<figure>\n");
      add (self, svg);
      add_element (self, "figcaption", scho_drawing_get_summary (drawing));
      add (self, "</figure>\n");
    }
}

/* What it was counted of is the same for all tables of a run. */
static void
add_facts (Page *self, SchoTable *table)
{
  if (scho_table_get_n_facts (table) == 0)
    return;
  add (self, "<section>\n");
  add_element (self, "h2", _ ("How it was counted"));
  add (self, "<dl>\n");
  for (guint i = 0; i < scho_table_get_n_facts (table); i++)
    {
      const char *title, *value = scho_table_get_fact (table, i, NULL, &title);

      add_element (self, "dt", title);
      add_element (self, "dd", value[0] != '\0' ? value : "–");
    }
  add (self, "</dl>\n</section>\n");
}

static gboolean
add_table (Page *self, SchoTable *table)
{
  add (self, "<section>\n");
  add_element (self, "h2", scho_table_get_title (table));
  add_charts (self, table);
  if (!add_rows (self, table))
    return FALSE;
  for (guint i = 0; i < scho_table_get_n_notes (table); i++)
    {
      add (self, "<p class=\"note\">");
      add_text (self, scho_table_get_note (table, i));
      add (self, "</p>\n");
    }
  add (self, "</section>\n");
  return TRUE;
}

/* As `de-AT`. */
static char *
dup_language (void)
{
  const char *name = g_get_language_names ()[0];
  char *language = g_strndup (name, strcspn (name, ".@"));

  if (g_str_equal (language, "C") || g_str_equal (language, "POSIX"))
    {
      g_free (language);
      return g_strdup ("en");
    }
  return g_strdelimit (language, "_", '-');
}

static void
add_head (Page *self, GPtrArray *tables, SchoSnapshot *snapshot)
{
  const char *project = scho_snapshot_get_info (snapshot)->title;
  const char *title = tables->len > 0 ? scho_table_get_title (tables->pdata[0]) : project;
  g_autofree char *language = dup_language ();

  g_string_append_printf (self->pending,
                          "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
                          "<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                          "content=\"width=device-width\">\n<meta name=\"generator\" "
                          "content=\"Scholiast\">\n<title>",
                          language);
  add_text (self, title);
  add (self, " – ");
  add_text (self, project);
  add (self, "</title>\n<style>\n");
  add (self, style);
  add (self, "</style>\n</head>\n<body>\n<main>\n");
  add_element (self, "h1", project);
}

gboolean
page_write_tables (GPtrArray *tables,
                   SchoSnapshot *snapshot,
                   SchoOutput *output,
                   const SchoProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GOutputStream) stream = scho_output_open (output, "result.html", error);
  g_autoptr (GString) pending = g_string_sized_new (ENOUGH + 4096);
  Page self = { stream, pending, cancellable, error };

  if (stream == NULL)
    return FALSE;
  controls_tell_tables (scho_output_get_losses (output), tables);
  add_head (&self, tables, snapshot);
  for (guint i = 0; i < tables->len; i++)
    {
      scho_progress_set (progress, (double) i / tables->len,
                         scho_table_get_title (tables->pdata[i]));
      if (!add_table (&self, tables->pdata[i]))
        return FALSE;
    }
  if (tables->len > 0)
    add_facts (&self, tables->pdata[0]);
  add (&self, "</main>\n</body>\n</html>\n");
  return flush (&self) && g_output_stream_close (stream, cancellable, error);
}
