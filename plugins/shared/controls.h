/* controls.h - characters that XML 1.0 has no place for. Where U+FFFD stands for each, so
 * that positions stay, they are lost.
 */
#pragma once

#include "uncarried.h"

/* Whether the character that begins there is one. */
gboolean controls_is_one (const char *utf8);

/* Those of a text, with the document and the position of the first. */
void
controls_tell_text (SchoLosses *losses, const SchoDocument *document, SchoText *text);

/* Those of names, definitions, memos and the like, as far as the format @carries them;
 * with the name of what has them. @which: as for uncarried_tell() */
void controls_tell_names (SchoLosses *losses,
                          SchoSnapshot *snapshot,
                          const Which *which,
                          guint carries);

/* Those of the cells of an analysis, with the title of the table. @tables: of SchoTable
 */
void controls_tell_tables (SchoLosses *losses, GPtrArray *tables);

/* Those of any words. @where: what has them */
void controls_tell_words (SchoLosses *losses, const char *words, const char *where);
