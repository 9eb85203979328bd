/* text-editor.h - a text view's buffer while its text is being corrected.
 *
 * What is typed, deleted, pasted or dropped is noted as changes of the document: in its
 * offsets, put right as texts have to be, and without the breaks that only the page has.
 * These cannot be deleted by themselves, and paragraphs that grow too long get new ones.
 */
#pragma once

#include "page-text.h"

#include <gtk/gtk.h>
#include <scholiast/text-edit.h>

typedef struct _SchoTextEditor SchoTextEditor;

/* Something has changed: scho_text_editor_settle () is due before the next frame. */
typedef void (*SchoTextEditorFunc) (gpointer data);

/* @text: what the buffer shows; is kept true to it from now on. */
SchoTextEditor *scho_text_editor_new (GtkTextBuffer *buffer,
                                      SchoPageText *text,
                                      SchoTextEditorFunc changed,
                                      gpointer data);
void scho_text_editor_free (SchoTextEditor *self);

SchoTextEdit *scho_text_editor_get_edit (SchoTextEditor *self);

/* Breaks paragraphs that have grown too long to be laid out. */
void scho_text_editor_settle (SchoTextEditor *self);

/* See scho_text_edit_restore (). */
gboolean scho_text_editor_restore (SchoTextEditor *self, GVariant *saved, GError **error);

/* The caret is then where something changed. */
void scho_text_editor_undo (SchoTextEditor *self);
void scho_text_editor_redo (SchoTextEditor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoTextEditor, scho_text_editor_free)
