/* row-model.h - rows that a thread has made, as a list model. */
#pragma once

#include <gio/gio.h>

/* A row as a list item: made when it is seen. */
#define SCHO_TYPE_ROW (scho_row_get_type ())
G_DECLARE_FINAL_TYPE (SchoRow, scho_row, SCHO, ROW, GObject)

/* (transfer none): as long as the item lives. */
gpointer scho_row_get (SchoRow *self);

/**
 * SchoRowModel:
 *
 * Any number of rows costs a pointer each. Rows are compared by identity: what is the
 * same before and after what has changed stays where it is, with its selection.
 */
#define SCHO_TYPE_ROW_MODEL (scho_row_model_get_type ())
G_DECLARE_FINAL_TYPE (SchoRowModel, scho_row_model, SCHO, ROW_MODEL, GObject)

/* @ref, @unref: of a row; never changed after it is made. A list that shows them has them
 * by way of a SchoGradualModel. */
SchoRowModel *scho_row_model_new (gpointer (*ref) (gpointer row), GDestroyNotify unref);

/* (nullable): %NULL for none. */
void scho_row_model_set_rows (SchoRowModel *self, GPtrArray *rows);

/* (transfer none) */
gpointer scho_row_model_get_row (SchoRowModel *self, guint position);
