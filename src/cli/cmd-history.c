/* cmd-history.c - scho undo, scho redo. */
#include "commands.h"

#include "open.h"
#include "terminal.h"

#include <glib/gi18n.h>
#include <scholiast/error.h>

/* Undo and redo are one command in two directions. */
typedef struct
{
  const char *(*get_label) (SchoProject *project);
  gboolean (*go) (SchoProject *project, GError **error);
  const char *done;    /* untranslated: what comes before the label */
  const char *nothing; /* untranslated: what comes after the file */
} Direction;

static gboolean
parse_count (const char *word, guint64 *n, GError **error)
{
  *n = 1;
  if (word == NULL || g_ascii_string_to_unsigned (word, 10, 1, G_MAXUINT32, n, NULL))
    return TRUE;
  g_set_error (error, CLI_USAGE_ERROR, 0,
               _ ("“%s” is no number of steps: it takes 1 or more"), word);
  return FALSE;
}

static gboolean
go_one (CliCall *call, SchoProject *project, const Direction *direction, GError **error)
{
  g_autofree char *label = g_strdup (direction->get_label (project));
  g_autofree char *before = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *line = NULL;

  if (label == NULL)
    {
      g_autofree char *path = g_filename_display_name (cli_call_get_argument (call, 0));

      g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND, "%s: %s", path,
                   _ (direction->nothing));
      return FALSE;
    }
  before = g_strdup (scho_project_get_notice (project));
  if (!direction->go (project, error))
    return FALSE;
  cli_tell_new_notice (call, project, before);
  plain = cli_dup_plain (label);
  line = g_strdup_printf ("%s: %s\n", _ (direction->done), plain);
  return cli_print (line, error);
}

static gboolean
go_many (CliCall *call, const Direction *direction, GError **error)
{
  g_autoptr (SchoProject) project = NULL;
  guint64 n;

  if (!parse_count (cli_call_get_argument (call, 1), &n, error)
      || !(project = cli_open_to_write (call, error)))
    return FALSE;
  while (n-- > 0)
    if (!go_one (call, project, direction, error))
      return FALSE;
  return TRUE;
}

static gboolean
run_undo (CliCall *call, GError **error)
{
  static const Direction direction = {
    scho_project_get_undo_label,
    scho_project_undo,
    N_ ("Undone"),
    N_ ("Nothing to undo"),
  };

  return go_many (call, &direction, error);
}

static gboolean
run_redo (CliCall *call, GError **error)
{
  static const Direction direction = {
    scho_project_get_redo_label,
    scho_project_redo,
    N_ ("Redone"),
    N_ ("Nothing to redo"),
  };

  return go_many (call, &direction, error);
}

const CliCommand cli_history_commands[] = {
  { .name = "undo",
    .arguments = "PROJECT [N]",
    .text = N_ ("Takes the last step back, or the last N."),
    .details = N_ ("With fewer than N left it takes those back and exits with 1."),
    .min_arguments = 1,
    .max_arguments = 2,
    .n_paths = 1,
    .run = run_undo },
  { .name = "redo",
    .arguments = "PROJECT [N]",
    .text = N_ ("Does again what was taken back, one step or N."),
    .details = N_ ("With fewer than N left it does those and exits with 1."),
    .min_arguments = 1,
    .max_arguments = 2,
    .n_paths = 1,
    .run = run_redo },
  { NULL },
};
