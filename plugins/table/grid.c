#include "grid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_COLUMNS 10000

typedef struct
{
  Grid *grid;
  const char *p, *end;
  guint line;
  GString *cell; /* scratch */
} Parser;

void
grid_clear (Grid *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->all, g_string_chunk_free);
}

static char
guess_separator (const char *utf8, gsize n_bytes)
{
  static const char candidates[] = ",;\t|";
  guint counts[sizeof candidates - 1] = { 0 };
  guint best = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < n_bytes && (quoted || strchr ("\r\n", utf8[i]) == NULL); i++)
    {
      const char *found = strchr (candidates, utf8[i]);

      if (utf8[i] == '"')
        quoted = !quoted;
      else if (!quoted && found != NULL && *found != '\0')
        counts[found - candidates]++;
    }
  for (guint i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;
  return candidates[best];
}

static gboolean
is_line_end (char c)
{
  return c == '\n' || c == '\r';
}

static void
skip_line_end (Parser *self)
{
  if (self->p + 1 < self->end && self->p[0] == '\r' && self->p[1] == '\n')
    self->p++;
  if (self->p < self->end)
    self->p++;
  self->line++;
}

/* Up to and beyond the closing quote; line ends become line feeds. */
static gboolean
take_quoted (Parser *self)
{
  for (self->p++; self->p < self->end; self->p++)
    if (*self->p == '"' && self->p + 1 < self->end && self->p[1] == '"')
      g_string_append_c (self->cell, *self->p++);
    else if (*self->p == '"')
      {
        self->p++;
        return TRUE;
      }
    else if (is_line_end (*self->p))
      {
        if (self->p + 1 < self->end && self->p[0] == '\r' && self->p[1] == '\n')
          self->p++;
        self->line++;
        g_string_append_c (self->cell, '\n');
      }
    else
      g_string_append_c (self->cell, *self->p);
  return FALSE;
}

static gboolean
take_cell (Parser *self)
{
  g_string_truncate (self->cell, 0);
  if (self->p < self->end && *self->p == '"' && !take_quoted (self))
    return FALSE;
  while (self->p < self->end && *self->p != self->grid->separator
         && !is_line_end (*self->p))
    g_string_append_c (self->cell, *self->p++);
  return TRUE;
}

static gboolean
take_row (Parser *self, const char *name, GError **error)
{
  GPtrArray *row = g_ptr_array_new ();
  guint first = self->line;

  g_ptr_array_add (self->grid->rows, row);
  for (;;)
    {
      if (!take_cell (self))
        {
          g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                       _ ("Line %u of %s: a quote is never closed"), first, name);
          return FALSE;
        }
      if (row->len == MAX_COLUMNS)
        {
          g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                       _ ("Line %u of %s has more than %d cells"), first, name,
                       MAX_COLUMNS);
          return FALSE;
        }
      g_ptr_array_add (row, g_string_chunk_insert_len (self->grid->all, self->cell->str,
                                                       (gssize) self->cell->len));
      if (self->p >= self->end || *self->p != self->grid->separator)
        break;
      self->p++;
    }
  skip_line_end (self);
  return TRUE;
}

/* Of the first row, and how many others differ from it. */
static void
count_columns (Grid *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const GPtrArray *row = self->rows->pdata[i];
      const GPtrArray *first = self->rows->pdata[0];

      self->n_columns = MAX (self->n_columns, row->len);
      self->n_ragged += row->len != first->len;
    }
}

gboolean
grid_parse (Grid *self,
            const char *utf8,
            gsize n_bytes,
            char separator,
            const char *name,
            GCancellable *cancellable,
            GError **error)
{
  Parser parser = { self, utf8, utf8 + n_bytes, 1, NULL };
  gboolean good = TRUE;

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->all = g_string_chunk_new (64 * 1024);
  self->separator = separator != '\0' ? separator : guess_separator (utf8, n_bytes);
  parser.cell = g_string_new (NULL);
  while (good && parser.p < parser.end)
    if (is_line_end (*parser.p))
      skip_line_end (&parser);
    else
      good = !g_cancellable_set_error_if_cancelled (cancellable, error)
             && take_row (&parser, name, error);
  g_string_free (parser.cell, TRUE);
  if (good)
    count_columns (self);
  return good;
}

const char *
grid_get (const Grid *self, guint row, guint column)
{
  const GPtrArray *cells = self->rows->pdata[row];

  return column < cells->len ? cells->pdata[column] : "";
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
