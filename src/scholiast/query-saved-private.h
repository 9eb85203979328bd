/* query-saved-private.h - queries that are named in others. */
#pragma once

#include <scholiast/query-node-private.h>

gboolean scho_is_saved_query (const SchoAttachment *attachment);

/* The code that a query means by @name: also in another case.
 * (transfer none) (nullable) */
const SchoCode *
scho_query_find_code (SchoSnapshot *snapshot, const char *name, GError **error);

/* Whether there is one below it. */
gboolean scho_query_has_saved (const SchoQueryNode *node);

/**
 * scho_query_expand:
 * @within: (element-type utf8): names that it would be in itself
 * @place: of the one that is not there or cannot be; bytes
 *
 * Returns: (transfer full): the text of @self with what is saved in place of names
 */
char *scho_query_expand (const SchoPassageQuery *self,
                         SchoSnapshot *snapshot,
                         GPtrArray *within,
                         SchoQuerySpan *place,
                         GError **error);
