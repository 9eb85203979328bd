/* tei-chars.h - characters that XML 1.0 forbids, and how they survive nevertheless. */
#pragma once

#include <glib.h>

/* (nullable): the first character of [@utf8, @end) that XML forbids. */
const char *tei_find_forbidden (const char *utf8, const char *end);

/* XML has no way to write @character, not even as a reference. */
gboolean tei_is_forbidden (gunichar character);

/* Appends @utf8 with `\\` for a backslash and `\{1b}` for U+001B, if XML forbids it. */
void tei_escape (GString *out, const char *utf8);

/* The other way round; what is no escape of ours stays as it is. (transfer full) */
char *tei_unescape (const char *escaped);
