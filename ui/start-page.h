/* start-page.h - how to begin: new, open, the sample, recent projects. */
#pragma once

#include <gtk/gtk.h>

#define SCHO_TYPE_START_PAGE (scho_start_page_get_type ())
G_DECLARE_FINAL_TYPE (SchoStartPage, scho_start_page, SCHO, START_PAGE, GtkWidget)

/* Paths, the last one first; those that are gone are left out. */
void scho_start_page_set_recent (SchoStartPage *self, const char *const *paths);
