#include "bench.h"

#include <glib/gstdio.h>
#include <string.h>

#define BYTES_PER_SECOND 20e6 /* of output, on one core */

/* The last export; the limit is what its size may take. */
static guint64 n_written;

static guint64
count_bytes (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  GStatBuf status;
  const char *name;
  guint64 n = 0;

  if (dir == NULL)
    return g_stat (path, &status) == 0 ? (guint64) status.st_size : 0;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      n += count_bytes (inner);
    }
  return n;
}

static double
export_as (BenchContext *context, const char *id, const char *set, GError **error)
{
  g_autofree char *name = g_strdup_printf ("exchange-%s/", id);
  g_autofree char *path = bench_path (context, name);
  double seconds = bench_export (context, id, name, set, bench_now, error);

  n_written = count_bytes (path);
  return seconds;
}

static double
get_limit (BenchContext *context, GError **error)
{
  return (double) n_written / BYTES_PER_SECOND;
}

static double
export_web_annotation (BenchContext *context, GError **error)
{
  return export_as (context, "web-annotation", NULL, error);
}

static double
export_cas (BenchContext *context, GError **error)
{
  return export_as (context, "cas-json", NULL, error);
}

static double
export_tsv (BenchContext *context, GError **error)
{
  return export_as (context, "webanno-tsv", NULL, error);
}

static double
export_conll (BenchContext *context, GError **error)
{
  return export_as (context, "conll", NULL, error);
}

#define AS_FAST_AS "20 MB a second"

const BenchMeasure bench_exchange_measures[] = {
  { "web annotations of the corpus", AS_FAST_AS, 1, 3, export_web_annotation, get_limit },
  { "UIMA CAS JSON of the corpus", AS_FAST_AS, 1, 3, export_cas, get_limit },
  { "WebAnno TSV of the corpus", AS_FAST_AS, 1, 3, export_tsv, get_limit },
  { "CoNLL of the corpus", AS_FAST_AS, 1, 3, export_conll, get_limit },
  { NULL },
};
