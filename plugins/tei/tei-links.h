/* tei-links.h - relations between codings, codes and documents; see ../shared/link.h. */
#pragma once

#include "tei-export.h"

typedef struct _TeiLinks TeiLinks;

/* Those of which both ends are written. */
TeiLinks *tei_links_new (TeiExport *export);
void tei_links_free (TeiLinks *self);

/* Saved queries and links for our own reader, as elements of ours; what else is kept with
 * the project is a loss. */
void tei_links_write_own (TeiLinks *self, TeiWriter *writer, SchoLosses *losses);

/**
 * tei_links_write:
 * @part: (nullable): links that begin at it or its codings; %NULL: none of these
 * @codes: links that begin at codes
 *
 * linkGrp; nothing where there is no link.
 */
void
tei_links_write (TeiLinks *self, TeiWriter *writer, const TeiPart *part, gboolean codes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TeiLinks, tei_links_free)
