/* pair-counts.h - how often each pair of words was met. */
#pragma once

#include <glib.h>

typedef struct _PairCounts PairCounts;

PairCounts *pair_counts_new (void);
void pair_counts_free (PairCounts *self);

void pair_counts_add (PairCounts *self, guint32 first, guint32 second);

/* Different pairs. */
gsize pair_counts_get_n (PairCounts *self);

typedef void (*PairCountsFunc) (guint32 first, guint32 second, guint32 n, gpointer data);

/* In no order. */
void pair_counts_each (PairCounts *self, PairCountsFunc func, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PairCounts, pair_counts_free)
