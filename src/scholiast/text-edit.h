/* text-edit.h - a text being corrected after coding, and where its passages go.
 *
 * What a reader expects of a passage while the text changes:
 *
 * - What is written inside it, between two of its characters, belongs to it.
 * - What is written at its very beginning or end does not: the passage is what was read.
 * - What is written where something was deleted stands in its place: it belongs to every
 *   passage that had all of what was deleted. So whoever writes over the first or last
 *   word of a passage, or over all of it, keeps it in the passage. Where a part of what
 *   was deleted was outside, so is what replaces it.
 * - Deleting makes it shorter. A passage of which nothing is left is lost.
 *
 * A long text that is written right over another, as when all is selected and a corrected
 * version pasted, is compared with it by words: only what differs counts as written.
 *
 * Headings, paragraphs and the like go along; at their ends they grow, up to a line feed.
 */
#pragma once

#include <scholiast/text.h>

typedef struct _SchoTextEdit SchoTextEdit;

/* Used by one thread. Each change costs what has been changed so far, not the text. */
SCHO_API SchoTextEdit *scho_text_edit_new (SchoText *before);
SCHO_API void scho_text_edit_free (SchoTextEdit *self);

/* (transfer full): the same corrections, for another thread. What was done before cannot
 * be undone in it. */
SCHO_API SchoTextEdit *scho_text_edit_copy (SchoTextEdit *self);

SCHO_API SchoText *scho_text_edit_get_before (SchoTextEdit *self);

/* As it is now, in code points. */
SCHO_API guint32 scho_text_edit_get_length (SchoTextEdit *self);

/* %FALSE as well when all was undone. */
SCHO_API gboolean scho_text_edit_is_changed (SchoTextEdit *self);

/**
 * scho_text_edit_insert:
 * @offset: in the text as it is now, as in all functions here
 * @n_bytes: length of @utf8, or -1
 * @n_inserted: (out) (optional): its characters after it was put right: line ends, zeros,
 *   a byte-order mark at its beginning, invalid bytes
 *
 * Returns: %FALSE and @error when the position is outside, and when the text gets too
 *   long
 */
SCHO_API gboolean scho_text_edit_insert (SchoTextEdit *self,
                                         guint32 offset,
                                         const char *utf8,
                                         gssize n_bytes,
                                         guint32 *n_inserted,
                                         GError **error);

SCHO_API gboolean scho_text_edit_delete (SchoTextEdit *self,
                                         guint32 start,
                                         guint32 end,
                                         GError **error);

/* (transfer full): what scho_text_edit_insert () makes of it before it is put in. */
SCHO_API char *scho_text_edit_clean (const char *utf8, gssize n_bytes, gsize *n_clean);

/* What comes in between is undone at once: a paste over a selection. They nest. A change
 * outside is one by itself, but letters typed or deleted one after the other join, up to
 * the next word. */
SCHO_API void scho_text_edit_begin (SchoTextEdit *self);
SCHO_API void scho_text_edit_end (SchoTextEdit *self);

/* [start, end) became @utf8, for whoever shows the text. */
typedef void (*SchoTextEditFunc) (guint32 start,
                                  guint32 end,
                                  const char *utf8,
                                  gpointer data);

SCHO_API gboolean scho_text_edit_can_undo (SchoTextEdit *self);
SCHO_API gboolean scho_text_edit_can_redo (SchoTextEdit *self);

/* @func: (nullable): told of each change. Passages are exactly where they were. */
SCHO_API void
scho_text_edit_undo (SchoTextEdit *self, SchoTextEditFunc func, gpointer data);
SCHO_API void
scho_text_edit_redo (SchoTextEdit *self, SchoTextEditFunc func, gpointer data);

/* (transfer floating): all that is corrected, in a form that can be put into a file. It
 * has what was written, not the text. */
SCHO_API GVariant *scho_text_edit_save (SchoTextEdit *self);

/**
 * scho_text_edit_restore:
 * @saved: of the same old text; from anywhere
 * @func: (nullable): told of each change
 *
 * Does in one change what was saved, where nothing is corrected yet.
 *
 * Returns: %FALSE and @error, with nothing changed, when @saved is of no such text
 */
SCHO_API gboolean scho_text_edit_restore (SchoTextEdit *self,
                                          GVariant *saved,
                                          SchoTextEditFunc func,
                                          gpointer data,
                                          GError **error);

/* Where the passage [start, end) of the old text is now. %FALSE: it is lost. */
SCHO_API gboolean scho_text_edit_map (
    SchoTextEdit *self, guint32 start, guint32 end, guint32 *new_start, guint32 *new_end);

/* The place of a position of the old text, and the other way round. */
SCHO_API guint32 scho_text_edit_to_new (SchoTextEdit *self, guint32 offset);
SCHO_API guint32 scho_text_edit_to_old (SchoTextEdit *self, guint32 offset);

/* (transfer full): the corrected text with its stretches. */
SCHO_API SchoText *scho_text_edit_make_text (SchoTextEdit *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoTextEdit, scho_text_edit_free)
