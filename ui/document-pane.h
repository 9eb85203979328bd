/* document-pane.h - title, origin, attributes and memo of the document, and the memo of
 * the project. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

#define SCHO_TYPE_DOCUMENT_PANE (scho_document_pane_get_type ())
G_DECLARE_FINAL_TYPE (
    SchoDocumentPane, scho_document_pane, SCHO, DOCUMENT_PANE, GtkWidget)

/* @session: (nullable) */
void scho_document_pane_set_session (SchoDocumentPane *self, SchoSession *session);

/* 0: none, then only the project is shown. */
void scho_document_pane_set_document (SchoDocumentPane *self, guint32 document);

/* The cursor goes to the memo on the project, else on the document; FALSE: there is none.
 */
gboolean scho_document_pane_focus_memo (SchoDocumentPane *self, gboolean of_project);
