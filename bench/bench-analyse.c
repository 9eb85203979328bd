#include "bench.h"

/* The analysis through its plugin, with every pair of overlapping codings counted. */
static double
analyse (BenchContext *context, GError **error)
{
  const SchoAnalysis *analysis
      = scho_plugins_find_analysis (context->plugins, "co-occurrence", error);
  SchoProject *project = bench_open_large (context, error);
  g_autoptr (SchoOptions) options = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  double start;

  if (analysis == NULL || project == NULL)
    return -1;
  options = scho_options_new (analysis->options);
  if (!scho_options_set (options, "across-coders", "true", error))
    return -1;
  start = bench_now ();
  tables
      = analysis->run (scho_project_get_snapshot (project), options, NULL, NULL, error);
  return tables != NULL ? bench_now () - start : -1;
}

typedef struct
{
  guint32 start, end, code;
} Interval;

/* The arrays are sorted already; only the sweep is timed. */
static double
sweep (BenchContext *context, GError **error)
{
  SchoProject *project = bench_open_large (context, error);
  SchoSnapshot *snapshot = scho_project_get_snapshot (project);
  guint32 n_codes = scho_snapshot_get_code_limit (snapshot);
  g_autofree guint64 *cells = g_new0 (guint64, (gsize) n_codes * n_codes);
  double seconds = 0;

  for (guint32 id = 1; id < scho_snapshot_get_document_limit (snapshot); id++)
    {
      gsize n;
      const SchoAnnotation *all = scho_snapshot_get_annotations (snapshot, id, &n);
      g_autofree Interval *intervals = g_new (Interval, n + 1);
      double start;

      for (gsize i = 0; i < n; i++)
        intervals[i] = (Interval){ all[i].start, all[i].end, all[i].code };
      start = bench_now ();
      for (gsize i = 0; i < n; i++)
        for (gsize k = i + 1; k < n && intervals[k].start < intervals[i].end; k++)
          cells[intervals[i].code * n_codes + intervals[k].code]++;
      seconds += bench_now () - start;
    }
  return seconds;
}

const BenchMeasure bench_analyse_measures[] = {
  { "co-occurrence", "sweep over sorted arrays", 3.0, 5, analyse, sweep },
  { NULL },
};
