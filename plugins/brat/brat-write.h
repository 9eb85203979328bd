/* brat-write.h - codings for brat: texts, .ann files beside them, and how it is set up.
 */
#pragma once

#include <scholiast/plugin.h>

extern const SchoOptionSpec brat_export_options[];
gboolean brat_write (SchoSnapshot *snapshot,
                     SchoOutput *output,
                     SchoOptions *options,
                     const SchoProgress *progress,
                     GCancellable *cancellable,
                     GError **error);
gboolean brat_is_several (SchoSnapshot *snapshot, SchoOptions *options);
