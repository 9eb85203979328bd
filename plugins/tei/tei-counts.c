#include "tei-reader.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

/* More names than these are only counted. */
#define MAX_NAMES 256
#define MAX_TOLD 12

void
tei_counts_init (TeiCounts *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
tei_counts_clear (TeiCounts *self)
{
  g_hash_table_unref (self->names);
}

void
tei_counts_add_name (TeiCounts *self, const char *name)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, name));

  if (n == 0 && g_hash_table_size (self->names) == MAX_NAMES)
    name = "…";
  n = GPOINTER_TO_UINT (g_hash_table_lookup (self->names, name));
  g_hash_table_insert (self->names, g_strdup (name), GUINT_TO_POINTER (n + 1));
}

typedef struct
{
  const char *name;
  guint n;
} Name;

/* The most frequent first. */
static int
compare_names (const void *first, const void *second)
{
  const Name *a = first, *b = second;

  if (a->n != b->n)
    return a->n > b->n ? -1 : 1;
  return g_strcmp0 (a->name, b->name);
}

static void
tell_names (const TeiCounts *self, SchoStep *step, const char *file)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (Name));
  g_autoptr (GString) words = g_string_new (NULL);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->names);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Name name = { key, GPOINTER_TO_UINT (value) };

      g_array_append_val (names, name);
    }
  if (names->len == 0)
    return;
  qsort (names->data, names->len, sizeof (Name), compare_names);
  for (guint i = 0; i < MIN (names->len, MAX_TOLD); i++)
    {
      Name *name = &g_array_index (names, Name, i);

      g_string_append_printf (words, "%s%s (%u)", i > 0 ? ", " : "", name->name, name->n);
    }
  if (names->len > MAX_TOLD)
    g_string_append (words, ", …");
  /* Translators: the second %s is a list of names of elements. */
  scho_step_add_note (
      step, _ ("%s: elements that say nothing to Scholiast; their text was kept: %s"),
      file, words->str);
}

void
tei_counts_tell (const TeiCounts *self, SchoStep *step, const char *file)
{
  const struct
  {
    guint n;
    const char *words;
  } lines[] = {
    /* Translators: %u is how many. */
    { self->known, N_ ("%s: codings that the project has already: %u") },
    { self->targets, N_ ("%s: passages that could not be found, left out: %u") },
    { self->empty, N_ ("%s: passages that are empty or reversed, left out: %u") },
    { self->codes, N_ ("%s: codings without a code, left out: %u") },
    { self->unheard, N_ ("%s: codes that the file does not describe, named as it calls "
                         "them: %u") },
    { self->memos, N_ ("%s: memos on something unknown, left out: %u") },
    { self->doubled, N_ ("%s: xml:id given twice, the first counts: %u") },
    { self->notes, N_ ("%s: notes, page heads and the like in the text, left out: %u") },
    { self->other_text,
      N_ ("%s: places with two readings, of which one was left out: %u") },
    { self->joined, N_ ("%s: words joined that were divided at the end of a line: %u") },
    { self->gaps, N_ ("%s: places where the file says that text is missing: %u") },
    { self->entities, N_ ("%s: entities that nobody knows, left out: %u") },
    { self->words, N_ ("%s: analyses of single words, left out: %u") },
    { self->references, N_ ("%s: codes of whole documents, left out: %u") },
    { self->links, N_ ("%s: links and relations between codings, left out: %u") },
    { self->stretches, N_ ("%s: headings and the like outside the text: %u") },
    { self->bounded, N_ ("%s: codings with too many pointers, cut off: %u") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i].n > 0)
      {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        scho_step_add_note (step, _ (lines[i].words), file, lines[i].n);
#pragma GCC diagnostic pop
      }
  tell_names (self, step, file);
}
