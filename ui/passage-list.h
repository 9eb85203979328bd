/* passage-list.h - a tab with the passages that bear a code, or that a query finds. */
#pragma once

#include "passages.h"
#include "session.h"

#include <gtk/gtk.h>

/**
 * SchoPassageList:
 *
 * Follows the project. Filtered as one types; grouped and sorted as chosen; copied as
 * quotations.
 *
 * Signal `passage-activated` (SchoPassageList *self, const SchoPassage *passage): the
 * user wants to see where it lies. Signal `title-changed` (SchoPassageList *self, const
 * char *title) Signal `gone` (SchoPassageList *self): the code is no more. Signal
 * `failed` (SchoPassageList *self, const char *message) Signal `query-asked`
 * (SchoPassageList *self): the user wants to change the query.
 */
#define SCHO_TYPE_PASSAGE_LIST (scho_passage_list_get_type ())
G_DECLARE_FINAL_TYPE (SchoPassageList, scho_passage_list, SCHO, PASSAGE_LIST, GtkWidget)

/* @export_menu: (nullable): how tables are exported; actions of the window. */
GtkWidget *
scho_passage_list_new (SchoSession *session, guint32 code, GMenuModel *export_menu);

GtkWidget *scho_passage_list_new_for_query (SchoSession *session,
                                            const char *query,
                                            GMenuModel *export_menu);

/* (nullable): of a list of a code. */
const char *scho_passage_list_get_query (SchoPassageList *self);
void scho_passage_list_set_query (SchoPassageList *self, const char *query);

/* 0: of a query. */
guint32 scho_passage_list_get_code (SchoPassageList *self);

/* (nullable): what is shown; %NULL before the texts were read. */
SchoPassages *scho_passage_list_get_passages (SchoPassageList *self);

/* Texts are being read. */
gboolean scho_passage_list_is_busy (SchoPassageList *self);

/* The selected passages as quotations, a paragraph each; all when none is selected. */
char *scho_passage_list_dup_quotations (SchoPassageList *self);

/* The keyboard goes to the words that the list is filtered for. */
void scho_passage_list_focus_filter (SchoPassageList *self);
