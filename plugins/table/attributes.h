/* attributes.h - attributes of documents that are there, from a table and to one.
 *
 * The first column names a document by title, source or UUID; the others are attributes.
 * Behind the name of a column may stand its type, as in `zip:text`.
 */
#pragma once

#include "columns.h"

#define ATTRIBUTES_OPTIONS                                                               \
  { "empty", SCHO_OPTION_CHOICE, "keep",                                                 \
    N_ ("Empty cells leave what is there, or take it away"), "keep|clear" },             \
      COLUMNS_TYPES_OPTION

/* Refuses the whole table where a document is not there, is named twice, or a cell is
 * not of its type; says in which lines. */
SchoStep *attributes_make_step (const Grid *grid,
                                SchoSnapshot *base,
                                SchoOptions *options,
                                GCancellable *cancellable,
                                GError **error);

/* As SchoExporter's. Types are written only where the reader would guess another. */
gboolean attributes_write (SchoSnapshot *snapshot,
                           SchoOutput *output,
                           SchoOptions *options,
                           const SchoProgress *progress,
                           GCancellable *cancellable,
                           GError **error);
