/* table.c - tables of texts, as surveys and collections are: a document a row, or one. */
#include "columns.h"

#include "../shared/decode.h"
#include "../shared/import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const SchoOptionSpec import_options[] = {
  { "documents", SCHO_OPTION_CHOICE, "rows",
    N_ ("Each row is a document, or the table is one"), "rows|one" },
  { "text", SCHO_OPTION_TEXT, "",
    N_ ("Columns with the text, a semicolon between; empty: the longest"), NULL },
  { "title", SCHO_OPTION_TEXT, "", N_ ("Column with the title"), NULL },
  { "attributes", SCHO_OPTION_TEXT, "*",
    N_ ("Columns with attributes, a semicolon between; *: all others"), NULL },
  DECODE_ENCODING_OPTION,
  IMPORT_LIMIT_OPTION,
  { NULL },
};

/* Codebooks and codings are tables too, and their importers know them better. */
static int
guess (const guint8 *head, gsize n_bytes, const char *name)
{
  return import_is_called (name, "csv|tsv|tab") ? 35 : 0;
}

typedef struct
{
  const Grid *grid;
  GArray *columns; /* of Column */
  SchoStep *step;
  GHashTable *titles;
  const char *name, *encoding;
  gsize limit;
  guint n_texts, n_empty;
} Rows;

static void
list_titles (Rows *self, SchoSnapshot *base)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (base, &n);

  self->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < n; i++)
    g_hash_table_add (self->titles, g_strdup (documents[i]->title));
}

static char *
make_title (Rows *self, guint row)
{
  g_autofree char *first = g_strdup_printf ("%s %u", self->name, row);
  char *title;

  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, Column, i).role == COLUMN_TITLE)
      {
        g_autofree char *cell = g_strdup (grid_get (self->grid, row, i));

        g_strstrip (g_strdelimit (cell, "\n\t\r", ' '));
        if (cell[0] == '\0')
          continue;
        g_free (first);
        first = g_steal_pointer (&cell);
      }
  title = g_strdup (first);
  for (guint i = 2; g_hash_table_contains (self->titles, title); i++)
    {
      g_free (title);
      title = g_strdup_printf ("%s (%u)", first, i);
    }
  g_hash_table_add (self->titles, g_strdup (title));
  return title;
}

/* Of several columns each has its name as heading. */
static void
write_texts (Rows *self, guint row, TextBuilder *builder)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);
      const char *cell = grid_get (self->grid, row, i);
      guint heading;

      if (column->role != COLUMN_TEXT || cell[strspn (cell, " \t\n")] == '\0')
        continue;
      text_builder_break_line (builder);
      if (self->n_texts > 1)
        {
          heading = text_builder_open (builder, SCHO_STRETCH_HEADING, 2, NULL);
          text_builder_append (builder, column->name, -1);
          text_builder_close (builder, heading);
          text_builder_break_line (builder);
        }
      text_builder_append (builder, cell, -1);
    }
}

static gboolean
add_row (Rows *self, guint row, GError **error)
{
  g_autoptr (TextBuilder) builder = text_builder_new (self->limit);
  g_autoptr (ImportAttributes) attributes = import_attributes_new ();
  g_autoptr (SchoText) text = NULL;
  g_autofree char *title = NULL;
  SchoDocument document = { .source = self->name, .encoding = self->encoding };

  write_texts (self, row, builder);
  if (text_builder_get_length (builder) == 0)
    {
      self->n_empty++;
      return TRUE;
    }
  if (!(text = text_builder_finish (builder, self->name, error)))
    return FALSE;
  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);

      if (column->role == COLUMN_ATTRIBUTE)
        import_attributes_add (attributes, column->name, grid_get (self->grid, row, i),
                               column->type);
    }
  title = make_title (self, row);
  document.title = title;
  document.attributes = import_attributes_get (attributes, &document.n_attributes);
  scho_step_add_document (self->step, &document, text);
  return TRUE;
}

static char *
list_names (const Rows *self, ColumnRole role)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, Column, i).role == role)
      g_string_append_printf (out, "%s“%s”", out->len > 0 ? ", " : "",
                              g_array_index (self->columns, Column, i).name);
  return g_string_free (out, FALSE);
}

static void
tell_columns (const Rows *self, SchoOptions *options)
{
  g_autofree char *texts = list_names (self, COLUMN_TEXT);
  g_autofree char *titles = list_names (self, COLUMN_TITLE);

  if (scho_options_get_text (options, "text")[0] == '\0')
    scho_step_add_note (self->step,
                        _ ("“%s”: the texts are in %s, which is a guess; --set text=… "
                           "says another column."),
                        self->name, texts);
  if (titles[0] != '\0' && scho_options_get_text (options, "title")[0] == '\0')
    scho_step_add_note (self->step,
                        _ ("“%s”: the titles are in %s, which is a guess; --set title=… "
                           "says another column."),
                        self->name, titles);
  if (self->n_empty > 0)
    scho_step_add_note (self->step, _ ("“%s”: rows without a text, left out: %u"),
                        self->name, self->n_empty);
}

