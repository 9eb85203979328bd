#include "bench.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

double
bench_now (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
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

static double
median (double *values, guint n)
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
  our_median = scale * median (ours, measure->runs);
  limit_median = scale * median (limit, measure->runs);
  ratio = our_median / limit_median;
  g_print ("| %s | %.4g %s | %s: %.4g %s | %.2f | %.1f | %s |\n", measure->name,
           our_median, unit, measure->limit_name, limit_median, unit, ratio,
           measure->budget, ratio <= measure->budget ? "yes" : "**no**");
  return TRUE;
}

static guint
count_lines (const char *path)
{
  g_autofree char *text = NULL;
  gsize n_bytes = 0;
  guint n = 0;

  if (!g_file_get_contents (path, &text, &n_bytes, NULL))
    return 0;
  for (const char *p = text; (p = memchr (p, '\n', (gsize) (text + n_bytes - p))); p++)
    n++;
  return n;
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

int
main (int argc, char **argv)
{
  const BenchMeasure *const lists[] = {
    bench_import_measures,  bench_open_measures,
    bench_analyse_measures, bench_tei_measures,
#ifdef BENCH_WINDOW
    bench_window_measures,
#endif
  };
  BenchContext context = { 0 };
  g_autofree char *programs = NULL;
  g_autofree char *docs = NULL;
  g_autofree char *codings = NULL;

  if (argc == 3 && g_str_equal (argv[1], "--memory"))
    return bench_print_memory (argv[2]);
  if (argc != 3 && argc != 4)
    {
      g_printerr ("usage: scho-bench CORPUS FOLDER [PART-OF-A-NAME]\n");
      return 2;
    }
  context.corpus = argv[1];
  context.folder = argv[2];
  context.programs = programs = g_path_get_dirname (argv[0]);
  context.plugins = scho_plugins_new ();
  docs = g_build_filename (context.corpus, "docs", NULL);
  codings = g_build_filename (context.corpus, "codings.csv", NULL);
  context.n_documents = count_files (docs);
  context.n_codings = count_lines (codings) - 1;

  g_print ("%u documents, %u codings\n\n", context.n_documents, context.n_codings);
  g_print (
      "| measure | ours | limit | ratio | budget | met |\n|---|---|---|---|---|---|\n");
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const BenchMeasure *measure = lists[i]; measure->name != NULL; measure++)
      if ((argc == 3 || strstr (measure->name, argv[3]) != NULL)
          && !run_measure (&context, measure))
        return 1;
  bench_close_large (&context);
  scho_plugins_free (context.plugins);
  return 0;
}
