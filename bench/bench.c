#include "bench.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

double
bench_now (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

double
bench_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

gsize
bench_resident (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return 0;
  words = g_strsplit (text, " ", 3);
  return (gsize) g_ascii_strtoull (words[1], NULL, 10) * (gsize) sysconf (_SC_PAGESIZE);
}

char *
bench_path (BenchContext *context, const char *name)
{
  return g_build_filename (context->folder, name, NULL);
}

SchoProject *
bench_open_large (BenchContext *context, GError **error)
{
  g_autofree char *path = bench_path (context, "large.scholia");

  if (context->project == NULL)
    context->project = scho_project_open (path, error);
  return context->project;
}

double
bench_export (BenchContext *context,
              const char *id,
              const char *name,
              const char *set,
              double (*clock) (void),
              GError **error)
{
  const SchoExporter *exporter = scho_plugins_find_exporter (context->plugins, id, error);
  SchoProject *project = bench_open_large (context, error);
  g_autofree char *path = bench_path (context, name);
  g_autoptr (SchoOptions) options = NULL;
  g_autoptr (SchoOutput) output = NULL;
  double start;

  if (exporter == NULL || project == NULL)
    return -1;
  options = scho_options_new (exporter->options);
  if (set != NULL && !scho_options_set_from (options, set, error))
    return -1;
  output = scho_output_new_for_path (path);
  start = clock ();
  if (!exporter->write (scho_project_get_snapshot (project), output, options, NULL, NULL,
                        error)
      || !scho_output_commit (output, error))
    return -1;
  return clock () - start;
}

void
bench_close_large (BenchContext *context)
{
  g_clear_object (&context->project);
}

void
bench_remove (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal", "-lock" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);
      g_unlink (name);
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

double
bench_median (double *values, guint n)
{
  qsort (values, n, sizeof values[0], compare_doubles);
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

/* In turn, so that what else the machine does touches both. */
static gboolean
run_measure (BenchContext *context, const BenchMeasure *measure)
{
  g_autofree double *ours = g_new (double, measure->runs);
  g_autofree double *limit = g_new (double, measure->runs);
  const char *unit = measure->unit != NULL ? measure->unit : "ms";
  double scale = measure->unit != NULL ? 1 : 1000;
  double ratio, our_median, limit_median;

  for (guint i = 0; i < measure->runs; i++)
    {
      g_autoptr (GError) error = NULL;

      ours[i] = measure->ours (context, &error);
      limit[i] = error == NULL ? measure->limit (context, &error) : -1;
      if (error != NULL)
        {
          g_printerr ("bench: %s: %s\n", measure->name, error->message);
          return FALSE;
        }
    }
  our_median = scale * bench_median (ours, measure->runs);
  limit_median = scale * bench_median (limit, measure->runs);
  ratio = our_median / limit_median;
  g_print ("| %s | %.4g %s | %s: %.4g %s | %.2f | %.1f | %s |\n", measure->name,
           our_median, unit, measure->limit_name, limit_median, unit, ratio,
           measure->budget, ratio <= measure->budget ? "yes" : "**no**");
  return TRUE;
}

gboolean
bench_run (BenchContext *context, const BenchMeasure *measures, const char *filter)
{
  for (const BenchMeasure *measure = measures; measure->name != NULL; measure++)
    if ((filter == NULL || strstr (measure->name, filter) != NULL)
        && !run_measure (context, measure))
      return FALSE;
  return TRUE;
}

void
bench_print_head (void)
{
  g_print ("| measure | ours | limit | ratio | budget | met |\n"
           "|---|---|---|---|---|---|\n");
}
