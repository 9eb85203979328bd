/* lookup.h - finds nouns by what a user types, and passages by what lies on them. */
#pragma once

#include <scholiast/snapshot.h>

/**
 * scho_lookup_document:
 * @name: title, source, or UUID
 * @error: says which names come near when there is none, or that several have it
 *
 * Returns: (transfer none) (nullable): valid as long as the snapshot
 */
SCHO_API const SchoDocument *
scho_lookup_document (SchoSnapshot *snapshot, const char *name, GError **error);

/* @name: a path from the top, a name, both as code-path.h tells or the name as it is, or
 * a UUID. A name that several codes have is an error that lists their paths; but the name
 * of a code at the top is its path and means this one. */
SCHO_API const SchoCode *
scho_lookup_code (SchoSnapshot *snapshot, const char *name, GError **error);

SCHO_API const SchoCoder *
scho_lookup_coder (SchoSnapshot *snapshot, const char *name, GError **error);

/**
 * SchoFilter:
 * @document: id, 0: all
 * @code: id, 0: all
 * @with_subcodes: the codes below @code too
 * @coder: id, 0: all
 */
typedef struct
{
  guint32 document;
  guint32 code;
  gboolean with_subcodes;
  guint32 coder;
} SchoFilter;

/* All annotations that pass, by document, then start. The pointers are the snapshot's.
 * (transfer container) (element-type SchoAnnotation) */
SCHO_API GPtrArray *scho_lookup_annotations (SchoSnapshot *snapshot,
                                             const SchoFilter *filter);

/* The coding of the same passage with the same code by the same coder; %NULL: none.
 * (transfer none) (nullable) */
SCHO_API const SchoAnnotation *scho_lookup_same_annotation (SchoSnapshot *snapshot,
                                                            const SchoAnnotation *values);

/* The annotation of that UUID, in whatever document. (transfer none) (nullable) */
SCHO_API const SchoAnnotation *
scho_lookup_annotation (SchoSnapshot *snapshot, const char *uuid, GError **error);

/* How many codings each code has, by id; scho_snapshot_get_code_limit() numbers.
 * @document, @coder: 0: all. (transfer full) */
SCHO_API guint64 *
scho_lookup_count_codes (SchoSnapshot *snapshot, guint32 document, guint32 coder);

/* By code id: TRUE for @code and all below it. (transfer full), code_limit entries */
SCHO_API gboolean *scho_lookup_branch (SchoSnapshot *snapshot, guint32 code);
