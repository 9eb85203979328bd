/* keyness.c - words that one set of texts has more often than another. */
#include "sources.h"

#include "../shared/tables.h"
#include "association.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

/* One side. */
typedef struct
{
  Vocabulary *vocabulary;
  GArray *counts; /* of guint64, by word */
  guint64 n;
} Side;

typedef struct
{
  guint32 word;
  Keyness keyness;
  double log_likelihood;
} Row;

static void
count_cb (const SchoDocument *document, SchoText *text, GArray *tokens, gpointer data)
{
  Side *self = data;

  g_array_set_size (self->counts, vocabulary_get_n (self->vocabulary));
  for (guint i = 0; i < tokens->len; i++)
    g_array_index (self->counts, guint64, g_array_index (tokens, Token, i).word)++;
  self->n += tokens->len;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer vocabulary)
{
  const Row *one = a, *other = b;

  if (one->log_likelihood != other->log_likelihood)
    return one->log_likelihood > other->log_likelihood ? -1 : 1;
  return strcmp (vocabulary_get (vocabulary, one->word),
                 vocabulary_get (vocabulary, other->word));
}

enum
{
  WORD,
  MORE,
  TARGET,
  REFERENCE,
  TARGET_RATE,
  REFERENCE_RATE,
  LOG_LIKELIHOOD,
  LOG_RATIO,
};

static SchoTable *
make_table (void)
{
  static const TablesColumn columns[] = {
    { "word", N_ ("Word"), SCHO_COLUMN_TEXT },
    { "more", N_ ("More often"), SCHO_COLUMN_TEXT },
    { "target", N_ ("Here"), SCHO_COLUMN_INTEGER },
    { "reference", N_ ("There"), SCHO_COLUMN_INTEGER },
    { "target-per-10000", N_ ("Here per 10,000 words"), SCHO_COLUMN_NUMBER },
    { "reference-per-10000", N_ ("There per 10,000 words"), SCHO_COLUMN_NUMBER },
    { "log-likelihood", N_ ("Log-likelihood (LL)"), SCHO_COLUMN_NUMBER },
    { "log-ratio", N_ ("Log ratio"), SCHO_COLUMN_NUMBER },
  };
  SchoTable *table
      = tables_make ("keyness", _ ("Keyness"), columns, G_N_ELEMENTS (columns));

  scho_table_add_chart (table, &(SchoChart){ .kind = SCHO_CHART_BARS,
                                             .label = "word",
                                             .more = "more",
                                             .value = "log-likelihood" });
  return table;
}

/* (nullable): as often. The log-likelihood does not say it. */
static const char *
find_more (const Keyness *keyness)
{
  double here = (double) keyness->target / keyness->n_target;
  double there = (double) keyness->reference / keyness->n_reference;

  /* Translators: a word is more frequent here, in what is looked at, or there, in what
   * it is compared with. */
  return here > there ? _ ("here") : here < there ? _ ("there") : NULL;
}

static void
add_row (SchoTable *table, Vocabulary *vocabulary, const Row *values)
{
  const Keyness *keyness = &values->keyness;
  gsize row = scho_table_add_row (table);

  scho_table_set_text (table, row, WORD, vocabulary_get (vocabulary, values->word));
  scho_table_set_text (table, row, MORE, find_more (keyness));
  scho_table_set_integer (table, row, TARGET, (gint64) keyness->target);
  scho_table_set_integer (table, row, REFERENCE, (gint64) keyness->reference);
  scho_table_set_number (table, row, TARGET_RATE,
                         10000 * keyness->target / keyness->n_target);
  scho_table_set_number (table, row, REFERENCE_RATE,
                         10000 * keyness->reference / keyness->n_reference);
  scho_table_set_number (table, row, LOG_LIKELIHOOD, values->log_likelihood);
  scho_table_set_number (table, row, LOG_RATIO, keyness_log_ratio (keyness));
}

