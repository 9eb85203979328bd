/* history-filter.h - which steps of the history are listed: words, who, what, when. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

/**
 * SchoHistoryFilter:
 *
 * Signal `changed` (SchoHistoryFilter *self).
 */
#define SCHO_TYPE_HISTORY_FILTER (scho_history_filter_get_type ())
G_DECLARE_FINAL_TYPE (
    SchoHistoryFilter, scho_history_filter, SCHO, HISTORY_FILTER, GtkWidget)

/* @session: (nullable): whose coders can be chosen. */
void scho_history_filter_set_session (SchoHistoryFilter *self, SchoSession *session);

/* Any step at all passes. */
gboolean scho_history_filter_is_open (SchoHistoryFilter *self);

/* @folded: its label, by scho_matching_fold(). */
gboolean scho_history_filter_passes (SchoHistoryFilter *self,
                                     const SchoHistoryEntry *entry,
                                     const char *folded);

/* As the user chooses: @words to look for, @coder by id (0: all), @kinds (0: all), and
 * for how many days back (0: for ever). */
void scho_history_filter_choose (SchoHistoryFilter *self,
                                 const char *words,
                                 guint32 coder,
                                 SchoKinds kinds,
                                 guint days);

/* The keyboard goes to the words to look for. */
gboolean scho_history_filter_focus (SchoHistoryFilter *self);
