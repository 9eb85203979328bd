/* codebook.h - the code tree as a table: code,parent,colour,definition. */
#pragma once

#include <scholiast/plugin.h>

extern const SchoOptionSpec codebook_export_options[];

int codebook_guess (const guint8 *head, gsize n_bytes, const char *name);

SchoStep *codebook_read (GInputStream *stream,
                         const char *name,
                         const char *coder,
                         SchoSnapshot *base,
                         SchoOptions *options,
                         const SchoProgress *progress,
                         GCancellable *cancellable,
                         GError **error);

gboolean codebook_write (SchoSnapshot *snapshot,
                         SchoOutput *output,
                         SchoOptions *options,
                         const SchoProgress *progress,
                         GCancellable *cancellable,
                         GError **error);
