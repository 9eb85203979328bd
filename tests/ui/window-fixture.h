/* window-fixture.h - the real window with the sample project, driven by its actions.
 *
 * One program for many tests: GTK cannot be started twice. Each test opens its own window
 * and project, which go again when it fails.
 */
#pragma once

#include "window-private.h"

#include <check.h>

typedef struct
{
  SchoApplication *application;
  SchoWindow *window; /* NULL between open_sample () and close_window () */
  char *folder;       /* for files of the tests; also where the user's data are */
} Fixture;

extern Fixture fixture;

/* Runs all tests that @add_tests adds; what main () returns. Warnings of GTK fail them.
 */
int window_tests_run (const char *name, void (*add_tests) (TCase *tc));

/* A window with a fresh copy of the sample project, the first document open. */
void open_sample (void);

/* The window goes, and the sample with it. */
void close_window (void);

/* Runs the main loop. */
void settle (guint milliseconds);
void await_jobs (void);

/* An action of the window, which must be enabled. */
void activate (const char *action, GVariant *parameter);

/* What a key press in the widget does, without a keyboard: whether it was handled. */
gboolean press (GtkWidget *widget, guint keyval);

SchoProject *get_project (void);
SchoSnapshot *get_snapshot (void);
guint64 count_codings (void);
const SchoCode *find_code (const char *name);
SchoCodeItem *find_item (const char *name);

/* Where the sample project lies. */
char *dup_sample_folder (void);
void remove_files (const char *folder);

/* In the folder of the tests. */
char *dup_path (const char *name);
char *read_file (const char *path);

/* Writes VIEW-WHAT.png to the folder SCHOLIAST_ARTEFACTS, if there is one. */
void picture (const char *view, const char *what);
