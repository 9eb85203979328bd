/* agreement.c - whether coders agree: measures, and the passages where they do not. */
#include <scholiast/plugin.h>

#include "disagreements.h"
#include "values.h"

#include <glib/gi18n-lib.h>

static const SchoOptionSpec option_specs[] = {
  { "unit", SCHO_OPTION_CHOICE, "characters", N_ ("What is compared"),
    "characters|sentences|paragraphs|turns|passages" },
  { "group", SCHO_OPTION_CODE, "", N_ ("Codes below this one exclude one another"),
    NULL },
  { "code", SCHO_OPTION_CODE, "", N_ ("Which code, where there is no group"), NULL },
  { "coders", SCHO_OPTION_TEXT, "", N_ ("Which coders, with commas between"), NULL },
  { "document", SCHO_OPTION_DOCUMENT, "", N_ ("Which document"), NULL },
  { "asked", SCHO_OPTION_CHOICE, "coded",
    N_ ("Where it is not said, coders were asked to code"), "coded|all" },
  { "by-document", SCHO_OPTION_BOOLEAN, "false", N_ ("Also for each document"), NULL },
  { "disagreements", SCHO_OPTION_BOOLEAN, "true", N_ ("List the disagreements"), NULL },
  { "draws", SCHO_OPTION_INTEGER, "1000", N_ ("Bootstrap draws for intervals"), NULL },
  { "seed", SCHO_OPTION_INTEGER, "1", N_ ("Seed of all that is drawn by chance"), NULL },
  { "set-distance", SCHO_OPTION_CHOICE, "set", N_ ("Distance of sets of codes"),
    "set|jaccard|dice|masi|product" },
  { "gamma-alpha", SCHO_OPTION_NUMBER, "1", N_ ("Gamma: weight of the place"), NULL },
  { "gamma-beta", SCHO_OPTION_NUMBER, "1", N_ ("Gamma: weight of the code"), NULL },
  { NULL },
};

static gboolean
read_settings (ValuesSettings *settings, SchoOptions *options, GError **error)
{
  gint64 n_draws = scho_options_get_integer (options, "draws");

  *settings = (ValuesSettings){
    .n_draws = CLAMP (n_draws, 0, 10000),
    .seed = (guint) scho_options_get_integer (options, "seed"),
    .by_document = scho_options_get_boolean (options, "by-document"),
    .distance = sets_parse_distance (scho_options_get_text (options, "set-distance")),
    .weights = { scho_options_get_number (options, "gamma-alpha"),
                 scho_options_get_number (options, "gamma-beta") },
  };
  if (n_draws < 0 || n_draws > 10000)
    {
      g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                           _ ("“draws” is a number from 0 to 10000"));
      return FALSE;
    }
  if (!(settings->weights.alpha >= 0) || !(settings->weights.beta >= 0))
    {
      g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                           _ ("The weights of gamma are no less than 0"));
      return FALSE;
    }
  return TRUE;
}

/* Who takes part, and how it is known what they were asked to code. */
static SchoTable *
list_coders (const Design *design)
{
  SchoTable *table = scho_table_new ("coders", _ ("Coders compared"));

  scho_table_add_column (table, "coder", _ ("Coder"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "documents", _ ("Documents asked"), SCHO_COLUMN_INTEGER);
  scho_table_add_column (table, "known", _ ("How that is known"), SCHO_COLUMN_TEXT);
  scho_table_add_column (table, "codings", _ ("Codings"), SCHO_COLUMN_INTEGER);
  for (guint i = 0; i < design->coders->len; i++)
    {
      gsize row = scho_table_add_row (table);

      scho_table_set_text (table, row, 0,
                           ((const SchoCoder *) design->coders->pdata[i])->name);
      scho_table_set_integer (table, row, 1, design->n_asked[i]);
      scho_table_set_text (table, row, 2,
                           (design->said >> i) & 1 ? _ ("said")
                           : design->asked_all     ? _ ("assumed: all documents")
                                                   : _ ("assumed: those with a coding"));
      scho_table_set_integer (table, row, 3, design->n_codings[i]);
    }
  if (design->n_left_out > 0)
    scho_table_add_note (
        table,
        ngettext ("%u coding is left out: it is in a document that its coder was not "
                  "asked to code.",
                  "%u codings are left out: they are in documents that their coders were "
                  "not asked to code.",
                  design->n_left_out),
        (guint) design->n_left_out);
  scho_table_add_note (table, "%s",
                       _ ("A document that a coder was not asked to code is missing; one "
                          "without codings, but asked for, counts as silence."));
  return table;
}

static GPtrArray *
run (SchoSnapshot *snapshot,
     SchoOptions *options,
     const SchoProgress *progress,
     GCancellable *cancellable,
     GError **error)
{
  g_auto (Design) design = { NULL };
  g_autoptr (GPtrArray) tables
      = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_table_unref);
  ValuesSettings settings;
  SchoTable *table;

  if (!read_settings (&settings, options, error)
      || !design_read (&design, snapshot, options, progress, cancellable, error)
      || !(table = values_make (&design, &settings, progress, error)))
    return NULL;
  g_ptr_array_add (tables, table);
  if (scho_options_get_boolean (options, "disagreements"))
    {
      if (!(table = disagreements_make (&design, error)))
        return NULL;
      g_ptr_array_add (tables, table);
    }
  g_ptr_array_add (tables, list_coders (&design));
  return g_steal_pointer (&tables);
}

static const SchoAnalysis analyses[] = {
  { .id = "agreement",
    .title = N_ ("Agreement of coders"),
    .description = N_ ("Measures how far coders agree, and lists where they do not."),
    .options = option_specs,
    .run = run },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.agreement",
  .title = N_ ("Agreement of coders"),
  .description = N_ ("Agreement between coders, with the passages behind it."),
  .analyses = analyses,
};
