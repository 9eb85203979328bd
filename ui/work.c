#include "work.h"

SchoWork *
scho_work_new (SchoSession *session, SchoPlugins *plugins)
{
  SchoWork *self = g_new0 (SchoWork, 1);

  self->plugins = plugins;
  self->snapshot = scho_snapshot_ref (scho_session_get_snapshot (session));
  self->coder = g_strdup (scho_session_get_coder (session));
  return self;
}

void
scho_work_free (gpointer data)
{
  SchoWork *self = data;

  scho_snapshot_unref (self->snapshot);
  g_strfreev (self->paths);
  g_strfreev (self->settings);
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->passages, scho_passages_unref);
  g_clear_pointer (&self->chart_table, scho_table_unref);
  g_clear_pointer (&self->proposal, scho_step_unref);
  g_free (self->coder);
  g_free (self->format);
  g_free (self);
}

SchoOptions *
scho_work_new_options (const SchoOptionSpec *specs, GStrv settings, GError **error)
{
  g_autoptr (SchoOptions) options = scho_options_new (specs);

  for (guint i = 0; settings != NULL && settings[i] != NULL; i++)
    if (!scho_options_set_from (options, settings[i], error))
      return NULL;
  return g_steal_pointer (&options);
}
