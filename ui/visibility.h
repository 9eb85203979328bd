/* visibility.h - which codes and whose codings a window shows. */
#pragma once

#include <scholiast/snapshot.h>

#include <glib-object.h>

/**
 * SchoVisibility:
 *
 * Belongs to the session, see scho_session_get_visibility(); it is no part of the
 * project. What is not known here is shown: so a code that was just made is always seen.
 *
 * Signal `changed` (SchoVisibility *self, gpointer data): after one or many changes.
 */
#define SCHO_TYPE_VISIBILITY (scho_visibility_get_type ())
G_DECLARE_FINAL_TYPE (SchoVisibility, scho_visibility, SCHO, VISIBILITY, GObject)

SchoVisibility *scho_visibility_new (void);

gboolean scho_visibility_has_code (SchoVisibility *self, guint32 code);
gboolean scho_visibility_has_coder (SchoVisibility *self, guint32 coder);

/* Shows or hides one; the codes below it stay as they are. */
void scho_visibility_set_code (SchoVisibility *self, guint32 code, gboolean shown);
void scho_visibility_set_coder (SchoVisibility *self, guint32 coder, gboolean shown);

/* The code and all below it. */
void scho_visibility_set_branch (SchoVisibility *self,
                                 SchoSnapshot *snapshot,
                                 guint32 code,
                                 gboolean shown);

/* Hides all codes there are but this one and those below it; @code 0: hides all. */
void
scho_visibility_show_only (SchoVisibility *self, SchoSnapshot *snapshot, guint32 code);

void scho_visibility_show_all_codes (SchoVisibility *self);
void scho_visibility_show_all_coders (SchoVisibility *self);

/* Passages of blurred codes are shown as all others; at first they are not. */
gboolean scho_visibility_has_blurred (SchoVisibility *self);
void scho_visibility_set_blurred (SchoVisibility *self, gboolean shown);

/* (nullable) (array length=n): by id, %NULL when all are shown; those from @n on are. */
const gboolean *scho_visibility_get_codes (SchoVisibility *self, guint32 *n);
const gboolean *scho_visibility_get_coders (SchoVisibility *self, guint32 *n);

/* Of those that the project has. */
guint scho_visibility_count_hidden_codes (SchoVisibility *self, SchoSnapshot *snapshot);
guint scho_visibility_count_hidden_coders (SchoVisibility *self, SchoSnapshot *snapshot);
