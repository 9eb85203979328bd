#include "bench.h"

#include <unicode/ubrk.h>
#include <unicode/ustring.h>

static double
analyse (BenchContext *context, const char *id, const char *set, GError **error)
{
  const SchoAnalysis *analysis = scho_plugins_find_analysis (context->plugins, id, error);
  SchoProject *project = bench_open_large (context, error);
  g_autoptr (SchoOptions) options = NULL;
  g_autoptr (GPtrArray) tables = NULL;
  double start;

  if (analysis == NULL || project == NULL)
    return -1;
  options = scho_options_new (analysis->options);
  if (set != NULL && !scho_options_set_from (options, set, error))
    return -1;
  start = bench_now ();
  tables
      = analysis->run (scho_project_get_snapshot (project), options, NULL, NULL, error);
  return tables != NULL ? bench_now () - start : -1;
}

static double
list_words (BenchContext *context, GError **error)
{
  return analyse (context, "words", NULL, error);
}

static double
find_in_context (BenchContext *context, GError **error)
{
  return analyse (context, "concordance", "word=that", error);
}

static guint64
count_segments (UBreakIterator *iterator, const UChar *units, int32_t n)
{
  UErrorCode code = U_ZERO_ERROR;
  guint64 n_words = 0;

  ubrk_setText (iterator, units, n, &code);
  while (ubrk_next (iterator) != UBRK_DONE)
    n_words += ubrk_getRuleStatus (iterator) >= UBRK_WORD_NONE_LIMIT;
  return n_words;
}

/* Each text read from the project, and ICU's walk over its words. */
static double
segment_once (BenchContext *context, GError **error)
{
  SchoProject *project = bench_open_large (context, error);
  SchoSnapshot *snapshot = scho_project_get_snapshot (project);
  UErrorCode code = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open (UBRK_WORD, "", NULL, 0, &code);
  double start = bench_now ();
  guint64 n_words = 0;

  for (guint32 id = 1; id < scho_snapshot_get_document_limit (snapshot); id++)
    {
      g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, id, error);
      g_autofree UChar *units = NULL;
      const char *utf8;
      gsize n_bytes;
      int32_t n = 0;

      if (text == NULL)
        return -1;
      utf8 = scho_text_get_utf8 (text, &n_bytes);
      units = g_new (UChar, n_bytes + 1);
      u_strFromUTF8 (units, (int32_t) n_bytes + 1, &n, utf8, (int32_t) n_bytes, &code);
      n_words += count_segments (iterator, units, n);
    }
  ubrk_close (iterator);
  g_assert (n_words > 0);
  return bench_now () - start;
}

const BenchMeasure bench_words_measures[] = {
  { "word list of 100 MB", "reading and segmenting it", 3.0, 3, list_words,
    segment_once },
  { "keyword in context in 100 MB", "reading and segmenting it", 3.0, 3, find_in_context,
    segment_once },
  { NULL },
};
