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
  if (name != NULL && cli_call_get_argument (call, 1) != NULL)
    {
      g_set_error_literal (error, CLI_USAGE_ERROR, 0,
                           _ ("analyse takes an ANALYSIS or --pinned NAME, not both"));
      return FALSE;
    }
  if (name == NULL && cli_call_get_argument (call, 1) == NULL)
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

/* That another result had the name. @old: (nullable): its analysis */
static void
tell_replaced (CliCall *call, const char *name, const char *old)
{
  if (old != NULL)
    /* Translators: a name, the id of an analysis */
    cli_call_say (call, _ ("replaced the pinned result “%s”, which was %s"), name, old);
}

/* (transfer full) (nullable): of the result that is pinned under exactly that name. */
static char *
dup_pinned_analysis (SchoSnapshot *snapshot, const char *name)
{
  const SchoAttachment *found = scho_pinned_find (snapshot, name, NULL);
  g_auto (SchoPinned) pinned = { 0 };

  return found != NULL && scho_pinned_read (&pinned, found, NULL)
             ? g_strdup (pinned.analysis)
             : NULL;
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
  g_autofree char *old = NULL;
  g_auto (SchoPinned) pinned = { 0 };

  if (name == NULL)
    return TRUE;
  old = dup_pinned_analysis (scho_project_get_snapshot (project), name);
  pinned.codes = scho_option_list_names (specs, SCHO_OPTION_CODE);
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
  if (step == NULL || !cli_apply_signed (call, project, step, error))
    return FALSE;
  tell_replaced (call, name, old);
  return TRUE;
}
