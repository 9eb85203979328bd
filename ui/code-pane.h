/* code-pane.h - what one code is: name, colour, key, definition, when and when not. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

#define SCHO_TYPE_CODE_PANE (scho_code_pane_get_type ())
G_DECLARE_FINAL_TYPE (SchoCodePane, scho_code_pane, SCHO, CODE_PANE, GtkWidget)

/* @session: (nullable) */
void scho_code_pane_set_session (SchoCodePane *self, SchoSession *session);

/* 0: none. What is being written on another code is kept first. */
void scho_code_pane_set_code (SchoCodePane *self, guint32 code);

/* The cursor goes to the memo on the code; FALSE: none is shown. */
gboolean scho_code_pane_focus_memo (SchoCodePane *self);
