/* drawings.h - the charts of tables, a file each. */
#pragma once

#include <scholiast/plugin.h>

/* As wide as a page of a book, in pixels of CSS. */
#define DRAWINGS_WIDTH 760.0

gboolean drawings_write_svg (GPtrArray *tables,
                             SchoSnapshot *snapshot,
                             SchoOutput *output,
                             const SchoProgress *progress,
                             GCancellable *cancellable,
                             GError **error);
/* Four pixels for one, so that it can be printed. */
gboolean drawings_write_png (GPtrArray *tables,
                             SchoSnapshot *snapshot,
                             SchoOutput *output,
                             const SchoProgress *progress,
                             GCancellable *cancellable,
                             GError **error);
