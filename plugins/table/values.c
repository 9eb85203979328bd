#include "values.h"

#include "../shared/import.h"

#include <math.h>
#include <string.h>

static char *
tidy (const char *cell)
{
  GString *out = g_string_new (NULL);

  for (const char *p = cell; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (out, *p);
    else if (out->len > 0 && out->str[out->len - 1] != ' ')
      g_string_append_c (out, ' ');
  return g_strchomp (g_string_free (out, FALSE));
}

static gboolean
is_number (const char *value)
{
  char *end;
  double number;

  if (strspn (value, "0123456789+-.eE") != strlen (value))
    return FALSE;
  number = g_ascii_strtod (value, &end);
  return end != value && *end == '\0' && isfinite (number);
}

/* What begins with a zero is the number of a house or a telephone. */
static gboolean
is_quantity (const char *value)
{
  return is_number (value) && !(value[0] == '0' && g_ascii_isdigit (value[1]));
}

static gboolean
is_date (const char *value)
{
  return strspn (value, "0123456789") == 4 && import_is_date (value);
}

static const char *
get_yes_or_no (const char *value)
{
  if (g_ascii_strcasecmp (value, "yes") == 0 || g_ascii_strcasecmp (value, "true") == 0)
    return "yes";
  if (g_ascii_strcasecmp (value, "no") == 0 || g_ascii_strcasecmp (value, "false") == 0)
    return "no";
  return NULL;
}

char *
value_dup (const char *cell, SchoAttributeType type)
{
  g_autofree char *value = tidy (cell);

  if (value[0] == '\0' || type == SCHO_ATTRIBUTE_TEXT
      || (type == SCHO_ATTRIBUTE_NUMBER && is_number (value))
      || (type == SCHO_ATTRIBUTE_DATE && is_date (value)))
    return g_steal_pointer (&value);
  return type == SCHO_ATTRIBUTE_YES_NO ? g_strdup (get_yes_or_no (value)) : NULL;
}

/* What all cells so far may be: a bit for each type. */
static guint
narrow (guint types, const char *cell)
{
  g_autofree char *value = tidy (cell);

  if (value[0] == '\0')
    return types;
  if (!is_quantity (value))
    types &= ~(1u << SCHO_ATTRIBUTE_NUMBER);
  if (!is_date (value))
    types &= ~(1u << SCHO_ATTRIBUTE_DATE);
  if (get_yes_or_no (value) == NULL)
    types &= ~(1u << SCHO_ATTRIBUTE_YES_NO);
  return types | 1u << SCHO_ATTRIBUTE_TEXT;
}

SchoAttributeType
value_guess_type (const Grid *grid, guint column)
{
  static const SchoAttributeType order[]
      = { SCHO_ATTRIBUTE_YES_NO, SCHO_ATTRIBUTE_NUMBER, SCHO_ATTRIBUTE_DATE };
  const guint none = 1u << SCHO_ATTRIBUTE_YES_NO | 1u << SCHO_ATTRIBUTE_NUMBER
                     | 1u << SCHO_ATTRIBUTE_DATE;
  guint types = none;

  for (guint row = 1; row < grid_get_n_rows (grid) && (types & none) != 0; row++)
    types = narrow (types, grid_get (grid, row, column));
  for (guint i = 0; i < G_N_ELEMENTS (order) && types != none; i++)
    if (types & 1u << order[i])
      return order[i];
  return SCHO_ATTRIBUTE_TEXT;
}

guint
value_find_misfit (const Grid *grid, guint column, SchoAttributeType type)
{
  for (guint row = 1; row < grid_get_n_rows (grid); row++)
    {
      g_autofree char *value = value_dup (grid_get (grid, row, column), type);

      if (value == NULL)
        return row;
    }
  return 0;
}
