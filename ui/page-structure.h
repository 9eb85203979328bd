/* page-structure.h - shows what structure a text has: headings, speakers, blank lines. */
#pragma once

#include "page-text.h"

#include <gtk/gtk.h>

/* Tags the buffer, which has the text already. */
void scho_page_structure_add (GtkTextBuffer *buffer, SchoPageText *text);

/* [start, old_end) of one text has become [start, new_end) of another: code points. */
typedef struct
{
  guint32 start, old_end, new_end;
} SchoTextChange;

/* Tags anew what the change touches, and what else has another structure. The buffer has
 * the text after the change, and the tags that the text @before had. */
void scho_page_structure_update (GtkTextBuffer *buffer,
                                 SchoText *before,
                                 SchoPageText *text,
                                 const SchoTextChange *change);
