/* code-tree.h - the codes of the project as a tree, with a filter. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

/**
 * SchoCodeTree:
 *
 * Whole branches move by dragging and by Alt with the arrows. F2 renames; a double click
 * or Ctrl+Enter shows the passages. A click on the colour changes it. Property `sort`
 * (string): arranged, name or count: how the codes are shown, whatever their order in the
 * project is.
 *
 * Signal `code-selected` (SchoCodeTree *self, guint code): the first of those selected is
 * another one; 0: none.
 * Signal `code-activated` (SchoCodeTree *self, guint code): Enter.
 * Signal `code-described` (SchoCodeTree *self, guint code): the user wants to rename,
 * recolour or describe it.
 * Signal `code-passages` (SchoCodeTree *self, guint code): the user wants to see them.
 * Signal `code-split` (SchoCodeTree *self, guint code): some of its passages are to go to
 * a new code.
 */
#define SCHO_TYPE_CODE_TREE (scho_code_tree_get_type ())
G_DECLARE_FINAL_TYPE (SchoCodeTree, scho_code_tree, SCHO, CODE_TREE, GtkWidget)

/* @session: (nullable) */
void scho_code_tree_set_session (SchoCodeTree *self, SchoSession *session);

/* The document that is read (0: none): its codings are counted beside those of the
 * project. */
void scho_code_tree_set_document (SchoCodeTree *self, guint32 document);

/* Whether there is a selected passage that could be coded. */
void scho_code_tree_set_has_passage (SchoCodeTree *self, gboolean has_passage);

/* Opens the branches above it and goes there. */
void scho_code_tree_select (SchoCodeTree *self, guint32 code);

/* The first of those selected; 0: none. */
guint32 scho_code_tree_get_selected (SchoCodeTree *self);
