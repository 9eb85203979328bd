/* query-editor.h - a query as a form and as its text beside it, and what it finds. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

/**
 * SchoQueryEditor:
 *
 * The form writes the text; a text that can be understood fills in the form. What is
 * wrong is marked at its place. How many passages it finds is counted while one types.
 *
 * Signal `changed` (SchoQueryEditor *self). Signal `activate` (SchoQueryEditor *self):
 * Enter in the text.
 */
#define SCHO_TYPE_QUERY_EDITOR (scho_query_editor_get_type ())
G_DECLARE_FINAL_TYPE (SchoQueryEditor, scho_query_editor, SCHO, QUERY_EDITOR, GtkWidget)

GtkWidget *scho_query_editor_new (SchoSession *session);

/* "" for nothing asked. */
const char *scho_query_editor_get_text (SchoQueryEditor *self);
void scho_query_editor_set_text (SchoQueryEditor *self, const char *text);

/* It is understood, and all names are there; nothing asked is not. */
gboolean scho_query_editor_is_valid (SchoQueryEditor *self);

/* It is being counted. */
gboolean scho_query_editor_is_busy (SchoQueryEditor *self);

/* What is said below the text: how many, or what is wrong. */
const char *scho_query_editor_get_status (SchoQueryEditor *self);
