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

/* %FALSE with @error set to end it. */
typedef gboolean (*WhichFunc) (const SchoDocument *document,
                               gpointer data,
                               GError **error);

/* Calls @func for each document that is asked for, in order of the project; %FALSE where
 * that did or the analysis is cancelled. */
gboolean which_each_document (const Which *self,
                              SchoSnapshot *snapshot,
                              WhichFunc func,
                              gpointer data,
                              const SchoProgress *progress,
                              GCancellable *cancellable,
                              GError **error);
