#include "tei-reader.h"

#include <stdlib.h>
#include <string.h>

/* `01:02:03.5`, or the same behind a date. */
static gboolean
parse_clock (const char *words, double *seconds)
{
  const char *clock = strchr (words, 'T') ? strchr (words, 'T') + 1 : words;
  g_auto (GStrv) parts = g_strsplit (clock, ":", 4);

  if (g_strv_length (parts) != 3)
    return FALSE;
  *seconds = g_ascii_strtod (parts[0], NULL) * 3600 + g_ascii_strtod (parts[1], NULL) * 60
             + g_ascii_strtod (parts[2], NULL);
  return TRUE;
}

static double
get_unit (TeiReader *self, const TeiAttributes *attributes)
{
  g_autofree char *unit = tei_attributes_dup (attributes, "unit");

  for (guint above = 1; unit == NULL && above < self->frames->len; above++)
    if (tei_reader_get_frame (self, above)->kind == TEI_TIMELINE)
      unit = g_strdup (tei_reader_get_frame (self, above)->type);
  if (g_strcmp0 (unit, "ms") == 0)
    return 0.001;
  if (g_strcmp0 (unit, "min") == 0)
    return 60;
  return g_strcmp0 (unit, "h") == 0 ? 3600 : 1;
}

void
tei_reader_add_when (TeiReader *self, const TeiAttributes *attributes)
{
  g_autofree char *id = tei_attributes_dup (attributes, "xml:id");
  g_autofree char *absolute = tei_attributes_dup (attributes, "absolute");
  g_autofree char *interval = tei_attributes_dup (attributes, "interval");
  g_autofree char *since = tei_attributes_dup (attributes, "since");
  const char *base_id = since != NULL ? tei_pointer_get_id (since) : NULL;
  const double *base = base_id ? g_hash_table_lookup (self->times, base_id) : NULL;
  double seconds = 0;

  if (id == NULL)
    return;
  if (interval != NULL)
    seconds = (base != NULL ? *base : 0)
              + g_ascii_strtod (interval, NULL) * get_unit (self, attributes);
  else if (absolute != NULL && !parse_clock (absolute, &seconds))
    return;
  if (seconds >= 0 && seconds < 100 * 3600)
    g_hash_table_insert (self->times, g_strdup (id),
                         g_memdup2 (&seconds, sizeof seconds));
}

static gboolean
append_time (TeiReader *self, const char *pointer, GString *out)
{
  const char *id = tei_pointer_get_id (pointer);
  const double *seconds = id != NULL ? g_hash_table_lookup (self->times, id) : NULL;
  guint64 ms;

  if (seconds == NULL)
    return FALSE;
  ms = (guint64) (*seconds * 1000 + 0.5);
  g_string_append_printf (out, "%02u:%02u:%02u", (guint) (ms / 3600000),
                          (guint) (ms / 60000 % 60), (guint) (ms / 1000 % 60));
  if (ms % 1000 != 0)
    g_string_append_printf (out, ".%03u", (guint) (ms % 1000));
  return TRUE;
}

char *
tei_reader_dup_time (TeiReader *self, const char *start, const char *end)
{
  GString *out = g_string_new (NULL);
  gsize n;

  if (!append_time (self, start, out))
    {
      g_string_free (out, TRUE);
      return NULL;
    }
  n = out->len;
  if (end != NULL)
    {
      g_string_append (out, "–");
      if (!append_time (self, end, out))
        g_string_truncate (out, n);
    }
  return g_string_free (out, FALSE);
}
