/* losses-dialog.h - what would be lost, item by item, before anything is done. */
#pragma once

#include "dialogs.h"

#include <scholiast/losses.h>

/**
 * scho_losses_dialog_show:
 * @importers: (nullable) (element-type SchoImporter): whose options are named
 * @body: what the list is of
 * @accept: what the button does
 * @done: called when the user wants it all the same
 * @data: (transfer full): for @done; goes with the dialog
 */
void scho_losses_dialog_show (GtkWindow *parent,
                              SchoLosses *losses,
                              GPtrArray *importers,
                              const char *heading,
                              const char *body,
                              const char *accept,
                              SchoConfirmFunc done,
                              GObject *data);
