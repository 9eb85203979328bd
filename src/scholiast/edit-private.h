/* edit-private.h - what the files that make steps share. */
#pragma once

#include <scholiast/error.h>
#include <scholiast/lookup.h>

/* A step whose label is @format, filled in. */
SchoStep *scho_edit_new_step (SchoSnapshot *snapshot, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

/* Sets @error and returns NULL. */
gpointer scho_edit_refuse (GError **error, SchoError code, const char *sentence);

/* "" where there is none. */
const char *scho_edit_get_code_name (SchoSnapshot *snapshot, guint32 id);

/* Takes all that pass away. */
void scho_edit_remove_codings (SchoSnapshot *snapshot,
                               SchoStep *step,
                               const SchoFilter *filter);

/* @name as the project keeps it. NULL and @error where it is empty or a code below
 * @parent other than @id has it. */
char *scho_edit_dup_code_name (
    SchoSnapshot *snapshot, const char *name, guint32 parent, guint32 id, GError **error);

/* Has saved queries and pinned results name the codes by what they are called after
 * @step, where they would not mean them any more: called when the codes of it are done.
 * @becomes: (nullable): by id of each code before: what it is merged into, or 0 */
void scho_edit_follow_codes (SchoStep *step, const guint32 *becomes);

/* Of the colours of the palette that the fewest codes have the first, or, where codes
 * have colours from elsewhere, the one that differs most from all. */
guint32 scho_edit_choose_colour (SchoSnapshot *snapshot);

/* Numbers the codes directly below @parent from 0 in the order of @ids (of guint32),
 * unless it is theirs already. */
void scho_edit_arrange (SchoStep *step, guint32 parent, const GArray *ids);

/* Ids of the codes directly below @parent, in their order. */
GArray *scho_edit_list_children (SchoSnapshot *snapshot, guint32 parent);
