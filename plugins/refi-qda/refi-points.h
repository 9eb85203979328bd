/* refi-points.h - where a transcript meets its sound, and its passages begin and end. */
#pragma once

#include "refi-export.h"

/* @transcript: the element that came in; its times are where the text's marks are now. */
RefiPoints *refi_points_new (RefiExport *self,
                             const SchoDocument *document,
                             SchoText *text,
                             const xmlNode *transcript);
void refi_points_free (RefiPoints *self);

/* That there has to be one. */
void refi_points_add (RefiPoints *self, guint32 offset);

/* ` fromSyncPoint="…" toSyncPoint="…"` */
void refi_points_put (RefiPoints *self, guint32 start, guint32 end, GString *xml);

/* All of them, as the target counts. */
void refi_points_write (RefiPoints *self, RefiExport *export);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefiPoints, refi_points_free)
