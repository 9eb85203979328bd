/* relations-table.h - the analysis of how two codes lie to each other. */
#pragma once

#include <scholiast/plugin.h>

extern const SchoOptionSpec relations_options[];

GPtrArray *relations_run (SchoSnapshot *snapshot,
                          SchoOptions *options,
                          const SchoProgress *progress,
                          GCancellable *cancellable,
                          GError **error);
