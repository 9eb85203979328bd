/* bench-search.c - finding in one long text, whatever the case and the accents.
 *
 * The limit is the C library's memmem () over the same text made small: that knows
 * neither accents nor where a hit is in code points.
 */
#include "bench.h"
#include "page-corpus.h"

#include <string.h>

#define LENGTH 10000000
#define RARE "gewesen über" /* once, at the very end */
#define FREQUENT "e"
#define MOST_MILLISECONDS 50

typedef struct
{
  SchoText *text;
  SchoSearchCache *cache;
  char *small;
} Corpus;

static Corpus corpus;

static const char *const letters[] = { "é", "ü", "ß", "“", "’", "ñ" };

/* As in German or French, every twentieth letter is none of ASCII. */
static char *
make_text (void)
{
  g_autofree char *plain = page_corpus_text (LENGTH, FALSE);
  GString *all = g_string_sized_new (LENGTH + LENGTH / 10);
  guint i = 0;

  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p), i++)
    if (i % 20 == 19 && *p != '\n')
      g_string_append (all, letters[i / 20 % G_N_ELEMENTS (letters)]);
    else
      g_string_append_len (all, p, g_utf8_next_char (p) - p);
  g_string_append (all, "Gewesen Über");
  return g_string_free (all, FALSE);
}

static gboolean
prepare (GError **error)
{
  g_autofree char *utf8 = NULL;

  if (corpus.text != NULL)
    return TRUE;
  utf8 = make_text ();
  corpus.text = scho_text_new (utf8, error);
  corpus.small = g_utf8_strdown (utf8, -1);
  return corpus.text != NULL;
}

static double
find (const char *pattern, gboolean again, guint least, GError **error)
{
  g_autoptr (SchoSearch) search = scho_search_new (pattern, SCHO_SEARCH_DEFAULT, error);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (SchoHit));
  double begin;

  if (search == NULL || !prepare (error))
    return -1;
  if (corpus.cache == NULL)
    {
      corpus.cache = scho_search_cache_new ();
      scho_search_text (search, corpus.cache, corpus.text, 1, hits, error);
      g_array_set_size (hits, 0);
    }
  begin = bench_now ();
  if (!scho_search_text (search, again ? corpus.cache : NULL, corpus.text, 1, hits,
                         error))
    return -1;
  begin = bench_now () - begin;
  g_assert (hits->len >= least);
  return begin;
}

static double
find_again (BenchContext *context, GError **error)
{
  return find (RARE, TRUE, 1, error);
}

static double
find_frequent (BenchContext *context, GError **error)
{
  double seconds = find (FREQUENT, TRUE, LENGTH / 100, error);

  return seconds < 0 ? seconds : 1000 * seconds;
}

static double
find_first (BenchContext *context, GError **error)
{
  return find (RARE, FALSE, 1, error);
}

static double
bare_again (BenchContext *context, GError **error)
{
  double begin = bench_now ();

  g_assert (memmem (corpus.small, strlen (corpus.small), RARE, strlen (RARE)) != NULL);
  return bench_now () - begin;
}

static double
budget (BenchContext *context, GError **error)
{
  return MOST_MILLISECONDS;
}

static double
bare_first (BenchContext *context, GError **error)
{
  double begin = bench_now ();
  g_autofree char *small = g_utf8_casefold (scho_text_get_utf8 (corpus.text, NULL), -1);

  g_assert (strstr (small, RARE) != NULL);
  return bench_now () - begin;
}

const BenchMeasure bench_search_measures[]
    = { { "find in 10,000,000 characters", "memmem of the small letters", 2, 21,
          find_again, bare_again },
        { "find “e” there, a million times", "budget", 1, 21, find_frequent, budget,
          "ms" },
        { "find there for the first time", "g_utf8_casefold, strstr", 1, 7, find_first,
          bare_first },
        { NULL } };
