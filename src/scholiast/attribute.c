/* attribute.c - are a document's attributes what they say they are? */
#include <scholiast/attribute-private.h>

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <scholiast/words-private.h>

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
