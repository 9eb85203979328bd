/* cmd-export.c - scho analyse, scho export. */
#include "commands.h"

#include "open.h"
#include "pinned-result.h"
#include "print.h"
#include "query.h"
#include "tell-losses.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <scholiast/facts.h>
#include <scholiast/plugins.h>
#include <scholiast/pseudonyms.h>
#include <string.h>

static gboolean
set_options (SchoOptions *options, const char *const *assignments, GError **error)
{
  for (; *assignments != NULL; assignments++)
    if (!scho_options_set_from (options, *assignments, error))
      return FALSE;
  return TRUE;
}

/* As it was pinned, and then as the call says. */
static SchoOptions *
read_options (CliCall *call,
              const SchoAnalysis *analysis,
              const SchoPinned *pinned,
              GError **error)
{
  g_autoptr (SchoOptions) options = scho_options_new (analysis->options);

  if ((pinned->settings != NULL
       && !set_options (options, (const char *const *) pinned->settings, error))
      || !set_options (options, cli_call_get_values (call, "set"), error))
    return NULL;
  return g_steal_pointer (&options);
}

/* A table of zeros would leave the user to guess why. */
static void
tell_nothing (CliCall *call, GPtrArray *tables, SchoSnapshot *snapshot)
{
  const char *query = cli_call_get_option (call, "query");
  const char *where = cli_call_get_option (call, "where");
  const char *note
      = scho_facts_note_nothing (tables, snapshot, query != NULL ? query : where);

  if (note != NULL)
    cli_call_say (call, "%s", note);
}

static GPtrArray *
run_analysis (CliCall *call,
              const SchoAnalysis *analysis,
              SchoSnapshot *snapshot,
              SchoOptions *options,
              SchoStep **step,
              GError **error)
{
  GPtrArray *tables;

  tables = scho_analysis_run (analysis, snapshot, options, step,
                              cli_call_get_progress (call),
                              cli_call_get_cancellable (call), error);
  if (tables != NULL)
    {
      scho_facts_add (tables, analysis, snapshot, options);
      scho_facts_add_query (tables, "where", cli_call_get_option (call, "where"));
      scho_facts_add_query (tables, "query", cli_call_get_option (call, "query"));
      tell_nothing (call, tables, snapshot);
    }
  return tables;
}

/* What it proposes is done where --apply asks for it. @step: nullable */
static gboolean
apply_proposal (CliCall *call, SchoProject *project, SchoStep *step, GError **error)
{
  gsize n = step != NULL ? scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION) : 0;

  if (step == NULL)
    return TRUE;
  if (cli_call_has_flag (call, "apply"))
    {
      if (!cli_apply (call, project, step, error))
        return FALSE;
      cli_call_say (
          call,
          ngettext ("%" PRIu64 " annotation added", "%" PRIu64 " annotations added", n),
          (guint64) n);
      return TRUE;
    }
  cli_call_say (call,
                ngettext ("%" PRIu64 " annotation is proposed; --apply adds it",
                          "%" PRIu64 " annotations are proposed; --apply adds them", n),
                (guint64) n);
  return TRUE;
}

/* What the file of --output ends with, in small letters. (transfer full) (nullable) */
static char *
dup_ending (CliCall *call)
{
  const char *path = cli_call_get_option (call, "output");
  const char *slash = path != NULL ? strrchr (path, '/') : NULL;
  const char *name = slash != NULL ? slash + 1 : path;
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  if (dot == NULL || dot == name || g_file_test (path, G_FILE_TEST_IS_DIR))
    return NULL;
  return g_ascii_strdown (dot + 1, -1);
}

/* Of an exporter that is called so, else of those whose files end so the one with the
 * shortest name, which says least of what it leaves out. (nullable) */
static const char *
find_exporter_for (SchoPlugins *plugins, const char *ending, gboolean tables)
{
  GPtrArray *exporters = scho_plugins_get_exporters (plugins);
  const char *found = NULL;

  for (guint i = 0; i < exporters->len; i++)
    {
      const SchoExporter *exporter = exporters->pdata[i];

      if (tables ? exporter->write_tables == NULL : exporter->write == NULL)
        continue;
      if (g_str_equal (exporter->id, ending))
        return exporter->id;
      if (g_strcmp0 (exporter->extension, ending) == 0
          && (found == NULL || strlen (exporter->id) < strlen (found)))
        found = exporter->id;
    }
  return found;
}

/* --as, else what the name of the file asks for. (nullable) */
static const char *
choose_format (CliCall *call, SchoPlugins *plugins, gboolean tables)
{
  const char *as = cli_call_get_option (call, "as");
  g_autofree char *ending = as == NULL ? dup_ending (call) : NULL;

  if (ending == NULL)
    return as;
  if (tables && g_str_equal (ending, "csv"))
    return "csv";
  if (tables && g_str_equal (ending, "json"))
    return "json";
  return find_exporter_for (plugins, ending, tables);
}

