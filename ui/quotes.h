/* quotes.h - passages with the words around them, read in the background. */
#pragma once

#include <gio/gio.h>
#include <scholiast/snapshot.h>

/**
 * SchoQuote:
 *
 * One coding and what its passage says, cut where it is long and on one line.
 */
#define SCHO_TYPE_QUOTE (scho_quote_get_type ())
G_DECLARE_FINAL_TYPE (SchoQuote, scho_quote, SCHO, QUOTE, GObject)

/* All (transfer none). The coding has no memo of its own. */
const SchoAnnotation *scho_quote_get_coding (SchoQuote *self);
const char *scho_quote_get_before (SchoQuote *self);
const char *scho_quote_get_words (SchoQuote *self);
const char *scho_quote_get_after (SchoQuote *self);
const char *scho_quote_get_document (SchoQuote *self);
const char *scho_quote_get_coder (SchoQuote *self);

/* All of it without case and accents, see letters.h. */
const char *scho_quote_get_folded (SchoQuote *self);

/**
 * scho_quotes_read:
 * @code: whose passages; not those of the codes below it
 * @examples: only those that are examples
 *
 * Reads the texts on a thread of its own; @callback takes the result with
 * scho_quotes_read_finish(). A passage whose text cannot be read is left out.
 */
void scho_quotes_read (SchoSnapshot *snapshot,
                       guint32 code,
                       gboolean examples,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data);

/* (transfer full) (element-type SchoQuote): by document, then start. */
GPtrArray *scho_quotes_read_finish (GAsyncResult *result, GError **error);
