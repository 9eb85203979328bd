/* type-token.c - how rich the words of each document are, and of all. */
#include "sources.h"

#include "../shared/tables.h"
#include "richness.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  Vocabulary *vocabulary;
  SchoTable *table;
  guint32 window;
  GArray *all; /* of guint32 */
  guint n_documents;
} TypeToken;

enum
{
  DOCUMENT,
  TOKENS,
  TYPES,
  ONCE,
  FIRST_MEASURE,
  REASON = FIRST_MEASURE + RICHNESS_N,
};

static void
type_token_clear (TypeToken *self)
{
  g_clear_pointer (&self->vocabulary, vocabulary_free);
  g_clear_pointer (&self->table, scho_table_unref);
  g_clear_pointer (&self->all, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TypeToken, type_token_clear)

static SchoTable *
make_table (void)
{
  static const struct
  {
    const char *name, *title;
  } measures[RICHNESS_N] = {
    [RICHNESS_TTR] = { "ttr", N_ ("Type–token ratio") },
    [RICHNESS_GUIRAUD] = { "guiraud", N_ ("Guiraud’s R") },
    [RICHNESS_CARROLL] = { "cttr", N_ ("Carroll’s CTTR") },
    [RICHNESS_HERDAN] = { "herdan", N_ ("Herdan’s C") },
    [RICHNESS_MAAS] = { "maas", N_ ("Maas’ a²") },
    [RICHNESS_YULE] = { "yule-k", N_ ("Yule’s K") },
    [RICHNESS_SIMPSON] = { "simpson", N_ ("Simpson’s D") },
    [RICHNESS_MATTR] = { "mattr", N_ ("MATTR") },
    [RICHNESS_MSTTR] = { "msttr", N_ ("MSTTR") },
    [RICHNESS_HDD] = { "hd-d", N_ ("HD-D") },
    [RICHNESS_MTLD] = { "mtld", N_ ("MTLD") },
  };
  SchoTable *table = scho_table_new ("type-token", _ ("Richness of words"));

  scho_table_add_column (table, "document", _ ("Document"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "words", _ ("Words"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "different", _ ("Different words"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "once", _ ("Words that come once"), SCHO_COLUMN_INTEGER);
  for (guint i = 0; i < RICHNESS_N; i++)
    scho_table_add_column (table, measures[i].name, _ (measures[i].title),
                           SCHO_COLUMN_NUMBER);
  scho_table_add_column (table, "reason", _ ("Why undefined"), SCHO_COLUMN_TEXT);
  scho_table_add_chart (
      table, &(SchoChart){ SCHO_CHART_BARS, .label = "document", .value = "different" });
  return table;
}

/* All that is undefined is so for want of words. */
static void
add_row (TypeToken *self, const char *title, const guint32 *words, gsize n)
{
  Richness richness
      = richness_measure (words, n, vocabulary_get_n (self->vocabulary), self->window);
  gsize row = scho_table_add_row (self->table);
  gboolean undefined = FALSE;

  scho_table_set_text (self->table, row, DOCUMENT, title);
  scho_table_set_integer (self->table, row, TOKENS, (gint64) richness.n_tokens);
  scho_table_set_integer (self->table, row, TYPES, (gint64) richness.n_types);
  scho_table_set_integer (self->table, row, ONCE, (gint64) richness.n_once);
  for (guint i = 0; i < RICHNESS_N; i++)
    {
      scho_table_set_number (self->table, row, FIRST_MEASURE + i, richness.values[i]);
      undefined |= isnan (richness.values[i]);
    }
  if (undefined)
    scho_table_set_text (self->table, row, REASON, _ ("there are too few words"));
}

static void
measure_cb (const SchoDocument *document, SchoText *text, GArray *tokens, gpointer data)
{
  TypeToken *self = data;
  guint before = self->all->len;

  for (guint i = 0; i < tokens->len; i++)
    g_array_append_val (self->all, g_array_index (tokens, Token, i).word);
  self->n_documents++;
  add_row (self, document->title, &((const guint32 *) (gpointer) self->all->data)[before],
           tokens->len);
}

GPtrArray *
richness_run (SchoSnapshot *snapshot,
              SchoOptions *options,
              const SchoProgress *progress,
              GCancellable *cancellable,
              GError **error)
{
  g_auto (TypeToken) self = { .vocabulary = source_make_vocabulary (options) };
  Which source;

  self.window
      = (guint32) CLAMP (scho_options_get_integer (options, "window"), 1, 1000000);
  self.all = g_array_new (FALSE, FALSE, sizeof (guint32));
  self.table = make_table ();
  if (!source_read_options (&source, snapshot, options, error)
      || !source_each (&source, snapshot, self.vocabulary, options, measure_cb, &self,
                       progress, cancellable, error))
    return NULL;
  if (self.n_documents != 1)
    add_row (&self, _ ("All"), (const guint32 *) (gpointer) self.all->data,
             self.all->len);
  scho_table_add_note (self.table,
                       ngettext ("MATTR and MSTTR: windows of %u word.",
                                 "MATTR and MSTTR: windows of %u words.", self.window),
                       self.window);
  scho_table_add_note (self.table, _ ("Between texts of different length only Yule’s K, "
                                      "MATTR, HD-D and MTLD may be compared. Logarithms "
                                      "are natural."));
  scho_table_add_note (self.table,
                       _ ("Sources: Yule 1944; Tweedie and Baayen 1998; Covington and "
                          "McFall 2010 (MATTR); McCarthy and Jarvis 2010 (HD-D, MTLD)."));
  source_add_notes (self.table, options, self.all->len);
  return source_finish (g_steal_pointer (&self.table), snapshot, options);
}
