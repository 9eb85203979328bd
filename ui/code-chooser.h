/* code-chooser.h - a popover that asks for a code: a few letters, Enter. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

/* Signal `chosen` (SchoCodeChooser *self, guint code); it is closed by then. */
#define SCHO_TYPE_CODE_CHOOSER (scho_code_chooser_get_type ())
G_DECLARE_FINAL_TYPE (SchoCodeChooser, scho_code_chooser, SCHO, CODE_CHOOSER, GtkPopover)

GtkWidget *scho_code_chooser_new (void);

/* @heading: what is asked; @codes (of guint32): what is offered, in this order. */
void scho_code_chooser_open (SchoCodeChooser *self,
                             SchoSession *session,
                             const char *heading,
                             const GArray *codes);
