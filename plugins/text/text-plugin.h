/* text-plugin.h - plain text, in and out. */
#pragma once

#include <scholiast/plugin.h>

extern const SchoOptionSpec text_import_options[];
extern const SchoOptionSpec text_export_options[];

int text_guess (const guint8 *head, gsize n_bytes, const char *name);

SchoStep *text_read (GInputStream *stream,
                     const char *name,
                     const char *coder,
                     SchoSnapshot *base,
                     SchoOptions *options,
                     const SchoProgress *progress,
                     GCancellable *cancellable,
                     GError **error);

gboolean text_write (SchoSnapshot *snapshot,
                     SchoOutput *output,
                     SchoOptions *options,
                     const SchoProgress *progress,
                     GCancellable *cancellable,
                     GError **error);
