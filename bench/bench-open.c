#include "bench.h"

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

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
  counts = scho_query_count_codes (scho_project_get_snapshot (project), 0, 0);
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
  int ends[2];
  double bytes = -1;
  pid_t child;

  bench_close_large (context);
  if (pipe (ends) != 0)
    return -1;
  if ((child = fork ()) == 0)
    {
      gsize before = bench_resident ();
      SchoProject *project = bench_open_large (context, NULL);
      double each = -1;

      if (project != NULL)
        each = (double) (bench_resident () - before) / context->n_codings;
      _exit (write (ends[1], &each, sizeof each) != sizeof each);
    }
  if (read (ends[0], &bytes, sizeof bytes) != sizeof bytes)
    bytes = -1;
  waitpid (child, NULL, 0);
  close (ends[0]);
  close (ends[1]);
  return bytes;
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
