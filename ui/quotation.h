/* quotation.h - a passage as it is quoted elsewhere, with its source. */
#pragma once

#include <scholiast/snapshot.h>

/* “words”; marks within become single ones where they would stand doubled. (transfer
 * full) */
char *scho_quotation_mark (const char *words);

/* “words” (speaker, title, page, characters from–to). (transfer full) */
char *scho_quotation_new (
    SchoSnapshot *snapshot, SchoText *text, guint32 document, guint32 start, guint32 end);
