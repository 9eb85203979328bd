/* note-editor.h - a few lines to write in, kept when one leaves them. */
#pragma once

#include <gtk/gtk.h>

/**
 * SchoNoteEditor:
 *
 * Memos and definitions are written beside the text. Signal `commit` (SchoNoteEditor
 * *self, const char *text): the words are others than those set; sent when the focus
 * leaves, on Ctrl+Enter, and by scho_note_editor_commit().
 */
#define SCHO_TYPE_NOTE_EDITOR (scho_note_editor_get_type ())
G_DECLARE_FINAL_TYPE (SchoNoteEditor, scho_note_editor, SCHO, NOTE_EDITOR, GtkWidget)

/* @name: for screen readers; @placeholder: seen while empty. */
GtkWidget *scho_note_editor_new (const char *name, const char *placeholder);
void scho_note_editor_set_name (SchoNoteEditor *self,
                                const char *name,
                                const char *placeholder);

/* @text: (nullable). What was being written and is not kept yet stays. */
void scho_note_editor_set_text (SchoNoteEditor *self, const char *text);
void scho_note_editor_set_editable (SchoNoteEditor *self, gboolean editable);
void scho_note_editor_commit (SchoNoteEditor *self);
