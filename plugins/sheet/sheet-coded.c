#include "sheet-coded.h"

#include <string.h>

static void
add_cell (GString *out, const char *cell)
{
  if (strpbrk (cell, ",\"\r\n") == NULL)
    {
      g_string_append (out, cell);
      return;
    }
  g_string_append_c (out, '"');
  for (; *cell != '\0'; cell++)
    {
      if (*cell == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *cell);
    }
  g_string_append_c (out, '"');
}

/* Rows without any text, which the grid does not have, are empty lines: so what is wrong
 * is said with the line of the sheet. */
GInputStream *
sheet_coded_open (const Grid *grid)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint line = 1;
  gsize n_bytes;

  for (guint row = 0; row < grid_get_n_rows (grid); row++)
    {
      for (; line < grid_get_line (grid, row) && row > 0; line++)
        g_string_append_c (out, '\n');
      for (guint column = 0; column < grid->n_columns; column++)
        {
          if (column > 0)
            g_string_append_c (out, ',');
          add_cell (out, grid_get (grid, row, column));
        }
      g_string_append_c (out, '\n');
      line = grid_get_line (grid, row) + 1;
    }
  n_bytes = out->len;
  return g_memory_input_stream_new_from_data (
      g_string_free (g_steal_pointer (&out), FALSE), (gssize) n_bytes, g_free);
}
