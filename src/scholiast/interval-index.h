/* interval-index.h - which annotations touch this stretch. */
#pragma once

#include <scholiast/annotation.h>

/**
 * SchoIntervalIndex:
 *
 * The annotations of one document, sorted, under a tree of greatest ends that lies in one
 * array. Immutable, shared by reference, may be used by any thread. 48.5 bytes a coding.
 */
typedef struct _SchoIntervalIndex SchoIntervalIndex;

/**
 * scho_interval_index_new_take:
 * @annotations: (transfer full) (array length=n): from g_malloc(), in any order; its
 * memos (GRefStrings) are taken too
 */
SCHO_API SchoIntervalIndex *scho_interval_index_new_take (SchoAnnotation *annotations,
                                                          gsize n);
SCHO_API SchoIntervalIndex *scho_interval_index_ref (SchoIntervalIndex *self);
SCHO_API void scho_interval_index_unref (SchoIntervalIndex *self);

SCHO_API const SchoAnnotation *
scho_interval_index_get_annotations (SchoIntervalIndex *self, gsize *n);

/**
 * scho_interval_index_next:
 * @from: where to go on: 0, or one after the last answer
 *
 * Walks through what overlaps [start, end), in order, each step in O(log n):
 *
 *     for (i = scho_interval_index_next (index, 0, start, end); i < n;
 *          i = scho_interval_index_next (index, i + 1, start, end))
 *
 * Returns: place in the array, or n when there is none
 */
SCHO_API gsize scho_interval_index_next (SchoIntervalIndex *self,
                                         gsize from,
                                         guint32 start,
                                         guint32 end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoIntervalIndex, scho_interval_index_unref)
