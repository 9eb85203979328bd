/* shown-button.h - tells how much is hidden, and chooses what is shown. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

/**
 * SchoShownButton:
 *
 * Which codes is chosen by the window's action `show-codes`, whose codings by a list of
 * the project's coders.
 */
#define SCHO_TYPE_SHOWN_BUTTON (scho_shown_button_get_type ())
G_DECLARE_FINAL_TYPE (SchoShownButton, scho_shown_button, SCHO, SHOWN_BUTTON, GtkWidget)

/* @session: (nullable) */
void scho_shown_button_set_session (SchoShownButton *self, SchoSession *session);

void scho_shown_button_popup (SchoShownButton *self);
