/* concordance.c - every place of a word, with what stands around it. */
#include "sources.h"

#include "../shared/tables.h"
#include "pattern.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define MOST_PLACES 1000000
#define NEIGHBOURS 3 /* that are sorted by */

typedef enum
{
  BY_PLACE,
  BY_LEFT,
  BY_RIGHT,
  BY_KEYWORD,
} Order;

typedef struct
{
  const char *document; /* its title, in the snapshot */
  guint32 start, end;
  char *left, *keyword, *right;
  char *key; /* to sort by; nullable */
} Hit;

typedef struct
{
  Vocabulary *vocabulary;
  Pattern *pattern;
  Order order;
  guint32 width;
  GArray *hits; /* of Hit */
  guint64 n_tokens, n_left_out;
} Concordance;

static void
hit_clear (gpointer data)
{
  Hit *hit = data;

  g_free (hit->left);
  g_free (hit->keyword);
  g_free (hit->right);
  g_free (hit->key);
}

static void
concordance_clear (Concordance *self)
{
  g_clear_pointer (&self->pattern, pattern_free);
  g_clear_pointer (&self->vocabulary, vocabulary_free);
  g_clear_pointer (&self->hits, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Concordance, concordance_clear)

static char *
dup_line (SchoText *text, guint32 start, guint32 end)
{
  return g_strstrip (g_strdelimit (scho_text_dup_range (text, start, end), "\n\t", ' '));
}

/* The nearest neighbour first; a line's end comes before all words. */
static char *
make_key (Concordance *self, GArray *tokens, guint i)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint32 line = g_array_index (tokens, Token, i).line;
  guint last = i + pattern_get_n (self->pattern) - 1;

  for (guint k = 0; k < NEIGHBOURS; k++)
    {
      gint64 at = self->order == BY_LEFT    ? (gint64) i - 1 - k
                  : self->order == BY_RIGHT ? (gint64) last + 1 + k
                                            : (gint64) i + k;

      if (at < 0 || at >= tokens->len || g_array_index (tokens, Token, at).line != line
          || (self->order == BY_KEYWORD && at > last))
        break;
      g_string_append_c (words, ' ');
      g_string_append (words, vocabulary_get (self->vocabulary,
                                              g_array_index (tokens, Token, at).word));
    }
  return g_utf8_collate_key (words->str, (gssize) words->len);
}

static void
add_hit (Concordance *self,
         const SchoDocument *document,
         SchoText *text,
         GArray *tokens,
         guint i)
{
  const Token *first = &g_array_index (tokens, Token, i);
  const Token *last = first + pattern_get_n (self->pattern) - 1;
  Hit hit = { .document = document->title, .start = first->start, .end = last->end };

  hit.left = dup_line (text, scho_text_context_start (text, hit.start, self->width),
                       hit.start);
  hit.keyword = dup_line (text, hit.start, hit.end);
  hit.right
      = dup_line (text, hit.end, scho_text_context_end (text, hit.end, self->width));
  if (self->order != BY_PLACE)
    hit.key = make_key (self, tokens, i);
  g_array_append_val (self->hits, hit);
}

static void
find_cb (const SchoDocument *document, SchoText *text, GArray *tokens, gpointer data)
{
  Concordance *self = data;

  self->n_tokens += tokens->len;
  for (guint i = 0; i < tokens->len; i++)
    {
      if (!pattern_matches (self->pattern, tokens, i))
        continue;
      if (self->hits->len < MOST_PLACES)
        add_hit (self, document, text, tokens, i);
      else
        self->n_left_out++;
    }
}

/* Equal ones stay as they stand in the texts. */
static int
compare_hits (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp ((*(const Hit *const *) a)->key, (*(const Hit *const *) b)->key);
}

static GPtrArray *
sort_hits (Concordance *self)
{
  GPtrArray *sorted = g_ptr_array_sized_new (self->hits->len);

  for (guint i = 0; i < self->hits->len; i++)
    g_ptr_array_add (sorted, &g_array_index (self->hits, Hit, i));
  if (self->order != BY_PLACE)
    g_ptr_array_sort_with_data (sorted, compare_hits, NULL); /* stable */
  return sorted;
}

enum
{
  DOCUMENT,
  START,
  END,
  LEFT,
  KEYWORD,
  RIGHT,
};

static SchoTable *
make_table (void)
{
  SchoTable *table = scho_table_new ("concordance", _ ("Keyword in context"));

  scho_table_add_column (table, "document", _ ("Document"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "start", _ ("From"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "end", _ ("To"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "left", _ ("Before"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "keyword", _ ("Keyword"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "right", _ ("After"), SCHO_COLUMN_TEXT);
  return table;
}

static SchoTable *
list (Concordance *self, SchoOptions *options)
{
  SchoTable *table = make_table ();
  g_autoptr (GPtrArray) sorted = sort_hits (self);

  for (guint i = 0; i < sorted->len; i++)
    {
      const Hit *hit = sorted->pdata[i];
      gsize row = scho_table_add_row (table);

      scho_table_set_text (table, row, DOCUMENT, hit->document);
      scho_table_set_integer (table, row, START, hit->start);
      scho_table_set_integer (table, row, END, hit->end);
      scho_table_set_text (table, row, LEFT, hit->left);
      scho_table_set_text (table, row, KEYWORD, hit->keyword);
      scho_table_set_text (table, row, RIGHT, hit->right);
    }
  if (self->n_left_out > 0)
    scho_table_add_note (
        table,
        ngettext ("The first %d places are listed; there is %" PRIu64 " more.",
                  "The first %d places are listed; there are %" PRIu64 " more.",
                  self->n_left_out),
        MOST_PLACES, self->n_left_out);
  source_add_notes (table, options, self->n_tokens);
  return table;
}

static gboolean
read_options (Concordance *self, SchoOptions *options, GError **error)
{
  const char *order = scho_options_get_text (options, "sort");
  gint64 width = scho_options_get_integer (options, "width");

  self->order = strcmp (order, "left") == 0      ? BY_LEFT
                : strcmp (order, "right") == 0   ? BY_RIGHT
                : strcmp (order, "keyword") == 0 ? BY_KEYWORD
                                                 : BY_PLACE;
  self->width = (guint32) CLAMP (width, 0, 1000);
  self->pattern = pattern_new (self->vocabulary, scho_options_get_text (options, "word"));
  if (self->pattern == NULL)
    g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                         _ ("Say which word is looked for; * stands for any letters"));
  return self->pattern != NULL;
}

GPtrArray *
concordance_run (SchoSnapshot *snapshot,
                 SchoOptions *options,
                 const SchoProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  g_auto (Concordance) self = { .vocabulary = source_make_vocabulary (options) };
  Which source;

  self.hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  g_array_set_clear_func (self.hits, hit_clear);
  if (!read_options (&self, options, error)
      || !source_read_options (&source, snapshot, options, error)
      || !source_each (&source, snapshot, self.vocabulary, options, find_cb, &self,
                       progress, cancellable, error))
    return NULL;
  return source_finish (list (&self, options), snapshot, options);
}
