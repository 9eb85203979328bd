#include "separated.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  Grid *grid;
  char separator;
  const char *p, *end;
  guint line;
  GString *cell;    /* scratch */
  GPtrArray *cells; /* scratch */
} Parser;

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

/* `sep=;` in the first line tells Excel what separates, and is no row. */
static gsize
read_told (const char *utf8, gsize n_bytes, char *separator)
{
  if (n_bytes < 6 || g_ascii_strncasecmp (utf8, "sep=", 4) != 0
      || strchr (",;\t|", utf8[4]) == NULL || strchr ("\r\n", utf8[5]) == NULL)
    return 0;
  if (*separator == '\0')
    *separator = utf8[4];
  return 5;
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
  while (self->p < self->end && *self->p != self->separator && !is_line_end (*self->p))
    g_string_append_c (self->cell, *self->p++);
  return TRUE;
}

static gboolean
take_row (Parser *self, GError **error)
{
  guint first = self->line;

  g_ptr_array_set_size (self->cells, 0);
  for (;;)
    {
      if (!take_cell (self))
        {
          g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                       _ ("Line %u of %s: a quote is never closed"), first,
                       self->grid->name);
          return FALSE;
        }
      g_ptr_array_add (self->cells,
                       (char *) grid_keep (self->grid, self->cell->str, self->cell->len));
      if (self->p >= self->end || *self->p != self->separator
          || self->cells->len > GRID_MAX_COLUMNS)
        break;
      self->p++;
    }
  skip_line_end (self);
  return grid_add_row (self->grid, (const char *const *) self->cells->pdata,
                       self->cells->len, first, error);
}

gboolean
separated_read (Grid *grid,
                const char *utf8,
                gsize n_bytes,
                char *separator,
                GCancellable *cancellable,
                GError **error)
{
  Parser parser = { .grid = grid, .p = utf8, .end = utf8 + n_bytes, .line = 1 };
  gboolean good = TRUE;

  parser.p += read_told (utf8, n_bytes, separator);
  if (*separator == '\0')
    *separator = guess_separator (utf8, n_bytes);
  parser.separator = *separator;
  parser.cell = g_string_new (NULL);
  parser.cells = g_ptr_array_new ();
  while (good && parser.p < parser.end)
    if (is_line_end (*parser.p))
      skip_line_end (&parser);
    else
      good = !g_cancellable_set_error_if_cancelled (cancellable, error)
             && take_row (&parser, error);
  g_string_free (parser.cell, TRUE);
  g_ptr_array_unref (parser.cells);
  return good;
}

void
separated_tell (const Grid *grid, char separator, SchoStep *step)
{
  const char *word = separator == '\t'  ? _ ("tab")
                     : separator == ';' ? _ ("semicolon")
                     : separator == '|' ? _ ("bar")
                                        : _ ("comma");

  /* Translators: a file, “comma” or another separator, two numbers */
  scho_step_add_note (step, _ ("“%s”: separator: %s; rows: %u; columns: %u"), grid->name,
                      word, grid_get_n_rows (grid) - 1, grid->n_columns);
  if (grid->n_ragged > 0)
    scho_step_add_note (step,
                        _ ("“%s”: rows that are shorter or longer than the first: %u"),
                        grid->name, grid->n_ragged);
}
