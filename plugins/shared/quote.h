/* quote.h - finds a passage by its words, where positions may have been counted
 * otherwise or in another text.
 *
 * How much white space there is, of which kind, and how quotation marks and dashes are
 * drawn does not count. Words that are not there are looked for with up to a fifth of
 * their characters changed.
 */
#pragma once

#include <scholiast/plugin.h>

/**
 * Quote:
 * @exact: (nullable): the passage
 * @prefix: (nullable): what stands before it
 * @suffix: (nullable): what stands after it
 * @has_position: @start and @end are known, in whatever units
 */
typedef struct
{
  const char *exact, *prefix, *suffix;
  gboolean has_position;
  guint64 start, end;
} Quote;

typedef enum
{
  QUOTE_NOT_FOUND,
  QUOTE_AT_POSITION,
  QUOTE_ELSEWHERE, /* the same words */
  QUOTE_NEARLY     /* similar words */
} QuoteFound;

typedef struct _QuoteFinder QuoteFinder;

/* @budget: steps for similar words, shared with other finders; must outlive it. */
QuoteFinder *quote_finder_new (SchoText *text, guint64 *budget);
void quote_finder_free (QuoteFinder *self);

#define QUOTE_BUDGET G_GUINT64_CONSTANT (2000000000)

QuoteFound
quote_finder_find (QuoteFinder *self, const Quote *quote, guint32 *start, guint32 *end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuoteFinder, quote_finder_free)
