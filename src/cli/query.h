/* query.h - --query and --where: what of a project counts. */
#pragma once

#include "call.h"

#include <scholiast/passage-query.h>
#include <scholiast/table.h>

/* What --query or --where (@option) asks for; an error shows the place in it. */
SchoPassageQuery *cli_parse_query (CliCall *call, const char *option, GError **error);

/* Puts @text and its @place below the error. */
void cli_show_query_place (const char *text, const SchoQueryPlace *place, GError **error);

/* What --query finds. */
SchoTable *cli_find_passages (CliCall *call,
                              SchoPassageQuery *query,
                              SchoSnapshot *snapshot,
                              GError **error);

/* (transfer full): @snapshot with only what --where and --query let through. */
SchoSnapshot *cli_narrow (CliCall *call, SchoSnapshot *snapshot, GError **error);

/* The same for what is given away: scho_passage_query_limit(). */
SchoSnapshot *cli_limit (CliCall *call, SchoSnapshot *snapshot, GError **error);
