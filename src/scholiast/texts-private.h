/* texts-private.h - texts by their digest, shared by the snapshots that follow one
 * another. Never changes. */
#pragma once

#include <scholiast/text.h>

typedef struct _SchoTexts SchoTexts;

/**
 * scho_texts_join:
 * @older: (nullable)
 * @newer: (element-type utf8 SchoText): by digest
 *
 * Those of both. Steps that follow one another, as when 10,000 files come in, do not copy
 * what came before: O(log n) for each text over all of them.
 *
 * Returns: (transfer full) (nullable): %NULL when there are none
 */
SchoTexts *scho_texts_join (SchoTexts *older, GHashTable *newer);

SchoTexts *scho_texts_ref (SchoTexts *self);
void scho_texts_unref (SchoTexts *self);

/* (nullable) (transfer none). @self: (nullable) */
SchoText *scho_texts_find (SchoTexts *self, const char *digest);

/* Adds a copy of each digest to @digests, a set of strings that it owns. @self:
 * (nullable) */
void scho_texts_add_digests (SchoTexts *self, GHashTable *digests);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoTexts, scho_texts_unref)
