/* attribute.c - the attributes of documents: what there is, of which type. */
#include <scholiast/attribute.h>

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <scholiast/attribute-private.h>
#include <scholiast/words-private.h>

static const char *const type_names[] = {
  [SCHO_ATTRIBUTE_TEXT] = "text",
  [SCHO_ATTRIBUTE_NUMBER] = "number",
  [SCHO_ATTRIBUTE_DATE] = "date",
  [SCHO_ATTRIBUTE_YES_NO] = "yes-no",
};

static gboolean
is_number (const char *value)
{
  char *end;
  double number = g_ascii_strtod (value, &end);

  return end != value && *end == '\0' && isfinite (number);
}

/* YYYY-MM-DD, then nothing or a time. */
static gboolean
is_date (const char *value)
{
  guint parts[3] = { 0 };
  const char *p = value;

  for (guint i = 0; i < 3; i++)
    {
      if (i > 0 && *p++ != '-')
        return FALSE;
      for (guint digits = i == 0 ? 4 : 2; digits > 0; digits--, p++)
        {
          if (!g_ascii_isdigit (*p))
            return FALSE;
          parts[i] = parts[i] * 10 + g_ascii_digit_value (*p);
        }
    }
  if (!g_date_valid_dmy (parts[2], parts[1], parts[0]))
    return FALSE;
  if (*p != '\0')
    {
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (value, utc);

      return time != NULL;
    }
  return TRUE;
}

static gboolean
check_value (const SchoAttribute *self, GError **error)
{
  const char *value = self->value;

  if (value == NULL || value[0] == '\0')
    return TRUE;
  if (self->type == SCHO_ATTRIBUTE_NUMBER && !is_number (value))
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("Attribute “%s”: “%s” is no number"), self->name, value);
  else if (self->type == SCHO_ATTRIBUTE_DATE && !is_date (value))
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("Attribute “%s”: “%s” is no date such as 2024-05-31"), self->name,
                 value);
  else if (self->type == SCHO_ATTRIBUTE_YES_NO && strcmp (value, "yes") != 0
           && strcmp (value, "no") != 0)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("Attribute “%s”: “%s” is neither “yes” nor “no”"), self->name, value);
  else if (self->type > SCHO_ATTRIBUTE_LAST)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("Attribute “%s” is of an unknown type"), self->name);
  else
    return TRUE;
  return FALSE;
}

gboolean
scho_attributes_check (const SchoAttribute *attributes, gsize n, GError **error)
{
  g_autoptr (GHashTable) names
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < n; i++)
    {
      char *name = scho_name_dup (attributes[i].name);
      gboolean is_new = g_hash_table_add (names, name);

      if (attributes[i].name == NULL || name[0] == '\0')
        g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                             _ ("An attribute needs a name"));
      else if (!is_new)
        g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                     _ ("There are two attributes “%s”"), attributes[i].name);
      else if (!check_value (&attributes[i], error))
        return FALSE;
      else
        continue;
      return FALSE;
    }
  return TRUE;
}

static void
count_attribute (GArray *columns, GHashTable *places, const SchoAttribute *attribute)
{
  gpointer place;
  SchoAttributeColumn *column;

  if (!g_hash_table_lookup_extended (places, attribute->name, NULL, &place))
    {
      place = GUINT_TO_POINTER (columns->len);
      g_hash_table_insert (places, (char *) attribute->name, place);
      g_array_append_val (columns,
                          ((SchoAttributeColumn){ attribute->name, attribute->type, 0 }));
    }
  column = &g_array_index (columns, SchoAttributeColumn, GPOINTER_TO_UINT (place));
  if (column->type != attribute->type)
    column->type = SCHO_ATTRIBUTE_TEXT;
  column->n += attribute->value[0] != '\0';
}

GArray *
scho_snapshot_list_attributes (SchoSnapshot *snapshot)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (SchoAttributeColumn));
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < documents[i]->n_attributes; j++)
      count_attribute (columns, places, &documents[i]->attributes[j]);
  return columns;
}

const char *
scho_attribute_type_get_name (SchoAttributeType type)
{
  return type <= SCHO_ATTRIBUTE_LAST ? type_names[type] : "";
}

gboolean
scho_attribute_type_parse (const char *name, SchoAttributeType *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (g_ascii_strcasecmp (name, type_names[i]) == 0)
      {
        *type = i;
        return TRUE;
      }
  return FALSE;
}

char *
scho_attribute_dup_value (const char *typed, SchoAttributeType type)
{
  char *value = scho_name_dup (typed);
  const char *word = NULL;

  if (type != SCHO_ATTRIBUTE_YES_NO)
    return value;
  if (g_ascii_strcasecmp (value, "yes") == 0 || g_ascii_strcasecmp (value, "true") == 0)
    word = "yes";
  else if (g_ascii_strcasecmp (value, "no") == 0
           || g_ascii_strcasecmp (value, "false") == 0)
    word = "no";
  if (word == NULL)
    return value;
  g_free (value);
  return g_strdup (word);
}
