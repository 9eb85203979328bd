/* edit.h - the steps behind users' actions, ready for scho_project_apply ().
 *
 * Each makes a new step on a snapshot, with a label for the undo list, and changes
 * nothing.
 */
#pragma once

#include <scholiast/edit-annotations.h>
#include <scholiast/edit-attributes.h>
#include <scholiast/edit-adjudicate.h>
#include <scholiast/edit-coders.h>
#include <scholiast/edit-codes.h>
#include <scholiast/edit-labels.h>
#include <scholiast/edit-text.h>
#include <scholiast/snapshot.h>

/* A coding from @start to @end. Refuses positions outside the text, reversed or empty,
 * with the text's length, and a document, code or coder that does not exist. */
SCHO_API SchoStep *
scho_edit_annotate (SchoSnapshot *snapshot, const SchoAnnotation *values, GError **error);

/* The same by the coder of that name, who is added with the step when new;
 * @values->coder does not count. */
SCHO_API SchoStep *scho_edit_annotate_by (SchoSnapshot *snapshot,
                                          const SchoAnnotation *values,
                                          const char *coder,
                                          GError **error);

SCHO_API SchoStep *scho_edit_remove_annotation (SchoSnapshot *snapshot,
                                                const SchoAnnotation *annotation);

/* %NULL or "" takes the memo away. */
SCHO_API SchoStep *scho_edit_set_annotation_memo (SchoSnapshot *snapshot,
                                                  const SchoAnnotation *annotation,
                                                  const char *memo);

/* With all its codings. */
SCHO_API SchoStep *scho_edit_remove_document (SchoSnapshot *snapshot, guint32 document);

/* Title, source, language, memo, attributes; @after->id says which. Not the text. Refuses
 * an empty title, and an attribute without name, twice, or not of its type. */
SCHO_API SchoStep *scho_edit_change_document (SchoSnapshot *snapshot,
                                              const SchoDocument *after,
                                              GError **error);

/* The coder of that name, added with the step where there is none; then the step may be
 * empty. @id receives its id. */
SCHO_API SchoStep *scho_edit_add_coder (SchoSnapshot *snapshot,
                                        const char *name,
                                        guint32 *id,
                                        GError **error);

SCHO_API SchoStep *scho_edit_change_info (SchoSnapshot *snapshot,
                                          const SchoProjectInfo *after,
                                          GError **error);

/* How many codings the step takes away: what a question to the user needs. */
SCHO_API gsize scho_edit_count_removed (SchoStep *step);
