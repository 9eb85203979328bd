/* tip.h - what a row says to who waits over it.
 *
 * GTK asks the display where the pointer is whenever a tooltip gets words; a list that
 * gives them to two hundred rows waits for two hundred answers. These words wait to be
 * asked for.
 */
#pragma once

#include <gtk/gtk.h>

/* Whether words at the pointer would cover nothing: they stand above menus and choosers
 * that have opened there, and stay there for seconds. */
gboolean scho_tip_has_room (GtkWidget *widget);

/* @text: (nullable) */
void scho_tip_set (GtkWidget *widget, const char *text);
