/* passage-row.h - a passage in a list: its words among those around them, and its facts.
 */
#pragma once

#include "passages.h"

#include <gtk/gtk.h>

#define SCHO_TYPE_PASSAGE_ROW (scho_passage_row_get_type ())
G_DECLARE_FINAL_TYPE (SchoPassageRow, scho_passage_row, SCHO, PASSAGE_ROW, GtkWidget)

GtkWidget *scho_passage_row_new (void);

/* @group: what the heading above says already. */
void scho_passage_row_show (SchoPassageRow *self,
                            const SchoPassage *passage,
                            SchoPassageGroup group);

/* All of it in one sentence, for who does not see it. */
char *scho_passage_row_describe (const SchoPassage *passage);
