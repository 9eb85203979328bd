#include <scholiast/patience-private.h>

#define USUAL 10000       /* milliseconds */
#define LONGEST_NAP 25000 /* microseconds: so often a waiting thread looks again */

/* One more than the milliseconds; 0 is a thread that was not told. */
static GPrivate patience;

void
scho_set_patience (guint milliseconds)
{
  g_private_set (&patience, GUINT_TO_POINTER (milliseconds + 1));
}

static gint64
get_patience (void)
{
  guint told = GPOINTER_TO_UINT (g_private_get (&patience));

  return (told > 0 ? told - 1 : USUAL) * G_GINT64_CONSTANT (1000);
}

static int
wait_cb (void *data, int n_tries)
{
  SchoWait *begin = data;
  gint64 left, now = g_get_monotonic_time ();

  if (n_tries == 0)
    *begin = now;
  left = *begin + get_patience () - now;
  if (left <= 0)
    return 0;
  g_usleep ((gulong) MIN (left, MIN (LONGEST_NAP, 1000 << MIN (n_tries, 5))));
  return 1;
}

int
scho_wait_attach (SchoWait *wait, sqlite3 *db)
{
  return sqlite3_busy_handler (db, wait_cb, wait);
}