static GArray *
compare_sides (const Side *target, const Side *reference, SchoOptions *options)
{
  Vocabulary *vocabulary = target->vocabulary;
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autofree gboolean *stopped = source_find_stop_words (vocabulary, options);
  gint64 minimum = scho_options_get_integer (options, "minimum");

  for (guint32 i = 0; i < vocabulary_get_n (vocabulary); i++)
    {
      guint64 here = g_array_index (target->counts, guint64, i);
      guint64 there = g_array_index (reference->counts, guint64, i);
      Row row = { i, { here, target->n, there, reference->n }, 0 };

      if (here + there == 0 || (gint64) (here + there) < minimum || stopped[i])
        continue;
      row.log_likelihood = keyness_log_likelihood (&row.keyness);
      g_array_append_val (rows, row);
    }
  g_array_sort_with_data (rows, compare_rows, vocabulary);
  return rows;
}

static SchoTable *
list (const Side *target, const Side *reference, SchoOptions *options)
{
  SchoTable *table = make_table ();
  g_autoptr (GArray) rows = NULL;

  if (target->n > 0 && reference->n > 0)
    {
      rows = compare_sides (target, reference, options);
      for (guint i = 0; i < rows->len; i++)
        add_row (table, target->vocabulary, &g_array_index (rows, Row, i));
    }
  else
    scho_table_add_note (table, _ ("One of the two has no words: there is nothing to "
                                   "compare."));
  scho_table_add_note (table, _ ("%" PRIu64 " words here, %" PRIu64 " there."), target->n,
                       reference->n);
  scho_table_add_note (table, _ ("LL above 3.84, 6.63, 10.83, 15.13 is beyond chance at "
                                 "0.05, 0.01, 0.001, 0.0001 for one word; where many "
                                 "words are looked at, go by the log ratio among the "
                                 "highest."));
  scho_table_add_note (table, _ ("LL: Rayson and Garside 2000 (two cells); log ratio: "
                                 "Hardie 2014, 0 taken for 0.5."));
  source_add_notes (table, options, target->n + reference->n);
  return table;
}

/* What is in no reference named is all the rest: all texts without the target's words. */
static void
take_away (Side *all, const Side *part)
{
  g_array_set_size (all->counts, vocabulary_get_n (all->vocabulary));
  for (guint i = 0; i < part->counts->len; i++)
    g_array_index (all->counts, guint64, i) -= g_array_index (part->counts, guint64, i);
  all->n -= part->n;
}

static gboolean
read_options (Which *target,
              Which *reference,
              SchoSnapshot *snapshot,
              SchoOptions *options,
              GError **error)
{
  if (!source_read_options (target, snapshot, options, error)
      || !which_find (reference, snapshot,
                      scho_options_get_text (options, "reference-document"),
                      scho_options_get_text (options, "reference-code"),
                      scho_options_get_text (options, "reference-coder"), error))
    return FALSE;
  if (target->document != 0 || target->code != 0 || target->coder != 0)
    return TRUE;
  g_set_error_literal (
      error, SCHO_ERROR, SCHO_ERROR_INVALID,
      _ ("Say whose words are to be compared: those of a document, or of "
         "the passages of a code or of a coder"));
  return FALSE;
}

GPtrArray *
keyness_run (SchoSnapshot *snapshot,
             SchoOptions *options,
             const SchoProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (Vocabulary) vocabulary = source_make_vocabulary (options);
  g_autoptr (GArray) here = g_array_new (FALSE, TRUE, sizeof (guint64));
  g_autoptr (GArray) there = g_array_new (FALSE, TRUE, sizeof (guint64));
  Side sides[2] = { { vocabulary, here, 0 }, { vocabulary, there, 0 } };
  Which sources[2];

  if (!read_options (&sources[0], &sources[1], snapshot, options, error))
    return NULL;
  for (guint i = 0; i < 2; i++)
    if (!source_each (&sources[i], snapshot, vocabulary, options, count_cb, &sides[i],
                      progress, cancellable, error))
      return NULL;
  if (sources[1].document == 0 && sources[1].code == 0 && sources[1].coder == 0)
    take_away (&sides[1], &sides[0]);
  for (guint i = 0; i < 2; i++)
    g_array_set_size (sides[i].counts, vocabulary_get_n (vocabulary));
  return source_finish (list (&sides[0], &sides[1], options), snapshot, options);
}
