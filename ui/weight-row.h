/* weight-row.h - the facts of a coding, and its weight for who wants one. */
#pragma once

#include <gtk/gtk.h>

/**
 * SchoWeightRow:
 *
 * A button while there is none; then a number from 0 to 100 and a way to take it away.
 *
 * Signal `weight-chosen` (SchoWeightRow *self, int weight): %SCHO_NO_WEIGHT for none.
 */
#define SCHO_TYPE_WEIGHT_ROW (scho_weight_row_get_type ())
G_DECLARE_FINAL_TYPE (SchoWeightRow, scho_weight_row, SCHO, WEIGHT_ROW, GtkWidget)

/* @name: for screen readers: "Weight of “backlash”"; @facts: who and when. */
GtkWidget *scho_weight_row_new (const char *name, const char *facts);

void scho_weight_row_set_weight (SchoWeightRow *self, int weight);
void scho_weight_row_set_editable (SchoWeightRow *self, gboolean editable);

/* All that is chosen until the focus leaves is one: what scho_session_apply_joined()
 * needs. */
const char *scho_weight_row_get_visit (SchoWeightRow *self);
