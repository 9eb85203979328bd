#include "grid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A file of a few bytes can repeat a cell without end. */
#define MAX_PLACES 20000000
#define MAX_FILLED 5000000
#define MAX_SHORT 60 /* characters */

typedef struct
{
  guint line, n_cells;
  const char *cells[];
} Row;

void
grid_init (Grid *self, const char *name, gsize limit)
{
  *self = (Grid){ .name = name, .limit = limit };
  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->all = g_string_chunk_new (64 * 1024);
}

void
grid_clear (Grid *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->all, g_string_chunk_free);
}

const char *
grid_keep (Grid *self, const char *text, gsize n_bytes)
{
  return g_string_chunk_insert_len (self->all, text, (gssize) n_bytes);
}

static gboolean
refuse (const Grid *self, GError **error)
{
  if (self->n_places > MAX_PLACES || self->n_filled > MAX_FILLED)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("“%s” has more than %d cells"),
                 self->name, MAX_FILLED);
  else if (self->n_bytes > self->limit || self->n_kept > self->limit)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("“%s” holds more than %zu MiB of text"), self->name,
                 self->limit / 1024 / 1024);
  else
    return FALSE;
  return TRUE;
}

gboolean
grid_reserve (Grid *self, gsize n_bytes, GError **error)
{
  self->n_kept += n_bytes;
  return !refuse (self, error);
}

gboolean
grid_add_row (
    Grid *self, const char *const *cells, guint n_cells, guint line, GError **error)
{
  Row *row;

  if (n_cells > GRID_MAX_COLUMNS)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("Line %u of %s has more than %d cells"), line, self->name,
                   GRID_MAX_COLUMNS);
      return FALSE;
    }
  row = g_malloc (sizeof (Row) + n_cells * sizeof (char *));
  row->line = line;
  row->n_cells = n_cells;
  g_ptr_array_add (self->rows, row);
  for (guint i = 0; i < n_cells; i++)
    {
      row->cells[i] = cells[i] != NULL ? cells[i] : "";
      if (row->cells[i][0] == '\0')
        continue;
      self->n_filled++;
      self->n_bytes += strlen (row->cells[i]);
    }
  self->n_places += n_cells;
  self->n_columns = MAX (self->n_columns, n_cells);
  self->n_ragged += n_cells != ((Row *) self->rows->pdata[0])->n_cells;
  return !refuse (self, error);
}

guint
grid_get_n_rows (const Grid *self)
{
  return self->rows->len;
}

guint
grid_get_line (const Grid *self, guint row)
{
  return ((const Row *) self->rows->pdata[row])->line;
}

const char *
grid_get (const Grid *self, guint row, guint column)
{
  const Row *one = self->rows->pdata[row];

  return column < one->n_cells ? one->cells[column] : "";
}

char *
grid_dup_short (const char *text)
{
  g_autofree char *begin = NULL;

  if (g_utf8_strlen (text, -1) <= MAX_SHORT)
    return g_strdup (text);
  begin = g_utf8_substring (text, 0, MAX_SHORT);
  return g_strconcat (begin, "…", NULL);
}

int
grid_find_column (const Grid *self, const char *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);
  gint64 number;

  for (guint i = 0; i < self->n_columns; i++)
    {
      g_autofree char *folded = g_utf8_casefold (grid_get (self, 0, i), -1);

      if (strcmp (g_strstrip (folded), wanted) == 0)
        return (int) i;
    }
  if (g_ascii_string_to_signed (name, 10, 1, self->n_columns, &number, NULL))
    return (int) number - 1;
  return -1;
}

gboolean
grid_check (const Grid *self, GError **error)
{
  if (self->rows->len > 1)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("“%s” has no rows below the names of its columns"), self->name);
  return FALSE;
}
