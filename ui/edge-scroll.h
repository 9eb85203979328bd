/* edge-scroll.h - what is held near the upper or lower edge of a view makes it scroll on.
 *
 * The nearer to the edge, the faster; beyond it too.
 */
#pragma once

#include <gtk/gtk.h>

typedef struct _SchoEdgeScroll SchoEdgeScroll;

typedef void (*SchoEdgeScrolled) (gpointer data);

/**
 * scho_edge_scroll_new:
 * @view: a #GtkScrollable, which lives at least as long
 * @scrolled: called after each step, when something else is under the pointer
 */
SchoEdgeScroll *
scho_edge_scroll_new (GtkWidget *view, SchoEdgeScrolled scrolled, gpointer data);
void scho_edge_scroll_free (SchoEdgeScroll *self);

/* The pointer is at @y of the view; within @edge pixels of an edge, or beyond it, the
 * view scrolls until the pointer is held elsewhere, or stopped. */
void scho_edge_scroll_hold (SchoEdgeScroll *self, double y, int edge);
void scho_edge_scroll_stop (SchoEdgeScroll *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoEdgeScroll, scho_edge_scroll_free)
