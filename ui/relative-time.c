#include "relative-time.h"

#include <glib/gi18n.h>

/* Days of the calendar, not of 24 hours. */
static int
count_days (GDateTime *then, GDateTime *now)
{
  GDate a, b;
  int year, month, day;

  g_date_time_get_ymd (then, &year, &month, &day);
  g_date_clear (&a, 1);
  g_date_set_dmy (&a, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  g_date_time_get_ymd (now, &year, &month, &day);
  g_date_clear (&b, 1);
  g_date_set_dmy (&b, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return g_date_days_between (&a, &b);
}

char *
scho_relative_time (GDateTime *then, GDateTime *now)
{
  gint64 minutes = g_date_time_difference (now, then) / G_TIME_SPAN_MINUTE;
  int days = count_days (then, now);

  /* A clock that was set back makes it the future. */
  if (minutes < 0 && days < 0)
    /* Translators: day, month and year, as in “man strftime”. */
    return g_date_time_format (then, _ ("%-d %b %Y"));
  if (minutes < 1)
    return g_strdup (_ ("just now"));
  if (minutes < 60)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u minute ago", "%u minutes ago", (guint) minutes),
        (guint) minutes);
  if (days == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hour ago", "%u hours ago",
                                         (guint) (minutes / 60)),
                            (guint) (minutes / 60));
  if (days == 1)
    /* Translators: hours and minutes, as in “man strftime”. */
    return g_date_time_format (then, _ ("yesterday, %H:%M"));
  if (days < 7)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u day ago", "%u days ago", (guint) days),
        (guint) days);
  return g_date_time_format (then, _ ("%-d %b %Y"));
}

char *
scho_full_time (GDateTime *then)
{
  /* Translators: day, month, year and time, as in “man strftime”. */
  return g_date_time_format (then, _ ("%-d %B %Y, %H:%M:%S"));
}
