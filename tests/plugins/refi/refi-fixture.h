/* refi-fixture.h - packages made in a line, and projects told in a line. */
#pragma once

#include "../fixture.h"

/* A .qdpx of @qde (the inside of <Project>, or whole XML that begins with “<?”) under
 * @main, and pairs of name and content, ends with NULL. (transfer full) */
GBytes *refi_pack (const char *main, const char *qde, ...) G_GNUC_NULL_TERMINATED;

/* A part of a package, or NULL; zero-terminated. (transfer full) */
char *refi_unpack (const char *bytes, gsize n_bytes, const char *name, gsize *n_part);

/* Names of all parts with spaces between. (transfer full) */
char *refi_list_parts (const char *bytes, gsize n_bytes);

/* `title[start-end] code/path by coder “words” (memo)` for each coding, a line each, in
 * order. (transfer full) */
char *refi_describe (SchoSnapshot *snapshot);

/* All notes of a step, a line each. (transfer full) */
char *refi_join_notes (SchoStep *step);
