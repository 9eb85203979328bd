/* pinned-private.h - how a pinned result is kept in the text of its attachment. */
#pragma once

#include <scholiast/pinned.h>

/* What scho_pinned_read() reads. (transfer full) */
char *scho_pinned_dup_text (const SchoPinned *self);

/* Takes them in place of its own; %NULL: that stays. */
void scho_pinned_take_queries (SchoPinned *self, char *query, char *where);
