/* history-list.h - who did what when; the newest first. */
#pragma once

#include "history-filter.h"

#include <gtk/gtk.h>

/**
 * SchoHistoryList:
 *
 * A long history is read in parts, only while the list is seen.
 *
 * Signal `show-step` (SchoHistoryList *self, const SchoHistoryEntry *entry): the user
 * wants to see the project as it was then.
 * Signal `go-to-step` (SchoHistoryList *self, const SchoHistoryEntry *entry): undo, or
 * redo, until this step is the last that is done.
 */
#define SCHO_TYPE_HISTORY_LIST (scho_history_list_get_type ())
G_DECLARE_FINAL_TYPE (SchoHistoryList, scho_history_list, SCHO, HISTORY_LIST, GtkWidget)

/* @session: (nullable) */
void scho_history_list_set_session (SchoHistoryList *self, SchoSession *session);

/* All steps that pass the filter have been read. */
gboolean scho_history_list_is_complete (SchoHistoryList *self);

/* (transfer none) (element-type SchoHistoryEntry): what is listed. */
GPtrArray *scho_history_list_get_entries (SchoHistoryList *self);

SchoHistoryFilter *scho_history_list_get_filter (SchoHistoryList *self);

/* As a click: the step of that number, if it is listed. */
gboolean scho_history_list_select (SchoHistoryList *self, gint64 step);
