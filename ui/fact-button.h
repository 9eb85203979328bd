/* fact-button.h - of what a result was counted: a button that tells it. */
#pragma once

#include <gtk/gtk.h>
#include <scholiast/table.h>

/* @table: (nullable): one without facts hides the button. */
void scho_fact_button_set_table (GtkMenuButton *button, SchoTable *table);
