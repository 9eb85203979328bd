/* uuid.c - RFC 9562: 48 bits of time, then 74 bits at random that only grow within a
 * millisecond, with the four bits of the version and the two of the variant between. */
#include <scholiast/uuid.h>

#include <errno.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#define MAX_TIME ((G_GINT64_CONSTANT (1) << 48) - 1)
#define LOW_BITS 62
#define LOW_MASK ((G_GUINT64_CONSTANT (1) << LOW_BITS) - 1)
#define HIGH_MASK 0xfff

/* What order within a millisecond needs to know; the kernel is asked for many random
 * bytes at a time, since a call for each UUID would be what an import waits for. */
typedef struct
{
  GMutex mutex;
  gint64 time;
  guint32 high;
  guint64 low;
  guint8 random[2048];
  gsize n_random;
  pid_t process; /* that asked for them: a child must ask for its own */
} Generator;

static Generator generator;

static void
fill_with_random (guint8 *bytes, gsize n)
{
  gsize done = 0;

  while (done < n)
    {
      gssize got = getrandom (bytes + done, n - done, 0);

      if (got > 0)
        done += got;
      else if (errno != EINTR)
        break;
    }
  for (; done < n; done++)
    bytes[done] = g_random_int ();
}

static guint64
take_random (Generator *self)
{
  guint64 value;

  if (self->n_random < sizeof value || self->process != getpid ())
    {
      self->process = getpid ();
      fill_with_random (self->random, sizeof self->random);
      self->n_random = sizeof self->random;
    }
  self->n_random -= sizeof value;
  memcpy (&value, self->random + self->n_random, sizeof value);
  return value;
}

/* Version 7 from its three parts. */
static SchoUuid
assemble (gint64 time, guint32 high, guint64 low)
{
  guint64 first = GUINT64_TO_BE (((guint64) time << 16) | 0x7000 | (high & HIGH_MASK));
  guint64 second
      = GUINT64_TO_BE ((G_GUINT64_CONSTANT (2) << LOW_BITS) | (low & LOW_MASK));
  SchoUuid uuid;

  memcpy (uuid.bytes, &first, 8);
  memcpy (uuid.bytes + 8, &second, 8);
  return uuid;
}

/* A step at random, so that the next UUID cannot be told from this one. */
static void
grow (Generator *self)
{
  self->low += 1 + (take_random (self) >> 32);
  if (self->low <= LOW_MASK)
    return;

  self->low &= LOW_MASK;
  if (++self->high > HIGH_MASK)
    {
      self->high = 0;
      self->time++;
    }
}

SchoUuid
scho_uuid_new (void)
{
  gint64 now = g_get_real_time () / 1000;
  SchoUuid uuid;

  g_mutex_lock (&generator.mutex);
  if (now > generator.time)
    {
      guint64 random = take_random (&generator);

      generator.time = now;
      generator.low = random & LOW_MASK;
      generator.high = take_random (&generator) & (HIGH_MASK >> 1); /* room to grow */
    }
  else /* the same millisecond, or the clock was put back */
    grow (&generator);
  uuid = assemble (generator.time, generator.high, generator.low);
  g_mutex_unlock (&generator.mutex);
  return uuid;
}

SchoUuid
scho_uuid_new_at (gint64 time)
{
  guint64 high, low;

  g_mutex_lock (&generator.mutex);
  high = take_random (&generator);
  low = take_random (&generator);
  g_mutex_unlock (&generator.mutex);
  return assemble (CLAMP (time, 0, MAX_TIME), high & HIGH_MASK, low);
}

/* Past `urn:uuid:` and an opening brace; @close receives what must stand at the end. */
static const char *
skip_prefix (const char *string, const char **close)
{
  *close = "";
  if (g_ascii_strncasecmp (string, "urn:uuid:", 9) == 0)
    return string + 9;
  if (*string != '{')
    return string;
  *close = "}";
  return string + 1;
}

gboolean
scho_uuid_parse (const char *string, SchoUuid *uuid)
{
  const char *close;
  SchoUuid result;
  guint n = 0;

  g_return_val_if_fail (string != NULL && uuid != NULL, FALSE);

  string = skip_prefix (string, &close);
  while (n < 16)
    {
      if ((n == 4 || n == 6 || n == 8 || n == 10) && *string++ != '-')
        return FALSE;
      if (!g_ascii_isxdigit (string[0]) || !g_ascii_isxdigit (string[1]))
        return FALSE;
      result.bytes[n++]
          = g_ascii_xdigit_value (string[0]) << 4 | g_ascii_xdigit_value (string[1]);
      string += 2;
    }
  if (strcmp (string, close) != 0)
    return FALSE;
  *uuid = result;
  return TRUE;
}

void
scho_uuid_format (const SchoUuid *self, char *string)
{
  static const char digits[] = "0123456789abcdef";

  for (guint n = 0; n < 16; n++)
    {
      if (n == 4 || n == 6 || n == 8 || n == 10)
        *string++ = '-';
      *string++ = digits[self->bytes[n] >> 4];
      *string++ = digits[self->bytes[n] & 15];
    }
  *string = '\0';
}

gboolean
scho_uuid_is_null (const SchoUuid *self)
{
  static const SchoUuid null;

  return memcmp (self, &null, sizeof null) == 0;
}

int
scho_uuid_compare (const SchoUuid *a, const SchoUuid *b)
{
  return memcmp (a->bytes, b->bytes, sizeof a->bytes);
}

gint64
scho_uuid_get_time (const SchoUuid *self)
{
  guint64 first;

  if (self->bytes[6] >> 4 != 7 || self->bytes[8] >> 6 != 2)
    return -1;
  memcpy (&first, self->bytes, sizeof first);
  return GUINT64_FROM_BE (first) >> 16;
}

/* The tail is random; the head would be the time. */
guint
scho_uuid_hash (gconstpointer uuid)
{
  guint32 tail;

  memcpy (&tail, ((const SchoUuid *) uuid)->bytes + 12, sizeof tail);
  return tail;
}

gboolean
scho_uuid_equal (gconstpointer a, gconstpointer b)
{
  return scho_uuid_compare (a, b) == 0;
}
