/* dispute-side.h - what one of two coders made of a passage: their code, and the passage
 * with their limits in it. */
#pragma once

#include <gtk/gtk.h>
#include <scholiast/scholiast.h>

#define SCHO_TYPE_DISPUTE_SIDE (scho_dispute_side_get_type ())
G_DECLARE_FINAL_TYPE (SchoDisputeSide, scho_dispute_side, SCHO, DISPUTE_SIDE, GtkBox)

GtkWidget *scho_dispute_side_new (void);

/**
 * scho_dispute_side_show:
 * @coding: of this side; its coder counts also where it coded nothing
 * @has_coding: whether it coded the place
 * @text: of the document
 * @start, @end: what both sides are about
 */
void scho_dispute_side_show (SchoDisputeSide *self,
                             SchoSnapshot *snapshot,
                             const SchoAnnotation *coding,
                             gboolean has_coding,
                             SchoText *text,
                             guint32 start,
                             guint32 end);