/* CSV and JSON are the core's; all else is an exporter that takes tables, named by its id
 * or by what its files end with. */
static gboolean
find_table_exporter (SchoPlugins *plugins,
                     const char *as,
                     const SchoExporter **exporter,
                     GError **error)
{
  const char *found;

  *exporter = NULL;
  if (as == NULL || g_str_equal (as, "csv") || g_str_equal (as, "json"))
    return TRUE;
  if ((found = find_exporter_for (plugins, as, TRUE)) != NULL)
    as = found;
  if (!(*exporter = scho_plugins_find_exporter (plugins, as, error)))
    return FALSE;
  if ((*exporter)->write_tables != NULL)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
               _ ("Exporter “%s” writes projects, not the tables of an analysis"), as);
  return FALSE;
}

static gboolean
write_tables (CliCall *call,
              const char *as,
              const SchoExporter *exporter,
              SchoSnapshot *snapshot,
              GPtrArray *tables,
              SchoLosses *losses,
              GError **error)
{
  g_autoptr (SchoOutput) output = cli_output_new (call);
  const char *to = cli_call_get_option (call, "output");
  const char *analysis = cli_call_get_argument (call, 1);
  const char *name = analysis != NULL ? analysis : "result";

  if (!cli_write_facts (call, tables, error))
    return FALSE;
  scho_losses_append (scho_output_get_losses (output), losses);
  if (exporter == NULL)
    return cli_tell_losses (call, scho_output_get_losses (output), error)
           && cli_write_tables (tables, as, name, output, to == NULL, error);
  return exporter->write_tables (tables, snapshot, output, cli_call_get_progress (call),
                                 cli_call_get_cancellable (call), error)
         && cli_tell_losses (call, scho_output_get_losses (output), error)
         && scho_output_commit (output, error);
}

/* What is counted: narrowed, and with pseudonyms where they are asked for. (transfer
 * full) (nullable) */
static SchoSnapshot *
take_snapshot (CliCall *call, SchoProject *project, SchoLosses *losses, GError **error)
{
  g_autoptr (SchoSnapshot) narrowed
      = cli_narrow (call, scho_project_get_snapshot (project), error);

  if (narrowed == NULL || !cli_call_has_flag (call, "pseudonyms"))
    return g_steal_pointer (&narrowed);
  return scho_pseudonyms_apply (narrowed, losses, cli_call_get_progress (call),
                                cli_call_get_cancellable (call), error);
}

/* What --apply adds is at the places of the project as it is. */
static gboolean
check_apply (CliCall *call, GError **error)
{
  if (!cli_call_has_flag (call, "apply") || !cli_call_has_flag (call, "pseudonyms"))
    return TRUE;
  g_set_error_literal (
      error, CLI_USAGE_ERROR, 0,
      _ ("--apply does not go with --pseudonyms, which change the texts"));
  return FALSE;
}

static gboolean
run_analyse (CliCall *call, GError **error)
{
  g_autoptr (SchoPlugins) plugins = scho_plugins_new ();
  const char *as = choose_format (call, plugins, TRUE);
  g_autoptr (SchoProject) project = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (SchoSnapshot) snapshot = NULL;
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (SchoOptions) options = NULL;
  g_autoptr (SchoLosses) losses = scho_losses_new ();
  g_auto (SchoPinned) pinned = { 0 };
  const SchoAnalysis *analysis;
  const SchoExporter *exporter;

  if (!check_apply (call, error))
    return FALSE;
  if (!(project = cli_call_has_flag (call, "apply") || cli_call_has_flag (call, "pin")
                      ? cli_open_to_write (call, error)
                      : cli_open_to_read (call, error))
      || !cli_pinned_load (call, scho_project_get_snapshot (project), &pinned, error)
      || !(analysis = scho_plugins_find_analysis (plugins,
                                                  pinned.analysis != NULL
                                                      ? pinned.analysis
                                                      : cli_call_get_argument (call, 1),
                                                  error))
      || !(options = read_options (call, analysis, &pinned, error))
      || !find_table_exporter (plugins, as, &exporter, error))
    return FALSE;
  return (snapshot = take_snapshot (call, project, losses, error)) != NULL
         && (tables = run_analysis (call, analysis, snapshot, options, &step, error))
                != NULL
         && apply_proposal (call, project, step, error)
         && cli_pinned_keep (call, project, analysis->id, analysis->options, options,
                             error)
         && cli_name_output (
             call, write_tables (call, as, exporter, snapshot, tables, losses, error),
             error);
}

static const SchoExporter *
find_project_exporter (SchoPlugins *plugins, const char *id, GError **error)
{
  const SchoExporter *exporter = scho_plugins_find_exporter (plugins, id, error);

  if (exporter == NULL || exporter->write != NULL)
    return exporter;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
               _ ("Exporter “%s” writes tables of analyses, not projects"), id);
  return NULL;
}

