/* docx-drawings.h - pictures, charts, shapes: what of a drawing no text can hold. */
#pragma once

#include "docx-kinds.h"

#include "../shared/office.h"
#include "../shared/xml-reader.h"

/* The open drawing.
 * @alternative: (nullable): what the file says of it
 * @has_content: something in it was told or came in
 * @has_words: the shape has words
 * @in_object: of another program; a picture only shows it */
typedef struct
{
  OfficeText *office;
  char *alternative;
  gboolean has_content, has_words, in_object;
} DocxDrawing;

void docx_drawing_clear (DocxDrawing *self);

/* Elements of other kinds are none of a drawing's. Words of a shape are. */
void
docx_drawing_begin (DocxDrawing *self, DocxKind kind, const XmlAttributes *attributes);
void docx_drawing_end (DocxDrawing *self, DocxKind kind);
