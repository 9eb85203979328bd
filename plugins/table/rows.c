#include "rows.h"

#include "unique-names.h"
#include "values.h"

#include "../shared/import.h"
#include "../shared/lost.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const Grid *grid;
  GArray *columns; /* of Column */
  SchoStep *step;
  UniqueNames titles;
  const char *encoding;
  gsize limit;
  guint n_texts;
} Rows;

static void
list_titles (Rows *self)
{
  gsize n;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (scho_step_get_base (self->step), &n);

  unique_names_init (&self->titles);
  for (gsize i = 0; i < n; i++)
    unique_names_add (&self->titles, documents[i]->title);
}

static char *
make_title (Rows *self, guint row)
{
  g_autofree char *wanted = g_strdup_printf ("%s %u", self->grid->name, row);

  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, Column, i).role == COLUMN_TITLE)
      {
        g_autofree char *cell
            = value_dup (grid_get (self->grid, row, i), SCHO_ATTRIBUTE_TEXT);

        if (cell[0] == '\0')
          continue;
        g_free (wanted);
        wanted = g_steal_pointer (&cell);
      }
  return unique_names_make (&self->titles, wanted);
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

static void
clear_attribute (gpointer data)
{
  g_free ((char *) ((SchoAttribute *) data)->value);
}

/* Names are those of the columns. */
static GArray *
make_attributes (const Rows *self, guint row)
{
  GArray *attributes = g_array_new (FALSE, FALSE, sizeof (SchoAttribute));

  g_array_set_clear_func (attributes, clear_attribute);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);
      const char *cell = grid_get (self->grid, row, i);
      SchoAttribute attribute = { .name = column->name, .type = column->type };

      if (column->role != COLUMN_ATTRIBUTE || cell[0] == '\0')
        continue;
      attribute.value = value_dup (cell, column->type);
      g_array_append_val (attributes, attribute);
    }
  return attributes;
}

/* Its other cells are nowhere then. */
static void
tell_empty (Rows *self, guint row)
{
  /* Translators: a file, the number of a line */
  g_autofree char *where = g_strdup_printf (_ ("%s: line %u"), self->grid->name,
                                            grid_get_line (self->grid, row));

  scho_losses_add (scho_step_get_losses (self->step), 1, _ ("Rows without a text"),
                   where);
}

static gboolean
add_row (Rows *self, guint row, GError **error)
{
  g_autoptr (TextBuilder) builder = text_builder_new (self->limit);
  g_autoptr (GArray) attributes = NULL;
  g_autoptr (SchoText) text = NULL;
  g_autofree char *title = NULL;
  SchoDocument document = { .source = self->grid->name, .encoding = self->encoding };

  write_texts (self, row, builder);
  if (text_builder_get_length (builder) == 0)
    {
      tell_empty (self, row);
      return TRUE;
    }
  if (!(text = text_builder_finish (builder, self->grid->name, error)))
    return FALSE;
  title = make_title (self, row);
  attributes = make_attributes (self, row);
  document.title = title;
  document.attributes = (const SchoAttribute *) attributes->data;
  document.n_attributes = attributes->len;
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
lose_columns (const Rows *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);

      if (column->role == COLUMN_LEFT_OUT)
        lost_add (scho_step_get_losses (self->step), 1,
                  _ ("Columns (--set attributes=… says which come in)"), self->grid->name,
                  column->name);
    }
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
                        self->grid->name, texts);
  if (titles[0] != '\0' && scho_options_get_text (options, "title")[0] == '\0')
    scho_step_add_note (self->step,
                        _ ("“%s”: the titles are in %s, which is a guess; --set title=… "
                           "says another column."),
                        self->grid->name, titles);
  columns_tell_types (self->grid, self->columns, self->step);
  lose_columns (self);
}

static gboolean
add_rows (Rows *self,
          SchoOptions *options,
          const SchoProgress *progress,
          GCancellable *cancellable,
          GError **error)
{
  if (!(self->columns = columns_choose (self->grid, options, error)))
    return FALSE;
  for (guint i = 0; i < self->columns->len; i++)
    self->n_texts += g_array_index (self->columns, Column, i).role == COLUMN_TEXT;
  for (guint row = 1; row < grid_get_n_rows (self->grid); row++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !add_row (self, row, error))
        return FALSE;
      if (row % 100 == 0)
        scho_progress_set (progress, (double) row / grid_get_n_rows (self->grid),
                           self->grid->name);
    }
  tell_columns (self, options);
  return TRUE;
}

static void
write_table (const Grid *grid, TextBuilder *builder)
{
  guint table = text_builder_open (builder, SCHO_STRETCH_TABLE, 0, NULL);

  for (guint row = 0; row < grid_get_n_rows (grid); row++)
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
  if (!(text = text_builder_finish (builder, self->grid->name, error)))
    return FALSE;
  import_add_document (
      self->step, self->grid->name,
      &(SchoDocument){ .source = self->grid->name, .encoding = self->encoding }, text);
  return TRUE;
}

gboolean
rows_add_documents (const Grid *grid,
                    SchoStep *step,
                    const char *encoding,
                    SchoOptions *options,
                    const SchoProgress *progress,
                    GCancellable *cancellable,
                    GError **error)
{
  Rows self = {
    .grid = grid, .step = step, .encoding = encoding, .limit = import_get_limit (options)
  };
  gboolean done;

  if (!grid_check (grid, error))
    return FALSE;
  if (strcmp (scho_options_get_text (options, "documents"), "one") == 0)
    return add_whole (&self, error);
  list_titles (&self);
  done = add_rows (&self, options, progress, cancellable, error);
  unique_names_clear (&self.titles);
  g_clear_pointer (&self.columns, g_array_unref);
  return done;
}
