/* quotations.h - Markdown: a heading for each code, its passages as quotations. */
#pragma once

#include "selection.h"

/* @stream: (transfer full) */
gboolean quotations_write (const Selection *selection,
                           GOutputStream *stream,
                           const SchoProgress *progress,
                           GCancellable *cancellable,
                           GError **error);
