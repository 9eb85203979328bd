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
#include <scholiast/text-edit.h>
#include <scholiast/text-unit.h>

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
 * Signal `offer` (SchoPage *self, gboolean wanted, gpointer data): the mouse has selected
 * something, so what can be done with it may be offered beside it; %FALSE: that is over.
 *
 * Signal `code-dropped` (SchoPage *self, guint code, guint start, guint end, gpointer
 * data): a SchoCodeItem was dropped on that passage.
 *
 * Signal `limits-moved` (SchoPage *self, const SchoUuid *annotation, guint start, guint
 * end, gpointer data): the ends of the active annotation were dragged.
 *
 * Signal `menu-opening` (SchoPage *self, gpointer data): the caret is where it opens.
 *
 * Passages can be dragged from it, see dragged-passage.h.
 *
 * Signal `edit-changed` (SchoPage *self, gpointer data): while the text is being
 * corrected: something was typed, or the project has changed. Once before each frame.
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

/* The same of a text that was read already. */
void scho_page_set_text (SchoPage *self,
                         SchoSnapshot *snapshot,
                         guint32 document,
                         SchoText *text);

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

/* Shows what covers the character, the passages of blurred codes; %FALSE when nothing
 * does. A click, Enter and the space bar do it too. */
gboolean scho_page_uncover (SchoPage *self, guint32 offset);

/* Typeface, distances and zoom as the user likes them, from now on; once only. */
void scho_page_set_reading (SchoPage *self, SchoReading *reading);

/* (nullable): the annotation that is lit up; %NULL for none. Does not scroll. */
void scho_page_set_active (SchoPage *self, const SchoUuid *annotation);

/* The annotation that is lit up, if it is there and shown. */
gboolean scho_page_get_active (SchoPage *self, SchoAnnotation *active);

/* Whether it was lit up by a click in the text, where others may lie too. */
gboolean scho_page_is_active_guessed (SchoPage *self);

/* Those shown that touch the passage, or the caret when both are the same. (transfer
 * full) (element-type SchoAnnotation): their memos are the snapshot's */
GArray *scho_page_dup_codings (SchoPage *self, guint32 start, guint32 end);

/**
 * scho_page_find_coding:
 * @direction: 1 or -1
 *
 * The coding that comes next, by start, then end, of those that are shown: after the
 * active one, else after the selection.
 */
gboolean scho_page_find_coding (SchoPage *self, int direction, SchoAnnotation *found);

/* The next stretch after the selection, or before it, on which no code is shown; without
 * white space at its ends. */
gboolean
scho_page_find_uncoded (SchoPage *self, int direction, guint32 *start, guint32 *end);

/* To what passages are rounded; characters at first. */
void scho_page_set_unit (SchoPage *self, SchoTextUnit unit);
SchoTextUnit scho_page_get_unit (SchoPage *self);

/* What is selected, to the clipboard. */
void scho_page_copy (SchoPage *self);

/* Widens the passage to whole units of that kind. */
gboolean scho_page_snap (SchoPage *self, guint32 *start, guint32 *end);

/* As scho_text_find_unit(), in the language of the document. */
gboolean scho_page_find_unit (
    SchoPage *self, SchoTextUnit unit, guint32 offset, guint32 *start, guint32 *end);

/* The unit at the caret; the units that the selection cuts; or, where it cuts none, one
 * more after it. */
gboolean
scho_page_grow_to_unit (SchoPage *self, SchoTextUnit unit, guint32 *start, guint32 *end);

/* Moves one limit of the passage by a unit, or to a place, rounded to units. %FALSE, and
 * nothing is changed, where it cannot go. */
gboolean scho_page_step_limit (
    SchoPage *self, gboolean is_end, int direction, guint32 *start, guint32 *end);
gboolean scho_page_move_limit (
    SchoPage *self, gboolean is_end, guint32 limit, guint32 *start, guint32 *end);

/* Whether single keys are commands: not while the text can be written into. */
gboolean scho_page_is_reading (SchoPage *self);

/* @controller: (transfer full): of keys or focus: for the text itself, and it comes
 * first.
 */
void scho_page_add_keys (SchoPage *self, GtkEventController *controller);

/* Ends what the mouse drags, as if it had not begun. %FALSE when it drags nothing. */
gboolean scho_page_cancel_drag (SchoPage *self);

/* Where the names of the codes are, in its coordinates; %FALSE and an empty rectangle
 * where there is no room for them. */
gboolean scho_page_get_margin (SchoPage *self, GdkRectangle *margin);

/* As scho_margin_find_room(), in the page's coordinates; @y where names have no room. */
int scho_page_find_margin_room (SchoPage *self, int y, int height, int least, int most);

/* The text is so long that the view has only a part of it at a time. */
gboolean scho_page_is_in_parts (SchoPage *self);

/**
 * scho_page_begin_edit:
 *
 * From now on the text is corrected: the view can be written in, the codings move along,
 * clicks and keys mean the text only. Positions and scho_page_get_text() are those of the
 * text as it is now, see scho_page_is_text_current().
 *
 * Returns: %FALSE before the text is in the view, and of a text that is shown in parts
 */
gboolean scho_page_begin_edit (SchoPage *self);

/* Shows again what the snapshot has. Whatever was written and is not in the project is
 * gone. */
void scho_page_end_edit (SchoPage *self);

/* The same once @text has been kept: it is what is shown, and of a long one the view
 * keeps what it has, since to fill it takes long. */
void scho_page_end_kept_edit (SchoPage *self, SchoSnapshot *snapshot, SchoText *text);

/* So long a text takes longer to be kept than the window may stand still. */
gboolean scho_page_is_long (SchoPage *self);

/* While it is being kept nobody writes, and the page stays as it is. */
void scho_page_hold_edit (SchoPage *self, gboolean held);
gboolean scho_page_is_held (SchoPage *self);

/* (nullable) (element-type SchoAnnotation): the codings that lose their text, as the
 * page's snapshot has them; after all that was written. */
GPtrArray *scho_page_get_lost (SchoPage *self);

/* (nullable): what was done since scho_page_begin_edit (). */
SchoTextEdit *scho_page_get_edit (SchoPage *self);

/* %FALSE while a very long text is being corrected: scho_page_get_text() is the old one
 * then. */
gboolean scho_page_is_text_current (SchoPage *self);

/* Whether the document still has the text that is being corrected. */
gboolean scho_page_can_keep_edit (SchoPage *self);

/* What was written in an earlier visit, see scho_text_edit_restore (); after
 * scho_page_begin_edit (). */
gboolean scho_page_restore_edit (SchoPage *self, GVariant *saved, GError **error);

void scho_page_undo_edit (SchoPage *self);
void scho_page_redo_edit (SchoPage *self);

/* (nullable): opens at a right click and with the menu key; the caret is then where the
 * click was, unless it was on the selection. */
void scho_page_set_menu (SchoPage *self, GMenuModel *menu);

guint scho_page_get_zoom (SchoPage *self);
void scho_page_set_zoom (SchoPage *self, guint per_cent);
