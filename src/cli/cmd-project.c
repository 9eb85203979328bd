/* cmd-project.c - scho new, scho check. */
#include "commands.h"

#include "open.h"
#include "terminal.h"

#include <glib/gi18n.h>
#include <scholiast/error.h>
#include <scholiast/file-name.h>

static char *
dup_standard_title (const char *path)
{
  g_autofree char *base = g_filename_display_basename (path);

  if (g_str_has_suffix (base, ".scholia") && strlen (base) > strlen (".scholia"))
    base[strlen (base) - strlen (".scholia")] = '\0';
  return g_steal_pointer (&base);
}

static gboolean
run_new (CliCall *call, GError **error)
{
  const char *given = cli_call_get_argument (call, 0);
  g_autofree char *path = scho_file_name_ensure_ending (given, SCHO_PROJECT_ENDING);
  const char *title = cli_call_get_option (call, "title");
  g_autofree char *standard = dup_standard_title (path);
  g_autoptr (SchoProject) project
      = scho_project_create (path, title != NULL ? title : standard, error);

  if (project == NULL)
    return FALSE;
  if (!g_str_equal (path, given))
    {
      g_autofree char *shown = g_filename_display_name (path);

      cli_call_say (call, _ ("The project is “%s”"), shown);
    }
  return TRUE;
}

static gboolean
print_faults (GPtrArray *faults, GError **error)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < faults->len; i++)
    {
      g_autofree char *plain = cli_dup_plain (g_ptr_array_index (faults, i));

      g_string_append_printf (lines, "%s\n", plain);
    }
  return cli_print (lines->str, error);
}

static gboolean
run_check (CliCall *call, GError **error)
{
  const char *path = cli_call_get_argument (call, 0);
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (SchoProject) project = cli_open_to_read (call, error);
  g_autoptr (GPtrArray) faults = NULL;

  if (project == NULL
      || !(faults = scho_project_check (project, cli_call_get_progress (call),
                                        cli_call_get_cancellable (call), error)))
    return FALSE;
  if (faults->len == 0)
    {
      g_autofree char *line = g_strdup_printf (_ ("%s is sound\n"), shown);

      return cli_print (line, error);
    }
  if (print_faults (faults, error))
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 ngettext ("%s has %u fault", "%s has %u faults", faults->len), shown,
                 faults->len);
  return FALSE;
}

static const CliOption new_options[] = {
  { "title", "TEXT", N_ ("what the project is called (the name of the file)") },
  { NULL },
};

const CliCommand cli_project_commands[] = {
  { .name = "new",
    .arguments = "PROJECT.scholia",
    .text = N_ ("Makes an empty project."),
    .details = N_ ("“.scholia” is added to a name without an ending."),
    .min_arguments = 1,
    .max_arguments = 1,
    .n_paths = 1,
    .options = new_options,
    .run = run_new },
  { NULL },
};

const CliCommand cli_check_commands[] = {
  { .name = "check",
    .arguments = "PROJECT",
    .text = N_ ("Looks whether every row, position and index is sound."),
    .details = N_ ("Prints a line for each fault and exits with 1 when there is one."),
    .min_arguments = 1,
    .max_arguments = 1,
    .n_paths = 1,
    .is_long = TRUE,
    .run = run_check },
  { NULL },
};
