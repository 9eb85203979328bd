/* open.h - the project that the first argument names. */
#pragma once

#include "call.h"

#include <scholiast/project.h>

/* For reading beside whoever has it open. */
SchoProject *cli_open_to_read (CliCall *call, GError **error);

/* Read-only is an error: its reason. */
SchoProject *cli_open_to_write (CliCall *call, GError **error);
