/* docx-parts.h - which part of a Word package is what. */
#pragma once

#include "../shared/package.h"
#include "../shared/xml-reader.h"

extern const XmlNamespace docx_namespaces[];

/* Names of parts; all but the document may be missing. */
typedef struct
{
  char *document, *styles, *numbering, *footnotes, *endnotes, *comments, *properties;
  guint n_headers; /* and footers */
} DocxParts;

gboolean docx_wants_part (const char *name);

gboolean docx_parts_find (DocxParts *self,
                          Package *package,
                          const char *name,
                          GCancellable *cancellable,
                          GError **error);
void docx_parts_clear (DocxParts *self);

/* Reads a part if it is there. */
gboolean docx_read_part (Package *package,
                         const char *part,
                         const XmlHandler *handler,
                         gpointer data,
                         const char *name,
                         GCancellable *cancellable,
                         GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DocxParts, docx_parts_clear)
