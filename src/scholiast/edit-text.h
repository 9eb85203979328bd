/* edit-text.h - the step that corrects a document's text and moves its codings. See
 * edit.h, which includes it. */
#pragma once

#include <scholiast/snapshot.h>
#include <scholiast/text-edit.h>

/**
 * scho_edit_change_text:
 * @edit: made on the document's text
 * @lost: (out) (optional) (transfer container) (element-type SchoAnnotation): what the
 *   step removes, since nothing of the passage would be left; for being shown before it
 *   is applied. They belong to @snapshot; their positions are those of the old text
 *
 * The corrected text in the place of the old one, with all codings where they belong now.
 * Refuses a document that does not exist, and one whose text is not the one @edit was
 * made on. The step is empty when nothing changed.
 */
SCHO_API SchoStep *scho_edit_change_text (SchoSnapshot *snapshot,
                                          guint32 document,
                                          SchoTextEdit *edit,
                                          GPtrArray **lost,
                                          GError **error);
