/* docx-parts.h - which part of a Word package is what. */
#pragma once

#include "../shared/package.h"
#include "../shared/xml-reader.h"

extern const XmlNamespace docx_namespaces[];

/* Names of parts; all but the document may be missing.
 * @program: says which one wrote it
 * @named: properties that its author named
 * @answers: which comments answer others, and which are settled
 * @headers: of char *: and footers
 * @links: a key of a part and an id → where the link leads */
typedef struct
{
  char *document, *styles, *numbering, *footnotes, *endnotes, *comments, *properties;
  char *program, *named, *answers;
  GPtrArray *headers;
  GHashTable *links;
} DocxParts;

gboolean docx_wants_part (const char *name);

gboolean docx_parts_find (DocxParts *self,
                          Package *package,
                          const char *name,
                          GCancellable *cancellable,
                          GError **error);
void docx_parts_clear (DocxParts *self);

/* (nullable): where a link of the part leads, outside the file. @part, @id: (nullable) */
const char *docx_parts_get_link (const DocxParts *self, const char *part, const char *id);

/* Reads a part if it is there. */
gboolean docx_read_part (Package *package,
                         const char *part,
                         const XmlHandler *handler,
                         gpointer data,
                         const char *name,
                         GCancellable *cancellable,
                         GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DocxParts, docx_parts_clear)
