/* which.h - which codings an analysis counts, by names in its options. */
#pragma once

#include <scholiast/plugin.h>

/* Ids; 0: any. */
typedef struct
{
  guint32 document, code, coder;
} Which;

/* @document, @code, @coder: names as query.h reads them; "" or %NULL for any. */
gboolean which_find (Which *self,
                     SchoSnapshot *snapshot,
                     const char *document,
                     const char *code,
                     const char *coder,
                     GError **error);
