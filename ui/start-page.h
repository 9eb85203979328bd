/* start-page.h - how to begin: new, open, the sample, recent projects. */
#pragma once

#include <gtk/gtk.h>

#define SCHO_TYPE_START_PAGE (scho_start_page_get_type ())
G_DECLARE_FINAL_TYPE (SchoStartPage, scho_start_page, SCHO, START_PAGE, GtkWidget)

/* Paths, the last one first. Those that are gone are shown as such; each can be taken off
 * the list. */
void scho_start_page_set_recent (SchoStartPage *self, const char *const *paths);

/* (transfer none): the list of them; its rows have their path as the data "path". */
GtkWidget *scho_start_page_get_list (SchoStartPage *self);
