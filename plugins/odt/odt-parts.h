/* odt-parts.h - an OpenDocument text, packed or flat, and its namespaces. */
#pragma once

#include "../shared/package.h"
#include "../shared/xml-reader.h"

extern const XmlNamespace odt_namespaces[];

/* The parts of a package; of a flat file the same bytes three times. */
typedef struct
{
  Package *package; /* nullable */
  char *flat;       /* nullable */
  const char *content, *styles, *meta;
  gsize n_content, n_styles, n_meta;
} OdtParts;

/* @bytes: (transfer full) */
gboolean odt_parts_open (OdtParts *self,
                         char *bytes,
                         gsize n_bytes,
                         const char *name,
                         gsize limit,
                         GCancellable *cancellable,
                         GError **error);
void odt_parts_clear (OdtParts *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OdtParts, odt_parts_clear)
