/* find-bar.h - finds words in the document at hand, or asks for all documents. */
#pragma once

#include "page.h"

/**
 * SchoFindBar:
 *
 * Signal `everywhere` (SchoFindBar *self, const char *pattern, guint flags): look in all
 * documents; flags are SchoSearchFlags.
 * Signal `closed` (SchoFindBar *self).
 */
#define SCHO_TYPE_FIND_BAR (scho_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (SchoFindBar, scho_find_bar, SCHO, FIND_BAR, GtkWidget)

/* @page: (nullable): where to look and to mark the hits. */
void scho_find_bar_set_page (SchoFindBar *self, SchoPage *page);

/* @words: (nullable): what to look for; %NULL keeps what is there. */
void scho_find_bar_open (SchoFindBar *self, const char *words);
void scho_find_bar_close (SchoFindBar *self);
gboolean scho_find_bar_is_open (SchoFindBar *self);

/* @by: 1 or -1; goes round at the ends. */
void scho_find_bar_move (SchoFindBar *self, int by);

guint scho_find_bar_get_n_hits (SchoFindBar *self);

/* Asks for all documents, if there is something to look for. */
void scho_find_bar_look_everywhere (SchoFindBar *self);
