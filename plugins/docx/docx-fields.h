/* docx-fields.h - fields: what they say how, and what they show; the fields of forms. */
#pragma once

#include "../shared/xml-reader.h"

typedef struct _DocxFields DocxFields;

DocxFields *docx_fields_new (void);
void docx_fields_free (DocxFields *self);

/* A `w:fldChar`. Returns what the field shows that ends here, where no run says it: a box
 * that is ticked, the line chosen from a list. (nullable) (transfer full) */
char *docx_fields_change (DocxFields *self, const XmlAttributes *attributes);

/* Within the `w:ffData` of the field that has just begun. */
void docx_fields_describe (DocxFields *self,
                           const char *name,
                           const XmlAttributes *attributes);

/* What it is told to do, as `HYPERLINK "https://…"`. */
void docx_fields_instruct (DocxFields *self, const char *utf8, gsize n_bytes);

/* (nullable): where the inner field leads that shows something now */
const char *docx_fields_get_link (DocxFields *self);

/* What comes now says how a field is made, and is not shown. */
gboolean docx_fields_is_hiding (const DocxFields *self);
