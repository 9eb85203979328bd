#include "bench.h"

#include <sqlite3.h>

/* Opens the project and counts the codings of each code, as the code tree does. */
static double
open_and_count (BenchContext *context, GError **error)
{
  g_autofree char *path = bench_path (context, "large.scholia");
  g_autoptr (SchoProject) project = NULL;
  g_autofree guint64 *counts = NULL;
  double start;

  bench_close_large (context);
  start = bench_now ();
  if (!(project = scho_project_open_read_only (path, error)))
    return -1;
  counts = scho_lookup_count_codes (scho_project_get_snapshot (project), 0, 0);
  return bench_now () - start;
}

static double
read_rows (BenchContext *context, GError **error)
{
  static const char *const queries[]
      = { "SELECT * FROM document", "SELECT * FROM code", "SELECT * FROM annotation" };
  g_autofree char *path = bench_path (context, "large.scholia");
  double start = bench_now ();
  guint64 sum = 0;
  sqlite3 *db = NULL;

  sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      sqlite3_stmt *statement = NULL;

      sqlite3_prepare_v2 (db, queries[i], -1, &statement, NULL);
      while (sqlite3_step (statement) == SQLITE_ROW)
        for (int k = 0; k < sqlite3_column_count (statement); k++)
          switch (sqlite3_column_type (statement, k))
            {
            case SQLITE_INTEGER:
              sum += (guint64) sqlite3_column_int64 (statement, k);
              break;
            case SQLITE_TEXT:
              sum += *sqlite3_column_text (statement, k);
              break;
            case SQLITE_BLOB:
              sum += *(const guint8 *) sqlite3_column_blob (statement, k);
              break;
            default:
              break;
            }
      sqlite3_finalize (statement);
    }
  sqlite3_close (db);
  g_assert (sum > 0);
  return bench_now () - start;
}

/* What the codings add to the memory of a fresh process, in bytes a coding. */
static double
measure_memory (BenchContext *context, GError **error)
{
  g_autofree char *program = g_build_filename (context->programs, "scho-bench", NULL);
  g_autofree char *path = bench_path (context, "large.scholia");
  g_autofree char *answer = NULL;
  char *argv[] = { program, (char *) "--memory", path, NULL };

  bench_close_large (context);
  if (!g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &answer, NULL, NULL,
                     error))
    return -1;
  return g_ascii_strtod (answer, NULL) / context->n_codings;
}

int
bench_print_memory (const char *path)
{
  gsize before = bench_resident ();
  g_autoptr (SchoProject) project = scho_project_open_read_only (path, NULL);

  if (project == NULL)
    return 1;
  g_print ("%" G_GSIZE_FORMAT "\n", bench_resident () - before);
  return 0;
}

static double
memory_budget (BenchContext *context, GError **error)
{
  return 60;
}

const BenchMeasure bench_open_measures[] = {
  { "open, list the codes with counts", "reading the rows with SQLite", 2.0, 5,
    open_and_count, read_rows },
  { "memory a coding", "budget", 1.0, 1, measure_memory, memory_budget, "bytes" },
  { NULL },
};
