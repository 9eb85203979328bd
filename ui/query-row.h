/* query-row.h - one condition of a query as a line to fill in. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>
#include <scholiast/query-part.h>

/**
 * SchoQueryRow:
 *
 * Signal `changed` (SchoQueryRow *self). Signal `removed` (SchoQueryRow *self): the user
 * wants it to go.
 */
#define SCHO_TYPE_QUERY_ROW (scho_query_row_get_type ())
G_DECLARE_FINAL_TYPE (SchoQueryRow, scho_query_row, SCHO, QUERY_ROW, GtkWidget)

/* @part: (nullable): no group; %NULL: a code that is not named yet. */
GtkWidget *scho_query_row_new (SchoSession *session, const SchoQueryPart *part);

/* The keyboard goes to what is asked, else to the first value. */
void scho_query_row_focus_kind (SchoQueryRow *self);

/* (transfer full) */
SchoQueryPart *scho_query_row_dup_part (SchoQueryRow *self);
