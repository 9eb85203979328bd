#include <scholiast/table.h>

#include <json-glib/json-glib.h>
#include <string.h>

/* What is written to the stream at once. */
#define ENOUGH 65536

typedef struct
{
  GOutputStream *stream;
  GString *pending;
  GError **error;
} Writer;

static gboolean
flush (Writer *self)
{
  gboolean done = g_output_stream_write_all (self->stream, self->pending->str,
                                             self->pending->len, NULL, NULL, self->error);

  g_string_truncate (self->pending, 0);
  return done;
}

static gboolean
flush_when_enough (Writer *self)
{
  return self->pending->len < ENOUGH || flush (self);
}

static void
append_csv_text (GString *line, const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (line, text);
      return;
    }
  g_string_append_c (line, '"');
  for (const char *quote = NULL; (quote = strchr (text, '"')) != NULL; text = quote + 1)
    {
      g_string_append_len (line, text, quote + 1 - text);
      g_string_append_c (line, '"');
    }
  g_string_append (line, text);
  g_string_append_c (line, '"');
}

static void
append_csv_cell (GString *line, SchoTable *table, gsize row, guint column)
{
  g_autofree char *text = NULL;

  if (scho_table_get_column_type (table, column) == SCHO_COLUMN_TEXT)
    {
      const char *words = scho_table_get_text (table, row, column);

      append_csv_text (line, words != NULL ? words : "");
      return;
    }
  text = scho_table_dup_cell (table, row, column);
  g_string_append (line, text);
}

static gboolean
write_csv_rows (Writer *writer, SchoTable *table)
{
  guint n_columns = scho_table_get_n_columns (table);

  for (gsize row = 0; row < scho_table_get_n_rows (table); row++)
    {
      gsize start = writer->pending->len;

      for (guint column = 0; column < n_columns; column++)
        {
          if (column > 0)
            g_string_append_c (writer->pending, ',');
          append_csv_cell (writer->pending, table, row, column);
        }
      /* A line without anything would be read as no row. */
      if (writer->pending->len == start)
        g_string_append (writer->pending, "\"\"");
      g_string_append_c (writer->pending, '\n');
      if (!flush_when_enough (writer))
        return FALSE;
    }
  return TRUE;
}

gboolean
scho_table_write_csv (SchoTable *self, GOutputStream *stream, GError **error)
{
  g_autoptr (GString) pending = g_string_sized_new (ENOUGH + 4096);
  Writer writer = { stream, pending, error };

  for (guint column = 0; column < scho_table_get_n_columns (self); column++)
    {
      if (column > 0)
        g_string_append_c (pending, ',');
      append_csv_text (pending, scho_table_get_column_name (self, column));
    }
  g_string_append_c (pending, '\n');
  return write_csv_rows (&writer, self) && flush (&writer);
}

/* One string at a time: a tree of all rows would need many times the table's memory. */
static void
append_json_text (GString *line, JsonGenerator *generator, const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);

  json_generator_set_root (generator, node);
  json_generator_to_gstring (generator, line);
}

static void
append_json_columns (GString *line, JsonGenerator *generator, SchoTable *table)
{
  static const char *const types[] = {
    [SCHO_COLUMN_TEXT] = "text",
    [SCHO_COLUMN_INTEGER] = "integer",
    [SCHO_COLUMN_NUMBER] = "number",
    [SCHO_COLUMN_BOOLEAN] = "boolean",
  };

  for (guint column = 0; column < scho_table_get_n_columns (table); column++)
    {
      g_string_append (line, column > 0 ? ", {\"name\": " : "{\"name\": ");
      append_json_text (line, generator, scho_table_get_column_name (table, column));
      g_string_append_printf (line, ", \"type\": \"%s\"}",
                              types[scho_table_get_column_type (table, column)]);
    }
}

static void
append_json_row (GString *line, JsonGenerator *generator, SchoTable *table, gsize row)
{
  for (guint column = 0; column < scho_table_get_n_columns (table); column++)
    {
      if (column > 0)
        g_string_append (line, ", ");
      if (!scho_table_is_defined (table, row, column))
        g_string_append (line, "null");
      else if (scho_table_get_column_type (table, column) == SCHO_COLUMN_TEXT)
        append_json_text (line, generator, scho_table_get_text (table, row, column));
      else
        {
          g_autofree char *text = scho_table_dup_cell (table, row, column);

          g_string_append (line, text);
        }
    }
}

static gboolean
write_json_rows (Writer *writer, JsonGenerator *generator, SchoTable *table)
{
  for (gsize row = 0; row < scho_table_get_n_rows (table); row++)
    {
      g_string_append (writer->pending, row > 0 ? ",\n      [" : "\n      [");
      append_json_row (writer->pending, generator, table, row);
      g_string_append_c (writer->pending, ']');
      if (!flush_when_enough (writer))
        return FALSE;
    }
  return TRUE;
}

/* Those that were run by hand know none. */
static void
append_json_facts (GString *line, JsonGenerator *generator, SchoTable *table)
{
  for (guint i = 0; i < scho_table_get_n_facts (table); i++)
    {
      const char *name, *title, *value = scho_table_get_fact (table, i, &name, &title);

      g_string_append (line, i > 0 ? ",\n      {\"name\": " : "\n      {\"name\": ");
      append_json_text (line, generator, name);
      g_string_append (line, ", \"title\": ");
      append_json_text (line, generator, title);
      g_string_append (line, ", \"value\": ");
      append_json_text (line, generator, value);
      g_string_append_c (line, '}');
    }
}

static gboolean
write_json_table (Writer *writer, SchoTable *table)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  GString *line = writer->pending;

  g_string_append (line, "  {\n    \"id\": ");
  append_json_text (line, generator, scho_table_get_id (table));
  g_string_append (line, ",\n    \"title\": ");
  append_json_text (line, generator, scho_table_get_title (table));
  g_string_append (line, ",\n    \"columns\": [");
  append_json_columns (line, generator, table);
  g_string_append (line, "],\n    \"rows\": [");
  if (!write_json_rows (writer, generator, table))
    return FALSE;
  g_string_append (line, "\n    ],\n    \"notes\": [");
  for (guint i = 0; i < scho_table_get_n_notes (table); i++)
    {
      g_string_append (line, i > 0 ? ", " : "");
      append_json_text (line, generator, scho_table_get_note (table, i));
    }
  g_string_append_c (line, ']');
  if (scho_table_get_n_facts (table) > 0)
    {
      g_string_append (line, ",\n    \"facts\": [");
      append_json_facts (line, generator, table);
      g_string_append (line, "\n    ]");
    }
  g_string_append (line, "\n  }");
  return TRUE;
}

gboolean
scho_tables_write_json (GPtrArray *tables, GOutputStream *stream, GError **error)
{
  g_autoptr (GString) pending = g_string_sized_new (ENOUGH + 4096);
  Writer writer = { stream, pending, error };

  g_string_append (pending, "[\n");
  for (guint i = 0; i < tables->len; i++)
    {
      if (i > 0)
        g_string_append (pending, ",\n");
      if (!write_json_table (&writer, tables->pdata[i]))
        return FALSE;
    }
  g_string_append (pending, tables->len > 0 ? "\n]\n" : "]\n");
  return flush (&writer);
}
