/* pseudonyms.h - the project as it may be given away: pseudonyms in place of names. */
#pragma once

#include <gio/gio.h>
#include <scholiast/losses.h>
#include <scholiast/progress.h>
#include <scholiast/snapshot.h>
#include <scholiast/table.h>

/* Whether a code has a pseudonym. */
SCHO_API gboolean scho_pseudonyms_exist (SchoSnapshot *snapshot);

/**
 * scho_pseudonyms_apply:
 * @losses: (nullable): told where what was replaced still stands: in titles, attributes,
 *   memos, names of codes, and in the texts where nobody coded it
 *
 * Every passage that has a code with a pseudonym, whoever coded it, becomes the
 * pseudonym. Where such passages lie in or across each other all that they cover becomes
 * one, that of the longest. So does an attribute of the document, and who speaks, that is
 * just its words. Other codings and the structure of the text go along: what
 * had a part of the passage has the whole pseudonym. Codes with a pseudonym, and codings
 * with them, are left out, since they are the key; codes below them move up.
 *
 * In a snapshot that was narrowed the codings that tell names are those of the project it
 * was narrowed from. Of what is kept with the project only links stay. No step can be
 * made on the result.
 *
 * Returns: (transfer full): %NULL with @error when a text cannot be read
 */
SCHO_API SchoSnapshot *scho_pseudonyms_apply (SchoSnapshot *snapshot,
                                              SchoLosses *losses,
                                              const SchoProgress *progress,
                                              GCancellable *cancellable,
                                              GError **error);

/**
 * scho_pseudonyms_tell_tables:
 * @tables: (element-type SchoTable): counted on @snapshot as it is
 * @losses: told of cells that hold what a pseudonym stands for
 *
 * Returns: %FALSE when a text cannot be read
 */
SCHO_API gboolean scho_pseudonyms_tell_tables (SchoSnapshot *snapshot,
                                               GPtrArray *tables,
                                               SchoLosses *losses,
                                               GCancellable *cancellable,
                                               GError **error);
