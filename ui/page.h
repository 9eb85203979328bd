/* page.h - one document with its codings: the text, the margin, the overview strip.
 *
 * All positions are code points of the document. How paragraphs are broken for display,
 * and when the text is really in the widget, nobody outside has to know: every function
 * may be called right after scho_page_set_document ().
 *
 * The page changes nothing: it says what the user did, and the window applies a step.
 */
#pragma once

#include "reading.h"
#include "visibility.h"

#include <gtk/gtk.h>
#include <scholiast/search.h>
#include <scholiast/snapshot.h>

/**
 * SchoPage:
 *
 * Signal `caret-moved` (SchoPage *self, gpointer data): scho_page_get_caret() has another
 * answer.
 *
 * Signal `selection-changed` (SchoPage *self, gpointer data): so has
 * scho_page_get_selection(). While the mouse drags it comes with every move.
 *
 * Signal `annotation-activated` (SchoPage *self, const SchoUuid *annotation, gpointer
 * data): a highlight or a stripe was clicked. A click on a stripe has also selected the
 * passage. Answer with scho_page_set_active().
 *
 * Property `zoom` (guint): per cent, 50 to 300; Ctrl+plus, minus, 0 and Ctrl+wheel change
 * it.
 */
#define SCHO_TYPE_PAGE (scho_page_get_type ())
G_DECLARE_FINAL_TYPE (SchoPage, scho_page, SCHO, PAGE, GtkWidget)

GtkWidget *scho_page_new (void);

/**
 * scho_page_set_document:
 *
 * Shows a document from its beginning. Reads the text from the project file.
 *
 * Returns: %FALSE and @error when there is no such document or its text cannot be read;
 *   the page then shows what it showed before
 */
gboolean scho_page_set_document (SchoPage *self,
                                 SchoSnapshot *snapshot,
                                 guint32 document,
                                 GError **error);

/**
 * scho_page_set_snapshot:
 *
 * The same document after a step: codings, colours and names are painted anew. The text
 * is read again only when it is another one; the place is kept then. %FALSE as above, and
 * when the document is no more.
 */
gboolean scho_page_set_snapshot (SchoPage *self, SchoSnapshot *snapshot, GError **error);

/* 0 before the first document. */
guint32 scho_page_get_document (SchoPage *self);

/* (transfer none) (nullable): what is shown. */
SchoSnapshot *scho_page_get_snapshot (SchoPage *self);
SchoText *scho_page_get_text (SchoPage *self);

/* %FALSE when nothing is selected; then both are the caret. */
gboolean scho_page_get_selection (SchoPage *self, guint32 *start, guint32 *end);

/* The caret goes to @end; does not scroll. Equal ones only place the caret. */
void scho_page_select (SchoPage *self, guint32 start, guint32 end);

guint32 scho_page_get_caret (SchoPage *self);

/* Brings the passage, or at least its beginning, into sight. Selects nothing. */
void scho_page_scroll_to (SchoPage *self, guint32 start, guint32 end);

/* The place at the top edge, for being restored by scho_page_scroll_to(). */
guint32 scho_page_get_top (SchoPage *self);

/**
 * scho_page_get_rectangle:
 *
 * Where the beginning and end of a passage lie on the page, in its coordinates: for what
 * pops up beside the selection.
 *
 * Returns: %FALSE when the passage is out of sight
 */
gboolean scho_page_get_rectangle (SchoPage *self,
                                  guint32 start,
                                  guint32 end,
                                  GdkRectangle *rectangle);

/**
 * scho_page_set_hits:
 * @hits: (array length=n_hits) (nullable): of this document, by place; copied
 * @current: place of the one to stand out, or -1; does not scroll
 */
void
scho_page_set_hits (SchoPage *self, const SchoHit *hits, gsize n_hits, gssize current);

/**
 * scho_page_set_visible_codes:
 * @by_id: (array length=n) (nullable): which are shown; copied; %NULL for all, and those
 *   from @n on are shown
 */
void scho_page_set_visible_codes (SchoPage *self, const gboolean *by_id, guint32 n);
void scho_page_set_visible_coders (SchoPage *self, const gboolean *by_id, guint32 n);

/* The same as the window shows, from now on. */
void scho_page_follow_visibility (SchoPage *self, SchoVisibility *visibility);

/* Typeface, distances and zoom as the user likes them, from now on; once only. */
void scho_page_set_reading (SchoPage *self, SchoReading *reading);

/* (nullable): the annotation that is lit up; %NULL for none. Does not scroll. */
void scho_page_set_active (SchoPage *self, const SchoUuid *annotation);

/* (nullable): opens at a right click and with the menu key; the caret is then where the
 * click was, unless it was on the selection. */
void scho_page_set_menu (SchoPage *self, GMenuModel *menu);

guint scho_page_get_zoom (SchoPage *self);
void scho_page_set_zoom (SchoPage *self, guint per_cent);
