/* tei-write-catma.h - the TEI that CATMA writes and reads, with the text beside it. */
#pragma once

#include "tei-export.h"

/* What there is no room for. */
void tei_catma_tell_codes (TeiExport *self, SchoLosses *losses);
void tei_catma_tell_document (TeiExport *self, const TeiPart *part, SchoLosses *losses);

/* Closes the writer. */
gboolean
tei_catma_write (TeiExport *self, TeiWriter *writer, const TeiPart *part, GError **error);

/* Closes the stream. */
gboolean tei_catma_write_text (const TeiPart *part,
                               GOutputStream *stream,
                               GCancellable *cancellable,
                               GError **error);