static gboolean
add_rows (Rows *self,
          SchoOptions *options,
          const SchoProgress *progress,
          GCancellable *cancellable,
          GError **error)
{
  self->columns
      = columns_choose (self->grid, scho_options_get_text (options, "text"),
                        scho_options_get_text (options, "title"),
                        scho_options_get_text (options, "attributes"), self->name, error);
  if (self->columns == NULL)
    return FALSE;
  for (guint i = 0; i < self->columns->len; i++)
    self->n_texts += g_array_index (self->columns, Column, i).role == COLUMN_TEXT;
  for (guint row = 1; row < self->grid->rows->len; row++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !add_row (self, row, error))
        return FALSE;
      if (row % 100 == 0)
        scho_progress_set (progress, (double) row / self->grid->rows->len, self->name);
    }
  tell_columns (self, options);
  return TRUE;
}

static void
write_table (const Grid *grid, TextBuilder *builder)
{
  guint table = text_builder_open (builder, SCHO_STRETCH_TABLE, 0, NULL);

  for (guint row = 0; row < grid->rows->len; row++)
    {
      guint line = text_builder_open (builder, SCHO_STRETCH_TABLE_ROW, row == 0, NULL);

      for (guint column = 0; column < grid->n_columns; column++)
        {
          const char *cell = grid_get (grid, row, column);
          guint stretch;

          if (cell[strspn (cell, " \t\n")] == '\0')
            continue;
          text_builder_break_line (builder);
          stretch
              = text_builder_open (builder, SCHO_STRETCH_TABLE_CELL, column + 1, NULL);
          text_builder_append (builder, cell, -1);
          text_builder_close (builder, stretch);
        }
      text_builder_close (builder, line);
      text_builder_break_line (builder);
    }
  text_builder_close (builder, table);
}

static gboolean
add_whole (Rows *self, GError **error)
{
  g_autoptr (TextBuilder) builder = text_builder_new (self->limit);
  g_autoptr (SchoText) text = NULL;

  write_table (self->grid, builder);
  if (!(text = text_builder_finish (builder, self->name, error)))
    return FALSE;
  import_add_document (
      self->step, self->name,
      &(SchoDocument){ .source = self->name, .encoding = self->encoding }, text);
  import_note_structure (self->step, self->name, text);
  return TRUE;
}

static gboolean
refuse_empty (const Grid *grid, const char *name, GError **error)
{
  if (grid->rows->len > 1)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("“%s” has no rows below the names of its columns"), name);
  return FALSE;
}

static void
tell_separator (const Grid *grid, SchoStep *step, const char *name)
{
  const char *separator = grid->separator == '\t'  ? _ ("tab")
                          : grid->separator == ';' ? _ ("semicolon")
                          : grid->separator == '|' ? _ ("bar")
                                                   : _ ("comma");

  /* Translators: a file, “comma” or another separator, two numbers */
  scho_step_add_note (step, _ ("“%s”: separator: %s; rows: %u; columns: %u"), name,
                      separator, grid->rows->len - 1, grid->n_columns);
  if (grid->n_ragged > 0)
    scho_step_add_note (step,
                        _ ("“%s”: rows that are shorter or longer than the first: %u"),
                        name, grid->n_ragged);
}

static gboolean
make_step (Rows *self,
           SchoOptions *options,
           SchoSnapshot *base,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  gboolean done;

  tell_separator (self->grid, self->step, self->name);
  if (strcmp (scho_options_get_text (options, "documents"), "one") == 0)
    return add_whole (self, error);
  list_titles (self, base);
  done = add_rows (self, options, progress, cancellable, error);
  g_hash_table_unref (self->titles);
  if (self->columns != NULL)
    g_array_unref (self->columns);
  return done;
}

static SchoStep *
table_import (GInputStream *stream,
              const char *name,
              const char *coder,
              SchoSnapshot *base,
              SchoOptions *options,
              const SchoProgress *progress,
              GCancellable *cancellable,
              GError **error)
{
  gsize limit = import_get_limit (options);
  g_autoptr (SchoStep) step = import_step_new (base, name);
  g_auto (Decoded) decoded = { 0 };
  g_auto (Grid) grid = { 0 };
  Rows rows = { .grid = &grid, .step = step, .name = name, .limit = limit };
  char separator = import_is_called (name, "tsv|tab") ? '\t' : '\0';

  if (!decode_stream (stream, name, options, &decoded, cancellable, error)
      || !grid_parse (&grid, decoded.utf8, decoded.n_bytes, separator, name, cancellable,
                      error)
      || !refuse_empty (&grid, name, error))
    return NULL;
  rows.encoding = decoded.encoding;
  if (!make_step (&rows, options, base, progress, cancellable, error))
    return NULL;
  if (decoded.guessed)
    import_note_encoding (step, name, decoded.encoding);
  return g_steal_pointer (&step);
}

static const SchoImporter importers[] = {
  { .id = "table",
    .title = N_ ("Table of texts"),
    .extensions = "csv|tsv|tab",
    .options = import_options,
    .guess = guess,
    .read = table_import },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.table",
  .title = N_ ("Tables of texts"),
  .description = N_ ("Reads surveys and collections, a document for each row."),
  .importers = importers,
};
