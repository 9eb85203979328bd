/* sources.h - which words an analysis of words counts: of which documents, or of which
 * coded passages, told apart how. Its options are the same for all. */
#pragma once

#include <scholiast/plugin.h>

#include "../shared/which.h"
#include "tokens.h"

/* Which texts. */
#define SOURCE_OPTIONS                                                                   \
  { "document", SCHO_OPTION_DOCUMENT, "", N_ ("Which document"), NULL },                 \
      { "code", SCHO_OPTION_CODE, "", N_ ("Only passages of this code and those below"), \
        NULL },                                                                          \
  {                                                                                      \
    "coder", SCHO_OPTION_CODER, "", N_ ("Only passages that this coder coded"), NULL     \
  }

/* What a word is. */
#define TOKEN_OPTIONS                                                                    \
  { "case", SCHO_OPTION_BOOLEAN, "false", N_ ("Capitals matter"), NULL },                \
      { "accents", SCHO_OPTION_BOOLEAN, "true", N_ ("Accents matter"), NULL },           \
      { "hyphens", SCHO_OPTION_BOOLEAN, "true", N_ ("What hyphens join is one word"),    \
        NULL },                                                                          \
  {                                                                                      \
    "numbers", SCHO_OPTION_BOOLEAN, "true", N_ ("Numbers are words"), NULL               \
  }

#define STOP_OPTIONS                                                                     \
  { "stop-list", SCHO_OPTION_CHOICE, "none", N_ ("Leave out the small words of"),        \
    STOP_LISTS },                                                                        \
  {                                                                                      \
    "stop-words", SCHO_OPTION_TEXT, "", N_ ("Leave out these words, too"), NULL          \
  }

/* Of SOURCE_OPTIONS: all texts, or the stretches of them that are coded so. */
gboolean source_read_options (Which *self,
                              SchoSnapshot *snapshot,
                              SchoOptions *options,
                              GError **error);

Vocabulary *source_make_vocabulary (SchoOptions *options);

/**
 * SourceFunc:
 * @tokens: (element-type Token): those of one document that are wholly within the source,
 *   valid during the call. A line's number changes where they do not follow each other.
 */
typedef void (*SourceFunc) (const SchoDocument *document,
                            SchoText *text,
                            GArray *tokens,
                            gpointer data);

/* Calls @func for each document of the source, in order. */
gboolean source_each (const Which *self,
                      SchoSnapshot *snapshot,
                      Vocabulary *vocabulary,
                      SchoOptions *options,
                      SourceFunc func,
                      gpointer data,
                      const SchoProgress *progress,
                      GCancellable *cancellable,
                      GError **error);

/* By the number of each word: whether the option's lists leave it out; as many as the
 * vocabulary has. (transfer full) */
gboolean *source_find_stop_words (Vocabulary *vocabulary, SchoOptions *options);

/* What was taken for a word, as notes below the table. */
void source_add_notes (SchoTable *table, SchoOptions *options, guint64 n_tokens);

/* The table as all that an analysis returns, with a note where a query left out codings:
 * texts are counted whole all the same unless an option asks for passages. @table:
 * (transfer full) */
GPtrArray *source_finish (SchoTable *table, SchoSnapshot *snapshot, SchoOptions *options);

/* The analyses. */
GPtrArray *word_list_run (SchoSnapshot *snapshot,
                          SchoOptions *options,
                          const SchoProgress *progress,
                          GCancellable *cancellable,
                          GError **error);
GPtrArray *concordance_run (SchoSnapshot *snapshot,
                            SchoOptions *options,
                            const SchoProgress *progress,
                            GCancellable *cancellable,
                            GError **error);
GPtrArray *collocations_run (SchoSnapshot *snapshot,
                             SchoOptions *options,
                             const SchoProgress *progress,
                             GCancellable *cancellable,
                             GError **error);
GPtrArray *keyness_run (SchoSnapshot *snapshot,
                        SchoOptions *options,
                        const SchoProgress *progress,
                        GCancellable *cancellable,
                        GError **error);
GPtrArray *richness_run (SchoSnapshot *snapshot,
                         SchoOptions *options,
                         const SchoProgress *progress,
                         GCancellable *cancellable,
                         GError **error);
