/* document-list.h - the documents of the project, with a filter. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

/**
 * SchoDocumentList:
 *
 * A click or Enter opens a document; the arrow keys only move. Property `sort` (string):
 * imported, title or count.
 *
 * Signal `document-activated` (SchoDocumentList *self, guint document).
 * Signal `document-described` (SchoDocumentList *self, guint document): the user wants to
 * rename it or write its memo.
 */
#define SCHO_TYPE_DOCUMENT_LIST (scho_document_list_get_type ())
G_DECLARE_FINAL_TYPE (
    SchoDocumentList, scho_document_list, SCHO, DOCUMENT_LIST, GtkWidget)

/* @session: (nullable) */
void scho_document_list_set_session (SchoDocumentList *self, SchoSession *session);

/* Marks the row of the document that is on the page. */
void scho_document_list_select (SchoDocumentList *self, guint32 document);
