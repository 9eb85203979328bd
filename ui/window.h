/* window.h - one project in one window. */
#pragma once

#include "application.h"
#include "page.h"
#include "session.h"

/**
 * SchoWindow:
 *
 * All it can do is an action: `win.undo`, `win.redo`, `win.import-files` (as),
 * `win.export` ((ss): exporter, path), `win.analyse` (s), `win.open-document` (s: title
 * or UUID), `win.select` ((uu)), `win.apply-code` (s: name, path or UUID), `win.new-code`
 * (s), `win.remove-coding`, `win.find-text` (s), `win.passages` (s) and so on.
 */
#define SCHO_TYPE_WINDOW (scho_window_get_type ())
G_DECLARE_FINAL_TYPE (SchoWindow, scho_window, SCHO, WINDOW, AdwApplicationWindow)

GtkWidget *scho_window_new (SchoApplication *application);

/* In the background; a failure is told in the window. */
void scho_window_open_project (SchoWindow *self, const char *path);
void scho_window_open_sample (SchoWindow *self, const char *path);

/* A new file at that path, which gets its ending, is opened. */
void scho_window_create_project (SchoWindow *self, const char *path);

/* (nullable): of the project that is open, or being opened. */
const char *scho_window_get_path (SchoWindow *self);

/* (nullable): %NULL on the start page. */
SchoSession *scho_window_get_session (SchoWindow *self);

/* (nullable): the document in front. */
SchoPage *scho_window_get_page (SchoWindow *self);

/* In the background, as one step; asks for a project first when there is none. */
void scho_window_import (SchoWindow *self, const char *const *paths);

/* A sentence that goes away by itself. */
void scho_window_toast (SchoWindow *self, const char *message);

/* Something is being opened, imported, exported or counted. */
gboolean scho_window_is_busy (SchoWindow *self);

/* (transfer none) (element-type SchoAnnotation): what the passage pane lists. */
GArray *scho_window_get_codings (SchoWindow *self);
