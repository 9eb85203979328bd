/* docx-body.h - the text of a Word document: paragraphs, lists, tables, notes. */
#pragma once

#include "../shared/office.h"
#include "docx-numbering.h"
#include "docx-styles.h"

typedef struct
{
  Package *package;
  const DocxParts *parts;
  DocxStyles *styles;
  DocxNumbering *numbering;
  OfficeText *office;
} DocxBody;

gboolean docx_body_read (DocxBody *self, GCancellable *cancellable, GError **error);
