/* edit-labels.h - what a change of one noun is called in the undo list and the history.
 *
 * For steps of edit.h, which have it already, and for whoever puts several of them
 * together and knows what was there before the first.
 */
#pragma once

#include <scholiast/annotation.h>
#include <scholiast/code.h>
#include <scholiast/document.h>
#include <scholiast/snapshot.h>

/* “Memo of document “X” added”, “Attribute “date” of “X” changed”. (transfer full) */
SCHO_API char *scho_edit_dup_document_label (const SchoDocument *before,
                                             const SchoDocument *after);
SCHO_API char *scho_edit_dup_code_label (const SchoCode *before, const SchoCode *after);
SCHO_API char *scho_edit_dup_info_label (const SchoProjectInfo *before,
                                         const SchoProjectInfo *after);

/* Of a coding's memo; @code: its code's name. */
SCHO_API char *
scho_edit_dup_coding_memo_label (const char *code, const char *before, const char *after);
