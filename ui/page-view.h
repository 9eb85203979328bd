/* page-view.h - the text of the page; paints codes, search hits and what is lit up.
 *
 * Codes are no text tags: of those GTK shows only one on the same words, and they would
 * have to be put on the whole document.
 */
#pragma once

#include "codings.h"
#include "page-cover.h"
#include "page-handles.h"
#include "page-lines.h"
#include "reading.h"

#include <scholiast/search.h>

/**
 * SchoPageView:
 *
 * Read-only. Positions here are places, see page-text.h, unless called offsets. Inner to
 * the page.
 *
 * Signal `font-changed` (SchoPageView *self, gpointer data): so has the measure.
 */
#define SCHO_TYPE_PAGE_VIEW (scho_page_view_get_type ())
G_DECLARE_FINAL_TYPE (SchoPageView, scho_page_view, SCHO, PAGE_VIEW, GtkTextView)

GtkWidget *scho_page_view_new (void);

/* @buffer has the display of @text and is shown from now on. The view should have its
 * size: laying out a long text in no width at all takes minutes. */
void
scho_page_view_set_text (SchoPageView *self, SchoPageText *text, GtkTextBuffer *buffer);
SchoPageText *scho_page_view_get_text (SchoPageView *self);

void scho_page_view_set_codings (SchoPageView *self, SchoCodings *codings);
SchoCodings *scho_page_view_get_codings (SchoPageView *self);

/* @hits by offset; @current may be -1. */
void scho_page_view_set_hits (SchoPageView *self,
                              const SchoHit *hits,
                              gsize n_hits,
                              gssize current);

/* Places in the codings, or -1. */
void scho_page_view_set_lit (SchoPageView *self, gssize active, gssize hovered);

/* The passage whose ends can be taken hold of, in offsets; @start = @end: none. While one
 * is @moving, the stretch between them is painted as well. */
void scho_page_view_set_handles (SchoPageView *self,
                                 guint32 start,
                                 guint32 end,
                                 gboolean moving);

/* Where they are. %FALSE when there are none. */
gboolean scho_page_view_get_handles (SchoPageView *self, SchoHandle handles[2]);

/* A stretch that is only thought of, as while something is dragged over it, in offsets;
 * @start = @end: none. */
void scho_page_view_set_preview (SchoPageView *self, guint32 start, guint32 end);

/* (transfer none): what hides blurred passages; redraw the view after changing it. */
SchoCover *scho_page_view_get_cover (SchoPageView *self);

/* The lines in sight, measured now when they are not; for the margin. */
SchoLines *scho_page_view_get_lines (SchoPageView *self);

/* What part of the document the last frame looked at, in offsets. */
void scho_page_view_get_painted (SchoPageView *self, guint32 *start, guint32 *end);

/* How far apart the lines are, and how long. */
void
scho_page_view_set_layout (SchoPageView *self, SchoSpacing spacing, SchoMeasure measure);

/* The width in which lines have a length that reads well. */
int scho_page_view_get_measure (SchoPageView *self);
