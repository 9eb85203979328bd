/* code-model.h - the code tree as list models that follow the project. */
#pragma once

#include "mark.h"

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

/* What tells it from other codes of its colour. */
SchoMark scho_code_item_get_mark (SchoCodeItem *self);

/* Its own codings, and those of it and all codes below it. */
guint64 scho_code_item_get_count (SchoCodeItem *self);
guint64 scho_code_item_get_total (SchoCodeItem *self);

/* (transfer none): of SchoCodeItem. */
GListModel *scho_code_item_get_children (SchoCodeItem *self);

/* The same counted in one document, that of scho_code_model_set_document(). */
guint64 scho_code_item_get_here (SchoCodeItem *self);
guint64 scho_code_item_get_here_total (SchoCodeItem *self);

/* Whether the last scho_code_model_find() found it itself, not only one below it. */
gboolean scho_code_item_is_found (SchoCodeItem *self);

/* How siblings follow each other in the lists. */
typedef enum
{
  SCHO_CODE_SORT_ARRANGED, /* as the project has them */
  SCHO_CODE_SORT_NAME,
  SCHO_CODE_SORT_COUNT, /* most codings first */
} SchoCodeSort;

#define SCHO_TYPE_CODE_MODEL (scho_code_model_get_type ())
G_DECLARE_FINAL_TYPE (SchoCodeModel, scho_code_model, SCHO, CODE_MODEL, GObject)

SchoCodeModel *scho_code_model_new (SchoProject *project);

/* (transfer none): the codes at the top, and all of them in the order of the project's
 * tree. */
GListModel *scho_code_model_get_roots (SchoCodeModel *self);
GListModel *scho_code_model_get_all (SchoCodeModel *self);

/* (transfer none) (nullable) */
SchoCodeItem *scho_code_model_get_item (SchoCodeModel *self, guint32 id);

/* Of the list of roots and of all lists of children; arranged at first. */
void scho_code_model_set_sort (SchoCodeModel *self, SchoCodeSort sort);

/* The document that is read, 0: none. */
void scho_code_model_set_document (SchoCodeModel *self, guint32 document);
guint32 scho_code_model_get_document (SchoCodeModel *self);

/**
 * scho_code_model_find:
 * @words: of scho_letters_split(): each must be in the name of a code or of one above it,
 *   and one of them in its own
 *
 * Looks which codes match, for scho_code_model_new_found().
 *
 * Returns: how many
 */
guint scho_code_model_find (SchoCodeModel *self, const char *const *words);

/* (transfer full): of those below @above (nullable: at the top) the ones that were found
 * or have one below them that was; does not follow the project. */
GListModel *scho_code_model_new_found (SchoCodeModel *self, SchoCodeItem *above);
