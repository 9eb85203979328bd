/* odt-objects.h - what another program made and the text holds: formulas, charts. */
#pragma once

#include "odt-parts.h"

#include "../shared/office.h"

/**
 * odt_object_read:
 * @reference: (nullable): `./Object 1`, of a `draw:object`
 *
 * A formula is the line that stands in the text for it; of all others there is none, and
 * they are counted in @office. What is damaged is one of those.
 *
 * Returns: (nullable) (transfer full)
 */
char *odt_object_read (const OdtParts *parts,
                       OfficeText *office,
                       const char *reference,
                       GCancellable *cancellable);
