/* code-tree.h - the codes of the project as a tree, with a filter. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

/**
 * SchoCodeTree:
 *
 * Signal `code-activated` (SchoCodeTree *self, guint code): double click or Enter.
 * Signal `code-described` (SchoCodeTree *self, guint code): the user wants to rename,
 * recolour or describe it.
 * Signal `code-passages` (SchoCodeTree *self, guint code): the user wants to see them.
 */
#define SCHO_TYPE_CODE_TREE (scho_code_tree_get_type ())
G_DECLARE_FINAL_TYPE (SchoCodeTree, scho_code_tree, SCHO, CODE_TREE, GtkWidget)

/* @session: (nullable) */
void scho_code_tree_set_session (SchoCodeTree *self, SchoSession *session);

/* Opens the branches above it and goes there. */
void scho_code_tree_select (SchoCodeTree *self, guint32 code);

/* 0: none. */
guint32 scho_code_tree_get_selected (SchoCodeTree *self);
