#include "families.h"

#include "matching.h"
#include "unitizing.h"

#include <math.h>
#include <string.h>

void
family_clear (Family *self)
{
  g_clear_pointer (&self->cases, cases_free);
  g_clear_pointer (&self->pattern_weights, g_free);
  g_clear_pointer (&self->distances, g_free);
  g_clear_pointer (&self->sums, g_free);
  g_clear_pointer (&self->total, g_free);
  g_clear_pointer (&self->gammas, g_free);
}

static void
take_cases (Family *self, const Design *design, guint64 coders, const Cases *cases)
{
  self->design = design;
  self->coders = coders;
  self->by_piece = TRUE;
  self->cases = cases_project (cases, coders);
  self->pattern_weights = g_new0 (double, self->cases->patterns->len + 1);
}

static void
measure_nominal (const guint16 *times, Figure *figures, gpointer data)
{
  Family *self = data;

  cases_weigh (self->cases, times, self->pattern_weights);
  nominal_measure (self->cases, self->pattern_weights, self->n_values, self->n_categories,
                   figures);
}

void
family_init_nominal (Family *self,
                     const Design *design,
                     guint64 coders,
                     const Cases *cases,
                     guint n_values,
                     guint n_categories)
{
  gboolean is_pair = __builtin_popcountll (coders) == 2;

  *self = (Family){
    .measure = measure_nominal,
    .n = N_NOMINAL,
    .n_values = n_values,
    .n_categories = n_categories,
    .names = { [NOMINAL_PERCENT] = "percent",
               [NOMINAL_COHEN] = is_pair ? "cohen-kappa" : NULL,
               [NOMINAL_SCOTT] = is_pair ? "scott-pi" : NULL,
               [NOMINAL_FLEISS] = "fleiss-kappa",
               [NOMINAL_LIGHT] = "light-kappa",
               [NOMINAL_BRENNAN_PREDIGER] = "brennan-prediger",
               [NOMINAL_AC1] = "gwet-ac1",
               [NOMINAL_ALPHA] = "alpha-nominal" },
  };
  take_cases (self, design, coders, cases);
}

static void
measure_overlap (const guint16 *times, Figure *figures, gpointer data)
{
  Family *self = data;
  NominalOverlap overlap;

  cases_weigh (self->cases, times, self->pattern_weights);
  overlap = nominal_count_overlap (self->cases, self->pattern_weights);
  figures[0] = nominal_jaccard (overlap);
  figures[1] = nominal_f1 (overlap);
}

void
family_init_overlap (Family *self,
                     const Design *design,
                     guint64 coders,
                     const Cases *cases)
{
  gboolean in_characters
      = design->unit == DESIGN_CHARACTERS || design->unit == DESIGN_PASSAGES;

  *self = (Family){ .measure = measure_overlap,
                    .n = 2,
                    .names = { "jaccard", in_characters ? "f1-character" : NULL } };
  take_cases (self, design, coders, cases);
}

static void
measure_sets (const guint16 *times, Figure *figures, gpointer data)
{
  Family *self = data;

  if (self->distances == NULL)
    {
      figures[0] = (Figure){ NAN, WHY_TOO_MANY_SETS, 0 };
      return;
    }
  cases_weigh (self->cases, times, self->pattern_weights);
  figures[0] = nominal_measure_sets (self->cases, self->pattern_weights, self->n_values,
                                     self->distances);
}

#define MAX_SETS 4000

gboolean
family_init_sets (Family *self,
                  const Design *design,
                  guint64 coders,
                  const Cases *cases,
                  const Sets *sets,
                  SetsDistance distance)
{
  gsize n = sets->lists->len;

  *self = (Family){
    .measure = measure_sets, .n = 1, .names = { "alpha-set" }, .n_values = n
  };
  take_cases (self, design, coders, cases);
  if (n > MAX_SETS)
    return FALSE;
  self->distances = g_new (float, n *n);
  for (gsize a = 0; a < n; a++)
    for (gsize b = 0; b < n; b++)
      self->distances[a * n + b] = sets_measure (sets, distance, a, b);
  return TRUE;
}

/* Sums by document. */

static void
take_sums (Family *self, const Design *design, guint64 coders, guint n_sums)
{
  self->design = design;
  self->coders = coders;
  self->n_sums = n_sums;
  self->sums = g_new0 (double, (gsize) n_sums * design->documents->len + 1);
  self->total = g_new0 (double, n_sums);
}

static void
add_up (Family *self, const guint16 *times)
{
  memset (self->total, 0, self->n_sums * sizeof *self->total);
  for (guint i = 0; i < self->design->documents->len; i++)
    {
      const double *sums = self->sums + (gsize) i * self->n_sums;
      double n = times != NULL ? times[i] : 1;

      for (guint j = 0; n > 0 && j < self->n_sums; j++)
        self->total[j] += n * sums[j];
    }
}

