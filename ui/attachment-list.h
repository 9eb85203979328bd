/* attachment-list.h - the files that are kept with a document or the project. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

#define SCHO_TYPE_ATTACHMENT_LIST (scho_attachment_list_get_type ())
G_DECLARE_FINAL_TYPE (
    SchoAttachmentList, scho_attachment_list, SCHO, ATTACHMENT_LIST, GtkWidget)

/* @session: (nullable). @document: 0: those of the project. Hidden where there are none.
 */
void scho_attachment_list_show (SchoAttachmentList *self,
                                SchoSession *session,
                                guint32 document);
