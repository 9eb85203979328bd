/* attribute-page.h - a tab with the table of all documents and their attributes. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

/**
 * SchoAttributePage:
 *
 * Signal `document-activated` (SchoAttributePage *self, guint document).
 */
#define SCHO_TYPE_ATTRIBUTE_PAGE (scho_attribute_page_get_type ())
G_DECLARE_FINAL_TYPE (
    SchoAttributePage, scho_attribute_page, SCHO, ATTRIBUTE_PAGE, GtkWidget)

GtkWidget *scho_attribute_page_new (SchoSession *session);

void scho_attribute_page_focus_filter (SchoAttributePage *self);

/* What is pasted into the cells from the one with the keyboard on: lines, with tabs
 * between the cells. One step; %FALSE when it was refused. */
gboolean scho_attribute_page_paste (SchoAttributePage *self, const char *words);
