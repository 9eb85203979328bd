#include "work.h"

#include <scholiast/passage-query.h>

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
  g_free (self->query);
  g_free (self->coder);
  g_free (self->format);
  g_free (self);
}

typedef SchoSnapshot *(*Narrow) (SchoPassageQuery *query,
                                 SchoSnapshot *snapshot,
                                 const SchoProgress *progress,
                                 GCancellable *cancellable,
                                 SchoQueryPlace *place,
                                 GError **error);

static SchoSnapshot *
narrow_by (SchoWork *self,
           Narrow narrow,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (SchoPassageQuery) query = NULL;

  if (self->query == NULL || self->query[0] == '\0')
    return scho_snapshot_ref (self->snapshot);
  query = scho_passage_query_parse (self->query, NULL, error);
  return query != NULL
             ? narrow (query, self->snapshot, progress, cancellable, NULL, error)
             : NULL;
}

SchoSnapshot *
scho_work_narrow (SchoWork *self,
                  const SchoProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  return narrow_by (self, scho_passage_query_narrow, progress, cancellable, error);
}

SchoSnapshot *
scho_work_limit (SchoWork *self,
                 const SchoProgress *progress,
                 GCancellable *cancellable,
                 GError **error)
{
  return narrow_by (self, scho_passage_query_limit, progress, cancellable, error);
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
