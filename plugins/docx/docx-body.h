/* docx-body.h - the text of a Word document: paragraphs, lists, tables, notes. */
#pragma once

#include "../shared/comments.h"
#include "docx-numbering.h"
#include "docx-styles.h"

/**
 * DocxBody:
 * @original: the text as it was before its tracked changes
 * @comments: (nullable): wanted
 *
 * The first fields are for the reader; the counts are what it found.
 */
typedef struct
{
  Package *package;
  const DocxParts *parts;
  DocxStyles *styles;
  DocxNumbering *numbering;
  TextBuilder *builder;
  gboolean original;
  Comments *comments;
  const char *name;

  guint n_inserted, n_deleted, n_hidden, n_symbols, n_comments;
} DocxBody;

gboolean docx_body_read (DocxBody *self, GCancellable *cancellable, GError **error);