static void
measure_matching (const guint16 *times, Figure *figures, gpointer data)
{
  Family *self = data;

  add_up (self, times);
  figures[0] = matching_f1_exact (self->total);
  figures[1] = matching_f1_overlap (self->total);
}

void
family_init_matching (Family *self, const Design *design, guint64 coders, int code)
{
  guint a = __builtin_ctzll (coders), b = 63 - __builtin_clzll (coders);
  guint first = code < 0 ? 0 : code, after = code < 0 ? design->codes->len : first + 1;

  *self = (Family){ .measure = measure_matching,
                    .n = 2,
                    .names = { "f1-exact", "f1-overlap" } };
  take_sums (self, design, coders, N_MATCHING);
  for (guint i = 0; i < design->documents->len; i++)
    {
      const DesignDocument *document
          = &g_array_index (design->documents, DesignDocument, i);

      if ((document->asked & coders) != coders)
        continue;
      for (guint c = first; c < after; c++)
        {
          gsize n;
          const DesignSpan *spans = design_get_spans (document, c, &n);

          matching_add (spans, n, a, b, self->sums + (gsize) i * N_MATCHING);
        }
    }
}

static void
measure_unitizing (const guint16 *times, Figure *figures, gpointer data)
{
  Family *self = data;

  add_up (self, times);
  figures[0] = unitizing_u (self->total, self->n_codes);
  figures[1] = unitizing_binary (self->total, self->n_codes);
  figures[2] = unitizing_cu (self->total, self->n_codes);
}

void
family_init_unitizing (Family *self, const Design *design, guint64 coders, int code)
{
  guint n_codes = code < 0 ? design->codes->len : 1;

  *self = (Family){ .measure = measure_unitizing,
                    .n = 3,
                    .n_codes = n_codes,
                    .names = { "u-alpha", "binary-u-alpha", "cu-alpha" } };
  take_sums (self, design, coders, unitizing_get_size (n_codes));
  for (guint i = 0; i < design->documents->len; i++)
    {
      const DesignDocument *document
          = &g_array_index (design->documents, DesignDocument, i);
      gsize n = document->spans->len;
      const DesignSpan *spans = code < 0 ? (const DesignSpan *) document->spans->data
                                         : design_get_spans (document, code, &n);

      unitizing_add (document, spans, n, coders, MAX (code, 0), n_codes,
                     self->sums + (gsize) i * self->n_sums);
    }
}

static void
measure_unitizing_of (const guint16 *times, Figure *figures, gpointer data)
{
  Family *self = data;

  add_up (self, times);
  figures[0] = unitizing_k (self->total, self->n_codes, 0);
  figures[1] = unitizing_coverage (self->total, self->n_codes, 0);
}

void
family_init_unitizing_of (Family *self, const Family *all, guint code)
{
  guint n_documents = all->design->documents->len;

  *self = (Family){ .measure = measure_unitizing_of,
                    .n = 2,
                    .n_codes = 2, /* the code, and all others together */
                    .names = { "k-u-alpha", "k-u-coverage" } };
  take_sums (self, all->design, all->coders, unitizing_get_size (2));
  for (guint i = 0; i < n_documents; i++)
    unitizing_reduce (all->sums + (gsize) i * all->n_sums, all->n_codes, code,
                      self->sums + (gsize) i * self->n_sums);
}

static void
measure_gamma (const guint16 *times, Figure *figures, gpointer data)
{
  Family *self = data;
  Gamma all = { .n_units = 0 };

  for (guint i = 0; i < self->design->documents->len; i++)
    if (times == NULL || times[i] > 0)
      gamma_add (&all, self->gammas + i, times != NULL ? times[i] : 1);
  figures[0] = gamma_measure (&all);
  figures[1] = gamma_get_observed (&all);
  figures[2] = gamma_get_expected (&all);
}

void
family_init_gamma (Family *self,
                   const Design *design,
                   guint64 coders,
                   AlignmentWeights weights,
                   guint seed,
                   const SchoProgress *progress)
{
  guint n = design->documents->len;

  *self = (Family){ .design = design,
                    .coders = coders,
                    .measure = measure_gamma,
                    .n = 3,
                    .is_exact = TRUE,
                    .names
                    = { "gamma", "gamma-observed-disorder", "gamma-expected-disorder" } };
  self->gammas = g_new0 (Gamma, n + 1);
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (design->cancellable); i++)
    {
      const DesignDocument *document
          = &g_array_index (design->documents, DesignDocument, i);

      scho_progress_set (progress, -1, document->document->title);
      gamma_align (self->gammas + i, document, coders, weights, seed + i, &self->is_exact,
                   design->cancellable);
    }
}
