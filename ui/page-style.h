/* page-style.h - how the page looks: theme, zoom, typeface. */
#pragma once

#include "palette.h"

#include <gtk/gtk.h>

#define SCHO_ZOOM_DEFAULT 100
#define SCHO_ZOOM_LEAST 50
#define SCHO_ZOOM_MOST 300

/* Makes page.css known to the display, once. */
void scho_page_style_load (GdkDisplay *display);

/* Sets the style classes of the page for what the desktop is set to; says which that is.
 */
SchoTheme scho_page_style_set_theme (GtkWidget *page);

/* The step nearest to @zoom, or that many steps on, in per cent. */
guint scho_zoom_get_step (guint zoom, int steps);
void scho_page_style_set_zoom (GtkWidget *page, guint zoom);

/* @family: (nullable): of the text; %NULL leaves it to the theme. */
void scho_page_style_set_family (GtkWidget *page, const char *family);
