/* typing.h - undo of what is being typed, before that of the project. */
#pragma once

#include <gtk/gtk.h>

/* Takes back the last typing in @focus. FALSE when nothing is written there, or nothing
 * of it is left to take back: then Ctrl+Z is the project's. @focus: (nullable) */
gboolean scho_typing_undo (GtkWidget *focus);

/* The same for what was taken back. */
gboolean scho_typing_redo (GtkWidget *focus);
