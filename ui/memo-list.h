/* memo-list.h - a tab with all memos of the project. */
#pragma once

#include "memos.h"
#include "session.h"

#include <gtk/gtk.h>

/**
 * SchoMemoList:
 *
 * Follows the project, while it is seen; filtered as one types, sorted as chosen.
 *
 * Signal `memo-activated` (SchoMemoList *self, const SchoMemoEntry *memo): the user wants
 * to see what it is on. Signal `title-changed` (SchoMemoList *self, const char *title)
 */
#define SCHO_TYPE_MEMO_LIST (scho_memo_list_get_type ())
G_DECLARE_FINAL_TYPE (SchoMemoList, scho_memo_list, SCHO, MEMO_LIST, GtkWidget)

GtkWidget *scho_memo_list_new (SchoSession *session);

/* Of its tab. (transfer full) */
char *scho_memo_list_dup_title (SchoMemoList *self);

/* (transfer none) (element-type SchoMemoEntry): what is shown, with headings. */
GPtrArray *scho_memo_list_get_rows (SchoMemoList *self);

/* The keyboard goes to the words that the list is filtered for. */
void scho_memo_list_focus_filter (SchoMemoList *self);
