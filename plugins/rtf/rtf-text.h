/* rtf-text.h - the text of a file in rich text format. */
#pragma once

#include "../shared/office.h"

/* The attributes and the office text are the caller's. */
typedef struct
{
  ImportAttributes *attributes;
  OfficeText *office;
} RtfFound;

/* @bytes: zero-terminated. Refuses groups nested without end. */
gboolean rtf_read (const char *bytes,
                   gsize n_bytes,
                   RtfFound *found,
                   GCancellable *cancellable,
                   GError **error);
