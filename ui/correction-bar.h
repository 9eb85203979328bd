/* correction-bar.h - offers an unfinished correction that was found. */
#pragma once

#include "correction.h"

#include <gtk/gtk.h>

/**
 * SchoCorrectionBar:
 *
 * Above the text that it belongs to. Its buttons are actions of the window:
 * resume-correction and, after a question, drop-correction.
 */
#define SCHO_TYPE_CORRECTION_BAR (scho_correction_bar_get_type ())
G_DECLARE_FINAL_TYPE (
    SchoCorrectionBar, scho_correction_bar, SCHO, CORRECTION_BAR, GtkWidget)

GtkWidget *scho_correction_bar_new (void);

/* @found: (nullable): none; @title: of the document. */
void scho_correction_bar_show (SchoCorrectionBar *self,
                               const SchoCorrection *found,
                               const char *title);

/* (nullable): what it says, while it is seen. */
const char *scho_correction_bar_get_message (SchoCorrectionBar *self);
