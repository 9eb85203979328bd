/* code-model.h - the code tree as list models that follow the project. */
#pragma once

#include <gio/gio.h>
#include <scholiast/project.h>

/**
 * SchoCodeItem:
 *
 * One code. Signal `changed`: another name, colour, key or count.
 */
#define SCHO_TYPE_CODE_ITEM (scho_code_item_get_type ())
G_DECLARE_FINAL_TYPE (SchoCodeItem, scho_code_item, SCHO, CODE_ITEM, GObject)

/* Valid until the item's next change. */
const SchoCode *scho_code_item_get_code (SchoCodeItem *self);

/* Its own codings, and those of it and all codes below it. */
guint64 scho_code_item_get_count (SchoCodeItem *self);
guint64 scho_code_item_get_total (SchoCodeItem *self);

/* (transfer none): of SchoCodeItem. */
GListModel *scho_code_item_get_children (SchoCodeItem *self);

/* @folded: what g_utf8_casefold() made of the letters sought. */
gboolean scho_code_item_matches (SchoCodeItem *self, const char *folded);

#define SCHO_TYPE_CODE_MODEL (scho_code_model_get_type ())
G_DECLARE_FINAL_TYPE (SchoCodeModel, scho_code_model, SCHO, CODE_MODEL, GObject)

SchoCodeModel *scho_code_model_new (SchoProject *project);

/* (transfer none): the codes at the top, and all of them in the order of the tree. */
GListModel *scho_code_model_get_roots (SchoCodeModel *self);
GListModel *scho_code_model_get_all (SchoCodeModel *self);

/* (transfer none) (nullable) */
SchoCodeItem *scho_code_model_get_item (SchoCodeModel *self, guint32 id);
