/* tei-text.h - the text of a TEI document while it is read, and where its elements are.
 */
#pragma once

#include "tei.h"

typedef struct _TeiText TeiText;

TeiText *tei_text_new (void);
void tei_text_free (TeiText *self);

/* Ours: each block is a line, and nothing in it changes. Otherwise white space is that of
 * people who indent their files: runs of it are one space, none at the ends of a line. */
void tei_text_set_exact (TeiText *self, gboolean exact);

/* A paragraph, head, item … begins or ends. */
void tei_text_begin_block (TeiText *self);
void tei_text_end_block (TeiText *self);

/* Something that is only there to be pointed at, or a line that is broken within a word:
 * white space around it is none, a hyphen before it goes. TRUE if there was one. */
gboolean tei_text_join_word (TeiText *self);

/* White space, if there is none. */
void tei_text_add_space (TeiText *self);

/* Words that are marked each: before each of them. Where no space was ever between two,
 * one is put there. */
void tei_text_begin_word (TeiText *self);
void tei_text_end_word (TeiText *self);

/* A note that stands in a line is put behind it: what comes until end. @mark: what stands
 * for it in the line. FALSE: the note is not in a line, or in another note. */
gboolean tei_text_begin_aside (TeiText *self, const char *mark);
void tei_text_end_aside (TeiText *self);

/* Characters that are in the file, but not in the text. */
void tei_text_skip (TeiText *self, const char *utf8, gsize n_bytes);

/* An empty line, where white space counts. */
void tei_text_add_empty_line (TeiText *self);
void tei_text_append (TeiText *self, const char *utf8, gsize n_bytes);

/* Where an element begins; its number for end and get. It ends at once until
 * tei_text_end_extent() says something else. @id: (nullable): its xml:id */
guint tei_text_begin_extent (TeiText *self, const char *id);
void tei_text_end_extent (TeiText *self, guint extent);
void tei_text_get_extent (TeiText *self, guint extent, guint32 *start, guint32 *end);

/* By xml:id; the first one counts where there are several. */
gboolean tei_text_find (TeiText *self, const char *id, guint32 *start, guint32 *end);

/* The position of the @offset-th character of that element, as the file counts: without
 * tags, with all white space. @is_end: it is the end of a passage. */
gboolean tei_text_find_offset (
    TeiText *self, const char *id, guint64 offset, gboolean is_end, guint32 *position);

guint tei_text_get_n_doubled (TeiText *self);

guint32 tei_text_get_length (TeiText *self);

/* No more text. (transfer none) */
GString *tei_text_finish (TeiText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TeiText, tei_text_free)
