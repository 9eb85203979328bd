/* query-parse-private.h - from the words of a query to its tree. */
#pragma once

#include <scholiast/query-node-private.h>

/* @place: bytes. @n_nodes: how many there are. (transfer full) */
SchoQueryNode *scho_query_parse_text (const char *text,
                                      guint *n_nodes,
                                      SchoQuerySpan *place,
                                      GError **error);

/* The plainest text that parses to the same tree. */
char *scho_query_print (const SchoQueryNode *root);
