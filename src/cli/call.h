/* call.h - one call of scho: which command, with which arguments and options. */
#pragma once

#include <gio/gio.h>
#include <scholiast/progress.h>

/* The user wrote what no command understands: exit 2. */
#define CLI_USAGE_ERROR (cli_usage_error_quark ())
GQuark cli_usage_error_quark (void);

/**
 * CliOption:
 * @name: without the hyphens
 * @value: (nullable): what its value is called, untranslated; %NULL: a flag
 * @text: what it does, untranslated
 * @choices: (nullable): the only values, with `|` between
 * @is_path: need not be UTF-8
 * @may_repeat: more than one counts
 *
 * A list of them ends with a %NULL name.
 */
typedef struct
{
  const char *name;
  const char *value;
  const char *text;
  const char *choices;
  gboolean is_path;
  gboolean may_repeat;
} CliOption;

typedef struct _CliCall CliCall;

/**
 * CliCommand:
 * @arguments: as in the usage line
 * @text: what it does, a sentence, untranslated
 * @details: (nullable): what else --help tells, untranslated
 * @min_arguments, @max_arguments: how many
 * @n_paths: so many arguments from the first are paths and need not be UTF-8
 * @options: (nullable)
 * @is_long: SIGINT ends it by way of cli_call_get_cancellable()
 * @run: does it; %CLI_USAGE_ERROR where the user should read the help
 *
 * A list of them ends with a %NULL name.
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *text;
  const char *details;
  guint min_arguments, max_arguments;
  guint n_paths;
  const CliOption *options;
  gboolean is_long;
  gboolean (*run) (CliCall *call, GError **error);
} CliCommand;

/**
 * cli_call_new:
 * @words: (array zero-terminated=1): what follows the command's name; must outlive the
 * call
 *
 * Options may stand anywhere; `--` ends them. What begins with a hyphen and a digit is an
 * argument, so that -5 can be refused as a position. A wrong number of arguments or an
 * unknown option is a %CLI_USAGE_ERROR.
 */
CliCall *
cli_call_new (const CliCommand *command, const char *const *words, GError **error);
void cli_call_free (CliCall *self);

const CliCommand *cli_call_get_command (CliCall *self);

/* --help was among the words; then nothing else has been checked. */
gboolean cli_call_wants_help (CliCall *self);

/* (nullable): %NULL past the last. */
const char *cli_call_get_argument (CliCall *self, guint i);

/* From the @i-th on, ends with %NULL. */
const char *const *cli_call_get_arguments (CliCall *self, guint i);

/* (nullable) */
const char *cli_call_get_option (CliCall *self, const char *name);
gboolean cli_call_has_flag (CliCall *self, const char *name);

/* All values of an option that may repeat, ends with %NULL. */
const char *const *cli_call_get_values (CliCall *self, const char *name);

/* An option that was not given is as if it were. @value: (nullable): nothing */
void cli_call_suppose (CliCall *self, const char *name, const char *value);

/* Cancelled by SIGINT, SIGTERM and SIGHUP. */
GCancellable *cli_call_get_cancellable (CliCall *self);

/* A line on standard error when that is a terminal, else silence. */
const SchoProgress *cli_call_get_progress (CliCall *self);

/* No more progress: the result goes to the same terminal. */
void cli_call_stop_progress (CliCall *self);

/* A sentence on standard error, beside the progress line. */
void cli_call_say (CliCall *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliCall, cli_call_free)
