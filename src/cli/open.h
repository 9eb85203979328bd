/* open.h - the project that the first argument names. */
#pragma once

#include "call.h"

#include <scholiast/project.h>

/* For reading beside whoever has it open. */
SchoProject *cli_open_to_read (CliCall *call, GError **error);

/* Read-only is an error: its reason. */
SchoProject *cli_open_to_write (CliCall *call, GError **error);

/* scho_project_apply() and what the project has to say after it, as of a copy kept. */
gboolean cli_apply (CliCall *call, SchoProject *project, SchoStep *step, GError **error);

/* Who codes: --coder, else the user's own name. */
const char *cli_get_coder_name (CliCall *call);

/* The history says who did it, also where no coding does: --coder, added when new; else
 * the coder of the project who is called as the user is; else the only one it has. Nobody
 * is added for it, and of several strangers none is chosen. */
void cli_sign_step (CliCall *call, SchoStep *step);

/* The step's notes on standard error. */
void cli_tell_notes (CliCall *call, SchoStep *step);

/* What a step made here goes through: cli_sign_step(), cli_apply(), cli_tell_notes(), and
 * a note where a new coder differs from another only in case. */
gboolean
cli_apply_signed (CliCall *call, SchoProject *project, SchoStep *step, GError **error);

/* (transfer full): %NULL with @error when there is none. */
typedef SchoStep *(*CliMakeStep) (CliCall *call, SchoSnapshot *snapshot, GError **error);

/* Opens the project, makes the step and applies it; of an empty one, says @unchanged. */
gboolean
cli_change (CliCall *call, CliMakeStep make_step, const char *unchanged, GError **error);

/* After a step that did not go through cli_apply(): what is new since @before, a copy of
 * the notice then. */
void cli_tell_new_notice (CliCall *call, SchoProject *project, const char *before);
