/* tokens.h - the sentences and tokens of a text, for formats that ask for them. */
#pragma once

#include <scholiast/plugin.h>

typedef struct
{
  guint32 start, end;
} Span;

typedef struct
{
  GArray *sentences; /* of Span */
  GArray *tokens;    /* of Span: words, and each sign between them that is no space */
} Tokens;

/* No token goes over a sentence's end, and none holds white space. */
void tokens_find (Tokens *self, SchoText *text, const char *language);
void tokens_clear (Tokens *self);

/* Where the line feed after @from is, or @to. */
guint32 tokens_line_end (SchoText *text, guint32 from, guint32 to);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tokens, tokens_clear)
