/* attribute-cell.h - a cell of the table of attributes, written in place. */
#pragma once

#include <gtk/gtk.h>

/**
 * SchoAttributeCell:
 *
 * Enter, F2, a double click or a letter begins to write; Enter or an arrow up or down
 * keeps it and goes on, Tab too, Escape leaves it as it was.
 *
 * Signal `edited` (SchoAttributeCell *self, const char *words) → gboolean: the words are
 * to be kept; %FALSE when they were refused, then they can be mended.
 * Signal `entered` (SchoAttributeCell *self): the keyboard comes to it.
 * Signal `move` (SchoAttributeCell *self, int columns, int rows): to a cell beside it.
 */
#define SCHO_TYPE_ATTRIBUTE_CELL (scho_attribute_cell_get_type ())
G_DECLARE_FINAL_TYPE (
    SchoAttributeCell, scho_attribute_cell, SCHO, ATTRIBUTE_CELL, GtkWidget)

GtkWidget *scho_attribute_cell_new (gboolean is_number);
void scho_attribute_cell_set_words (SchoAttributeCell *self, const char *words);
const char *scho_attribute_cell_get_words (SchoAttributeCell *self);

/* @words: (nullable): what is typed already, in place of what is there */
void scho_attribute_cell_begin (SchoAttributeCell *self, const char *words);

/* %FALSE when the words were refused. Nothing when it is not written in. */
gboolean scho_attribute_cell_keep (SchoAttributeCell *self);
void scho_attribute_cell_cancel (SchoAttributeCell *self);

/* (nullable): while it is written in */
GtkText *scho_attribute_cell_get_text (SchoAttributeCell *self);
