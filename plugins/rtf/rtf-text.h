/* rtf-text.h - the text of a file in rich text format. */
#pragma once

#include "../shared/import.h"

typedef struct
{
  ImportAttributes *attributes;
  guint n_hidden, n_deleted, n_unreadable;
} RtfFound;

/* @bytes: zero-terminated. Refuses groups nested without end. */
gboolean rtf_read (const char *bytes,
                   gsize n_bytes,
                   TextBuilder *builder,
                   RtfFound *found,
                   const char *name,
                   GCancellable *cancellable,
                   GError **error);
