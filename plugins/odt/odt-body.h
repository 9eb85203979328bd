/* odt-body.h - the text of an OpenDocument text: paragraphs, lists, tables, notes. */
#pragma once

#include "../shared/office.h"
#include "odt-styles.h"

typedef struct
{
  const OdtParts *parts;
  OdtStyles *styles;
  OfficeText *office;
} OdtBody;

gboolean odt_body_read (OdtBody *self, GCancellable *cancellable, GError **error);
