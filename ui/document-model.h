/* document-model.h - the documents as a list model that follows the project. */
#pragma once

#include <gio/gio.h>
#include <scholiast/project.h>

/**
 * SchoDocumentItem:
 *
 * One document. Signal `changed`: another title or count.
 */
#define SCHO_TYPE_DOCUMENT_ITEM (scho_document_item_get_type ())
G_DECLARE_FINAL_TYPE (SchoDocumentItem, scho_document_item, SCHO, DOCUMENT_ITEM, GObject)

/* Valid until the item's next change. */
const SchoDocument *scho_document_item_get_document (SchoDocumentItem *self);

/* Its codings. */
gsize scho_document_item_get_count (SchoDocumentItem *self);

/* Its title by scho_letters_fold(). */
const char *scho_document_item_get_folded (SchoDocumentItem *self);

/* strcmp() of two sorts them by title, numbers in it by their value. */
const char *scho_document_item_get_key (SchoDocumentItem *self);

#define SCHO_TYPE_DOCUMENT_MODEL (scho_document_model_get_type ())
G_DECLARE_FINAL_TYPE (
    SchoDocumentModel, scho_document_model, SCHO, DOCUMENT_MODEL, GObject)

SchoDocumentModel *scho_document_model_new (SchoProject *project);

/* (transfer none): all of them, in the order they came in. */
GListModel *scho_document_model_get_all (SchoDocumentModel *self);

/* (transfer none) (nullable) */
SchoDocumentItem *scho_document_model_get_item (SchoDocumentModel *self, guint32 id);
