#include "table-cells.h"

#include "matching.h"

#include <glib/gi18n.h>

char *
scho_table_cells_dup_shown (SchoTable *table, gsize row, guint column)
{
  if (!scho_table_is_defined (table, row, column))
    return g_strdup ("–");
  switch (scho_table_get_column_type (table, column))
    {
    case SCHO_COLUMN_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT,
                              scho_table_get_integer (table, row, column));
    case SCHO_COLUMN_NUMBER:
      return g_strdup_printf ("%.4g", scho_table_get_number (table, row, column));
    case SCHO_COLUMN_BOOLEAN:
      return g_strdup (scho_table_get_boolean (table, row, column) ? _ ("yes")
                                                                   : _ ("no"));
    default:
      return g_strdup (scho_table_get_text (table, row, column));
    }
}

char *
scho_table_cells_dup_spoken (SchoTable *table, gsize row)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < scho_table_get_n_columns (table); i++)
    if (!scho_table_is_column_idle (table, i))
      {
        g_autofree char *cell = scho_table_cells_dup_shown (table, row, i);

        g_string_append_printf (words, "%s%s: %s", words->len > 0 ? ", " : "",
                                scho_table_get_column_title (table, i), cell);
      }
  return g_string_free (words, FALSE);
}

int
scho_table_cells_compare (SchoTable *table, guint column, gsize row, gsize other)
{
  gboolean is_there = scho_table_is_defined (table, row, column);
  gboolean other_is_there = scho_table_is_defined (table, other, column);

  if (!is_there || !other_is_there)
    return other_is_there - is_there;
  switch (scho_table_get_column_type (table, column))
    {
    case SCHO_COLUMN_INTEGER:
      {
        gint64 i = scho_table_get_integer (table, row, column);
        gint64 j = scho_table_get_integer (table, other, column);
        return (i > j) - (i < j);
      }
    case SCHO_COLUMN_NUMBER:
      {
        double i = scho_table_get_number (table, row, column);
        double j = scho_table_get_number (table, other, column);
        return (i > j) - (i < j);
      }
    case SCHO_COLUMN_BOOLEAN:
      return scho_table_get_boolean (table, row, column)
             - scho_table_get_boolean (table, other, column);
    default:
      return g_utf8_collate (scho_table_get_text (table, row, column),
                             scho_table_get_text (table, other, column));
    }
}

char *
scho_table_cells_dup_folded (SchoTable *table, gsize row)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < scho_table_get_n_columns (table); i++)
    if (!scho_table_is_column_idle (table, i))
      {
        g_autofree char *cell = scho_table_cells_dup_shown (table, row, i);

        /* No word that is typed goes over the end of a cell. */
        g_string_append_printf (words, "%s\n", cell);
      }
  return scho_matching_fold (words->str);
}

static void
append_cell (GString *out, SchoTable *table, gsize row, guint column)
{
  g_autofree char *cell = scho_table_dup_cell (table, row, column);

  g_string_append (out, g_strdelimit (cell, "\t\n\r", ' '));
}

char *
scho_table_cells_dup_tsv (SchoTable *table, GArray *rows)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const char *between = "";

      for (guint j = 0; j < scho_table_get_n_columns (table); j++)
        if (!scho_table_is_column_idle (table, j))
          {
            g_string_append (out, between);
            append_cell (out, table, g_array_index (rows, gsize, i), j);
            between = "\t";
          }
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

/* -1 where there is none. */
static int
find_column (SchoTable *table, const char *name, SchoColumnType type)
{
  for (guint i = 0; i < scho_table_get_n_columns (table); i++)
    if (scho_table_get_column_type (table, i) == type
        && g_str_equal (scho_table_get_column_name (table, i), name))
      return (int) i;
  return -1;
}

gboolean
scho_table_cells_has_places (SchoTable *table)
{
  return find_column (table, "document", SCHO_COLUMN_TEXT) >= 0
         && find_column (table, "start", SCHO_COLUMN_INTEGER) >= 0
         && find_column (table, "end", SCHO_COLUMN_INTEGER) >= 0;
}

gboolean
scho_table_cells_get_place (
    SchoTable *table, gsize row, const char **document, guint32 *start, guint32 *end)
{
  gint64 from, to;

  if (!scho_table_cells_has_places (table))
    return FALSE;
  *document = scho_table_get_text (table, row,
                                   find_column (table, "document", SCHO_COLUMN_TEXT));
  from = scho_table_get_integer (table, row,
                                 find_column (table, "start", SCHO_COLUMN_INTEGER));
  to = scho_table_get_integer (table, row,
                               find_column (table, "end", SCHO_COLUMN_INTEGER));
  if (*document == NULL || from < 0 || to <= from || to > G_MAXUINT32)
    return FALSE;
  *start = (guint32) from;
  *end = (guint32) to;
  return TRUE;
}
