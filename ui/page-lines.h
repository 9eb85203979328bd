/* page-lines.h - the lines of the page in sight, and where on them characters lie. */
#pragma once

#include "page-text.h"

#include <gtk/gtk.h>

/**
 * SchoLine:
 * @start: first place on it
 * @end: the place after the last, also after a line feed
 * @text_end: the same before a line feed
 * @paragraph: place where its paragraph begins
 * @levels: (nullable): bidi levels of the paragraph's characters; %NULL: left to right
 * @rtl: the paragraph runs from right to left
 * @x0: left end of its characters, in buffer coordinates as all others
 * @x1: right end
 * @height: of the letters; below them is the gap
 */
typedef struct
{
  guint32 start, end, text_end;
  guint32 paragraph;
  const guint8 *levels;
  gboolean rtl;
  int x0, x1;
  int y, height;
} SchoLine;

typedef struct
{
  int x, width;
} SchoBox;

typedef struct _SchoLines SchoLines;

SchoLines *scho_lines_new (void);
void scho_lines_free (SchoLines *self);

/* Forgets all: after a change of text, width or font. */
void scho_lines_clear (SchoLines *self);

/* Measures what is in sight; what was measured last time at the same height is kept. */
void scho_lines_update (SchoLines *self, GtkTextView *view, SchoPageText *text);

const SchoLine *scho_lines_get (SchoLines *self, guint *n);

/* The line with that place on it; the first or last one when it is out of sight. */
guint scho_lines_find (SchoLines *self, guint32 place);

/**
 * scho_line_get_boxes:
 * @start: first place, on the line or before it
 * @end: place after the last, on the line or after it
 * @boxes: (out caller-allocates) (array length=max)
 *
 * Where these characters lie: in one box, or in several where directions mix. A line feed
 * has a small one of its own or widens the last.
 *
 * Returns: how many boxes
 */
guint scho_line_get_boxes (const SchoLine *self,
                           GtkTextView *view,
                           guint32 start,
                           guint32 end,
                           SchoBox *boxes,
                           guint max);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoLines, scho_lines_free)
