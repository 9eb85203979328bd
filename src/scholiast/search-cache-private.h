/* search-cache-private.h - texts and what was folded of them, for the next search. */
#pragma once

#include <scholiast/fold-private.h>
#include <scholiast/search.h>

/* (nullable) (transfer full): the text with that digest, if it is there. */
SchoText *scho_search_cache_get_text (SchoSearchCache *self, const char *digest);

/* @self: (nullable): then it is made for the caller alone. (transfer full) */
SchoFold *
scho_search_cache_fold (SchoSearchCache *self, SchoText *text, SchoFoldFlags flags);
