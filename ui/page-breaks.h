/* page-breaks.h - where the pages of the original begin. */
#pragma once

#include "page-lines.h"

/**
 * scho_page_breaks_paint:
 * @lines: those in sight
 * @gap: between the lines
 * @ink: of the page
 *
 * A page that begins with a paragraph has a thin rule above it, one that begins within a
 * line a stroke there; its number stands beside the text.
 */
void scho_page_breaks_paint (GtkTextView *view,
                             GtkSnapshot *snapshot,
                             SchoPageText *text,
                             SchoLines *lines,
                             int gap,
                             const GdkRGBA *ink);
