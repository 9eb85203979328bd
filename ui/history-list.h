/* history-list.h - who did what when; the newest first. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

#define SCHO_TYPE_HISTORY_LIST (scho_history_list_get_type ())
G_DECLARE_FINAL_TYPE (SchoHistoryList, scho_history_list, SCHO, HISTORY_LIST, GtkWidget)

/* @session: (nullable) */
void scho_history_list_set_session (SchoHistoryList *self, SchoSession *session);
