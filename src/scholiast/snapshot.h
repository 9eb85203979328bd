/* snapshot.h - the project at one moment. Never changes; any thread may read it. */
#pragma once

#include <scholiast/annotation.h>
#include <scholiast/change.h>
#include <scholiast/interval-index.h>

SCHO_API SchoSnapshot *scho_snapshot_ref (SchoSnapshot *self);
SCHO_API void scho_snapshot_unref (SchoSnapshot *self);

SCHO_API const SchoProjectInfo *scho_snapshot_get_info (SchoSnapshot *self);

/**
 * scho_snapshot_get_documents:
 * @n: (out): how many
 *
 * All documents by id, that is in the order they came in.
 *
 * Returns: (transfer none) (array length=n): valid as long as the snapshot
 */
SCHO_API const SchoDocument *const *scho_snapshot_get_documents (SchoSnapshot *self,
                                                                 gsize *n);

/* All codes in the order of the tree: each before those below it, siblings by position,
 * then id. */
SCHO_API const SchoCode *const *scho_snapshot_get_codes (SchoSnapshot *self, gsize *n);

/* All coders by id. */
SCHO_API const SchoCoder *const *scho_snapshot_get_coders (SchoSnapshot *self, gsize *n);

/* What is kept with the project and its documents, by id. */
SCHO_API const SchoAttachment *const *scho_snapshot_get_attachments (SchoSnapshot *self,
                                                                     gsize *n);

/* By id; %NULL when there is none. O(1). */
SCHO_API const SchoDocument *scho_snapshot_get_document (SchoSnapshot *self, guint32 id);
SCHO_API const SchoCode *scho_snapshot_get_code (SchoSnapshot *self, guint32 id);
SCHO_API const SchoCoder *scho_snapshot_get_coder (SchoSnapshot *self, guint32 id);

SCHO_API const SchoAttachment *scho_snapshot_get_attachment (SchoSnapshot *self,
                                                             guint32 id);

/* One more than the greatest id: the size of an array that is addressed by id. */
SCHO_API guint32 scho_snapshot_get_document_limit (SchoSnapshot *self);
SCHO_API guint32 scho_snapshot_get_code_limit (SchoSnapshot *self);
SCHO_API guint32 scho_snapshot_get_coder_limit (SchoSnapshot *self);
SCHO_API guint32 scho_snapshot_get_attachment_limit (SchoSnapshot *self);

/**
 * scho_snapshot_get_annotations:
 * @n: (out): how many
 *
 * The annotations of one document, by start, then end.
 *
 * Returns: (transfer none) (array length=n): valid as long as the snapshot
 */
SCHO_API const SchoAnnotation *
scho_snapshot_get_annotations (SchoSnapshot *self, guint32 document, gsize *n);

/* The same under its index. (transfer none) (nullable): %NULL when there is no coding. */
SCHO_API SchoIntervalIndex *scho_snapshot_get_index (SchoSnapshot *self,
                                                     guint32 document);

/* (nullable): the annotation with that identity. O(n) in the document's codings. */
SCHO_API const SchoAnnotation *scho_snapshot_find_annotation (SchoSnapshot *self,
                                                              guint32 document,
                                                              const SchoUuid *uuid);

/* Codings of the whole project. */
SCHO_API guint64 scho_snapshot_get_n_annotations (SchoSnapshot *self);

/* Reads the text from the project file; from any thread. (transfer full) */
SCHO_API SchoText *
scho_snapshot_read_text (SchoSnapshot *self, guint32 document, GError **error);

/* Reads the content of an attachment from the project file; from any thread. %NULL with
 * an error where it has none. (transfer full) */
SCHO_API GBytes *
scho_snapshot_read_attachment (SchoSnapshot *self, guint32 id, GError **error);

/* 0 at the top of the code tree. */
SCHO_API guint scho_snapshot_get_code_depth (SchoSnapshot *self, guint32 code);

/* `a/b/c` from the top down to the code, as code-path.h tells. */
SCHO_API char *scho_snapshot_dup_code_path (SchoSnapshot *self, guint32 code);

/* The shortest unambiguous way to write a code: its name, as in a path, or its path where
 * the name is not unique in the project. */
SCHO_API char *scho_snapshot_dup_code_label (SchoSnapshot *self, guint32 code);

/**
 * scho_snapshot_narrow:
 * @documents: (nullable): by id, document_limit entries: those that stay
 * @codings: (nullable) (element-type SchoAnnotation): of @self, sorted by document, then
 *   as in it: those that stay
 *
 * The same project with less in it, for whatever takes a snapshot: codes, coders and all
 * numbers are those of @self, which stays. No step can be made on it.
 *
 * Returns: (transfer full): %NULL for documents or codings: all of them
 */
SCHO_API SchoSnapshot *scho_snapshot_narrow (SchoSnapshot *self,
                                             const gboolean *documents,
                                             const GPtrArray *codings);

/* (transfer none): what it was narrowed from; itself when it was not. */
SCHO_API SchoSnapshot *scho_snapshot_get_whole (SchoSnapshot *self);

/* The same project without coders who have no coding in it: what is given away of a part
 * need not tell who coded the rest. As above. (transfer full) */
SCHO_API SchoSnapshot *scho_snapshot_without_idle_coders (SchoSnapshot *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoSnapshot, scho_snapshot_unref)
