/* match.h - which noun of one project became which of another. */
#pragma once

#include <scholiast/scholiast.h>

/**
 * Match:
 * @documents, @codes, @coders: what became of a noun, by its number in @before; 0:
 * nothing
 * @codings: for each coding of @before, in order: its like in @after, or %NULL
 * @texts: of @before, by number; @texts_after: the same of @after
 * @history, @history_after: (nullable): what was done, if it was kept
 *
 * Nouns are the same by identity where that was kept; otherwise by what people would
 * know them by: documents by title, else by their words; codes by where they stand in the
 * tree, else by name; coders by name; codings by document, words, code and coder, place
 * by place.
 */
typedef struct
{
  SchoSnapshot *before, *after;
  guint32 *documents, *codes, *coders;
  GPtrArray *codings; /* of MatchCoding */
  SchoText **texts, **texts_after;
  char *history, *history_after;
} Match;

typedef struct
{
  const SchoDocument *document;
  const SchoAnnotation *before, *after; /* @after: nullable */
} MatchCoding;

Match *match_new (SchoSnapshot *before, SchoSnapshot *after);
void match_free (Match *self);

/* (nullable) */
const SchoDocument *match_get_document (const Match *self, const SchoDocument *before);
const SchoCode *match_get_code (const Match *self, const SchoCode *before);
const SchoCoder *match_get_coder (const Match *self, const SchoCoder *before);

/* Identity of what a noun or coding became; %FALSE where nothing did. */
gboolean match_find (const Match *self, const SchoUuid *before, SchoUuid *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Match, match_free)
