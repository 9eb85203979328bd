#include "sheet-values.h"

#include <math.h>
#include <string.h>

#define SECONDS_A_DAY 86400
#define LAST_DAY 2958465 /* 9999-12-31 */

/* Past a part that is text or a condition; what is counted elapsed is told. */
static const char *
skip_literal (const char *p, gboolean *is_elapsed)
{
  const char *end = NULL;

  if (*p == '"')
    end = strchr (p + 1, '"');
  else if (*p == '[')
    {
      *is_elapsed = *is_elapsed || strchr ("hHmMsS", p[1]) != NULL;
      end = strchr (p, ']');
    }
  else if ((*p == '\\' || *p == '_' || *p == '*') && p[1] != '\0')
    end = p + 1;
  else
    return p;
  return end != NULL ? end + 1 : p + strlen (p);
}

SheetFormat
sheet_format_parse (const char *code)
{
  gboolean days = FALSE, months = FALSE, times = FALSE, is_elapsed = FALSE;
  gsize n_zeros = strspn (code, "0");

  if (n_zeros > 1 && n_zeros < 32 && code[n_zeros] == '\0')
    return (SheetFormat){ SHEET_PADDED, (guint) n_zeros };
  if (g_ascii_strncasecmp (code, "general", 7) == 0
      || g_ascii_strncasecmp (code, "standard", 8) == 0)
    return (SheetFormat){ SHEET_NUMBER, 0 };
  for (const char *p = code; *p != '\0' && *p != ';';)
    {
      const char *next = skip_literal (p, &is_elapsed);

      if (next == p)
        {
          const char c = g_ascii_tolower (*next++);

          days = days || c == 'd' || c == 'y';
          months = months || c == 'm';
          times = times || c == 'h' || c == 's';
        }
      p = next;
    }
  if (is_elapsed)
    return (SheetFormat){ SHEET_DURATION, 0 };
  if (times)
    return (SheetFormat){ days ? SHEET_DATE_AND_TIME : SHEET_TIME, 0 };
  return (SheetFormat){ days || months ? SHEET_DATE : SHEET_NUMBER, 0 };
}

SheetFormat
sheet_format_builtin (int number)
{
  static const struct
  {
    int first, last;
    SheetFormatKind kind;
  } known[] = {
    { 14, 17, SHEET_DATE }, { 18, 21, SHEET_TIME }, { 22, 22, SHEET_DATE_AND_TIME },
    { 27, 31, SHEET_DATE }, { 32, 33, SHEET_TIME }, { 34, 36, SHEET_DATE },
    { 45, 45, SHEET_TIME }, { 47, 47, SHEET_TIME }, { 46, 46, SHEET_DURATION },
    { 50, 54, SHEET_DATE }, { 55, 56, SHEET_TIME }, { 57, 58, SHEET_DATE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (number >= known[i].first && number <= known[i].last)
      return (SheetFormat){ known[i].kind, 0 };
  return (SheetFormat){ SHEET_NUMBER, 0 };
}

static char *
format_number (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", number));
}

/* The program that began with 1900 believed that this year had a 29th of February. */
static char *
format_day (guint day, gboolean from_1904)
{
  GDate date;

  if (!from_1904 && day == 60)
    return g_strdup ("1900-02-29");
  g_date_clear (&date, 1);
  if (from_1904)
    g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1904);
  else if (day < 60)
    g_date_set_dmy (&date, 31, G_DATE_DECEMBER, 1899);
  else
    g_date_set_dmy (&date, 30, G_DATE_DECEMBER, 1899);
  g_date_add_days (&date, day);
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date),
                          g_date_get_month (&date), g_date_get_day (&date));
}

static char *
format_time (double serial, SheetFormatKind kind, gboolean from_1904)
{
  guint64 seconds = (guint64) (serial * SECONDS_A_DAY + 0.5);
  guint days = (guint) (seconds / SECONDS_A_DAY);
  guint hours = (guint) (seconds / 3600), minutes = (guint) (seconds / 60 % 60);
  g_autofree char *day = NULL, *time = NULL;

  if (kind == SHEET_DURATION)
    return g_strdup_printf ("%u:%02u:%02u", hours, minutes, (guint) (seconds % 60));
  time = g_strdup_printf ("%02u:%02u:%02u", hours % 24, minutes, (guint) (seconds % 60));
  if (kind == SHEET_TIME && days == 0)
    return g_steal_pointer (&time);
  day = format_day (days, from_1904);
  if (kind == SHEET_DATE && seconds % SECONDS_A_DAY == 0)
    return g_steal_pointer (&day);
  return g_strdup_printf ("%sT%s", day, time);
}

char *
sheet_format_value (const SheetFormat *self, const char *value, gboolean from_1904)
{
  char *end;
  double number = g_ascii_strtod (value, &end);

  if (end == value || *end != '\0' || !isfinite (number))
    return g_strdup (value);
  if (self->kind == SHEET_PADDED && number >= 0 && number < 1e15
      && number == (double) (gint64) number)
    return g_strdup_printf ("%0*" G_GINT64_FORMAT, (int) self->n_digits, (gint64) number);
  /* What is no day of the calendar is shown as a number there, too. */
  if (self->kind == SHEET_NUMBER || self->kind == SHEET_PADDED || number < 0
      || number >= LAST_DAY + 1 - (from_1904 ? 1462 : 0))
    return format_number (number);
  return format_time (number, self->kind, from_1904);
}
