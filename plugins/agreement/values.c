#include "values.h"

#include "../shared/tables.h"
#include "families.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum
{
  MEASURE,
  UNIT,
  CODE,
  CODERS,
  DOCUMENTS,
  VALUE,
  REASON,
  LOW,
  HIGH,
  N,
  N_COLUMNS,
};

typedef struct
{
  const Design *design;
  const ValuesSettings *settings;
  const SchoProgress *progress;
  SchoTable *table;
  Bootstrap *pieces, *documents; /* nullable */
  GArray *who;                   /* of guint64: sets of coders */
  guint n_done, n_all;           /* sets of coders, for each code */
  gboolean is_exact;             /* every alignment */
  double precision;              /* the worst of the expected disorders */
} Run;

static SchoTable *
make_table (void)
{
  static const TablesColumn columns[N_COLUMNS] = {
    { "measure", N_ ("Measure"), SCHO_COLUMN_TEXT },
    { "unit", N_ ("Unit"), SCHO_COLUMN_TEXT },
    { "code", N_ ("Code"), SCHO_COLUMN_TEXT },
    { "coders", N_ ("Coders"), SCHO_COLUMN_TEXT },
    { "documents", N_ ("Documents"), SCHO_COLUMN_TEXT },
    { "value", N_ ("Value"), SCHO_COLUMN_NUMBER },
    { "reason", N_ ("Why undefined"), SCHO_COLUMN_TEXT },
    { "low", N_ ("From"), SCHO_COLUMN_NUMBER },
    { "high", N_ ("To"), SCHO_COLUMN_NUMBER },
    { "n", N_ ("Items"), SCHO_COLUMN_INTEGER },
  };
  SchoTable *table
      = tables_make ("values", _ ("Agreement of coders"), columns, N_COLUMNS);

  scho_table_add_chart (table, &(SchoChart){ SCHO_CHART_HEAT_MAP, .label = "code",
                                             .more = "coders", .across = "measure",
                                             .value = "value" });
  scho_table_add_chart (table,
                        &(SchoChart){ SCHO_CHART_BARS, .label = "measure", .more = "code",
                                      .further = "coders", .value = "value", .low = "low",
                                      .high = "high", .in_order = TRUE });
  return table;
}

static const char *
explain (Why why)
{
  static const char *const sentences[] = {
    [WHY_DEFINED] = "",
    [WHY_NO_ITEMS] = N_ ("no text that two of these coders were asked to code"),
    [WHY_NO_COMPLETE] = N_ ("no text that all of these coders were asked to code"),
    [WHY_NO_VARIATION] = N_ ("no variation: all coders agree on one value throughout, "
                             "so chance alone would do the same"),
    [WHY_ONE_CATEGORY] = N_ ("there is only one value to choose"),
    [WHY_LIGHT] = N_ ("undefined for one of the pairs"),
    [WHY_NOBODY] = N_ ("none of these coders coded it"),
    [WHY_NEVER_MET] = N_ ("passages of different coders never meet"),
    [WHY_ONE_CODE] = N_ ("only one code where passages of different coders meet"),
    [WHY_NO_UNITS] = N_ ("fewer than two of these coders have passages"),
    [WHY_TOO_MANY_SETS] = N_ ("too many different sets of codes"),
  };

  return _ (sentences[why]);
}

static void
add_row (Run *self,
         const Family *family,
         guint i,
         const char *code,
         const char *documents,
         Figure figure,
         BootstrapInterval interval)
{
  g_autofree char *coders = design_dup_coders (self->design, family->coders);
  gsize row = scho_table_add_row (self->table);

  scho_table_set_text (self->table, row, MEASURE, family->names[i]);
  scho_table_set_text (self->table, row, UNIT, self->design->unit_name);
  scho_table_set_text (self->table, row, CODE, code);
  scho_table_set_text (self->table, row, CODERS, coders);
  scho_table_set_text (self->table, row, DOCUMENTS, documents);
  scho_table_set_integer (self->table, row, N, llround (figure.n));
  if (figure.why != WHY_DEFINED)
    {
      scho_table_set_text (self->table, row, REASON, explain (figure.why));
      return;
    }
  scho_table_set_number (self->table, row, VALUE, figure.value);
  scho_table_set_number (self->table, row, LOW, interval.low);
  scho_table_set_number (self->table, row, HIGH, interval.high);
}

