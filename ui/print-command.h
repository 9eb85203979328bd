/* print-command.h - `scholiast --print-to=FILE.pdf --document=TITLE PROJECT`: a coded
 * document as PDF, without a window or a display. */
#pragma once

#include <glib.h>

gboolean scho_print_command_is_asked (char *const *argv);

/* Returns the exit status; what went wrong is told on standard error. */
int scho_print_command_run (char *const *argv);
