/* passages.h - the passages of each code, with their words and sources. */
#pragma once

#include "selection.h"

typedef struct _Passages Passages;

/* Texts are read when they are first asked for, and kept. */
Passages *passages_new (const Selection *selection);
void passages_free (Passages *self);

/* (array length=n) (nullable): of the code itself, by document, then start */
const SchoAnnotation *const *passages_get (Passages *self, guint32 code, guint *n);

/* Whether the code or one below it has passages. */
gboolean passages_has_branch (Passages *self, guint32 code);

/* The words, without white space at their ends. (transfer full): %NULL with @error set */
char *passages_dup_words (Passages *self, const SchoAnnotation *coding, GError **error);

/* “Interview 1, Ben, page 3, 120–140”. (transfer full): once the words were read */
char *passages_dup_source (Passages *self, const SchoAnnotation *coding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Passages, passages_free)
