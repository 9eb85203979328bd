/* work.h - what import, export and counting need in the background. */
#pragma once

#include "passages.h"
#include "session.h"

#include <scholiast/plugins.h>

/* Belongs to the job that runs it; whoever starts it fills in what it asks for. */
typedef struct _SchoWork SchoWork;
struct _SchoWork
{
  SchoPlugins *plugins;
  const SchoImporter *importer; /* nullable: the one that is surest of the file */
  const SchoExporter *exporter; /* nullable: the core writes the tables itself */
  const SchoAnalysis *analysis;
  SchoSnapshot *snapshot;
  char *coder;
  GStrv paths;
  gboolean all_or_nothing; /* a file that cannot be read ends the import */
  GStrv settings;          /* `name=value`; nullable */
  char *query;             /* which passages count; nullable, "": all */
  GPtrArray *tables;       /* nullable: of SchoTable */
  SchoPassages *passages;  /* nullable: become a table */
  guint32 attachment;      /* that is written out; 0: none */
  char *format;            /* of tables; nullable */
  SchoTable *chart_table;  /* nullable: only this chart of it is written */
  guint chart;
  SchoStep *proposal; /* of the analysis, that is to be applied; nullable */

  /* What an export writes; on another thread. */
  gboolean (*write) (SchoWork *self,
                     SchoOutput *output,
                     const SchoProgress *progress,
                     GCancellable *cancellable,
                     GError **error);
};

SchoWork *scho_work_new (SchoSession *session, SchoPlugins *plugins);
void scho_work_free (gpointer self);

/* The snapshot with what the query finds alone. (transfer full) */
SchoSnapshot *scho_work_narrow (SchoWork *self,
                                const SchoProgress *progress,
                                GCancellable *cancellable,
                                GError **error);

/* For what is given away: scho_passage_query_limit(). (transfer full) */
SchoSnapshot *scho_work_limit (SchoWork *self,
                               const SchoProgress *progress,
                               GCancellable *cancellable,
                               GError **error);

/* The options of @specs with the settings; refuses those that are faulty. */
SchoOptions *
scho_work_new_options (const SchoOptionSpec *specs, GStrv settings, GError **error);
