/* codebook-export.h - exporters of the codebook as a document to read. */
#pragma once

#include <scholiast/plugin.h>

extern const SchoOptionSpec codebook_options[];

gboolean codebook_write_html (SchoSnapshot *snapshot,
                              SchoOutput *output,
                              SchoOptions *options,
                              const SchoProgress *progress,
                              GCancellable *cancellable,
                              GError **error);
gboolean codebook_write_odt (SchoSnapshot *snapshot,
                             SchoOutput *output,
                             SchoOptions *options,
                             const SchoProgress *progress,
                             GCancellable *cancellable,
                             GError **error);
