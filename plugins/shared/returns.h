/* returns.h - signs of a file that its positions count and a text here does not have: the
 * returns of CR LF, and a mark at the begin. */
#pragma once

#include <glib.h>

/* Where they are, in code points or in UTF-16 units. (element-type guint32) */
GArray *returns_find (const char *utf8, gboolean in_utf16);

/* The position without those before it. */
guint32 returns_take_away (const GArray *self, guint64 position);
