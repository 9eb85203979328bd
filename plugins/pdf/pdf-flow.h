/* pdf-flow.h - lines become paragraphs again: words that were divided are joined. */
#pragma once

#include "pdf-pages.h"

#include "../shared/text-builder.h"

typedef struct
{
  gboolean keep_hyphens; /* at the ends of lines */
  gboolean keep_margins;
  guint n_joined; /* words that were divided */
} PdfFlow;

/* Marks each page, up to the last that has text. */
void pdf_flow_write (PdfFlow *self, const PdfPages *pages, TextBuilder *builder);