/* Each document for itself: as if it alone had been drawn, once. */
static void
add_documents (Run *self, Family *family, const char *code)
{
  const GArray *documents = self->design->documents;
  guint n = family->by_piece ? self->design->n_pieces : documents->len;
  Figure figures[N_NOMINAL];

  for (guint i = 0; i < documents->len; i++)
    {
      const DesignDocument *document = &g_array_index (documents, DesignDocument, i);
      guint after = i + 1 == documents->len
                        ? self->design->n_pieces
                        : g_array_index (documents, DesignDocument, i + 1).first_piece;
      g_autofree guint16 *times = g_new0 (guint16, n + 1);

      if (__builtin_popcountll (document->asked & family->coders) < 2)
        continue;
      for (guint j = family->by_piece ? document->first_piece : i;
           j < (family->by_piece ? after : i + 1); j++)
        times[j] = 1;
      family->measure (times, figures, family);
      for (guint j = 0; j < family->n; j++)
        if (family->names[j] != NULL)
          add_row (self, family, j, code, document->document->title, figures[j],
                   (BootstrapInterval){ NAN, NAN });
    }
}

static void
add_family (Run *self, Family *family, const char *code)
{
  Figure figures[N_NOMINAL];
  BootstrapInterval intervals[N_NOMINAL];

  family->measure (NULL, figures, family);
  bootstrap_run (family->by_piece ? self->pieces : self->documents, family->n,
                 family->measure, family, intervals);
  for (guint i = 0; i < family->n; i++)
    if (family->names[i] != NULL)
      add_row (self, family, i, code, "all", figures[i], intervals[i]);
  if (self->settings->by_document)
    add_documents (self, family, code);
}

static gboolean
has_items (const Design *design)
{
  return design->unit != DESIGN_PASSAGES;
}

static gboolean
is_in_characters (const Design *design)
{
  return design->unit == DESIGN_PASSAGES || design->unit == DESIGN_CHARACTERS;
}

static gboolean
go_on (Run *self, GError **error)
{
  scho_progress_set (self->progress, 0.1 + 0.9 * self->n_done++ / MAX (self->n_all, 1),
                     NULL);
  return !g_cancellable_set_error_if_cancelled (self->design->cancellable, error);
}

/* Codes alone, present or not. @all: receives the same of all codes together. */
static gboolean
add_code (Run *self, guint code, const Cases *cases, GError **error)
{
  const Design *design = self->design;
  g_autofree char *label = scho_snapshot_dup_code_label (
      design->snapshot, ((const SchoCode *) design->codes->pdata[code])->id);

  for (guint i = 0; i < self->who->len; i++)
    {
      guint64 coders = g_array_index (self->who, guint64, i);
      gboolean is_pair = __builtin_popcountll (coders) == 2;
      g_auto (Family) nominal = { NULL };
      g_auto (Family) overlap = { NULL };
      g_auto (Family) matching = { NULL };
      g_auto (Family) unitizing = { NULL };

      if (!go_on (self, error))
        return FALSE;
      if (has_items (design))
        {
          family_init_nominal (&nominal, design, coders, cases, 2, 2);
          add_family (self, &nominal, label);
        }
      if (is_pair)
        {
          family_init_overlap (&overlap, design, coders, cases);
          add_family (self, &overlap, label);
        }
      if (is_pair && design->unit == DESIGN_PASSAGES)
        {
          family_init_matching (&matching, design, coders, code);
          add_family (self, &matching, label);
        }
      if (is_in_characters (design))
        {
          family_init_unitizing (&unitizing, design, coders, code);
          add_family (self, &unitizing, label);
        }
    }
  return TRUE;
}

static void
pool (Cases *all, const Cases *cases)
{
  for (guint i = 0; i < cases->entries->len; i++)
    {
      const CasesEntry *entry = &g_array_index (cases->entries, CasesEntry, i);

      cases_add (all, entry->piece, cases_get_pattern (cases, entry->pattern),
                 entry->weight);
    }
}

