#include "pinned-result.h"

#include "open.h"

#include <glib/gi18n.h>

gboolean
cli_pinned_load (CliCall *call,
                 SchoSnapshot *snapshot,
                 SchoPinned *pinned,
                 GError **error)
{
  const char *name = cli_call_get_option (call, "pinned");
  const SchoAttachment *found;

  *pinned = (SchoPinned){ 0 };
  if ((name == NULL) == (cli_call_get_argument (call, 1) == NULL))
    {
      g_set_error_literal (error, CLI_USAGE_ERROR, 0,
                           _ ("analyse needs an ANALYSIS, or --pinned NAME"));
      return FALSE;
    }
  if (name == NULL)
    return TRUE;
  if (!(found = scho_pinned_find (snapshot, name, error))
      || !scho_pinned_read (pinned, found, error))
    return FALSE;
  cli_call_suppose (call, "query", pinned->query);
  cli_call_suppose (call, "where", pinned->where);
  return TRUE;
}

gboolean
cli_pinned_keep (CliCall *call,
                 SchoProject *project,
                 const char *analysis,
                 const SchoOptionSpec *specs,
                 SchoOptions *options,
                 GError **error)
{
  const char *name = cli_call_get_option (call, "pin");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (SchoStep) step = NULL;
  g_auto (SchoPinned) pinned = { 0 };

  if (name == NULL)
    return TRUE;
  for (; specs != NULL && specs->name != NULL; specs++)
    {
      g_autofree char *setting = g_strdup_printf (
          "%s=%s", specs->name, scho_options_get_text (options, specs->name));

      g_strv_builder_add (builder, setting);
    }
  pinned.analysis = g_strdup (analysis);
  pinned.settings = g_strv_builder_end (builder);
  pinned.query = g_strdup (cli_call_get_option (call, "query"));
  pinned.where = g_strdup (cli_call_get_option (call, "where"));
  step = scho_pinned_add (scho_project_get_snapshot (project), name, &pinned, error);
  return step != NULL && cli_apply_signed (call, project, step, error);
}
