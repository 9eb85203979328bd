/* odt-headers.h - headers and footers of pages, which no text has. */
#pragma once

#include "odt-parts.h"

#include "../shared/office.h"

/* Those that have words or pictures are lost. What is damaged in them keeps nobody out.
 */
void odt_headers_lose (const char *styles,
                       gsize n_bytes,
                       OfficeText *office,
                       GCancellable *cancellable);
