/* coding-chooser.h - which of several codings is meant: a short list at their place. */
#pragma once

#include <gtk/gtk.h>
#include <scholiast/snapshot.h>

/**
 * SchoCodingChooser:
 *
 * A popover for one question; it is gone when it closes.
 *
 * Signal `looked-at` (SchoCodingChooser *self, const SchoAnnotation *coding, gpointer
 * data): the row of this one has the focus now; %NULL: that of all.
 *
 * Signal `chosen` (SchoCodingChooser *self, GArray *codings, gpointer data): of
 * SchoAnnotation, one or all of them.
 */
#define SCHO_TYPE_CODING_CHOOSER (scho_coding_chooser_get_type ())
G_DECLARE_FINAL_TYPE (
    SchoCodingChooser, scho_coding_chooser, SCHO, CODING_CHOOSER, GtkPopover)

/**
 * scho_coding_chooser_popup:
 * @parent: where @place is
 * @question: above the list
 * @all_words: (nullable): for a last row that chooses all
 * @codings: (element-type SchoAnnotation): copied
 *
 * Returns: (transfer none): owned by @parent until it closes
 */
SchoCodingChooser *scho_coding_chooser_popup (GtkWidget *parent,
                                              const GdkRectangle *place,
                                              const char *question,
                                              const char *all_words,
                                              SchoSnapshot *snapshot,
                                              GArray *codings);
