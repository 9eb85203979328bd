#include "columns.h"

#include "../shared/import.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static void
clear_column (gpointer data)
{
  g_free (((Column *) data)->name);
}

/* White space is one space; what has no name gets its number. */
static char *
make_name (const Grid *grid, guint column, GHashTable *taken)
{
  g_autofree char *valid
      = g_utf8_normalize (grid_get (grid, 0, column), -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *first = NULL;
  char *unique;

  for (const char *p = valid; p != NULL && *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (name, *p);
    else if (name->len > 0 && name->str[name->len - 1] != ' ')
      g_string_append_c (name, ' ');
  first = g_strchomp (g_strdup (name->str));
  if (first[0] == '\0')
    {
      g_free (first);
      /* Translators: what a column without a name is called */
      first = g_strdup_printf (_ ("column %u"), column + 1);
    }
  unique = g_strdup (first);
  for (guint i = 2; g_hash_table_contains (taken, unique); i++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s (%u)", first, i);
    }
  g_hash_table_add (taken, g_strdup (unique));
  return unique;
}

static gboolean
is_number (const char *value)
{
  char *end;
  double number = g_ascii_strtod (value, &end);

  /* What begins with a zero is a number of a house or a telephone. */
  if (value[0] == '0' && g_ascii_isdigit (value[1]))
    return FALSE;
  return end != value && *end == '\0' && isfinite (number)
         && strpbrk (value, "xXnN") == NULL;
}

static gboolean
is_yes_no (const char *value)
{
  return strcmp (value, "yes") == 0 || strcmp (value, "no") == 0;
}

static gboolean
is_all (const Grid *grid, guint column, gboolean (*is) (const char *value))
{
  gboolean any = FALSE;

  for (guint row = 1; row < grid->rows->len; row++)
    {
      const char *value = grid_get (grid, row, column);

      if (value[0] == '\0')
        continue;
      if (!is (value))
        return FALSE;
      any = TRUE;
    }
  return any;
}

static SchoAttributeType
find_type (const Grid *grid, guint column)
{
  if (is_all (grid, column, is_yes_no))
    return SCHO_ATTRIBUTE_YES_NO;
  if (is_all (grid, column, is_number))
    return SCHO_ATTRIBUTE_NUMBER;
  return is_all (grid, column, import_is_date) ? SCHO_ATTRIBUTE_DATE
                                               : SCHO_ATTRIBUTE_TEXT;
}

/* The one with most characters: what people wrote. */
static guint
find_longest (const Grid *grid)
{
  guint best = 0;
  guint64 most = 0;

  for (guint column = 0; column < grid->n_columns; column++)
    {
      guint64 n = 0;

      for (guint row = 1; row < grid->rows->len; row++)
        n += strlen (grid_get (grid, row, column));
      if (n > most)
        {
          most = n;
          best = column;
        }
    }
  return best;
}

static gboolean
set_roles (const Grid *grid,
           GArray *columns,
           const char *names,
           ColumnRole role,
           const char *name,
           GError **error)
{
  g_auto (GStrv) list = g_strsplit (names, ";", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      int column = grid_find_column (grid, g_strstrip (list[i]));

      if (list[i][0] == '\0')
        continue;
      if (column < 0)
        {
          g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                       _ ("“%s” has no column “%s”"), name, list[i]);
          return FALSE;
        }
      g_array_index (columns, Column, column).role = role;
    }
  return TRUE;
}

static void
guess_title (const Grid *grid, GArray *columns)
{
  static const char *const names[] = { "title", "headline", "name", "id" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      int column = grid_find_column (grid, names[i]);

      if (column < 0 || g_array_index (columns, Column, column).role == COLUMN_TEXT)
        continue;
      g_array_index (columns, Column, column).role = COLUMN_TITLE;
      return;
    }
}

GArray *
columns_choose (const Grid *grid,
                const char *text,
                const char *title,
                const char *attributes,
                const char *name,
                GError **error)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_autoptr (GHashTable) taken
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean all = strcmp (attributes, "*") == 0;

  g_array_set_clear_func (columns, clear_column);
  for (guint i = 0; i < grid->n_columns; i++)
    {
      Column column = { .role = all ? COLUMN_ATTRIBUTE : COLUMN_LEFT_OUT };

      column.name = make_name (grid, i, taken);
      column.type = find_type (grid, i);
      g_array_append_val (columns, column);
    }
  if ((!all && !set_roles (grid, columns, attributes, COLUMN_ATTRIBUTE, name, error))
      || !set_roles (grid, columns, title, COLUMN_TITLE, name, error)
      || !set_roles (grid, columns, text, COLUMN_TEXT, name, error))
    return NULL;
  if (text[0] == '\0')
    g_array_index (columns, Column, find_longest (grid)).role = COLUMN_TEXT;
  if (title[0] == '\0')
    guess_title (grid, columns);
  return g_steal_pointer (&columns);
}
