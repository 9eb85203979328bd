/* bench-query.c - queries over all codings, beside one plain look at all of them. */
#include "bench.h"

#include <scholiast/lookup.h>

/* Which of the codes, the most used first. */
static const SchoCode *
choose_code (SchoSnapshot *snapshot, guint rank)
{
  g_autofree guint64 *counts = scho_lookup_count_codes (snapshot, 0, 0);
  const SchoCode *found = NULL;
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (guint round = 0; round <= rank; round++)
    {
      if (found != NULL)
        counts[found->id] = 0;
      for (gsize i = 0; i < n; i++)
        if (found == NULL || counts[codes[i]->id] > counts[found->id])
          found = codes[i];
    }
  return found;
}

/* A and B in the pattern stand for the two codes that are used most, C for a coder. */
static char *
write_query (SchoSnapshot *snapshot, const char *pattern)
{
  GString *query = g_string_new (NULL);
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (snapshot, &n);

  for (; *pattern != '\0'; pattern++)
    if (g_ascii_isupper (*pattern))
      {
        g_autofree char *label
            = *pattern == 'C' ? g_strdup (coders[0]->name)
                              : scho_snapshot_dup_code_label (
                                  snapshot, choose_code (snapshot, *pattern == 'B')->id);
        g_autofree char *quoted = scho_passage_query_quote (label);

        g_string_append (query, quoted);
      }
    else
      g_string_append_c (query, *pattern);
  return g_string_free (query, FALSE);
}

static double
run (BenchContext *context, const char *pattern, GError **error)
{
  SchoProject *project = bench_open_large (context, error);
  SchoSnapshot *snapshot;
  g_autofree char *words = NULL;
  g_autoptr (SchoPassageQuery) query = NULL;
  g_autoptr (GArray) matches = NULL;
  double start;

  if (project == NULL)
    return -1;
  snapshot = scho_project_get_snapshot (project);
  words = write_query (snapshot, pattern);
  start = bench_now ();
  query = scho_passage_query_parse (words, NULL, error);
  if (query != NULL)
    matches = scho_passage_query_run (query, snapshot, NULL, NULL, NULL, error);
  return matches != NULL && matches->len > 0 ? bench_now () - start : -1;
}

static double
find_code (BenchContext *context, GError **error)
{
  return run (context, "A", error);
}

static double
find_with_conditions (BenchContext *context, GError **error)
{
  return run (context, "(A/* or B/*) and coder:C and not coded<2000", error);
}

static double
find_overlapping (BenchContext *context, GError **error)
{
  return run (context, "A overlaps B", error);
}

static double
find_common (BenchContext *context, GError **error)
{
  return run (context, "A and B and not (A and coder:C)", error);
}

static double
find_near (BenchContext *context, GError **error)
{
  return run (context, "A not near (* and coder:C) within 20 characters", error);
}

static double
find_all_overlapping (BenchContext *context, GError **error)
{
  return run (context, "* overlaps *", error);
}

/* Which codings have one code, and, where it is asked for, are by one coder; what is
 * found is put aside. */
static double
look_at_all (BenchContext *context, gboolean both_sides, GError **error)
{
  SchoProject *project = bench_open_large (context, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new (), others = g_ptr_array_new ();
  SchoSnapshot *snapshot;
  const SchoCoder *const *coders;
  guint32 code, coder;
  gsize n_coders;
  double start;

  if (project == NULL)
    return -1;
  snapshot = scho_project_get_snapshot (project);
  coders = scho_snapshot_get_coders (snapshot, &n_coders);
  code = choose_code (snapshot, 0)->id;
  coder = both_sides ? coders[0]->id : 0; /* 0: of nobody */
  start = bench_now ();
  for (guint32 id = 1; id < scho_snapshot_get_document_limit (snapshot); id++)
    {
      gsize n;
      const SchoAnnotation *all = scho_snapshot_get_annotations (snapshot, id, &n);

      for (gsize i = 0; i < n; i++)
        {
          if (all[i].code == code)
            g_ptr_array_add (found, (gpointer) &all[i]);
          if (all[i].coder == coder)
            g_ptr_array_add (others, (gpointer) &all[i]);
        }
    }
  return found->len > 0 ? bench_now () - start : -1;
}

static double
scan (BenchContext *context, GError **error)
{
  return look_at_all (context, FALSE, error);
}

static double
scan_both (BenchContext *context, GError **error)
{
  return look_at_all (context, TRUE, error);
}

static double
interactive (BenchContext *context, GError **error)
{
  return 0.1;
}

#define SCAN "one look at all codings"

const BenchMeasure bench_query_measures[] = {
  { "query: one code, at once", "budget: 100 ms", 1.0, 5, find_code, interactive },
  { "query: one code", SCAN, 3.0, 15, find_code, scan },
  { "query: branches, coder, date", SCAN, 3.0, 15, find_with_conditions, scan },
  { "query: overlaps", SCAN, 3.0, 15, find_overlapping, scan },
  { "query: and, and not", SCAN, 3.0, 15, find_common, scan },
  { "query: not near half of all", "one look that keeps both sides", 3.0, 15, find_near,
    scan_both },
  { "query: all that overlap any", "budget: 100 ms", 1.0, 5, find_all_overlapping,
    interactive },
  { NULL },
};
