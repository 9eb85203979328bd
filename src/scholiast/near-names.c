/* near-names.c - which names a mistyped one may have meant. */
#include <scholiast/near-names-private.h>

#include <string.h>

#include <glib/gi18n-lib.h>

#define N_KEPT 3
#define MAX_CHARACTERS 64 /* nobody mistypes a longer name by hand */

typedef struct
{
  gunichar characters[MAX_CHARACTERS];
  guint n;
} Folded;

struct _SchoNearNames
{
  Folded wanted;
  char *names[N_KEPT]; /* the best first */
  guint distances[N_KEPT];
  guint n;
};

/* The first characters, whatever their case. */
static void
fold (const char *name, Folded *folded)
{
  const char *end = name;
  g_autofree char *valid = g_utf8_make_valid (name, MIN (strlen (name), 1024));
  g_autofree char *lower = g_utf8_casefold (valid, -1);

  folded->n = 0;
  for (end = lower; *end != '\0' && folded->n < MAX_CHARACTERS;
       end = g_utf8_next_char (end))
    folded->characters[folded->n++] = g_utf8_get_char (end);
}

/* Letters put in, left out, changed, or changed places with the next (the restricted
 * distance of Damerau 1964). */
static guint
measure (const Folded *a, const Folded *b)
{
  guint rows[3][MAX_CHARACTERS + 1];

  for (guint j = 0; j <= b->n; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= a->n; i++)
    {
      guint *row = rows[i % 3], *above = rows[(i + 2) % 3], *second = rows[(i + 1) % 3];

      row[0] = i;
      for (guint j = 1; j <= b->n; j++)
        {
          guint differs = a->characters[i - 1] != b->characters[j - 1];

          row[j] = MIN (MIN (above[j], row[j - 1]) + 1, above[j - 1] + differs);
          if (i > 1 && j > 1 && a->characters[i - 1] == b->characters[j - 2]
              && a->characters[i - 2] == b->characters[j - 1])
            row[j] = MIN (row[j], second[j - 2] + 1);
        }
    }
  return rows[a->n % 3][b->n];
}

static gboolean
begin_alike (const Folded *a, const Folded *b)
{
  guint n = MIN (a->n, b->n);

  return n >= 2 && memcmp (a->characters, b->characters, n * sizeof (gunichar)) == 0;
}

SchoNearNames *
scho_near_names_new (const char *wanted)
{
  SchoNearNames *self = g_new0 (SchoNearNames, 1);

  fold (wanted, &self->wanted);
  return self;
}

void
scho_near_names_free (SchoNearNames *self)
{
  for (guint i = 0; i < self->n; i++)
    g_free (self->names[i]);
  g_free (self);
}

static void
insert (SchoNearNames *self, guint place, const char *name, guint distance)
{
  if (self->n == N_KEPT)
    g_free (self->names[--self->n]);
  for (guint i = self->n++; i > place; i--)
    {
      self->names[i] = self->names[i - 1];
      self->distances[i] = self->distances[i - 1];
    }
  self->names[place] = g_strdup (name);
  self->distances[place] = distance;
}

void
scho_near_names_offer (SchoNearNames *self, const char *name)
{
  Folded folded;
  guint distance, place = 0;

  fold (name, &folded);
  distance = measure (&self->wanted, &folded);
  if (distance > MAX (1, MIN (self->wanted.n, folded.n) / 3)
      && !begin_alike (&self->wanted, &folded))
    return;

  for (guint i = 0; i < self->n; i++)
    if (strcmp (self->names[i], name) == 0)
      return;
  while (place < self->n && self->distances[place] <= distance)
    place++;
  if (place < N_KEPT)
    insert (self, place, name, distance);
}

char *
scho_near_names_dup_words (SchoNearNames *self)
{
  g_autoptr (GString) list = g_string_new (NULL);

  if (self->n == 0)
    return g_strdup ("");
  for (guint i = 0; i < self->n; i++)
    /* Translators: a name in quotation marks. */
    g_string_append_printf (list, i > 0 ? ", %s%s%s" : "%s%s%s", _ ("“"), self->names[i],
                            _ ("”"));
  /* Translators: a list of names; stands after “There is no code …”. */
  return g_strdup_printf (_ (". Near to it: %s"), list->str);
}
