/* screenshot.h - a picture of the real window, without tools of the display. */
#pragma once

#include "window.h"

/* Waits until the window is drawn and at rest, writes it as PNG, and closes it. */
void scho_screenshot_take (SchoWindow *window, const char *path);

/* The same at once. */
gboolean scho_screenshot_write (GtkWidget *widget, const char *path, GError **error);
