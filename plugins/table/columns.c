#include "columns.h"

#include "unique-names.h"
#include "values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_NAME 200 /* characters */

static void
clear_column (gpointer data)
{
  g_free (((Column *) data)->name);
}

/* White space is one space; what has no name gets its number. Every document has the name
 * again, so it is not long. */
static char *
make_name (const Grid *grid, guint column, UniqueNames *names)
{
  g_autofree char *value = value_dup (grid_get (grid, 0, column), SCHO_ATTRIBUTE_TEXT);
  g_autofree char *valid = g_utf8_normalize (value, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autofree char *wanted = NULL;

  if (valid != NULL && valid[0] != '\0')
    wanted = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_NAME));
  else
    /* Translators: what a column without a name is called */
    wanted = g_strdup_printf (_ ("column %u"), column + 1);
  return unique_names_make (names, g_strchomp (wanted));
}

/* The one with most characters: what people wrote. Numbers and dates only where there is
 * nothing else. */
static guint
find_longest (const Grid *grid, GArray *columns)
{
  guint best = 0;
  guint64 most = 0;
  gboolean best_is_text = FALSE;

  for (guint column = 0; column < grid->n_columns; column++)
    {
      gboolean is_text
          = g_array_index (columns, Column, column).type == SCHO_ATTRIBUTE_TEXT;
      guint64 n = 0;

      for (guint row = 1; row < grid_get_n_rows (grid); row++)
        n += strlen (grid_get (grid, row, column));
      if (n == 0 || (best_is_text && !is_text) || (best_is_text == is_text && n <= most))
        continue;
      most = n;
      best = column;
      best_is_text = is_text;
    }
  return best;
}

static gboolean
set_roles (
    const Grid *grid, GArray *columns, const char *names, ColumnRole role, GError **error)
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
                       _ ("“%s” has no column “%s”"), grid->name, list[i]);
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

static GArray *
name_columns (const Grid *grid, ColumnRole role)
{
  GArray *columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_auto (UniqueNames) names = { 0 };

  unique_names_init (&names);
  g_array_set_clear_func (columns, clear_column);
  for (guint i = 0; i < grid->n_columns; i++)
    {
      Column column = { .role = role };

      column.name = make_name (grid, i, &names);
      column.type = value_guess_type (grid, i);
      g_array_append_val (columns, column);
    }
  return columns;
}

/* `age=number` */
static gboolean
set_type (const Grid *grid, GArray *columns, const char *assignment, GError **error)
{
  const char *sign = strrchr (assignment, '=');
  g_autofree char *name
      = sign != NULL ? g_strndup (assignment, (gsize) (sign - assignment)) : NULL;
  int number = name != NULL ? grid_find_column (grid, g_strstrip (name)) : -1;
  Column *column;

  if (number < 0)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND, _ ("“%s” has no column “%s”"),
                   grid->name, name != NULL ? name : assignment);
      return FALSE;
    }
  column = &g_array_index (columns, Column, number);
  if (!scho_attribute_type_parse (sign + 1, &column->type))
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("“%s” is no type: text, number, date or yes-no"), sign + 1);
      return FALSE;
    }
  column->type_is_said = TRUE;
  return columns_check_type (grid, columns, number, error);
}

gboolean
columns_check_type (const Grid *grid, GArray *columns, guint column, GError **error)
{
  const Column *one = &g_array_index (columns, Column, column);
  guint row = value_find_misfit (grid, column, one->type);
  g_autofree char *cell = NULL;

  if (row == 0)
    return TRUE;
  cell = grid_dup_short (grid_get (grid, row, column));
  /* Translators: a line's number, a file, a column, what is in it, a type of values */
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("Line %u of %s: “%s” is “%s”, which is not of the type %s"),
               grid_get_line (grid, row), grid->name, one->name, cell,
               scho_attribute_type_get_name (one->type));
  return FALSE;
}

GArray *
columns_list (const Grid *grid, ColumnRole role, const char *types, GError **error)
{
  g_autoptr (GArray) columns = name_columns (grid, role);
  g_auto (GStrv) list = g_strsplit (types, ";", -1);

  for (guint i = 0; list[i] != NULL; i++)
    if (g_strstrip (list[i])[0] != '\0' && !set_type (grid, columns, list[i], error))
      return NULL;
  return g_steal_pointer (&columns);
}

GArray *
columns_choose (const Grid *grid, SchoOptions *options, GError **error)
{
  const char *text = scho_options_get_text (options, "text");
  const char *title = scho_options_get_text (options, "title");
  const char *attributes = scho_options_get_text (options, "attributes");
  gboolean all = strcmp (attributes, "*") == 0;
  g_autoptr (GArray) columns
      = columns_list (grid, all ? COLUMN_ATTRIBUTE : COLUMN_LEFT_OUT,
                      scho_options_get_text (options, "types"), error);

  if (columns == NULL
      || (!all && !set_roles (grid, columns, attributes, COLUMN_ATTRIBUTE, error))
      || !set_roles (grid, columns, title, COLUMN_TITLE, error)
      || !set_roles (grid, columns, text, COLUMN_TEXT, error))
    return NULL;
  if (text[0] == '\0')
    g_array_index (columns, Column, find_longest (grid, columns)).role = COLUMN_TEXT;
  if (title[0] == '\0')
    guess_title (grid, columns);
  return g_steal_pointer (&columns);
}

void
columns_tell_types (const Grid *grid, GArray *columns, SchoStep *step)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = &g_array_index (columns, Column, i);

      if (column->role == COLUMN_ATTRIBUTE && !column->type_is_said
          && column->type != SCHO_ATTRIBUTE_TEXT)
        g_string_append_printf (out, "%s“%s” = %s", out->len > 0 ? ", " : "",
                                column->name,
                                scho_attribute_type_get_name (column->type));
    }
  if (out->len > 0)
    scho_step_add_note (step,
                        _ ("“%s”: types of attributes, which are guesses: %s; --set "
                           "types=NAME=text says another."),
                        grid->name, out->str);
}
