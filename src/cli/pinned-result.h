/* pinned-result.h - --pinned and --pin: results that are kept in the project. */
#pragma once

#include "call.h"

#include <scholiast/pinned.h>
#include <scholiast/project.h>

/* What --pinned names; nothing without it. Its queries are those of the call where that
 * has none of its own. */
gboolean cli_pinned_load (CliCall *call,
                          SchoSnapshot *snapshot,
                          SchoPinned *pinned,
                          GError **error);

/* What was counted, under the name of --pin; nothing without it. */
gboolean cli_pinned_keep (CliCall *call,
                          SchoProject *project,
                          const char *analysis,
                          const SchoOptionSpec *specs,
                          SchoOptions *options,
                          GError **error);
