/* program-switch.h - a program that the user may switch on, on the Plugins page. */
#pragma once

#include <gtk/gtk.h>
#include <scholiast/plugins.h>

/**
 * scho_program_switch_new:
 * @reason: a label that says why the program is off; hidden where it is on
 *
 * A switch that lets the program of @entry be run or not, and tells the window.
 */
GtkWidget *scho_program_switch_new (SchoPlugins *plugins,
                                    const SchoPluginEntry *entry,
                                    GtkLabel *reason);
