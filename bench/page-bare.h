/* page-bare.h - a window with a page, or with a bare text view, and what its frames cost.
 */
#pragma once

#include "page-private.h"

#include <scholiast/project.h>

typedef struct
{
  GtkWidget *window;
  SchoPage *page;    /* NULL: a bare view */
  GtkTextView *view; /* of either */
  GtkAdjustment *adjustment;
  guint frames; /* drawn so far */
} PageWindow;

/* An empty window of 900 × 800, on the screen when this returns. */
void page_window_open (PageWindow *self);
void page_window_close (PageWindow *self);

/* Fills it, until the first frame with the text; returns the CPU seconds. */
double page_window_show_bare (PageWindow *self, const char *utf8);
double page_window_show_page (PageWindow *self, SchoSnapshot *snapshot, guint32 document);

/* Until one more frame was drawn. */
void page_window_frame (PageWindow *self);

/* Until GTK knows the heights of all lines. */
void page_window_measure (PageWindow *self);
