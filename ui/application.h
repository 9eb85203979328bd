/* application.h - the program: its windows, plugins, settings and command line. */
#pragma once

#include "reading.h"

#include <adwaita.h>
#include <scholiast/plugins.h>

#define SCHO_TYPE_APPLICATION (scho_application_get_type ())
G_DECLARE_FINAL_TYPE (
    SchoApplication, scho_application, SCHO, APPLICATION, AdwApplication)

SchoApplication *scho_application_new (GApplicationFlags flags);

/* Loaded when first asked for: windows ask after their first frame. (transfer none) */
SchoPlugins *scho_application_get_plugins (SchoApplication *self);

/* (nullable): see settings.h. */
GSettings *scho_application_get_settings (SchoApplication *self);

/* (transfer none): how pages read, the same in all windows. */
SchoReading *scho_application_get_reading (SchoApplication *self);

/* Opens a project in a window of its own, or in the one that shows none yet; presents the
 * window that has it already. Returns the window. (transfer none) */
GtkWindow *scho_application_open_project (SchoApplication *self, const char *path);

/* As when they were dropped on @window (nullable: the one in front): projects are opened,
 * all else is imported into the first of them, or else into the window's project. */
void scho_application_open_files (SchoApplication *self,
                                  GtkWindow *window,
                                  GFile **files,
                                  guint n_files);
