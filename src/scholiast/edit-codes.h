/* edit-codes.h - the steps behind what users do to the code tree; included by edit.h.
 *
 * Each is one step, so that one undo takes it back.
 */
#pragma once

#include <scholiast/snapshot.h>

/* A new code below @parent (0: at the top), last among its siblings, with the next colour
 * of the palette, or one unlike colours that came from elsewhere. Refuses an empty name
 * and one that a sibling has. */
SCHO_API SchoStep *scho_edit_add_code (SchoSnapshot *snapshot,
                                       guint32 parent,
                                       const char *name,
                                       GError **error);

/* With the codes below it and all their codings. */
SCHO_API SchoStep *scho_edit_remove_code (SchoSnapshot *snapshot, guint32 code);

/* The same with several at once. @codes: (array length=n): they exist */
SCHO_API SchoStep *
scho_edit_remove_codes (SchoSnapshot *snapshot, const guint32 *codes, gsize n);

/**
 * SchoRemoval:
 * @n_codes: codes below the ones that are removed, these not counted
 * @n_codings: passages coded with any of them
 * @n_documents: in how many documents they are
 * @n_coders: by how many coders
 * @n_memos: memos on these passages and on these codes
 */
typedef struct
{
  guint n_codes;
  guint n_codings;
  guint n_documents;
  guint n_coders;
  guint n_memos;
} SchoRemoval;

/* What goes with the codes when they are removed. @codes: (array length=n) */
SCHO_API SchoRemoval scho_edit_describe_removal (SchoSnapshot *snapshot,
                                                 const guint32 *codes,
                                                 gsize n);

/* @after->id says which. Refuses a name that a sibling has, an empty one, and a parent
 * that is the code itself or below it. A key it takes is taken from the code that has it.
 */
SCHO_API SchoStep *
scho_edit_change_code (SchoSnapshot *snapshot, const SchoCode *after, GError **error);

/**
 * scho_edit_move_codes:
 * @codes: (array length=n): each moves with all below it; one that lies below another of
 *   them moves with that one and stays where it is in it
 * @parent: the code they come to lie in; 0: the top
 * @before: the code below @parent that will follow them; 0: they come last
 *
 * The codes keep the order they are given in. All codes directly below @parent are
 * numbered from 0; those at the old places keep their numbers. Refuses a place inside
 * what moves, a name that a code at the new place has, and a @before that is not there.
 *
 * Returns: (transfer full): empty when all are there already
 */
SCHO_API SchoStep *scho_edit_move_codes (SchoSnapshot *snapshot,
                                         const guint32 *codes,
                                         gsize n,
                                         guint32 parent,
                                         guint32 before,
                                         GError **error);

/* The same with one code. */
SCHO_API SchoStep *scho_edit_move_code (
    SchoSnapshot *snapshot, guint32 code, guint32 parent, guint32 before, GError **error);

typedef enum
{
  SCHO_CODES_BY_NAME,  /* as the user's language sorts them */
  SCHO_CODES_BY_COUNT, /* most codings first, with those of the codes below */
} SchoCodeOrder;

/* Sorts the codes directly below @parent (0: those at the top). */
SCHO_API SchoStep *
scho_edit_sort_codes (SchoSnapshot *snapshot, guint32 parent, SchoCodeOrder order);

/**
 * scho_edit_merge_codes:
 * @from: (array length=n): the codes that become part of @into and go
 * @into: the code that stays
 *
 * All codings of @from become codings of @into. Where one coder then has the same range
 * twice, one stays: that of @into where there is one, else the oldest; the memos of the
 * others are added to its memo, it takes a weight from them when it has none, and it is
 * an example where one of them is.
 *
 * The codes below @from come to lie below @into, after those there; where one there has
 * the same name, the two are merged the same way, and so on downwards.
 *
 * Definition, when to use, when not and memo of a code that goes are added to those of
 * the code it becomes part of, after its name. That code takes the key of the first that
 * has one, when it has none itself, and is blurred where one of them is.
 *
 * Refuses to merge a code into itself or into a code below it.
 */
SCHO_API SchoStep *scho_edit_merge_codes (
    SchoSnapshot *snapshot, const guint32 *from, gsize n, guint32 into, GError **error);

/**
 * scho_edit_split_code:
 * @annotations: (array length=n): codings of @code; document and UUID say which
 *
 * Makes a new code right after @code, with the next colour of the palette, blurred where
 * @code is, and gives it these codings. Refuses an empty name, one that a sibling has, no
 * codings, and codings that @code does not have.
 */
SCHO_API SchoStep *scho_edit_split_code (SchoSnapshot *snapshot,
                                         guint32 code,
                                         const char *name,
                                         const SchoAnnotation *const *annotations,
                                         gsize n,
                                         GError **error);
