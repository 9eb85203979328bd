/* pairs.h - counts how codings meet: for each two codes, how often and over how much
 * text.
 *
 * Two codings meet when they have at least one character in common (the definition of
 * "overlap" in ATLAS.ti's code co-occurrence, without mere touching). Cost: O(n + pairs).
 */
#pragma once

#include <glib.h>

/* A coding; @code is a rank from 0. */
typedef struct
{
  guint32 start, end;
  guint32 code;
} PairsItem;

typedef struct _Pairs Pairs;

/* @n_codes: ranks are below it. */
Pairs *pairs_new (guint n_codes);
void pairs_free (Pairs *self);

/**
 * pairs_count:
 * @items: codings of one text that may meet each other, by start
 * @is_cancelled: asked now and then
 *
 * Returns: FALSE when it was cancelled
 */
gboolean pairs_count (Pairs *self,
                      const PairsItem *items,
                      gsize n,
                      gboolean (*is_cancelled) (gpointer data),
                      gpointer data);

/* The same codings once more: which meet a code at all, and over how many characters.
 * Takes some six times as long: O(n log n + pairs). */
gboolean pairs_count_details (Pairs *self,
                              const PairsItem *items,
                              gsize n,
                              gboolean (*is_cancelled) (gpointer data),
                              gpointer data);

/* Two codes whose codings meet, @first < @second. */
typedef struct
{
  guint first, second;
} PairsFound;

/* All of them, by first, then second. (transfer full) (element-type PairsFound) */
GArray *pairs_list (Pairs *self);

/* Pairs of codings, one of each code, that meet. */
guint64 pairs_get_overlaps (Pairs *self, guint a, guint b);

/* Of the details: codings of code @a that meet at least one of @b. */
guint64 pairs_get_meetings (Pairs *self, guint a, guint b);

/* Of the details: characters that both cover; @a is not @b. */
guint64 pairs_get_shared_characters (Pairs *self, guint a, guint b);

/* Codings of one code, and, of the details, the characters they cover, each once. */
guint64 pairs_get_codings (Pairs *self, guint code);
guint64 pairs_get_characters (Pairs *self, guint code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pairs, pairs_free)
