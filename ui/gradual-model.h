/* gradual-model.h - of a long list the first rows at once, the others soon after. */
#pragma once

#include <gio/gio.h>

/* Rows at a time where each is of wrapped words. */
#define SCHO_WRAPPED_ROWS 40

/**
 * SchoGradualModel:
 *
 * A list makes widgets for some two hundred rows, and all of them again when all rows are
 * others. Where a row has wrapped words or many cells that takes too long for one turn of
 * the main loop, so new rows come some at a time, a frame or two between, until there are
 * as many as a list makes widgets for. What is shown is always the beginning of @model:
 * places in both are the same.
 */
#define SCHO_TYPE_GRADUAL_MODEL (scho_gradual_model_get_type ())
G_DECLARE_FINAL_TYPE (SchoGradualModel, scho_gradual_model, SCHO, GRADUAL_MODEL, GObject)

/* @model: (transfer none): whose rows they are; @at_once: rows, at least one */
SchoGradualModel *scho_gradual_model_new (GListModel *model, guint at_once);

/* All but the first rows go, and come again: before a row gets more cells. */
void scho_gradual_model_restart (SchoGradualModel *self, guint at_once);
