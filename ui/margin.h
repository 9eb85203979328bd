/* margin.h - stripes and names of codes beside the text. */
#pragma once

#include "page-view.h"

/**
 * SchoMargin:
 *
 * Lies in the gutter of a page view. Each coding has a stripe in its lane, and its name
 * at the stripe's beginning, or a little below where another name is there already; a
 * name that would stray too far from its stripe is left out, since a tooltip tells it
 * too.
 *
 * Signal `hovered` (SchoMargin *self, int coding, gpointer data): place in the codings,
 * or -1 when the pointer left.
 *
 * Signal `activated` (SchoMargin *self, int coding, gpointer data): it was clicked.
 */
#define SCHO_TYPE_MARGIN (scho_margin_get_type ())
G_DECLARE_FINAL_TYPE (SchoMargin, scho_margin, SCHO, MARGIN, GtkWidget)

/* @view must live longer; the codings are taken from it. */
GtkWidget *scho_margin_new (SchoPageView *view);

/* Without names it needs less room. */
void scho_margin_set_has_names (SchoMargin *self, gboolean has_names);
gboolean scho_margin_get_has_names (SchoMargin *self);

/* What width it asks for, with names or without. */
int scho_margin_get_width (SchoMargin *self, gboolean has_names);

/* Whether the last frame had a name between them. */
gboolean scho_margin_has_name_in (SchoMargin *self, int top, int bottom);

/* Where something of this height covers no name: as near to @y as can be, no further away
 * than it is high, between @least and @most. Else @y. */
int scho_margin_find_room (SchoMargin *self, int y, int height, int least, int most);

/* After the view's codings were set, or scrolled. */
void scho_margin_update (SchoMargin *self);
void scho_margin_set_lit (SchoMargin *self, gssize active, gssize hovered);
