/* hit-ticks.h - which passages are to be coded: all but those that were unticked, also
 * when the list is read again. */
#pragma once

#include "hit-preview.h"

typedef struct _SchoHitTicks SchoHitTicks;

SchoHitTicks *scho_hit_ticks_new (void);
void scho_hit_ticks_free (SchoHitTicks *self);

gboolean scho_hit_ticks_has (const SchoHitTicks *self, const SchoHitRow *row);
void scho_hit_ticks_set (SchoHitTicks *self, const SchoHitRow *row, gboolean ticked);

/* @rows: (element-type SchoHitRow): how many of them are. */
guint scho_hit_ticks_count (const SchoHitTicks *self, const GPtrArray *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoHitTicks, scho_hit_ticks_free)
