/* cmd-define.c - scho define. */
#include "commands.h"

#include "open.h"
#include "terminal.h"

#include <glib/gi18n.h>
#include <scholiast/edit.h>
#include <scholiast/lookup.h>

/* An empty one takes away what was there. */
static void
take_text (CliCall *call, const char *option, const char **value)
{
  const char *text = cli_call_get_option (call, option);

  if (text != NULL)
    *value = text[0] != '\0' ? text : NULL;
}

static gboolean
take_colour (CliCall *call, SchoCode *code, GError **error)
{
  const char *colour = cli_call_get_option (call, "colour");

  if (colour == NULL || scho_colour_parse (colour, &code->colour))
    return TRUE;
  g_set_error (error, CLI_USAGE_ERROR, 0,
               _ ("“%s” is no colour: it is written as in #c05020"), colour);
  return FALSE;
}

static gboolean
take_key (CliCall *call, SchoCode *code, GError **error)
{
  const char *key = cli_call_get_option (call, "key");

  if (key == NULL)
    return TRUE;
  code->key = key[0] != '\0' ? (guint32) (key[0] - '0') : 0;
  if (code->key <= 9 && (key[0] == '\0' || key[1] == '\0'))
    return TRUE;
  g_set_error (error, CLI_USAGE_ERROR, 0,
               _ ("“%s” is no key of a code: that is a digit from 1 to 9, or 0 for none"),
               key);
  return FALSE;
}

/* The texts are the call's. */
static gboolean
take_options (CliCall *call, SchoCode *code, GError **error)
{
  const char *name = cli_call_get_option (call, "name");
  const char *blur = cli_call_get_option (call, "blur");

  if (name != NULL)
    code->name = name;
  if (blur != NULL)
    code->blurred = g_str_equal (blur, "yes");
  take_text (call, "definition", &code->definition);
  take_text (call, "use-when", &code->use_when);
  take_text (call, "use-not", &code->use_not);
  take_text (call, "pseudonym", &code->pseudonym);
  return take_colour (call, code, error) && take_key (call, code, error);
}

static gboolean
check_options (CliCall *call, GError **error)
{
  static const char *const names[] = { "name",       "colour",   "key",     "blur",
                                       "definition", "use-when", "use-not", "pseudonym" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (cli_call_get_option (call, names[i]) != NULL)
      return TRUE;
  g_set_error_literal (error, CLI_USAGE_ERROR, 0,
                       _ ("define needs an option that says what changes"));
  return FALSE;
}

static gboolean
run_define (CliCall *call, GError **error)
{
  g_autoptr (SchoProject) project = NULL;
  g_autoptr (SchoStep) step = NULL;
  SchoSnapshot *snapshot;
  const SchoCode *code;
  SchoCode after;

  if (!check_options (call, error) || !(project = cli_open_to_write (call, error)))
    return FALSE;
  snapshot = scho_project_get_snapshot (project);
  if (!(code = scho_lookup_code (snapshot, cli_call_get_argument (call, 1), error)))
    return FALSE;
  after = *code;
  if (!take_options (call, &after, error)
      || !(step = scho_edit_change_code (snapshot, &after, error)))
    return FALSE;
  if (scho_step_is_empty (step))
    {
      cli_call_say (call, _ ("The code is so already; nothing changed"));
      return TRUE;
    }
  return cli_apply_signed (call, project, step, error);
}

static const CliOption define_options[] = {
  { "name", "NAME", N_ ("another name") },
  { "definition", "TEXT", N_ ("what the code means") },
  { "use-when", "TEXT", N_ ("when to use it") },
  { "use-not", "TEXT", N_ ("when not to use it") },
  { "colour", "COLOUR", N_ ("as in #c05020") },
  { "key", "DIGIT", N_ ("1 to 9; 0: none. Another code that has it loses it") },
  { "blur", "YES", N_ ("whether its passages are covered in the window"),
    .choices = "yes|no" },
  { "pseudonym", "TEXT", N_ ("what its passages become in exports with pseudonyms") },
  { "coder", "NAME", N_ ("who changes it, for the history") },
  { NULL },
};

const CliCommand cli_define_commands[] = {
  { .name = "define",
    .arguments = "PROJECT CODE",
    .text = N_ ("Changes a code of the codebook."),
    .details = N_ ("CODE is a name, a path or a UUID. An empty TEXT takes away what was "
                   "there. New codes come in with “scho import PROJECT CODEBOOK”, "
                   "memos with “scho memo”; “scho list PROJECT codes” shows all."),
    .min_arguments = 2,
    .max_arguments = 2,
    .n_paths = 1,
    .options = define_options,
    .run = run_define },
  { NULL },
};
