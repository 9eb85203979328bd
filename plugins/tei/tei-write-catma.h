/* tei-write-catma.h - the TEI that CATMA writes and reads, with the text beside it. */
#pragma once

#include "tei-export.h"

/* Closes the writer. */
gboolean
tei_catma_write (TeiExport *self, TeiWriter *writer, const TeiPart *part, GError **error);

/* Closes the stream. */
gboolean tei_catma_write_text (const TeiPart *part,
                               GOutputStream *stream,
                               GCancellable *cancellable,
                               GError **error);
