/* passage-choice.h - which passages count: all, or those that a query finds. */
#pragma once

#include "session.h"

#include <adwaita.h>

/* A row of a form; activated, it asks for the query. */
#define SCHO_TYPE_PASSAGE_CHOICE (scho_passage_choice_get_type ())
G_DECLARE_FINAL_TYPE (
    SchoPassageChoice, scho_passage_choice, SCHO, PASSAGE_CHOICE, AdwActionRow)

GtkWidget *scho_passage_choice_new (SchoSession *session);

/* "": all passages. */
const char *scho_passage_choice_get_query (SchoPassageChoice *self);
void scho_passage_choice_set_query (SchoPassageChoice *self, const char *query);
