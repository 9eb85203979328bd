/* docx-styles.h - what the styles of a Word document say of its paragraphs. */
#pragma once

#include "docx-parts.h"

typedef struct _DocxStyles DocxStyles;

DocxStyles *docx_styles_new (Package *package,
                             const char *part,
                             const char *name,
                             GCancellable *cancellable,
                             GError **error);
void docx_styles_free (DocxStyles *self);

/* A paragraph in that style: its level as a heading, 0 if it is none; its list. */
typedef struct
{
  guint heading;
  int list, level; /* -1: the style says nothing */
} DocxStyle;

/* @id: (nullable): the standard style */
DocxStyle docx_styles_get (DocxStyles *self, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocxStyles, docx_styles_free)
