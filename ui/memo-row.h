/* memo-row.h - a memo in a list: what it is on, its words, who and when. */
#pragma once

#include "memos.h"

#include <gtk/gtk.h>

#define SCHO_TYPE_MEMO_ROW (scho_memo_row_get_type ())
G_DECLARE_FINAL_TYPE (SchoMemoRow, scho_memo_row, SCHO, MEMO_ROW, GtkWidget)

GtkWidget *scho_memo_row_new (void);
void scho_memo_row_show (SchoMemoRow *self, const SchoMemoEntry *memo);
