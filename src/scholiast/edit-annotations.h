/* edit-annotations.h - the steps that change codings which are there. See edit.h, which
 * includes it. A step that would change nothing is empty. */
#pragma once

#include <scholiast/snapshot.h>

/* The passage from @start to @end instead. Refuses, as scho_edit_annotate(), what is
 * outside the text, reversed or empty. */
SCHO_API SchoStep *scho_edit_set_annotation_limits (SchoSnapshot *snapshot,
                                                    const SchoAnnotation *annotation,
                                                    guint32 start,
                                                    guint32 end,
                                                    GError **error);

/* Another code on the same passage; memo, weight and coder stay. */
SCHO_API SchoStep *scho_edit_set_annotation_code (SchoSnapshot *snapshot,
                                                  const SchoAnnotation *annotation,
                                                  guint32 code,
                                                  GError **error);

/* 0 to 100, or %SCHO_NO_WEIGHT. */
SCHO_API SchoStep *scho_edit_set_annotation_weight (SchoSnapshot *snapshot,
                                                    const SchoAnnotation *annotation,
                                                    int weight,
                                                    GError **error);

/* Whether the passage is an example for the description of its code. */
SCHO_API SchoStep *scho_edit_set_annotation_example (SchoSnapshot *snapshot,
                                                     const SchoAnnotation *annotation,
                                                     gboolean example);

/* All of them in one step. @annotations: of any documents, as a query gives them. */
SCHO_API SchoStep *scho_edit_remove_annotations (SchoSnapshot *snapshot,
                                                 const SchoAnnotation *const *annotations,
                                                 gsize n);
