/* query-respell-private.h - names in the text of a query, changed where they stand. */
#pragma once

#include <scholiast/query-node-private.h>

/* (transfer full) (nullable): what stands instead of the name of @node; %NULL: it stays.
 */
typedef char *(*SchoQueryRespell) (const SchoQueryNode *node, gpointer data);

/**
 * scho_query_respell:
 * @query: (nullable): its text
 *
 * Asks @respell of each part, in the order of the text. All else is left as people wrote
 * it.
 *
 * Returns: (transfer full) (nullable): %NULL: it stays as it is, since nothing changes,
 * it is no query, or would be none, as one that gets too long
 */
char *scho_query_respell (const char *query, SchoQueryRespell respell, gpointer data);
