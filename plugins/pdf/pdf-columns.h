/* pdf-columns.h - the lines of a page column by column.
 *
 * Poppler's order is that of its blocks, which sometimes takes the right column first. It
 * is changed only where lines of prose stand beside each other with a gutter between
 * them.
 */
#pragma once

#include "pdf-pages.h"

/* @lines: (array length=n): of one page; what is in one column keeps its order */
void pdf_columns_sort (PdfLine *lines, guint n);
