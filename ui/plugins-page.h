/* plugins-page.h - every plugin found: what it offers, or why it is not loaded. */
#pragma once

#include <gtk/gtk.h>
#include <scholiast/plugins.h>

GtkWidget *scho_plugins_page_new (SchoPlugins *plugins);
