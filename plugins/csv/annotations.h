/* annotations.h - codings as a table: document,start,end,code,coder,memo,quote. */
#pragma once

#include <scholiast/plugin.h>

extern const SchoOptionSpec annotations_import_options[];
extern const SchoOptionSpec annotations_export_options[];

int annotations_guess (const guint8 *head, gsize n_bytes, const char *name);

SchoStep *annotations_read (GInputStream *stream,
                            const char *name,
                            const char *coder,
                            SchoSnapshot *base,
                            SchoOptions *options,
                            const SchoProgress *progress,
                            GCancellable *cancellable,
                            GError **error);

gboolean annotations_write (SchoSnapshot *snapshot,
                            SchoOutput *output,
                            SchoOptions *options,
                            const SchoProgress *progress,
                            GCancellable *cancellable,
                            GError **error);
