/* query-term-private.h - what stands beside a sign: `outlet:guardian`. */
#pragma once

#include <scholiast/query-lexer-private.h>

/**
 * scho_query_term_parse:
 * @lexer: at the sign; goes behind the value
 * @name: what stood before
 *
 * Returns: (transfer full): %NULL with an error at @place
 */
SchoQueryNode *scho_query_term_parse (SchoQueryLexer *lexer,
                                      const SchoQueryToken *name,
                                      SchoQuerySpan *place,
                                      GError **error);
