/* odt-styles.h - what styles say of lists, of headings' numbers and of hidden text. */
#pragma once

#include "odt-parts.h"

#define ODT_LEVELS 10

typedef struct _OdtStyles OdtStyles;

OdtStyles *odt_styles_new (const OdtParts *parts,
                           const char *name,
                           GCancellable *cancellable,
                           GError **error);
void odt_styles_free (OdtStyles *self);

/* @style: (nullable): a list style; %NULL: that of headings. @counts: of all levels down
 * to @level, which is from 0. %NULL where nothing is written, as for bullets. */
char *odt_styles_format (OdtStyles *self,
                         const char *style,
                         const int counts[ODT_LEVELS],
                         guint level);

/* What the numbers of a level begin with. */
int odt_styles_get_start (OdtStyles *self, const char *style, guint level);

gboolean odt_styles_is_hidden (OdtStyles *self, const char *style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OdtStyles, odt_styles_free)
