/* reading-dialog.h - typeface, distances, numbers: chosen while the page shows them. */
#pragma once

#include "reading.h"

#include <adwaita.h>

#define SCHO_TYPE_READING_DIALOG (scho_reading_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    SchoReadingDialog, scho_reading_dialog, SCHO, READING_DIALOG, AdwWindow)

GtkWidget *scho_reading_dialog_new (SchoReading *reading);
