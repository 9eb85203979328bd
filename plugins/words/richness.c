#include "richness.h"

#include <math.h>

#define DRAWN 42
#define LOWEST_SHARE 0.72

/* The mean share of different words in windows of @window words, each @step on. */
static double
measure_windows (
    const guint32 *words, gsize n, guint32 *counts, guint32 window, guint32 step)
{
  guint64 sum = 0, n_types = 0, n_windows = 0;

  if (n < window)
    return NAN;
  for (gsize i = 0; i < n; i++)
    {
      n_types += counts[words[i]]++ == 0;
      if (i >= window)
        n_types -= --counts[words[i - window]] == 0;
      if (i + 1 >= window && (i + 1 - window) % step == 0)
        {
          sum += n_types;
          n_windows++;
        }
    }
  for (gsize i = n - MIN (n, window); i < n; i++)
    counts[words[i]] = 0;
  return (double) sum / window / n_windows;
}

/* Runs from one end. @counts: by word, the run that it was met in last. */
static double
count_runs (
    const guint32 *words, gsize n, guint32 *counts, gboolean backwards, guint32 run)
{
  gsize n_tokens = 0, n_types = 0;
  double n_runs = 0;

  for (gsize i = 0; i < n; i++)
    {
      guint32 word = words[backwards ? n - 1 - i : i];

      n_tokens++;
      n_types += counts[word] != run;
      counts[word] = run;
      if ((double) n_types / n_tokens < LOWEST_SHARE)
        {
          n_runs++;
          n_tokens = n_types = 0;
          run++;
        }
    }
  if (n_tokens > 0)
    n_runs += (1 - (double) n_types / n_tokens) / (1 - LOWEST_SHARE);
  return n_runs;
}

/* @counts: all 0. */
static double
measure_mtld (const guint32 *words, gsize n, guint32 *counts)
{
  double there = count_runs (words, n, counts, FALSE, 1);
  double back = count_runs (words, n, counts, TRUE, (guint32) n + 2);

  return there > 0 && back > 0 ? (n / there + n / back) / 2 : NAN;
}

/* That a word of @count is not among the drawn: a hypergeometric chance. */
static double
chance_of_none (guint64 count, guint64 n)
{
  double chance = 1;

  for (guint i = 0; i < DRAWN && chance > 0; i++)
    chance *= n - count > i ? (double) (n - count - i) / (n - i) : 0;
  return chance;
}

static void
measure_counts (Richness *self, const guint32 *counts, guint32 limit)
{
  double n = self->n_tokens, squares = 0, drawn = 0;
  double log_n = log (n), log_types;

  for (guint32 i = 0; i < limit; i++)
    if (counts[i] > 0)
      {
        self->n_types++;
        self->n_once += counts[i] == 1;
        squares += (double) counts[i] * counts[i];
        if (n >= DRAWN)
          drawn += 1 - chance_of_none (counts[i], self->n_tokens);
      }
  log_types = log (self->n_types);
  self->values[RICHNESS_TTR] = self->n_types / n;
  self->values[RICHNESS_GUIRAUD] = self->n_types / sqrt (n);
  self->values[RICHNESS_CARROLL] = self->n_types / sqrt (2 * n);
  self->values[RICHNESS_HERDAN] = n > 1 ? log_types / log_n : NAN;
  self->values[RICHNESS_MAAS] = n > 1 ? (log_n - log_types) / (log_n * log_n) : NAN;
  self->values[RICHNESS_YULE] = 10000 * (squares - n) / (n * n);
  self->values[RICHNESS_SIMPSON] = n > 1 ? (squares - n) / (n * (n - 1)) : NAN;
  self->values[RICHNESS_HDD] = n >= DRAWN ? drawn / DRAWN : NAN;
}

Richness
richness_measure (const guint32 *words, gsize n, guint32 limit, guint32 window)
{
  g_autofree guint32 *counts = g_new0 (guint32, (gsize) limit + 1);
  Richness self = { .n_tokens = n };

  for (guint i = 0; i < RICHNESS_N; i++)
    self.values[i] = NAN;
  if (n == 0)
    return self;
  self.values[RICHNESS_MATTR] = measure_windows (words, n, counts, window, 1);
  self.values[RICHNESS_MSTTR] = measure_windows (words, n, counts, window, window);
  self.values[RICHNESS_MTLD] = measure_mtld (words, n, counts);
  for (guint32 i = 0; i < limit; i++)
    counts[i] = 0;
  for (gsize i = 0; i < n; i++)
    counts[words[i]]++;
  measure_counts (&self, counts, limit);
  return self;
}
