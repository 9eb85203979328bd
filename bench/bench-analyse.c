#include "bench.h"

/* An analysis through its plugin. @settings: name, value, and so on, then %NULL */
static double
run (BenchContext *context, const char *id, const char *const *settings, GError **error)
{
  const SchoAnalysis *analysis = scho_plugins_find_analysis (context->plugins, id, error);
  SchoProject *project = bench_open_large (context, error);
  g_autoptr (SchoOptions) options = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  double start;

  if (analysis == NULL || project == NULL)
    return -1;
  options = scho_options_new (analysis->options);
  for (; *settings != NULL; settings += 2)
    if (!scho_options_set (options, settings[0], settings[1], error))
      return -1;
  start = bench_now ();
  tables
      = analysis->run (scho_project_get_snapshot (project), options, NULL, NULL, error);
  return tables != NULL ? bench_now () - start : -1;
}

/* Every pair of overlapping codings is counted. */
static double
co_occurrence (BenchContext *context, GError **error)
{
  return run (context, "co-occurrence",
              (const char *const[]){ "across-coders", "true", NULL }, error);
}

static double
frequency (BenchContext *context, GError **error)
{
  return run (context, "frequency", (const char *const[]){ NULL }, error);
}

static double
code_by_coder (BenchContext *context, GError **error)
{
  return run (context, "cross-table", (const char *const[]){ "by", "coder", NULL },
              error);
}

static double
code_by_document (BenchContext *context, GError **error)
{
  return run (context, "frequency", (const char *const[]){ "by", "document", NULL },
              error);
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

#define SWEEP "sweep over sorted arrays"

const BenchMeasure bench_analyse_measures[] = {
  { "analysis: co-occurrence", SWEEP, 3.0, 15, co_occurrence, sweep },
  { "analysis: frequency", SWEEP, 3.0, 15, frequency, sweep },
  { "analysis: code by coder", SWEEP, 3.0, 15, code_by_coder, sweep },
  { "analysis: code by document", SWEEP, 3.0, 15, code_by_document, sweep },
  { NULL },
};
