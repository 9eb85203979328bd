/* passage-pane.h - the codings at the caret or selection, with their memos. */
#pragma once

#include "session.h"

#include <gtk/gtk.h>

/**
 * SchoPassagePane:
 *
 * Signal `coding-chosen` (SchoPassagePane *self, const SchoAnnotation *coding): the user
 * wants to see where it lies.
 */
#define SCHO_TYPE_PASSAGE_PANE (scho_passage_pane_get_type ())
G_DECLARE_FINAL_TYPE (SchoPassagePane, scho_passage_pane, SCHO, PASSAGE_PANE, GtkWidget)

/* @session: (nullable) */
void scho_passage_pane_set_session (SchoPassagePane *self, SchoSession *session);

/* Shows what touches [start, end) of @document, or the caret when both are the same.
 * @document 0: nothing. @words: (nullable): the selected words. */
void scho_passage_pane_set_place (SchoPassagePane *self,
                                  guint32 document,
                                  guint32 start,
                                  guint32 end,
                                  const char *words);

/* (transfer none) (element-type SchoAnnotation): what is listed, by start. */
GArray *scho_passage_pane_get_codings (SchoPassagePane *self);

/* The cursor goes to the memo of the first coding. */
gboolean scho_passage_pane_focus_memo (SchoPassagePane *self);

/* To that of this one, if it is listed. */
gboolean scho_passage_pane_focus_memo_of (SchoPassagePane *self,
                                          const SchoUuid *annotation);
