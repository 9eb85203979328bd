/* sheet-readers.h - the formats of spreadsheets. */
#pragma once

#include "sheet-reading.h"

#include "../shared/package.h"

/* Excel and others: Office Open XML. @bytes: (transfer full) */
gboolean xlsx_read (char *bytes,
                    gsize n_bytes,
                    SheetReading *reading,
                    GCancellable *cancellable,
                    GError **error);

/* LibreOffice and others: OpenDocument, packed or flat. @bytes: (transfer full) */
gboolean ods_read (char *bytes,
                   gsize n_bytes,
                   SheetReading *reading,
                   GCancellable *cancellable,
                   GError **error);
