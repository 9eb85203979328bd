/* help.h - what --help prints, made from the lists of commands. */
#pragma once

#include "call.h"

/* Both (transfer full). @groups: lists of commands, ends with %NULL. */
char *cli_help_for_all (const CliCommand *const *groups);
char *cli_help_for_command (const CliCommand *command);
