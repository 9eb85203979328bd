/* pinned-private.h - how a pinned result is kept in the text of its attachment. */
#pragma once

#include <scholiast/pinned.h>
#include <scholiast/query-respell-private.h>

/* What scho_pinned_read() reads. (transfer full) */
char *scho_pinned_dup_text (const SchoPinned *self);

/* In both of its queries; whether anything changed. */
gboolean scho_pinned_respell (SchoPinned *self, SchoQueryRespell respell, gpointer data);
