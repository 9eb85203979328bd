/* query-saved-private.h - queries that are named in others. */
#pragma once

#include <scholiast/query-node-private.h>

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
