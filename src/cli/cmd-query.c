/* cmd-query.c - scho query: what is saved with the project, for --query @NAME. */
#include "commands.h"

#include "open.h"
#include "print.h"
#include "query.h"

#include <glib/gi18n.h>
#include <scholiast/saved-query.h>
#include <string.h>

static gboolean
list_queries (CliCall *call, GError **error)
{
  g_autoptr (SchoProject) project = cli_open_to_read (call, error);
  g_autoptr (GPtrArray) list = NULL;
  SchoTable *table;

  if (project == NULL)
    return FALSE;
  list = scho_saved_query_list (scho_project_get_snapshot (project));
  table = scho_table_new ("queries", _ ("Saved queries"));
  scho_table_add_column (table, "name", _ ("Name"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "query", _ ("Query"), SCHO_COLUMN_TEXT);
  for (guint i = 0; i < list->len; i++)
    {
      const SchoAttachment *saved = list->pdata[i];
      gsize row = scho_table_add_row (table);

      scho_table_set_text (table, row, 0, saved->name);
      scho_table_set_text (table, row, 1, saved->text);
    }
  return cli_print_table (call, table, error);
}

static SchoStep *
save_query (CliCall *call, SchoSnapshot *snapshot, GError **error)
{
  const char *name = cli_call_get_argument (call, 1);
  const char *text = cli_call_get_argument (call, 2);
  SchoQueryPlace place;
  SchoStep *step = scho_edit_save_query (snapshot, name, text, &place, error);

  if (step == NULL && name[strspn (name, " ")] != '\0')
    cli_show_query_place (text, &place, error);
  return step;
}

static SchoStep *
make_step (CliCall *call, SchoSnapshot *snapshot, GError **error)
{
  const char *name = cli_call_get_argument (call, 1);

  if (cli_call_has_flag (call, "remove"))
    return scho_edit_remove_query (snapshot, name, error);
  if (cli_call_has_flag (call, "rename"))
    return scho_edit_rename_query (snapshot, name, cli_call_get_option (call, "rename"),
                                   error);
  return save_query (call, snapshot, error);
}

static gboolean
run_query (CliCall *call, GError **error)
{
  guint n_ways = (cli_call_get_argument (call, 2) != NULL)
                 + cli_call_has_flag (call, "rename")
                 + cli_call_has_flag (call, "remove");
  gboolean has_name = cli_call_get_argument (call, 1) != NULL;

  if (n_ways == 0 && !has_name)
    return list_queries (call, error);
  if (n_ways == 1 && has_name)
    return cli_change (call, make_step, _ ("That is said already; nothing changed"),
                       error);
  g_set_error_literal (
      error, CLI_USAGE_ERROR, 0,
      _ ("Behind NAME stands the query to save, or --rename, or --remove"));
  return FALSE;
}

static const CliOption query_options[] = {
  { "rename", "NEW", N_ ("calls it so, also where others name it") },
  { "remove", NULL, N_ ("takes it out of the project") },
  { "coder", "NAME", N_ ("who says it, for the history") },
  { "as", "FORMAT", N_ ("the list as csv or json (aligned for people)"),
    .choices = "csv|json" },
  { NULL },
};

const CliCommand cli_query_commands[] = {
  { .name = "query",
    .arguments = "PROJECT [NAME [QUERY]]",
    .text = N_ ("Lists the saved queries, or saves one."),
    .details = N_ ("A saved query is “@NAME” wherever a query stands, also in others."),
    .min_arguments = 1,
    .max_arguments = 3,
    .n_paths = 1,
    .options = query_options,
    .run = run_query },
  { NULL },
};
