/* code-hits.h - codes all that a search finds, after a look at what that would be. */
#pragma once

#include "hit-preview.h"
#include "session.h"

#include <gtk/gtk.h>

/**
 * SchoCodeHits:
 *
 * A tab with the code to give, how much around each hit, and a list of the passages with
 * tick boxes, which follows the project. Apply is one step.
 *
 * Signal `place-activated` (SchoCodeHits *self, const SchoHit *place).
 * Signal `coded` (SchoCodeHits *self, const char *label): by one step of that label.
 * Signal `failed` (SchoCodeHits *self, const char *message).
 */
#define SCHO_TYPE_CODE_HITS (scho_code_hits_get_type ())
G_DECLARE_FINAL_TYPE (SchoCodeHits, scho_code_hits, SCHO, CODE_HITS, GtkWidget)

/* @query: its coding does not count. */
GtkWidget *scho_code_hits_new (SchoSession *session,
                               SchoSearchCache *cache,
                               const SchoHitQuery *query);

/* The same words are looked for in the same way and place. */
gboolean scho_code_hits_is_for (SchoCodeHits *self, const SchoHitQuery *query);

/* @code: id; 0: a new one named @name. */
void scho_code_hits_set_code (SchoCodeHits *self, guint32 code, const char *name);
void scho_code_hits_set_unit (SchoCodeHits *self, SchoTextUnit unit);

/* (transfer none) (nullable): what is listed; %NULL before the first answer. */
const SchoHitPreview *scho_code_hits_get_preview (SchoCodeHits *self);

/* @row: of the preview. */
void scho_code_hits_set_ticked (SchoCodeHits *self, guint row, gboolean ticked);

/* Those that pass the filter. */
void scho_code_hits_tick_all (SchoCodeHits *self, gboolean ticked);

/* Of all, also those that are not shown. */
guint scho_code_hits_get_n_ticked (SchoCodeHits *self);

/* Codes what is ticked. %FALSE when that is nothing, or there is no code to give. */
gboolean scho_code_hits_apply (SchoCodeHits *self);

gboolean scho_code_hits_is_busy (SchoCodeHits *self);

/* The keyboard goes to the words that the list is filtered for. */
void scho_code_hits_focus_filter (SchoCodeHits *self);
