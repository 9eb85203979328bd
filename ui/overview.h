/* overview.h - a strip that shows where in the whole document codes and hits lie. */
#pragma once

#include "codings.h"

#include <gtk/gtk.h>
#include <scholiast/search.h>

/**
 * SchoOverview:
 *
 * From top to bottom by offset, not by height: heights are not known until a text has
 * been measured. The picture is kept, so that a scrolled frame costs next to nothing.
 *
 * Signal `jumped` (SchoOverview *self, guint offset, gpointer data): clicked or dragged
 * to.
 */
#define SCHO_TYPE_OVERVIEW (scho_overview_get_type ())
G_DECLARE_FINAL_TYPE (SchoOverview, scho_overview, SCHO, OVERVIEW, GtkWidget)

GtkWidget *scho_overview_new (void);

/* @length: of the document, in code points */
void scho_overview_set_codings (SchoOverview *self, SchoCodings *codings, guint32 length);
void scho_overview_set_hits (SchoOverview *self, const SchoHit *hits, gsize n_hits);

/* The part in sight; called just before it is drawn, so it does not ask for that. */
void scho_overview_set_view (SchoOverview *self, guint32 start, guint32 end);
