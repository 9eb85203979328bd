/* lost-list.h - the codings whose passages lose their text by a correction. */
#pragma once

#include "page.h"

/**
 * SchoLostList:
 *
 * Signal `passage-chosen` (SchoLostList *self, guint offset): go to where it was, in the
 * old text.
 */
#define SCHO_TYPE_LOST_LIST (scho_lost_list_get_type ())
G_DECLARE_FINAL_TYPE (SchoLostList, scho_lost_list, SCHO, LOST_LIST, GtkWidget)

/* @lost: (element-type SchoAnnotation): of @snapshot; @text: they are places of this. */
void scho_lost_list_set (SchoLostList *self,
                         GPtrArray *lost,
                         SchoSnapshot *snapshot,
                         SchoText *text);
