/* query-lexer-private.h - the words of a query, one after another. */
#pragma once

#include <scholiast/query-node-private.h>

typedef enum
{
  SCHO_QUERY_TOKEN_END,
  SCHO_QUERY_TOKEN_NAME,   /* bare */
  SCHO_QUERY_TOKEN_QUOTED, /* a name in quotation marks */
  SCHO_QUERY_TOKEN_SIGN,
  SCHO_QUERY_TOKEN_OPEN,
  SCHO_QUERY_TOKEN_CLOSE,
} SchoQueryTokenKind;

typedef struct
{
  SchoQueryTokenKind kind;
  SchoQuerySpan span;
  char *name;        /* without quotation marks; of names only */
  gboolean has_star; /* QUOTED: slash and star stood behind */
  SchoQuerySign sign;
} SchoQueryToken;

typedef struct
{
  const char *text;
  gsize at;             /* where the next token is looked for */
  SchoQueryToken token; /* the one at hand */
} SchoQueryLexer;

/* Goes to the next token. %FALSE with an error at @place. */
gboolean
scho_query_lexer_next (SchoQueryLexer *self, SchoQuerySpan *place, GError **error);

/* The same, where a value must stand: signs are a part of it. */
gboolean
scho_query_lexer_next_value (SchoQueryLexer *self, SchoQuerySpan *place, GError **error);

void scho_query_lexer_clear (SchoQueryLexer *self);
