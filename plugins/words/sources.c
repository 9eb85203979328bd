#include "sources.h"

#include "../shared/tables.h"
#include "stop-words.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

gboolean
source_read_options (Which *self,
                     SchoSnapshot *snapshot,
                     SchoOptions *options,
                     GError **error)
{
  return which_find (self, snapshot, scho_options_get_text (options, "document"),
                     scho_options_get_text (options, "code"),
                     scho_options_get_text (options, "coder"), error);
}

Vocabulary *
source_make_vocabulary (SchoOptions *options)
{
  FoldFlags flags = FOLD_NOTHING;

  if (!scho_options_get_boolean (options, "case"))
    flags |= FOLD_CASE;
  if (!scho_options_get_boolean (options, "accents"))
    flags |= FOLD_ACCENTS;
  return vocabulary_new (flags);
}

/* Keeps what lies in the passages, which come by start. */
static void
cut_to_passages (const Which *self,
                 const gboolean *branch,
                 const SchoAnnotation *codings,
                 gsize n,
                 GArray *tokens)
{
  guint kept = 0;
  guint32 passage = 0, end = 0;
  gsize next = 0;

  for (guint i = 0; i < tokens->len; i++)
    {
      Token token = g_array_index (tokens, Token, i);

      /* Passages that touch or overlap are one. */
      for (; next < n && codings[next].start <= token.start; next++)
        {
          if ((branch != NULL && !branch[codings[next].code])
              || (self->coder != 0 && codings[next].coder != self->coder))
            continue;
          passage += codings[next].start > end;
          end = MAX (end, codings[next].end);
        }
      if (token.end > end)
        continue;
      /* Lines are told apart by the passage, too: words on both sides of a gap are no
       * neighbours. */
      token.line += passage;
      g_array_index (tokens, Token, kept++) = token;
    }
  g_array_set_size (tokens, kept);
}

static gboolean
read_document (const Which *self,
               SchoSnapshot *snapshot,
               const gboolean *branch,
               TokenReader *reader,
               const SchoDocument *document,
               GArray *tokens,
               SchoText **text,
               GError **error)
{
  gsize n;
  const SchoAnnotation *codings;

  if (!(*text = scho_snapshot_read_text (snapshot, document->id, error)))
    return FALSE;
  g_array_set_size (tokens, 0);
  token_reader_read (reader, *text, document->language, tokens);
  if (branch == NULL && self->coder == 0)
    return TRUE;
  codings = scho_snapshot_get_annotations (snapshot, document->id, &n);
  cut_to_passages (self, branch, codings, n, tokens);
  return TRUE;
}

gboolean
source_each (const Which *self,
             SchoSnapshot *snapshot,
             Vocabulary *vocabulary,
             SchoOptions *options,
             SourceFunc func,
             gpointer data,
             const SchoProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (TokenReader) reader
      = token_reader_new (vocabulary, scho_options_get_boolean (options, "hyphens"),
                          scho_options_get_boolean (options, "numbers"));
  g_autofree gboolean *branch
      = self->code != 0 ? scho_lookup_branch (snapshot, self->code) : NULL;
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (SchoText) text = NULL;

      if (self->document != 0 && documents[i]->id != self->document)
        continue;
      scho_progress_set (progress, (double) i / n, documents[i]->title);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !read_document (self, snapshot, branch, reader, documents[i], tokens, &text,
                             error))
        return FALSE;
      func (documents[i], text, tokens, data);
    }
  return TRUE;
}

gboolean *
source_find_stop_words (Vocabulary *vocabulary, SchoOptions *options)
{
  guint32 n = vocabulary_get_n (vocabulary);
  gboolean *stopped = g_new0 (gboolean, (gsize) n + 1);
  g_autoptr (GHashTable) set
      = stop_words_new (vocabulary, scho_options_get_text (options, "stop-list"),
                        scho_options_get_text (options, "stop-words"));

  for (guint32 i = 0; i < n && g_hash_table_size (set) > 0; i++)
    stopped[i] = g_hash_table_contains (set, vocabulary_get (vocabulary, i));
  return stopped;
}

void
source_add_notes (SchoTable *table, SchoOptions *options, guint64 n_tokens)
{
  scho_table_add_note (
      table,
      ngettext ("%" PRIu64 " word was read.", "%" PRIu64 " words were read.", n_tokens),
      n_tokens);
  scho_table_add_note (
      table, _ ("A word is what Unicode’s borders (UAX #29) make one; %s; %s; %s; %s."),
      scho_options_get_boolean (options, "hyphens") ? _ ("hyphens join words")
                                                    : _ ("hyphens part words"),
      scho_options_get_boolean (options, "numbers") ? _ ("numbers are words")
                                                    : _ ("numbers are left out"),
      scho_options_get_boolean (options, "case") ? _ ("capitals matter")
                                                 : _ ("capitals do not matter"),
      scho_options_get_boolean (options, "accents") ? _ ("accents matter")
                                                    : _ ("accents do not matter"));
}

static gboolean
lacks_codings (SchoSnapshot *snapshot)
{
  SchoSnapshot *whole = scho_snapshot_get_whole (snapshot);
  gsize n_documents;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (snapshot, &n_documents);

  for (gsize i = 0; whole != snapshot && i < n_documents; i++)
    {
      gsize n, n_whole;

      scho_snapshot_get_annotations (snapshot, documents[i]->id, &n);
      scho_snapshot_get_annotations (whole, documents[i]->id, &n_whole);
      if (n < n_whole)
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
source_finish (SchoTable *table, SchoSnapshot *snapshot, SchoOptions *options)
{
  if (scho_options_get_text (options, "code")[0] == '\0'
      && scho_options_get_text (options, "coder")[0] == '\0' && lacks_codings (snapshot))
    scho_table_add_note (table, _ ("The query leaves out codings, but no text: words are "
                                   "counted in whole texts. Only the options “code” and "
                                   "“coder” count them in passages."));
  return tables_of_one (table);
}
