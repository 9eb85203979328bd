/* split-page.h - the passages of a code with tick boxes: which go to a new code. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

/**
 * SchoSplitPage:
 *
 * A tab beside the documents. It follows the project; a passage that is coded otherwise
 * meanwhile leaves the list.
 *
 * Signal `place-activated` (SchoSplitPage *self, guint document, guint start, guint end):
 * the user wants to see a passage in its text.
 */
#define SCHO_TYPE_SPLIT_PAGE (scho_split_page_get_type ())
G_DECLARE_FINAL_TYPE (SchoSplitPage, scho_split_page, SCHO, SPLIT_PAGE, GtkWidget)

GtkWidget *scho_split_page_new (SchoSession *session, guint32 code);
guint32 scho_split_page_get_code (SchoSplitPage *self);
