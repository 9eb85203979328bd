/* bad-rows.h - rows that do not fit: all are told at once, not the first alone. */
#pragma once

#include <scholiast/plugin.h>

/* Begins as all zeros. */
typedef struct
{
  GPtrArray *told; /* of char: what is wrong with the first few */
  guint n;
  int code; /* NOT_FOUND when all are: the file may be tried again later */
} BadRows;

void bad_rows_clear (BadRows *self);

/* Takes what is wrong with a row; the reading can go on. FALSE with @error left as it is
 * when no row is to blame: the disk, somebody who cancels. */
gboolean bad_rows_add (BadRows *self, GError **error);

/* So many that the file is of another kind: time to end. */
gboolean bad_rows_is_full (const BadRows *self);

/**
 * bad_rows_end:
 * @name: of the file
 * @hint: (nullable): a sentence: what would help
 *
 * Returns: TRUE when there were none; else @error has a line for each, but not for too
 * many
 */
gboolean bad_rows_end (BadRows *self, const char *name, const char *hint, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BadRows, bad_rows_clear)
