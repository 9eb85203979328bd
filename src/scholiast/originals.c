#include <scholiast/originals-private.h>

#include <string.h>

/* One look at each place of a text: whether any of them begins with these two bytes, and
 * only then which. */
struct _SchoOriginals
{
  GHashTable *words;    /* set of char * */
  GPtrArray **by_start; /* of the same, by their first two bytes; NULL: none */
};

#define N_STARTS 65536

static guint
get_start (const char *words)
{
  return (guint) (guint8) words[0] << 8 | (guint8) words[1];
}

SchoOriginals *
scho_originals_new (void)
{
  SchoOriginals *self = g_new0 (SchoOriginals, 1);

  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_start = g_new0 (GPtrArray *, N_STARTS);
  return self;
}

void
scho_originals_free (SchoOriginals *self)
{
  for (guint i = 0; i < N_STARTS; i++)
    g_clear_pointer (&self->by_start[i], g_ptr_array_unref);
  g_free (self->by_start);
  g_hash_table_unref (self->words);
  g_free (self);
}

void
scho_originals_add (SchoOriginals *self, const char *words, gsize n_bytes)
{
  g_autofree char *copy = g_strstrip (g_strndup (words, n_bytes));
  guint start;

  if (g_utf8_strlen (copy, -1) < 2 || g_hash_table_contains (self->words, copy))
    return;
  start = get_start (copy);
  if (self->by_start[start] == NULL)
    self->by_start[start] = g_ptr_array_new ();
  g_ptr_array_add (self->by_start[start], copy);
  g_hash_table_add (self->words, g_steal_pointer (&copy));
}

gboolean
scho_originals_contains (SchoOriginals *self, const char *words)
{
  return g_hash_table_contains (self->words, words);
}

/* "Ann" stands in no "Annual". */
static gboolean
is_whole (const char *utf8, const char *from, const char *to, const char *end)
{
  const char *before = g_utf8_find_prev_char (utf8, from);

  return (before == NULL || !g_unichar_isalnum (g_utf8_get_char (before))
          || !g_unichar_isalnum (g_utf8_get_char (from)))
         && (to >= end || !g_unichar_isalnum (g_utf8_get_char (to))
             || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (to))));
}

/* The length of the longest that stands there, or 0. */
static gsize
match (const GPtrArray *candidates, const char *utf8, const char *p, const char *end)
{
  gsize longest = 0;

  for (guint i = 0; i < candidates->len; i++)
    {
      const char *words = candidates->pdata[i];
      gsize n = strlen (words);

      if (n > longest && n <= (gsize) (end - p) && memcmp (p, words, n) == 0
          && is_whole (utf8, p, p + n, end))
        longest = n;
    }
  return longest;
}

void
scho_originals_find (SchoOriginals *self,
                     const char *utf8,
                     gsize n_bytes,
                     SchoOriginalsFunc func,
                     gpointer data)
{
  const char *end = utf8 + n_bytes;

  if (g_hash_table_size (self->words) == 0)
    return;
  for (const char *p = utf8; p + 1 < end; p++)
    {
      const GPtrArray *candidates = self->by_start[get_start (p)];
      gsize n = candidates != NULL ? match (candidates, utf8, p, end) : 0;

      if (n == 0)
        continue;
      func (p - utf8, n, data);
      p += n - 1;
    }
}
