/* bench-main.c - the large corpus: what the core and the plugins need. */
#include "bench.h"

#include <string.h>

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
    bench_import_measures,   bench_open_measures,     bench_analyse_measures,
    bench_query_measures,    bench_words_measures,    bench_tei_measures,
    bench_search_measures,   bench_exchange_measures, bench_coded_measures,
    bench_external_measures,
#ifdef BENCH_PAPER
    bench_pdf_measures,
#endif
#ifdef BENCH_PACKAGES
    bench_refi_measures,
#endif
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
  bench_print_head ();
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (!bench_run (&context, lists[i], argv[3]))
      return 1;
  bench_close_large (&context);
  scho_plugins_free (context.plugins);
  return 0;
}
