/* listing.h - passages as a table, with the places its rows stand for. */
#pragma once

#include <scholiast/search.h>
#include <scholiast/table.h>

typedef struct
{
  SchoTable *table;
  GArray *places; /* of SchoHit, one for each row */
} SchoListing;

void scho_listing_free (SchoListing *self);

/* All that matches, with the words around it. May take long; runs on any thread. */
SchoListing *scho_listing_new_for_search (SchoSnapshot *snapshot,
                                          SchoSearchCache *cache,
                                          const char *pattern,
                                          SchoSearchFlags flags,
                                          const SchoProgress *progress,
                                          GCancellable *cancellable,
                                          GError **error);

/* On one line: the passage, cut when it is very long, and the words around it. */
char *scho_listing_dup_passage (SchoText *text, guint32 start, guint32 end);
char *scho_listing_dup_before (SchoText *text, guint32 start);
char *scho_listing_dup_after (SchoText *text, guint32 end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoListing, scho_listing_free)
