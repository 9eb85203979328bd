#include "help.h"

#include <glib/gi18n.h>
#include <string.h>

enum
{
  INDENT = 2,
  TEXT_COLUMN = 28,
  WIDTH = 78,
};

static char *
dup_left (const CliOption *option)
{
  if (option->value == NULL)
    return g_strdup_printf ("--%s", option->name);
  return g_strdup_printf ("--%s %s", option->name, option->value);
}

static void
append_row (GString *help, const char *left, const char *right)
{
  int pad = TEXT_COLUMN - INDENT - (int) g_utf8_strlen (left, -1);

  g_string_append_printf (help, "%*s%s%*s%s\n", INDENT, "", left, MAX (pad, 2), "",
                          right);
}

/* Breaks between words. */
static void
append_paragraph (GString *help, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  glong column = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      glong length = g_utf8_strlen (words[i], -1);

      if (column > 0 && column + 1 + length > WIDTH)
        {
          g_string_append_c (help, '\n');
          column = 0;
        }
      if (column > 0)
        {
          g_string_append_c (help, ' ');
          column++;
        }
      g_string_append (help, words[i]);
      column += length;
    }
  g_string_append_c (help, '\n');
}

char *
cli_help_for_command (const CliCommand *command)
{
  GString *help = g_string_new (NULL);

  g_string_append_printf (help, _ ("Usage: scho %s"), command->name);
  if (command->arguments[0] != '\0')
    g_string_append_printf (help, " %s", command->arguments);
  g_string_append (help, command->options != NULL ? _ (" [OPTION…]\n\n") : "\n\n");
  append_paragraph (help, _ (command->text));
  if (command->details != NULL)
    append_paragraph (help, _ (command->details));
  g_string_append_c (help, '\n');
  for (const CliOption *option = command->options; option != NULL && option->name != NULL;
       option++)
    {
      g_autofree char *left = dup_left (option);

      append_row (help, left, _ (option->text));
    }
  append_row (help, "--help", _ ("this page"));
  return g_string_free (help, FALSE);
}

char *
cli_help_for_all (const CliCommand *const *groups)
{
  GString *help = g_string_new (NULL);

  g_string_append (help, _ ("Usage: scho COMMAND [ARGUMENT…] [OPTION…]\n\n"));
  g_string_append (help, _ ("Codes texts, counts, and carries the result away.\n\n"));
  for (; *groups != NULL; groups++)
    for (const CliCommand *command = *groups; command->name != NULL; command++)
      append_row (help, command->name, _ (command->text));
  g_string_append_c (help, '\n');
  append_row (help, "--version", _ ("which version this is"));
  append_row (help, "--help", _ ("this page"));
  g_string_append (help, _ ("\n“scho COMMAND --help” tells more of one.\n"));
  return g_string_free (help, FALSE);
}
