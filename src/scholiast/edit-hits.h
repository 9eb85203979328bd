/* edit-hits.h - the step that codes all that a search has found. See edit.h. */
#pragma once

#include <scholiast/search.h>
#include <scholiast/text-unit.h>

/**
 * SchoHitCoding:
 * @code: id; 0: a new code:
 * @parent: of the new code; 0: at the top
 * @name: of the new code
 * @coder: name; added with the step when new
 * @unit: what around each hit is coded; %SCHO_UNIT_CHARACTER: the hit itself
 */
typedef struct
{
  guint32 code;
  guint32 parent;
  const char *name;
  const char *coder;
  SchoTextUnit unit;
} SchoHitCoding;

/**
 * scho_edit_widen_hits:
 * @hits: (element-type SchoHit): by document, as a search gives them
 * @n_coded: (out) (optional): how many passages were left out
 *
 * The passages to be coded: each hit widened to its unit, and those that overlap then
 * made one; without those that lie in a coding of that code by that coder. Reads the
 * texts; runs on any thread.
 *
 * Returns: (transfer full) (element-type SchoHit): by document and place; %NULL and
 * @error where a hit is not in a text
 */
SCHO_API GArray *scho_edit_widen_hits (SchoSnapshot *snapshot,
                                       const SchoHitCoding *values,
                                       GArray *hits,
                                       gsize *n_coded,
                                       const SchoProgress *progress,
                                       GCancellable *cancellable,
                                       GError **error);

/* Codes these passages. Refuses when none is left, what scho_edit_annotate() refuses, and
 * for a new code what scho_edit_add_code() does. */
SCHO_API SchoStep *scho_edit_code_hits (SchoSnapshot *snapshot,
                                        const SchoHitCoding *values,
                                        GArray *hits,
                                        const SchoProgress *progress,
                                        GCancellable *cancellable,
                                        GError **error);
