/* bench.h - our figure and the limit, measured side by side in one run. */
#pragma once

#include <scholiast/scholiast.h>

/**
 * BenchContext:
 * @corpus: folder with docs/, codebook.csv, codings.csv as bench/corpus.py writes them
 * @folder: for files of the run, on the same disk
 * @programs: where the programs lie that open a window
 * @n_documents, @n_codings: of the corpus
 */
typedef struct
{
  const char *corpus;
  const char *folder;
  const char *programs;
  SchoPlugins *plugins;
  guint n_documents;
  guint n_codings;
  SchoProject *project; /* the large one, while it is open */
} BenchContext;

/* Seconds of the timed part, or a figure in the measure's unit; negative with an error.
 */
typedef double (*BenchFunc) (BenchContext *context, GError **error);

/**
 * BenchMeasure:
 * @name: what is measured
 * @limit_name: what it is compared with
 * @budget: the ratio of medians that may not be passed
 * @runs: of each, in turn
 * @unit: (nullable): of a figure that is no time: printed as it is
 */
typedef struct
{
  const char *name;
  const char *limit_name;
  double budget;
  guint runs;
  BenchFunc ours;
  BenchFunc limit;
  const char *unit;
} BenchMeasure;

extern const BenchMeasure bench_import_measures[]; /* each list ends with a NULL name */
extern const BenchMeasure bench_open_measures[];
extern const BenchMeasure bench_analyse_measures[];
extern const BenchMeasure bench_query_measures[];
extern const BenchMeasure bench_words_measures[];
extern const BenchMeasure bench_tei_measures[];
extern const BenchMeasure bench_exchange_measures[];
extern const BenchMeasure bench_coded_measures[];
#ifdef BENCH_PAPER
extern const BenchMeasure bench_pdf_measures[];
#endif
#ifdef BENCH_PACKAGES
extern const BenchMeasure bench_refi_measures[];
#endif
extern const BenchMeasure bench_search_measures[];
extern const BenchMeasure bench_external_measures[];
extern const BenchMeasure bench_window_measures[];

/* Measures and prints a row each; of those with @filter in their name, if it is given.
 * %FALSE at the first that fails. */
gboolean
bench_run (BenchContext *context, const BenchMeasure *measures, const char *filter);
void bench_print_head (void);

double bench_now (void);

/* Seconds of CPU time that this process has used. */
double bench_cpu (void);

/* Sorts the values. */
double bench_median (double *values, guint n);

/* Memory of this process in bytes. */
gsize bench_resident (void);

/* In the run's folder. (transfer full) */
char *bench_path (BenchContext *context, const char *name);

/* The project of the whole corpus, made by the first measures; stays open. */
SchoProject *bench_open_large (BenchContext *context, GError **error);

/**
 * bench_export:
 * @exporter: its id
 * @name: of the file, or with a slash at its end the folder
 * @set: (nullable): `name=value` for its options
 * @clock: bench_now() or bench_cpu()
 *
 * The large project, written. Returns: as BenchFunc
 */
double bench_export (BenchContext *context,
                     const char *exporter,
                     const char *name,
                     const char *set,
                     double (*clock) (void),
                     GError **error);
void bench_close_large (BenchContext *context);

/* Removes an SQLite file with its journals. */
void bench_remove (const char *path);

/* Of a process that does nothing else: prints what opening the project takes. */
int bench_print_memory (const char *path);
