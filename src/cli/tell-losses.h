/* tell-losses.h - what an import or an export loses: said, or written to a report. */
#pragma once

#include "call.h"

#include <scholiast/losses.h>

/* For commands with --report. Before anything is written or changed: to the file of
 * --report, an empty list too; else a line for each on standard error. */
gboolean cli_tell_losses (CliCall *call, SchoLosses *losses, GError **error);
