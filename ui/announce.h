/* announce.h - words for a screen reader, where GTK can say them itself. */
#pragma once

#include <gtk/gtk.h>

/* From GTK 4.14 on; before that a label with the role of a status has to do. */
void scho_announce (GtkWidget *widget, const char *words);
