/* note-editor.h - a few lines to write in, kept while one writes them. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

/**
 * SchoNoteEditor:
 *
 * Memos and definitions are written beside the text. What is written goes into the
 * project by itself: when one stops writing for a second, when the focus leaves, on
 * Ctrl+Enter and Escape, and by scho_note_editor_commit(). From the first key to the
 * focus leaving it is one visit, which is one step of the history.
 *
 * Signal `commit` (SchoNoteEditor *self, const char *text): the words are others than
 * those set. Returns whether they are in the project now, or have no place in it any
 * more; else they stay and are tried again.
 */
#define SCHO_TYPE_NOTE_EDITOR (scho_note_editor_get_type ())
G_DECLARE_FINAL_TYPE (SchoNoteEditor, scho_note_editor, SCHO, NOTE_EDITOR, GtkWidget)

/* @name: for screen readers; @placeholder: seen while empty. */
GtkWidget *scho_note_editor_new (const char *name, const char *placeholder);
void scho_note_editor_set_name (SchoNoteEditor *self,
                                const char *name,
                                const char *placeholder);

/* @session: (nullable): hears of what is not kept yet. */
void scho_note_editor_set_session (SchoNoteEditor *self, SchoSession *session);

/* @text: (nullable). What was being written and is not kept yet stays. */
void scho_note_editor_set_text (SchoNoteEditor *self, const char *text);
void scho_note_editor_set_editable (SchoNoteEditor *self, gboolean editable);
void scho_note_editor_commit (SchoNoteEditor *self);

/* Keeps what was written, and ends the visit: other words come, or other places. */
void scho_note_editor_leave (SchoNoteEditor *self);

/* The words that could not be kept; %NULL when all is kept. (transfer full) */
char *scho_note_editor_dup_unsaved (SchoNoteEditor *self);

/* Writes @words as the user would: they are to be kept. */
void scho_note_editor_write (SchoNoteEditor *self, const char *words);

/* What scho_session_apply_joined() needs; only while `commit` is told. */
const char *scho_note_editor_get_visit (SchoNoteEditor *self);

/* (nullable): the words before the visit; %NULL for none. Only while `commit` is told. */
const char *scho_note_editor_get_words_before (SchoNoteEditor *self);
