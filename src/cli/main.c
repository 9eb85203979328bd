/* main.c - scho: the core without a window. */
#include "config.h"

#include "commands.h"
#include "help.h"
#include "terminal.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>

enum
{
  DONE = 0,
  FAILED = 1,
  WRONG_USAGE = 2,
};

/* In the order of the help. */
static const CliCommand *const groups[] = {
  cli_project_commands, cli_edit_commands,      cli_define_commands,
  cli_memo_commands,    cli_attribute_commands, cli_attachment_commands,
  cli_asked_commands,   cli_query_commands,     cli_list_commands,
  cli_report_commands,  cli_export_commands,    cli_history_commands,
  cli_check_commands,   cli_plugin_commands,    NULL,
};

static const CliCommand *
find_command (const char *name)
{
  for (const CliCommand *const *group = groups; *group != NULL; group++)
    for (const CliCommand *command = *group; command->name != NULL; command++)
      if (g_str_equal (command->name, name))
        return command;
  return NULL;
}

static int
end (gboolean done, const char *message)
{
  if (done)
    return DONE;
  if (cli_stdout_is_gone ())
    cli_die_of (SIGPIPE);
  cli_say (message);
  return FAILED;
}

static int
refuse (const char *message, const char *command)
{
  g_autofree char *sentence
      = command != NULL
            ? g_strdup_printf (_ ("%s; see “scho %s --help”"), message, command)
            : g_strdup_printf (_ ("%s; see “scho --help”"), message);

  cli_say (sentence);
  return WRONG_USAGE;
}

static int
print (char *text)
{
  g_autofree char *owned = text;
  g_autoptr (GError) error = NULL;

  gboolean done = cli_print (owned, &error);

  return end (done, done ? NULL : error->message);
}

static int
run (const CliCommand *command, const char *const *words)
{
  g_autoptr (GError) error = NULL;
  CliCall *call = cli_call_new (command, words, &error);
  gboolean done, cancelled;

  if (call == NULL)
    return refuse (error->message, command->name);
  if (cli_call_wants_help (call))
    {
      cli_call_free (call);
      return print (cli_help_for_command (command));
    }
  if (command->is_long)
    cli_watch_signals (cli_call_get_cancellable (call));
  done = command->run (call, &error);
  cancelled = g_cancellable_is_cancelled (cli_call_get_cancellable (call));
  cli_call_free (call);
  if (g_error_matches (error, CLI_USAGE_ERROR, 0))
    return refuse (error->message, command->name);
  if (cancelled)
    return end (done, _ ("Cancelled; everything is as it was"));
  return end (done, done ? NULL : error->message);
}

static int
run_words (const char *const *words)
{
  const CliCommand *command;

  if (words[0] == NULL)
    return refuse (_ ("A command is missing"), NULL);
  if (g_str_equal (words[0], "--help") || g_str_equal (words[0], "-h"))
    return print (cli_help_for_all (groups));
  if (g_str_equal (words[0], "--version"))
    return print (g_strdup ("scho " PACKAGE_VERSION "\n"));
  if (!(command = find_command (words[0])))
    {
      g_autofree char *message = g_strdup_printf (_ ("Unknown command “%s”"), words[0]);

      return refuse (message, NULL);
    }
  return run (command, words + 1);
}

int
main (int argc, char **argv)
{
  cli_keep_standard_streams ();
  /* A reader that goes away is an error of writing, after which we clean up. */
  signal (SIGPIPE, SIG_IGN);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, SCHO_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  return run_words ((const char *const *) argv + (argc > 0 ? 1 : 0));
}
