/* docx-headers.h - headers and footers of pages, which no text has. */
#pragma once

#include "docx-parts.h"

#include "../shared/office.h"

/* Those that have words or pictures are lost; a number of the page is none. What is
 * damaged in them keeps nobody out. */
void docx_headers_lose (Package *package,
                        const DocxParts *parts,
                        OfficeText *office,
                        GCancellable *cancellable);