static gboolean
write_project (CliCall *call,
               const SchoExporter *exporter,
               SchoSnapshot *snapshot,
               GError **error)
{
  g_autoptr (SchoOptions) options = scho_options_new (exporter->options);
  g_autoptr (SchoOutput) output = NULL;

  if (!set_options (options, cli_call_get_values (call, "set"), error))
    return FALSE;
  output = cli_output_new (call);
  return exporter->write (snapshot, output, options, cli_call_get_progress (call),
                          cli_call_get_cancellable (call), error)
         && cli_tell_losses (call, scho_output_get_losses (output), error)
         && scho_output_commit (output, error);
}

/* An empty file is what was asked for; by mistake, perhaps. */
static void
warn_of_none (CliCall *call, SchoSnapshot *limited)
{
  gsize n, n_all;

  scho_snapshot_get_documents (limited, &n);
  scho_snapshot_get_documents (scho_snapshot_get_whole (limited), &n_all);
  if (n == 0 && n_all > 0)
    cli_call_say (call, _ ("No document fits; there is no text in what is written"));
}

static gboolean
run_export (CliCall *call, GError **error)
{
  g_autoptr (SchoPlugins) plugins = scho_plugins_new ();
  const char *as = choose_format (call, plugins, FALSE);
  g_autoptr (SchoProject) project = NULL;
  g_autoptr (SchoSnapshot) snapshot = NULL;
  const SchoExporter *exporter;
  gboolean done;

  if (as == NULL)
    {
      g_set_error_literal (
          error, CLI_USAGE_ERROR, 0,
          _ ("export needs --as EXPORTER, or --output with an ending that says "
             "it"));
      return FALSE;
    }
  if (!(project = cli_open_to_read (call, error))
      || !(exporter = find_project_exporter (plugins, as, error))
      || !(snapshot = cli_limit (call, scho_project_get_snapshot (project), error)))
    return FALSE;
  warn_of_none (call, snapshot);
  done = write_project (call, exporter, snapshot, error);
  return cli_name_output (call, done, error);
}

static const CliOption analyse_options[] = {
  { "as", "FORMAT", N_ ("csv, json, html, svg, png, … (as PATH ends; aligned)") },
  { "output", "PATH", N_ ("a file, or a folder (standard output)"), .is_path = TRUE },
  { "query", "QUERY", N_ ("only passages that it finds, see scholiast-query(7)") },
  { "where", "QUERY", N_ ("only documents that it describes") },
  { "set", "OPTION=VALUE", N_ ("an option of the analysis; more than once if need be"),
    .may_repeat = TRUE },
  { "report", "FILE", N_ ("what is lost, as JSON, instead of on standard error"),
    .is_path = TRUE },
  { "facts", "FILE", N_ ("how it was counted, as CSV"), .is_path = TRUE },
  { "pseudonyms", NULL, N_ ("pseudonyms in place of names") },
  { "apply", NULL, N_ ("also adds the annotations that the analysis proposes") },
  { "pin", "NAME", N_ ("keeps in the project what was counted, to count it again") },
  { "pinned", "NAME", N_ ("counts what was kept so, instead of an ANALYSIS") },
  { NULL },
};

static const CliOption export_options[] = {
  { "as", "EXPORTER", N_ ("what to write, see “scho plugins” (as PATH ends)") },
  { "output", "PATH", N_ ("a file, or a folder (standard output)"), .is_path = TRUE },
  { "query", "QUERY", N_ ("only passages that it finds, see scholiast-query(7)") },
  { "where", "QUERY", N_ ("only documents that it describes") },
  { "set", "OPTION=VALUE", N_ ("an option of the exporter; more than once if need be"),
    .may_repeat = TRUE },
  { "report", "FILE", N_ ("what is lost, as JSON, instead of on standard error"),
    .is_path = TRUE },
  { NULL },
};

const CliCommand cli_export_commands[] = {
  { .name = "analyse",
    .arguments = "PROJECT [ANALYSIS]",
    .text = N_ ("Runs an analysis and prints its tables."),
    .details
    = N_ ("“scho plugins” lists the analyses, “scho plugins --options” what can be "
          "set. A failed run leaves an old file at PATH as it was."),
    .min_arguments = 1,
    .max_arguments = 2,
    .n_paths = 1,
    .options = analyse_options,
    .is_long = TRUE,
    .run = run_analyse },
  { .name = "export",
    .arguments = "PROJECT",
    .text = N_ ("Writes a project in another format."),
    .details
    = N_ ("“scho plugins” lists the exporters, “scho plugins --options” what can be "
          "set. A failed run leaves an old file at PATH as it was."),
    .min_arguments = 1,
    .max_arguments = 1,
    .n_paths = 1,
    .options = export_options,
    .is_long = TRUE,
    .run = run_export },
  { NULL },
};
