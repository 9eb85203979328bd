#include "refi-guid.h"

#include <string.h>

/* Of Scholiast's own; the identities in files that people have hang on it. */
static const char name_space[] = "org.scholiast.refi-qda";

SchoUuid
refi_guid_derive (const SchoUuid *of, const char *purpose)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize n = sizeof digest;
  SchoUuid uuid;

  g_checksum_update (checksum, (const guchar *) name_space, sizeof name_space);
  if (of != NULL)
    g_checksum_update (checksum, of->bytes, sizeof of->bytes);
  g_checksum_update (checksum, (const guchar *) purpose, strlen (purpose));
  g_checksum_get_digest (checksum, digest, &n);
  memcpy (uuid.bytes, digest, sizeof uuid.bytes);
  uuid.bytes[6] = (uuid.bytes[6] & 0x0f) | 0x80;
  uuid.bytes[8] = (uuid.bytes[8] & 0x3f) | 0x80;
  return uuid;
}

SchoUuid
refi_guid_of_variable (const char *name, const char *type)
{
  g_autofree char *purpose = g_strdup_printf ("variable %s %s", type, name);

  return refi_guid_derive (NULL, purpose);
}

static void
put_digits (char **p, guint value, guint n)
{
  for (guint i = n; i > 0; i--, value /= 10)
    (*p)[i - 1] = '0' + value % 10;
  *p += n;
}

/* Days to a date as by Howard Hinnant, “chrono-compatible low-level date algorithms”
 * (2013): GDateTime takes ten times as long, and there may be a million. */
gboolean
refi_time_format (gint64 time, char *string)
{
  gint64 seconds = time / 1000;
  guint32 days = seconds / 86400 + 719468;
  guint32 second = seconds % 86400;
  guint32 era = days / 146097;
  guint32 day = days % 146097;
  guint32 year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  guint32 month;
  const char *marks = "--T::Z";
  guint values[6], widths[6] = { 4, 2, 2, 2, 2, 2 };

  string[0] = '\0';
  if (time < 0 || seconds > G_GINT64_CONSTANT (253402300799))
    return FALSE;
  day -= 365 * year + year / 4 - year / 100;
  month = (5 * day + 2) / 153;
  values[2] = day - (153 * month + 2) / 5 + 1;
  values[1] = month < 10 ? month + 3 : month - 9;
  values[0] = year + era * 400 + (values[1] <= 2);
  values[3] = second / 3600;
  values[4] = second / 60 % 60;
  values[5] = second % 60;
  for (guint i = 0; i < 6; i++)
    {
      put_digits (&string, values[i], widths[i]);
      *string++ = marks[i];
    }
  *string = '\0';
  return TRUE;
}

gint64
refi_time_parse (const char *string)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (string, utc);
  gint64 seconds = time != NULL ? g_date_time_to_unix (time) : -1;

  return seconds >= 0 ? seconds * 1000 : -1;
}

gboolean
refi_time_is_valid (const char *string)
{
  static const char mask[] = "0000-00-00T00:00:00";
  const char *p = string;

  for (const char *m = mask; *m != '\0'; m++, p++)
    if (*m == '0' ? !g_ascii_isdigit (*p) : *p != *m)
      return FALSE;
  if (*p == '.')
    p += 1 + strspn (p + 1, "0123456789");
  if (*p == 'Z' && p[1] == '\0')
    p++;
  else if ((*p == '+' || *p == '-') && strlen (p) == 6 && p[3] == ':')
    p += 6;
  return *p == '\0' && refi_time_parse (string) >= 0;
}

char *
refi_time_label (gint64 milliseconds)
{
  guint rest = (guint) (milliseconds % 1000);
  guint64 seconds = (guint64) milliseconds / 1000;
  g_autofree char *fraction = rest != 0 ? g_strdup_printf (".%03u", rest) : NULL;

  return g_strdup_printf ("%02" G_GUINT64_FORMAT ":%02u:%02u%s", seconds / 3600,
                          (guint) (seconds / 60 % 60), (guint) (seconds % 60),
                          fraction != NULL ? fraction : "");
}
