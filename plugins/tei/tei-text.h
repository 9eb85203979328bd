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
guint tei_text_get_n_doubled (TeiText *self);

guint32 tei_text_get_length (TeiText *self);

/* No more text. (transfer none) */
GString *tei_text_finish (TeiText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TeiText, tei_text_free)
