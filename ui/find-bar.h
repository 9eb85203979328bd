/* find-bar.h - finds words in the document at hand, or asks for all documents. */
#pragma once

#include "page.h"

/**
 * SchoFindBar:
 *
 * Searches on another thread where that may take long. On a tab without text it is away,
 * unless it was opened there: then it asks for all documents only.
 *
 * Signal `everywhere` (SchoFindBar *self, const char *pattern, guint flags): look in all
 * documents; flags are SchoSearchFlags.
 * Signal `open-changed` (SchoFindBar *self): see scho_find_bar_is_open().
 */
#define SCHO_TYPE_FIND_BAR (scho_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (SchoFindBar, scho_find_bar, SCHO, FIND_BAR, GtkWidget)

/* @page: (nullable): where to look and to mark the hits. */
void scho_find_bar_set_page (SchoFindBar *self, SchoPage *page);

/* @words: (nullable): what to look for; %NULL keeps what is there. */
void scho_find_bar_open (SchoFindBar *self, const char *words);

/* The same, and Enter then asks for all documents. */
void scho_find_bar_open_everywhere (SchoFindBar *self, const char *words);
void scho_find_bar_close (SchoFindBar *self);
gboolean scho_find_bar_is_open (SchoFindBar *self);

/* @by: 1 or -1; goes round at the ends. */
void scho_find_bar_move (SchoFindBar *self, int by);

/* (transfer none): empty when there is nothing to look for. */
const char *scho_find_bar_get_pattern (SchoFindBar *self);
SchoSearchFlags scho_find_bar_get_flags (SchoFindBar *self);
void scho_find_bar_set_flags (SchoFindBar *self, SchoSearchFlags flags);

/* The text of the page has changed. */
void scho_find_bar_refresh (SchoFindBar *self);

guint scho_find_bar_get_n_hits (SchoFindBar *self);
gboolean scho_find_bar_is_busy (SchoFindBar *self);

/* (nullable): what is wrong with the expression. */
const char *scho_find_bar_get_fault (SchoFindBar *self);

/* Asks for all documents, if there is something to look for. */
void scho_find_bar_look_everywhere (SchoFindBar *self);

/* The text of the page may be another one. */
void scho_find_bar_look_again (SchoFindBar *self);

/* (transfer none): the texts that were searched, for who searches them too. */
SchoSearchCache *scho_find_bar_get_cache (SchoFindBar *self);

/* Lets go of them: another project comes. */
void scho_find_bar_forget (SchoFindBar *self);
