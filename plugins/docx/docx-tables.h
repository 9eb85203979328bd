/* docx-tables.h - tables of a Word document, also in cells of others. */
#pragma once

#include "docx-kinds.h"

#include "../shared/text-builder.h"
#include "../shared/xml-reader.h"

typedef struct _DocxTables DocxTables;

DocxTables *docx_tables_new (TextBuilder *builder);
void docx_tables_free (DocxTables *self);

/* A paragraph comes: %FALSE for an empty one that only stands in an empty cell, since
 * there must be one. */
gboolean docx_tables_add_paragraph (DocxTables *self, gboolean is_empty);

gboolean docx_tables_is_in (const DocxTables *self);

/* Elements of other kinds are none of a table's. */
void docx_tables_begin (DocxTables *self, DocxKind kind, const XmlAttributes *attributes);
void docx_tables_end (DocxTables *self, DocxKind kind);

/* Whether an element that is there or not says yes: `w:tblHeader`, `w:vanish` */
gboolean docx_is_on (const XmlAttributes *attributes);
