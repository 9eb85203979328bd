/* saved-query.h - queries that are kept with the project under a name: `@NAME` in others.
 *
 * They are attachments of the project of the kind %SCHO_ATTACHMENT_QUERY.
 */
#pragma once

#include <scholiast/change.h>
#include <scholiast/passage-query.h>

/* (transfer container) (element-type SchoAttachment): by name. */
SCHO_API GPtrArray *scho_saved_query_list (SchoSnapshot *snapshot);

/* The one of that name, also in another case; the error names what comes near.
 * (transfer none) */
SCHO_API const SchoAttachment *
scho_saved_query_find (SchoSnapshot *snapshot, const char *name, GError **error);

/**
 * scho_edit_save_query:
 * @name: one line; a query that has it already is replaced
 * @place: (out) (optional): in @text, set with an error that has a place
 *
 * Refuses a text that is no query, and one that would contain itself by way of others.
 *
 * Returns: (transfer full): empty where it is saved so already
 */
SCHO_API SchoStep *scho_edit_save_query (SchoSnapshot *snapshot,
                                         const char *name,
                                         const char *text,
                                         SchoQueryPlace *place,
                                         GError **error);

/* Queries and pinned results that name it name it by @new_name then. */
SCHO_API SchoStep *scho_edit_rename_query (SchoSnapshot *snapshot,
                                           const char *name,
                                           const char *new_name,
                                           GError **error);

SCHO_API SchoStep *
scho_edit_remove_query (SchoSnapshot *snapshot, const char *name, GError **error);

/* `@NAME`, quoted where it must be. (transfer full) */
SCHO_API char *scho_saved_query_quote (const char *name);
