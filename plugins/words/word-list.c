/* word-list.c - each word, how often and how evenly it comes. */
#include "sources.h"

#include "../shared/tables.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* How often a word comes in one document. */
typedef struct
{
  guint32 word, part;
  guint32 n;
} Share;

typedef struct
{
  Vocabulary *vocabulary;
  GArray *shares;   /* of Share, by part */
  GArray *n_tokens; /* of guint64, by part */
  GArray *counts;   /* of guint32, by word: of the part at hand */
  GArray *met;      /* of guint32: the words of the part at hand */
  guint64 n_all;
} WordList;

/* What the table says of a word. */
typedef struct
{
  guint32 word;
  guint32 n_documents;
  guint64 n;
  double dispersion;
} Row;

static void
word_list_clear (WordList *self)
{
  g_clear_pointer (&self->vocabulary, vocabulary_free);
  g_clear_pointer (&self->shares, g_array_unref);
  g_clear_pointer (&self->n_tokens, g_array_unref);
  g_clear_pointer (&self->counts, g_array_unref);
  g_clear_pointer (&self->met, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WordList, word_list_clear)

static void
count_cb (const SchoDocument *document, SchoText *text, GArray *tokens, gpointer data)
{
  WordList *self = data;
  guint64 n_tokens = tokens->len;
  guint32 part = self->n_tokens->len;

  g_array_set_size (self->counts, vocabulary_get_n (self->vocabulary));
  g_array_set_size (self->met, 0);
  for (guint i = 0; i < tokens->len; i++)
    {
      guint32 word = g_array_index (tokens, Token, i).word;

      if (g_array_index (self->counts, guint32, word)++ == 0)
        g_array_append_val (self->met, word);
    }
  for (guint i = 0; i < self->met->len; i++)
    {
      guint32 word = g_array_index (self->met, guint32, i);
      guint32 *n = &g_array_index (self->counts, guint32, word);
      Share share = { word, part, *n };

      g_array_append_val (self->shares, share);
      *n = 0;
    }
  g_array_append_val (self->n_tokens, n_tokens);
  self->n_all += n_tokens;
}

/* Half of the sum, over documents, of the difference between the word's share there and
 * the document's of all words: Gries, International Journal of Corpus Linguistics 13
 * (2008). A document without the word adds its own share. */
static void
add_share (WordList *self, Row *row, const Share *share)
{
  double expected
      = (double) g_array_index (self->n_tokens, guint64, share->part) / self->n_all;
  double observed = (double) share->n / row->n;

  row->dispersion += (fabs (observed - expected) - expected) / 2;
}

static Row *
make_rows (WordList *self)
{
  guint32 n_words = vocabulary_get_n (self->vocabulary);
  Row *rows = g_new0 (Row, (gsize) n_words + 1);

  for (guint i = 0; i < self->shares->len; i++)
    {
      const Share *share = &g_array_index (self->shares, Share, i);

      rows[share->word].n += share->n;
      rows[share->word].n_documents++;
    }
  for (guint32 i = 0; i < n_words; i++)
    {
      rows[i].word = i;
      rows[i].dispersion = 0.5;
    }
  for (guint i = 0; i < self->shares->len; i++)
    {
      const Share *share = &g_array_index (self->shares, Share, i);

      add_share (self, &rows[share->word], share);
    }
  for (guint32 i = 0; i < n_words; i++)
    rows[i].dispersion = MAX (rows[i].dispersion, 0);
  return rows;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer vocabulary)
{
  const Row *one = a, *other = b;

  if (one->n != other->n)
    return one->n > other->n ? -1 : 1;
  return strcmp (vocabulary_get (vocabulary, one->word),
                 vocabulary_get (vocabulary, other->word));
}

enum
{
  WORD,
  FREQUENCY,
  RATE,
  DOCUMENTS,
  DISPERSION,
  REASON,
};

static SchoTable *
make_table (void)
{
  SchoTable *table = scho_table_new ("words", _ ("Word list"));

  scho_table_add_column (table, "word", _ ("Word"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "frequency", _ ("Frequency"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "per-10000", _ ("Per 10,000 words"), SCHO_COLUMN_NUMBER);
  scho_table_add_column (table, "documents", _ ("Documents"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "dispersion", _ ("Dispersion (DP)"), SCHO_COLUMN_NUMBER);
  scho_table_add_column (table, "reason", _ ("Why undefined"), SCHO_COLUMN_TEXT);
  scho_table_add_chart (
      table, &(SchoChart){ SCHO_CHART_BARS, .label = "word", .value = "frequency" });
  return table;
}

static void
add_row (WordList *self, SchoTable *table, const Row *values)
{
  gsize row = scho_table_add_row (table);

  scho_table_set_text (table, row, WORD, vocabulary_get (self->vocabulary, values->word));
  scho_table_set_integer (table, row, FREQUENCY, (gint64) values->n);
  scho_table_set_number (table, row, RATE, 10000.0 * values->n / self->n_all);
  scho_table_set_integer (table, row, DOCUMENTS, values->n_documents);
  if (self->n_tokens->len > 1)
    scho_table_set_number (table, row, DISPERSION, values->dispersion);
  else
    scho_table_set_text (table, row, REASON, _ ("there is one document only"));
}

static SchoTable *
list (WordList *self, SchoOptions *options)
{
  SchoTable *table = make_table ();
  g_autofree Row *rows = make_rows (self);
  g_autofree gboolean *stopped = source_find_stop_words (self->vocabulary, options);
  guint32 n_words = vocabulary_get_n (self->vocabulary);
  gint64 minimum = scho_options_get_integer (options, "minimum");

  g_qsort_with_data (rows, (gint) n_words, sizeof *rows, compare_rows, self->vocabulary);
  for (guint32 i = 0; i < n_words && (gint64) rows[i].n >= minimum; i++)
    if (rows[i].n > 0 && !stopped[rows[i].word])
      add_row (self, table, &rows[i]);
  source_add_notes (table, options, self->n_all);
  scho_table_add_note (table, _ ("DP is 0 where a word comes as evenly as all words, and "
                                 "near 1 where it comes in a small part only (Gries "
                                 "2008)."));
  return table;
}

GPtrArray *
word_list_run (SchoSnapshot *snapshot,
               SchoOptions *options,
               const SchoProgress *progress,
               GCancellable *cancellable,
               GError **error)
{
  g_auto (WordList) self = { .vocabulary = source_make_vocabulary (options) };
  Which source;

  self.shares = g_array_new (FALSE, FALSE, sizeof (Share));
  self.n_tokens = g_array_new (FALSE, FALSE, sizeof (guint64));
  self.counts = g_array_new (FALSE, TRUE, sizeof (guint32));
  self.met = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (!source_read_options (&source, snapshot, options, error)
      || !source_each (&source, snapshot, self.vocabulary, options, count_cb, &self,
                       progress, cancellable, error))
    return NULL;
  return source_finish (list (&self, options), snapshot, options);
}
