/* docx-numbering.h - the numbers that Word writes before the items of its lists. */
#pragma once

#include "docx-parts.h"

typedef struct _DocxNumbering DocxNumbering;

DocxNumbering *docx_numbering_new (Package *package,
                                   const char *part,
                                   const char *name,
                                   GCancellable *cancellable,
                                   GError **error);
void docx_numbering_free (DocxNumbering *self);

/* The next number of the list: `2.1.`; %NULL for bullets and unknown lists. */
char *docx_numbering_next (DocxNumbering *self, int list, int level);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocxNumbering, docx_numbering_free)
