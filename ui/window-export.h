/* window-export.h - an export of the window's, from the work to the file in its place. */
#pragma once

#include "window.h"
#include "work.h"

/* @work: (transfer full): with one path, and a function that writes. What is lost is
 * shown before the old file is touched. */
void scho_window_run_export (SchoWindow *self, SchoWork *work);
