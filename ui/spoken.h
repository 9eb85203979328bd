/* spoken.h - what a screen reader says of widgets whose inner ones have the keyboard.
 *
 * A list of choices, a tab and a row of a table give the keyboard to a widget of their
 * own making, which has no name; GTK 4.8 then tells its class.
 */
#pragma once

#include <adwaita.h>

/* “NAME: what is chosen”, also after another choice. */
void scho_spoken_name_choice (GtkDropDown *choice, const char *name);

/* @child: of the row of a list */
void scho_spoken_name_list_row (GtkWidget *child, const char *words);

/* @child: of a cell of a column view; @words: of the whole row. */
void scho_spoken_name_row (GtkWidget *child, const char *words);

/* Tabs have the titles of their pages from now on, and their buttons a name. */
void scho_spoken_name_tabs (AdwTabBar *bar);
