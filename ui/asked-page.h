/* asked-page.h - which documents each coder was asked to code: a tab. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

/**
 * SchoAskedPage:
 *
 * What is ticked becomes part of the project by its button, as one step.
 */
#define SCHO_TYPE_ASKED_PAGE (scho_asked_page_get_type ())
G_DECLARE_FINAL_TYPE (SchoAskedPage, scho_asked_page, SCHO, ASKED_PAGE, GtkBox)

GtkWidget *scho_asked_page_new (SchoSession *session);

/* Shows what was said of this coder. */
void scho_asked_page_choose_coder (SchoAskedPage *self, guint32 coder);

/* The same as by hand: how it is said, and, where documents are named, which. */
void scho_asked_page_set_asked (SchoAskedPage *self, SchoAsked asked);
void scho_asked_page_tick (SchoAskedPage *self, guint32 document, gboolean is_ticked);

/* All documents that the filter lets through. */
void scho_asked_page_tick_shown (SchoAskedPage *self, gboolean is_ticked);
void scho_asked_page_filter (SchoAskedPage *self, const char *words);
void scho_asked_page_keep (SchoAskedPage *self);
