/* nouns.h - a project's nouns as tables. */
#pragma once

#include <scholiast/snapshot.h>
#include <scholiast/table.h>

/* All (transfer full). With @for_people what only programs want is left out. */
SchoTable *cli_list_documents (SchoSnapshot *snapshot, gboolean for_people);
SchoTable *cli_list_codes (SchoSnapshot *snapshot, gboolean for_people);
SchoTable *cli_list_coders (SchoSnapshot *snapshot, gboolean for_people);
SchoTable *
cli_list_annotations (SchoSnapshot *snapshot, gboolean for_people, GError **error);
