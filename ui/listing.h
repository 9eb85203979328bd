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
                                          const char *pattern,
                                          SchoSearchFlags flags,
                                          const SchoProgress *progress,
                                          GCancellable *cancellable,
                                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoListing, scho_listing_free)
