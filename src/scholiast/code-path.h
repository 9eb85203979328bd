/* code-path.h - the names of codes in one line: `a/b\/c` is `b/c` below `a`.
 *
 * A *path* has the names from the top down, with a slash between them; a slash or
 * backslash of a name has a backslash before it. A *label* is a path, or one name written
 * the same way, wherever in the tree it stands. Whoever writes or reads either does it by
 * these.
 */
#pragma once

#include <scholiast/api.h>

/* One name more, behind a slash where @path has some already. */
SCHO_API void scho_code_path_append (GString *path, const char *name);

/* @above: (nullable): a path. (transfer full) */
SCHO_API char *scho_code_path_join (const char *above, const char *name);

/* Takes the first name off @path, which becomes %NULL behind the last one. A backslash
 * before anything but a slash or backslash is meant as such. (transfer full) */
SCHO_API char *scho_code_path_take (const char **path);

/* Its names; one at least. (transfer full) */
SCHO_API GStrv scho_code_path_split (const char *path);

/* The name that @label is if it is a single one. (transfer full) (nullable) */
SCHO_API char *scho_code_path_dup_name (const char *label);
