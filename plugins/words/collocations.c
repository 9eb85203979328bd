/* collocations.c - words that stand together more often than chance would have it.
 *
 * What is counted are pairs of places not further apart than the window and in one line;
 * all four cells of the tables are pairs. Where the order does not matter a pair is there
 * both ways.
 */
#include "sources.h"

#include "../shared/tables.h"
#include "association.h"
#include "pair-counts.h"
#include "pattern.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_PAIRS 50000000

typedef struct
{
  Vocabulary *vocabulary;
  Pattern *node; /* nullable: all words */
  gboolean ordered;
  guint32 window;
  guint32 minimum;

  GArray *words;  /* of guint32, of all texts; NO_WORD between lines */
  GArray *counts; /* of guint32, by word */
  gboolean *stopped;
  guint64 *firsts, *seconds; /* pairs, by their first and their second word */
  guint64 n_pairs;
  guint64 n_tokens;
  PairCounts *pairs;
  GArray *rows; /* of Row */
} Collocations;

typedef struct
{
  guint32 first, second;
  Association association;
  double g2;
} Row;

static void
collocations_clear (Collocations *self)
{
  g_clear_pointer (&self->node, pattern_free);
  g_clear_pointer (&self->vocabulary, vocabulary_free);
  g_clear_pointer (&self->words, g_array_unref);
  g_clear_pointer (&self->counts, g_array_unref);
  g_clear_pointer (&self->stopped, g_free);
  g_clear_pointer (&self->firsts, g_free);
  g_clear_pointer (&self->seconds, g_free);
  g_clear_pointer (&self->pairs, pair_counts_free);
  g_clear_pointer (&self->rows, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Collocations, collocations_clear)

static void
gather_cb (const SchoDocument *document, SchoText *text, GArray *tokens, gpointer data)
{
  static const guint32 border = NO_WORD;
  Collocations *self = data;

  g_array_set_size (self->counts, vocabulary_get_n (self->vocabulary));
  self->n_tokens += tokens->len;
  for (guint i = 0; i < tokens->len; i++)
    {
      const Token *token = &g_array_index (tokens, Token, i);

      if (i > 0 && token[-1].line != token->line)
        g_array_append_val (self->words, border);
      g_array_append_val (self->words, token->word);
      g_array_index (self->counts, guint32, token->word)++;
    }
  g_array_append_val (self->words, border);
}

/* A pair with a word that is rarer than the rarest pair asked for is too rare itself. */
static gboolean
is_asked_for (Collocations *self, guint32 first, guint32 second)
{
  return g_array_index (self->counts, guint32, first) >= self->minimum
         && g_array_index (self->counts, guint32, second) >= self->minimum
         && !self->stopped[first] && !self->stopped[second];
}

static gboolean
is_node (Collocations *self, guint32 word)
{
  return self->node == NULL || pattern_matches_word (self->node, word);
}

static void
meet (Collocations *self, guint32 first, guint32 second)
{
  gboolean asked = is_asked_for (self, first, second);

  self->firsts[first]++;
  self->seconds[second]++;
  self->n_pairs++;
  if (asked && (is_node (self, first) || (self->ordered && is_node (self, second))))
    pair_counts_add (self->pairs, first, second);
  if (self->ordered)
    return;
  self->firsts[second]++;
  self->seconds[first]++;
  self->n_pairs++;
  if (asked && is_node (self, second))
    pair_counts_add (self->pairs, second, first);
}

static gboolean
count_pairs (Collocations *self, GCancellable *cancellable, GError **error)
{
  const guint32 *words = (const guint32 *) (gpointer) self->words->data;
  guint n = self->words->len;

  for (guint i = 0; i < n; i++)
    {
      if (i % 65536 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (pair_counts_get_n (self->pairs) > MOST_PAIRS)
        {
          g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                       _ ("More than %d different pairs; name a word, ask for more "
                          "frequent pairs or for a narrower window"),
                       MOST_PAIRS);
          return FALSE;
        }
      for (guint k = i + 1;
           words[i] != NO_WORD && k < n && k <= i + self->window && words[k] != NO_WORD;
           k++)
        meet (self, words[i], words[k]);
    }
  return TRUE;
}

/* Where the order does not matter a pair of two nodes was counted both ways. */
static void
add_row_cb (guint32 first, guint32 second, guint32 n, gpointer data)
{
  Collocations *self = data;
  Row row = { .first = first, .second = second };

  if (n < self->minimum || (!self->ordered && first > second && is_node (self, second)))
    return;
  row.association
      = (Association){ n, self->firsts[first], self->seconds[second], self->n_pairs };
  row.g2 = association_g2 (&row.association);
  g_array_append_val (self->rows, row);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  Collocations *self = data;
  const Row *one = a, *other = b;
  int order;

  if (one->g2 != other->g2)
    return one->g2 > other->g2 ? -1 : 1;
  order = strcmp (vocabulary_get (self->vocabulary, one->first),
                  vocabulary_get (self->vocabulary, other->first));
  return order != 0 ? order
                    : strcmp (vocabulary_get (self->vocabulary, one->second),
                              vocabulary_get (self->vocabulary, other->second));
}

enum
{
  FIRST,
  SECOND,
  TOGETHER,
  FREQUENCY_FIRST,
  FREQUENCY_SECOND,
  EXPECTED,
  G2,
  MI,
  T_SCORE,
  LOG_DICE,
};

static SchoTable *
make_table (void)
{
  static const TablesColumn columns[] = {
    { "first", N_ ("Word"), SCHO_COLUMN_TEXT },
    { "second", N_ ("With"), SCHO_COLUMN_TEXT },
    { "together", N_ ("Together"), SCHO_COLUMN_INTEGER },
    { "frequency-first", N_ ("Frequency of the word"), SCHO_COLUMN_INTEGER },
    { "frequency-second", N_ ("Frequency of the other"), SCHO_COLUMN_INTEGER },
    { "expected", N_ ("Expected together"), SCHO_COLUMN_NUMBER },
    { "log-likelihood", N_ ("Log-likelihood (G2)"), SCHO_COLUMN_NUMBER },
    { "mi", N_ ("Mutual information (MI)"), SCHO_COLUMN_NUMBER },
    { "t-score", N_ ("t-score"), SCHO_COLUMN_NUMBER },
    { "log-dice", N_ ("logDice"), SCHO_COLUMN_NUMBER },
  };
  SchoTable *table
      = tables_make ("collocations", _ ("Collocations"), columns, G_N_ELEMENTS (columns));

  scho_table_add_chart (table, &(SchoChart){ .kind = SCHO_CHART_BARS,
                                             .label = "first",
                                             .more = "second",
                                             .value = "log-likelihood" });
  scho_table_add_chart (table, &(SchoChart){ .kind = SCHO_CHART_NETWORK,
                                             .label = "first",
                                             .across = "second",
                                             .value = "together",
                                             .label_size = "frequency-first",
                                             .across_size = "frequency-second",
                                             .symmetric = TRUE });
  return table;
}

static void
add_row (Collocations *self, SchoTable *table, const Row *values)
{
  const Association *association = &values->association;
  gsize row = scho_table_add_row (table);

  scho_table_set_text (table, row, FIRST,
                       vocabulary_get (self->vocabulary, values->first));
  scho_table_set_text (table, row, SECOND,
                       vocabulary_get (self->vocabulary, values->second));
  scho_table_set_integer (table, row, TOGETHER, (gint64) association->both);
  scho_table_set_integer (table, row, FREQUENCY_FIRST,
                          g_array_index (self->counts, guint32, values->first));
  scho_table_set_integer (table, row, FREQUENCY_SECOND,
                          g_array_index (self->counts, guint32, values->second));
  scho_table_set_number (table, row, EXPECTED, association_expected (association));
  scho_table_set_number (table, row, G2, values->g2);
  scho_table_set_number (table, row, MI, association_mi (association));
  scho_table_set_number (table, row, T_SCORE, association_t (association));
  scho_table_set_number (table, row, LOG_DICE, association_log_dice (association));
}

static SchoTable *
list (Collocations *self, SchoOptions *options)
{
  SchoTable *table = make_table ();

  g_qsort_with_data (self->rows->data, (gint) self->rows->len, sizeof (Row), compare_rows,
                     self);
  for (guint i = 0; i < self->rows->len; i++)
    add_row (self, table, &g_array_index (self->rows, Row, i));
  scho_table_add_note (
      table,
      self->ordered
          ? ngettext ("Pairs in this order, at most %u word apart, in one line.",
                      "Pairs in this order, at most %u words apart, in one line.",
                      self->window)
          : ngettext ("Pairs in either order, at most %u word apart, in one line.",
                      "Pairs in either order, at most %u words apart, in one line.",
                      self->window),
      self->window);
  scho_table_add_note (table, _ ("Expected values and measures are of pairs within the "
                                 "window: of the word, of the other, of all."));
  scho_table_add_note (table,
                       _ ("Log-likelihood: Dunning 1993; MI: Church and Hanks 1990, "
                          "base 2; logDice: Rychlý 2008."));
  source_add_notes (table, options, self->n_tokens);
  return table;
}

static gboolean
read_options (Collocations *self, SchoOptions *options, GError **error)
{
  const char *word = scho_options_get_text (options, "word");

  self->window = (guint32) CLAMP (scho_options_get_integer (options, "window"), 1, 100);
  self->minimum
      = (guint32) CLAMP (scho_options_get_integer (options, "minimum"), 1, G_MAXINT32);
  self->ordered = scho_options_get_boolean (options, "order");
  self->node = pattern_new (self->vocabulary, word);
  if (self->node != NULL && pattern_get_n (self->node) > 1)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("“%s” is more than one word"), word);
      return FALSE;
    }
  return TRUE;
}

