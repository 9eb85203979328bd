/* pdf-child.h - runs pdf-reader, which lies beside this plugin, on a file. */
#pragma once

#include <scholiast/plugin.h>

/* @mebibytes: of memory; @seconds: until it is killed */
typedef struct
{
  const char *name; /* of the file */
  guint mebibytes;
  guint seconds;
} PdfLimits;

/* Takes what it says, in pieces of any size. FALSE ends it, with @error. */
typedef gboolean (*PdfTakeFunc) (const guint8 *bytes,
                                 gsize n_bytes,
                                 gpointer data,
                                 GError **error);

/* @is_whole: whether all is there: asked at the end, since a crash ends it too. */
typedef gboolean (*PdfWholeFunc) (gpointer data);

gboolean pdf_child_run (const char *bytes,
                        gsize n_bytes,
                        const PdfLimits *limits,
                        PdfTakeFunc take,
                        PdfWholeFunc is_whole,
                        gpointer data,
                        GCancellable *cancellable,
                        GError **error);
