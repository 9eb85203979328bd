/* page-structure.h - shows what structure a text has: headings, speakers, blank lines. */
#pragma once

#include "page-text.h"

#include <gtk/gtk.h>

/* Tags the buffer, which has the text already. */
void scho_page_structure_add (GtkTextBuffer *buffer, SchoPageText *text);