static void
count_start (Collocations *self, SchoOptions *options)
{
  gsize n = (gsize) vocabulary_get_n (self->vocabulary) + 1;

  self->stopped = source_find_stop_words (self->vocabulary, options);
  self->firsts = g_new0 (guint64, n);
  self->seconds = g_new0 (guint64, n);
  self->pairs = pair_counts_new ();
}

GPtrArray *
collocations_run (SchoSnapshot *snapshot,
                  SchoOptions *options,
                  const SchoProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  g_auto (Collocations) self = { .vocabulary = source_make_vocabulary (options) };
  Which source;

  self.words = g_array_new (FALSE, FALSE, sizeof (guint32));
  self.counts = g_array_new (FALSE, TRUE, sizeof (guint32));
  self.rows = g_array_new (FALSE, FALSE, sizeof (Row));
  if (!read_options (&self, options, error)
      || !source_read_options (&source, snapshot, options, error)
      || !source_each (&source, snapshot, self.vocabulary, options, gather_cb, &self,
                       progress, cancellable, error))
    return NULL;
  count_start (&self, options);
  if (!count_pairs (&self, cancellable, error))
    return NULL;
  pair_counts_each (self.pairs, add_row_cb, &self);
  return source_finish (list (&self, options), snapshot, options);
}
