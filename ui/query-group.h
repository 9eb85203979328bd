/* query-group.h - conditions of a query of which all, any or none must hold. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>
#include <scholiast/query-part.h>

/**
 * SchoQueryGroup:
 *
 * Rows, and groups in it.
 *
 * Signal `changed` (SchoQueryGroup *self). Signal `removed` (SchoQueryGroup *self): the
 * user wants it to go.
 */
#define SCHO_TYPE_QUERY_GROUP (scho_query_group_get_type ())
G_DECLARE_FINAL_TYPE (SchoQueryGroup, scho_query_group, SCHO, QUERY_GROUP, GtkWidget)

/* @is_inner: lies in another and can be removed. */
GtkWidget *scho_query_group_new (SchoSession *session, gboolean is_inner);

/* @part: (nullable): any; what is no group becomes the one condition in it. */
void scho_query_group_set_part (SchoQueryGroup *self, const SchoQueryPart *part);

/* (transfer full): a group; it may be empty. */
SchoQueryPart *scho_query_group_dup_part (SchoQueryGroup *self);
