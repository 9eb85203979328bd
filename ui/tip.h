/* tip.h - what a row says to who waits over it.
 *
 * GTK asks the display where the pointer is whenever a tooltip gets words; a list that
 * gives them to two hundred rows waits for two hundred answers. These words wait to be
 * asked for.
 */
#pragma once

#include <gtk/gtk.h>

/* @text: (nullable) */
void scho_tip_set (GtkWidget *widget, const char *text);
