/* saved-queries.h - the queries that are saved with the project: one is taken, saved,
 * renamed, removed. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

/**
 * SchoSavedQueries:
 *
 * A popover. Signal `chosen` (SchoSavedQueries *self, const char *query). Signal `saved`
 * (SchoSavedQueries *self, const char *name).
 */
#define SCHO_TYPE_SAVED_QUERIES (scho_saved_queries_get_type ())
G_DECLARE_FINAL_TYPE (
    SchoSavedQueries, scho_saved_queries, SCHO, SAVED_QUERIES, GtkPopover)

GtkWidget *scho_saved_queries_new (SchoSession *session);

/* @query: what is saved; "": nothing can be */
void scho_saved_queries_set_query (SchoSavedQueries *self, const char *query);