static gboolean
add_codes (Run *self, Cases *all, GError **error)
{
  for (guint code = 0; code < self->design->codes->len; code++)
    {
      g_autoptr (Cases) cases = cases_new (self->design->coders->len);

      cases_add_code (cases, self->design, code);
      pool (all, cases);
      if (!add_code (self, code, cases, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_silence (const Cases *cases)
{
  for (guint i = 0; i < cases->patterns->len; i++)
    for (guint j = 0; j < cases->n_coders; j++)
      if (cases_get_pattern (cases, i)[j] == 0)
        return TRUE;
  return FALSE;
}

/* All codes of a group as values of one thing. */
static void
add_group (Run *self)
{
  const Design *design = self->design;
  g_autoptr (Cases) cases = cases_new (design->coders->len);
  guint n = design->codes->len;

  cases_add_values (cases, design);
  for (guint i = 0; i < self->who->len; i++)
    {
      g_auto (Family) nominal = { NULL };

      family_init_nominal (&nominal, design, g_array_index (self->who, guint64, i), cases,
                           n + 1, n + (has_silence (cases) ? 1 : 0));
      add_family (self, &nominal, "all");
    }
}

static void
add_sets (Run *self)
{
  const Design *design = self->design;
  g_autoptr (Cases) cases = cases_new (design->coders->len);
  g_autoptr (Sets) sets = sets_new ();

  cases_add_sets (cases, design, sets);
  for (guint i = 0; i < self->who->len; i++)
    {
      g_auto (Family) family = { NULL };

      family_init_sets (&family, design, g_array_index (self->who, guint64, i), cases,
                        sets, self->settings->distance);
      add_family (self, &family, "all");
    }
}

static void
add_unitizing (Run *self, guint64 coders)
{
  const Design *design = self->design;
  g_auto (Family) all = { NULL };

  family_init_unitizing (&all, design, coders, -1);
  add_family (self, &all, "all");
  for (guint code = 0; code < design->codes->len; code++)
    {
      g_autofree char *label = scho_snapshot_dup_code_label (
          design->snapshot, ((const SchoCode *) design->codes->pdata[code])->id);
      g_auto (Family) one = { NULL };

      family_init_unitizing_of (&one, &all, code);
      add_family (self, &one, label);
    }
}

static void
add_gamma (Run *self, guint64 coders)
{
  g_auto (Family) family = { NULL };
  Gamma all = { .n_units = 0 };

  family_init_gamma (&family, self->design, coders, self->settings->weights,
                     self->settings->seed, self->progress);
  add_family (self, &family, "all");
  for (guint i = 0; i < self->design->documents->len; i++)
    gamma_add (&all, family.gammas + i, 1);
  self->is_exact = self->is_exact && family.is_exact;
  if (gamma_get_precision (&all) > self->precision)
    self->precision = gamma_get_precision (&all);
}

static gboolean
add_all (Run *self, const Cases *pooled, GError **error)
{
  const Design *design = self->design;

  if (has_items (design) && design->group != NULL)
    add_group (self);
  else if (has_items (design))
    add_sets (self);
  for (guint i = 0; i < self->who->len; i++)
    {
      guint64 coders = g_array_index (self->who, guint64, i);
      gboolean is_pair = __builtin_popcountll (coders) == 2;
      g_auto (Family) overlap = { NULL };
      g_auto (Family) matching = { NULL };

      if (!go_on (self, error))
        return FALSE;
      if (is_pair)
        {
          family_init_overlap (&overlap, design, coders, pooled);
          add_family (self, &overlap, "all");
        }
      if (is_pair && design->unit == DESIGN_PASSAGES)
        {
          family_init_matching (&matching, design, coders, -1);
          add_family (self, &matching, "all");
        }
      if (is_in_characters (design) && design->group != NULL)
        add_unitizing (self, coders);
      if (design->unit == DESIGN_PASSAGES)
        add_gamma (self, coders);
    }
  return TRUE;
}

/* All, then every pair. */
static GArray *
list_sets_of_coders (const Design *design)
{
  GArray *who = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint n = design->coders->len;
  guint64 all = n == 64 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << n) - 1;

  if (n > 2)
    g_array_append_val (who, all);
  for (guint a = 0; a < n; a++)
    for (guint b = a + 1; b < n; b++)
      {
        guint64 pair = G_GUINT64_CONSTANT (1) << a | G_GUINT64_CONSTANT (1) << b;

        g_array_append_val (who, pair);
      }
  return who;
}

static void
note_unit (Run *self)
{
  static const char *const sentences[] = {
    [DESIGN_CHARACTERS] = N_ ("Every character is an item; a code is there or not."),
    [DESIGN_SENTENCES] = N_ ("Every sentence is an item; a code is there when a coding "
                             "shares a character with it."),
    [DESIGN_PARAGRAPHS] = N_ ("Every paragraph is an item; a code is there when a coding "
                              "shares a character with it."),
    [DESIGN_TURNS] = N_ ("Every turn is an item; a code is there when a coding shares a "
                         "character with it."),
    [DESIGN_PASSAGES] = N_ ("Passages are compared as the coders cut them."),
  };

  scho_table_add_note (self->table, "%s", _ (sentences[self->design->unit]));
  if (self->design->group != NULL)
    scho_table_add_note (
        self->table,
        _ ("The codes directly below “%s” are values that exclude one another; “all” is "
           "the group, a code's name this code against the rest."),
        self->design->group->name);
  else
    scho_table_add_note (self->table, "%s",
                         _ ("Each code is judged alone, present or not."));
  scho_table_add_note (self->table, "%s",
                       _ ("Counts of several documents are added before a measure is "
                          "computed."));
}

static void
note_bootstrap (Run *self)
{
  if (self->pieces == NULL && self->documents == NULL)
    return;
  if (self->design->pieces_are_documents)
    scho_table_add_note (self->table,
                         _ ("Intervals of 95 %%: %u bootstrap draws of documents, "
                            "percentiles, seed %u."),
                         self->settings->n_draws, self->settings->seed);
  else
    scho_table_add_note (
        self->table,
        _ ("Intervals of 95 %%: %u bootstrap draws of paragraphs, percentiles, seed %u. "
           "Measures of whole passages have none with fewer than 10 documents."),
        self->settings->n_draws, self->settings->seed);
}

static void
note_gamma (Run *self)
{
  if (self->design->unit != DESIGN_PASSAGES)
    return;
  scho_table_add_note (self->table,
                       _ ("Gamma: alpha %g, beta %g, expected disorder of %d random "
                          "continua, at worst ±%.1f %%; alignments are %s."),
                       self->settings->weights.alpha, self->settings->weights.beta,
                       GAMMA_SAMPLES, 100 * self->precision,
                       self->is_exact ? _ ("exact") : _ ("approximate"));
}

static void
note_sources (Run *self)
{
  scho_table_add_note (
      self->table, "%s",
      _ ("Sources: Cohen 1960; Scott 1955; Fleiss 1971; Light 1971; Brennan & Prediger "
         "1981; Gwet 2008; Krippendorff 2011 (alpha), 2016 and 2019 (unitizing); "
         "Passonneau 2006 (sets); Mathet, Widlöcher & Métivier 2015 (gamma)."));
}

static void
prepare (Run *self)
{
  const Design *design = self->design;

  self->table = make_table ();
  self->who = list_sets_of_coders (design);
  self->n_all = self->who->len * (design->codes->len + 1);
  self->is_exact = TRUE;
  self->pieces
      = bootstrap_new (design->n_pieces, self->settings->n_draws, self->settings->seed);
  if (design->pieces_are_documents)
    self->documents = bootstrap_new (design->documents->len, self->settings->n_draws,
                                     self->settings->seed);
}

SchoTable *
values_make (const Design *design,
             const ValuesSettings *settings,
             const SchoProgress *progress,
             GError **error)
{
  Run self = { .design = design, .settings = settings, .progress = progress };
  g_autoptr (Cases) pooled = cases_new (design->coders->len);
  gboolean ok;

  prepare (&self);
  ok = add_codes (&self, pooled, error) && add_all (&self, pooled, error)
       && !g_cancellable_set_error_if_cancelled (design->cancellable, error);
  if (ok)
    {
      note_unit (&self);
      note_bootstrap (&self);
      note_gamma (&self);
      note_sources (&self);
    }
  g_clear_pointer (&self.pieces, bootstrap_free);
  g_clear_pointer (&self.documents, bootstrap_free);
  g_array_unref (self.who);
  if (!ok)
    g_clear_pointer (&self.table, scho_table_unref);
  return self.table;
}
