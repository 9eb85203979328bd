/* changeset-private.h - a step in the format of SQLite's session extension. */
#pragma once

#include <scholiast/change-private.h>

/**
 * scho_changeset_new:
 *
 * The same changeset that a session would have recorded while the step was written; the
 * test compares the two. A session asks the database for each row again, which takes
 * three times as long as writing the rows; the step knows them.
 *
 * Format: https://www.sqlite.org/session/changeset_iter.html and the head of
 * sqlite3session.c: per table `T`, number of columns, a byte a column (1: key), name, 0;
 * per change its operation, 0, and the old and/or new record: per column a type byte and
 * the value, 0 for one that is left out.
 */
GByteArray *scho_changeset_new (SchoStep *step);

/**
 * scho_changeset_widen:
 *
 * A changeset of an older version of the project file lacks the columns that came later.
 *
 * Returns: (transfer full) (nullable): the same with all columns; %NULL when it is
 * damaged
 */
GByteArray *scho_changeset_widen (const void *changes, gsize n_bytes);
