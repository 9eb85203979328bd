/* brat-place.h - where in a document's text the passages of an .ann file lie.
 *
 * brat counts code points of the file, as it is: a byte-order mark and the carriage
 * returns of CR LF, which a text here does not have, count there. Some other programs
 * that write the format count without them, or in UTF-16 units. The quoted words tell.
 */
#pragma once

#include "brat-file.h"

typedef struct
{
  const SchoDocument *document;
  SchoText *text;
  GArray *feeds; /* of guint32: offsets of line feeds that were CR LF */
  gboolean near;
  guint n_moved; /* passages whose words stood elsewhere */
} BratPlace;

/* @near: words that stand elsewhere are looked for near the place that is named. */
gboolean brat_place_open (BratPlace *self,
                          SchoSnapshot *base,
                          const SchoDocument *document,
                          gboolean near,
                          GError **error);
void brat_place_clear (BratPlace *self);

/* Turns the fragments of @span into places of the text. */
gboolean
brat_place_find (BratPlace *self, const BratFile *file, BratSpan *span, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BratPlace, brat_place_clear)
