/* pseudonym-text-private.h - a text with passages replaced, and where its places are now.
 */
#pragma once

#include <scholiast/originals-private.h>
#include <scholiast/text.h>

/* [start, end) becomes @words. */
typedef struct
{
  guint32 start, end;
  const char *words;
} SchoPseudonymPassage;

typedef struct _SchoPseudonymText SchoPseudonymText;

/* @passages: by start; they may lie in and across each other. @originals: what they were
 * is added; a label of a stretch that is one of them is replaced too. (nullable): too
 * long */
SchoPseudonymText *scho_pseudonym_text_new (SchoText *before,
                                            const SchoPseudonymPassage *passages,
                                            gsize n,
                                            SchoOriginals *originals,
                                            GError **error);
void scho_pseudonym_text_free (SchoPseudonymText *self);

SchoText *scho_pseudonym_text_get (SchoPseudonymText *self);

/* The pseudonym of a passage that is just these words; else %NULL. */
const char *scho_pseudonym_text_find (SchoPseudonymText *self,
                                      const SchoPseudonymPassage *passages,
                                      gsize n,
                                      const char *words);

/* FALSE: nothing is left of it. */
gboolean scho_pseudonym_text_map (SchoPseudonymText *self, guint32 *start, guint32 *end);

/* What tells places of the old text when the texts are gone. (transfer full) */
GArray *scho_pseudonym_text_ref_pieces (SchoPseudonymText *self);

/* Back to where it was; a part of a pseudonym is all that it stands for. */
void scho_pseudonym_pieces_unmap (const GArray *pieces, guint32 *start, guint32 *end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoPseudonymText, scho_pseudonym_text_free)
