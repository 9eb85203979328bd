/* hit-row.h - a passage that may be coded: a tick box, its words, its document. */
#pragma once

#include "hit-preview.h"

#include <gtk/gtk.h>

/**
 * SchoHitRowView:
 *
 * Signal `ticked` (SchoHitRowView *self, gboolean ticked): by the user.
 */
#define SCHO_TYPE_HIT_ROW_VIEW (scho_hit_row_view_get_type ())
G_DECLARE_FINAL_TYPE (SchoHitRowView, scho_hit_row_view, SCHO, HIT_ROW_VIEW, GtkWidget)

GtkWidget *scho_hit_row_view_new (void);
void
scho_hit_row_view_show (SchoHitRowView *self, const SchoHitRow *row, gboolean ticked);
void scho_hit_row_view_set_ticked (SchoHitRowView *self, gboolean ticked);
