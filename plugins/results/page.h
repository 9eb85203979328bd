/* page.h - tables as one HTML page: charts drawn in it, no script, nothing to load. */
#pragma once

#include <scholiast/plugin.h>

gboolean page_write_tables (GPtrArray *tables,
                            SchoSnapshot *snapshot,
                            SchoOutput *output,
                            const SchoProgress *progress,
                            GCancellable *cancellable,
                            GError **error);
