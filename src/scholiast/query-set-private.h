/* query-set-private.h - passages of one document, asked how others lie to them. */
#pragma once

#include <scholiast/query-node-private.h>

/* Immutable but for where it looks first: for one thread. */
typedef struct _SchoQuerySet SchoQuerySet;

/* @items: (transfer full) (element-type SchoMatch): by start, end; each once */
SchoQuerySet *scho_query_set_new_take (GArray *items);
void scho_query_set_free (SchoQuerySet *self);

gsize scho_query_set_get_n (const SchoQuerySet *self);

/* All look for one that is not @match itself: not the same coding, nor, where there is
 * none, the same stretch. Quick when asked in the order of places. (nullable) */

/* That has a character of [start, end). */
const SchoMatch *scho_query_set_find_overlap (SchoQuerySet *self,
                                              const SchoMatch *match,
                                              guint32 start,
                                              guint32 end);
/* Of @match: around it, within it, the same stretch, touching it without overlap. */
const SchoMatch *scho_query_set_find_around (SchoQuerySet *self, const SchoMatch *match);
const SchoMatch *scho_query_set_find_within (SchoQuerySet *self, const SchoMatch *match);
const SchoMatch *scho_query_set_find_equal (SchoQuerySet *self, const SchoMatch *match);
const SchoMatch *scho_query_set_find_touching (SchoQuerySet *self,
                                               const SchoMatch *match);
/* The nearest that ends at the begin of @match or before it; begins at its end or after.
 */
const SchoMatch *scho_query_set_find_before (SchoQuerySet *self, const SchoMatch *match);
const SchoMatch *scho_query_set_find_after (SchoQuerySet *self, const SchoMatch *match);
/* The first of these two where scho_query_set_find_overlap() of @match has found none. */
const SchoMatch *scho_query_set_find_clear_before (SchoQuerySet *self,
                                                   const SchoMatch *match);
/* Any. */
const SchoMatch *scho_query_set_find_other (SchoQuerySet *self, const SchoMatch *match);

/* A character of it is in any. */
gboolean scho_query_set_covers (SchoQuerySet *self, guint32 start, guint32 end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoQuerySet, scho_query_set_free)
