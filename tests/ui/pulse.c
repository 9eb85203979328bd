#include "pulse.h"

#include "window-fixture.h"

#include <time.h>

static struct
{
  gint64 last, longest;
  gint64 last_wall, longest_wall;
  guint source;
} pulse;

static gint64
get_time (void)
{
  struct timespec time;

  ck_assert_int_eq (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time), 0);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gboolean
pulse_cb (gpointer data)
{
  gint64 now = get_time (), wall = g_get_monotonic_time ();

  pulse.longest = MAX (pulse.longest, now - pulse.last);
  pulse.longest_wall = MAX (pulse.longest_wall, wall - pulse.last_wall);
  pulse.last = now;
  pulse.last_wall = wall;
  return G_SOURCE_CONTINUE;
}

void
pulse_begin (void)
{
  pulse.longest = pulse.longest_wall = 0;
  pulse.last = get_time ();
  pulse.last_wall = g_get_monotonic_time ();
  pulse.source = g_timeout_add_full (G_PRIORITY_HIGH, 2, pulse_cb, NULL, NULL);
}

int
pulse_end (const char *what)
{
  settle (300);
  g_source_remove (pulse.source);
  g_test_message ("%s: %d ms, %d ms by the clock\n", what, (int) (pulse.longest / 1000),
                  (int) (pulse.longest_wall / 1000));
  return (int) (pulse.longest / 1000);
}
