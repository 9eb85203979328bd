/* tei-inline.h - codings as seg elements around the words of a line.
 *
 * Where two passages cross, or one goes on in the next line, it comes in pieces, which
 * @next, @prev and @part join.
 */
#pragma once

#include "tei-export.h"

typedef struct _TeiInline TeiInline;

TeiInline *tei_inline_new (TeiExport *export, TeiWriter *writer, const TeiPart *part);
void tei_inline_free (TeiInline *self);

/* What goes on and what begins at the begin of the line [from, to), in code points. */
void tei_inline_begin_line (TeiInline *self, guint32 from, guint32 to);

/* Where the next tag stands; G_MAXUINT32: none in this line. */
guint32 tei_inline_get_next (TeiInline *self);
void tei_inline_write_next (TeiInline *self);
