#include "tei-reader.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

/* More names than these are only counted. */
#define MAX_NAMES 256

void
tei_counts_init (TeiCounts *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
tei_counts_clear (TeiCounts *self)
{
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->parts);
  for (guint i = 0; i <= TEI_COUNT_LAST_LOSS; i++)
    for (guint j = 0; j < SCHO_LOSS_EXAMPLES; j++)
      g_free (self->examples[i][j]);
}

void
tei_counts_add (TeiCounts *self, TeiCount count, guint64 n, const char *example)
{
  self->counts[count] += n;
  for (guint i = 0;
       example != NULL && count <= TEI_COUNT_LAST_LOSS && i < SCHO_LOSS_EXAMPLES; i++)
    if (self->examples[count][i] == NULL)
      {
        self->examples[count][i] = g_strdup (example);
        break;
      }
}

static void
count_name (GHashTable *names, const char *name, guint more)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (names, name));

  if (n == 0 && g_hash_table_size (names) == MAX_NAMES)
    name = "…";
  n = GPOINTER_TO_UINT (g_hash_table_lookup (names, name));
  g_hash_table_insert (names, g_strdup (name), GUINT_TO_POINTER (n + more));
}

void
tei_counts_add_name (TeiCounts *self, const char *name)
{
  count_name (self->names, name, 1);
}

void
tei_counts_add_part (TeiCounts *self, const char *name, guint n)
{
  count_name (self->parts, name, n);
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
tell_names (GHashTable *counted, SchoLosses *losses, const char *what)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (Name));
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, counted);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Name name = { key, GPOINTER_TO_UINT (value) };

      g_array_append_val (names, name);
    }
  if (names->len > 1)
    qsort (names->data, names->len, sizeof (Name), compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      Name *name = &g_array_index (names, Name, i);

      scho_losses_add (losses, name->n, what, name->name);
    }
}

static void
tell_loss (const TeiCounts *self, SchoLosses *losses, TeiCount count, const char *what)
{
  char *const *examples = self->examples[count];
  guint n = 0;

  for (; n < SCHO_LOSS_EXAMPLES && examples[n] != NULL; n++)
    scho_losses_add (losses, 1, what, examples[n]);
  scho_losses_add (losses, self->counts[count] - n, what, NULL);
}

static void
tell_losses (const TeiCounts *self, SchoLosses *losses)
{
  static const char *const what[] = {
    [TEI_COUNT_TARGETS] = N_ ("Passages that could not be found"),
    [TEI_COUNT_EMPTY] = N_ ("Passages that are empty or reversed"),
    [TEI_COUNT_CODES] = N_ ("Codings without a code"),
    [TEI_COUNT_MEMOS] = N_ ("Memos on something unknown"),
    [TEI_COUNT_NOTES] = N_ ("Notes, page heads and the like in the text"),
    [TEI_COUNT_OTHER_TEXT] = N_ ("Second readings of a place"),
    [TEI_COUNT_ENTITIES] = N_ ("Entities that nobody knows"),
    [TEI_COUNT_WORDS] = N_ ("Analyses of single words"),
    [TEI_COUNT_REFERENCES] = N_ ("Codes of whole documents"),
    [TEI_COUNT_LINKS] = N_ ("Links and relations between codings"),
    [TEI_COUNT_STRETCHES] = N_ ("Headings and the like outside the text"),
    [TEI_COUNT_BOUNDED] = N_ ("Pointers of codings that have too many"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (what); i++)
    tell_loss (self, losses, i, _ (what[i]));
  /* The text of the first was kept. */
  tell_names (self->names, losses, _ ("Elements that say nothing to Scholiast"));
  tell_names (self->parts, losses, _ ("Parts of headers that say nothing to Scholiast"));
}

void
tei_counts_tell (const TeiCounts *self, SchoStep *step, const char *file)
{
  static const struct
  {
    TeiCount count;
    const char *words;
  } lines[] = {
    /* Translators: %u is how many. */
    { TEI_COUNT_KNOWN, N_ ("%s: codings that the project has already: %u") },
    { TEI_COUNT_CERTAIN,
      N_ ("%s: certainties in words became weights (high 90, medium 60, low 30): %u") },
    { TEI_COUNT_UNHEARD, N_ ("%s: codes that the file does not describe, named as it "
                             "calls them: %u") },
    { TEI_COUNT_DOUBLED, N_ ("%s: xml:id given twice, the first counts: %u") },
    { TEI_COUNT_JOINED,
      N_ ("%s: words joined that were divided at the end of a line: %u") },
    { TEI_COUNT_GAPS, N_ ("%s: places where the file says that text is missing: %u") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (self->counts[lines[i].count] > 0)
      {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        scho_step_add_note (step, _ (lines[i].words), file,
                            (guint) self->counts[lines[i].count]);
#pragma GCC diagnostic pop
      }
  tell_losses (self, scho_step_get_losses (step));
}
