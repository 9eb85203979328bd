/* bench-external.c - a project handed to a program, and agreement of two who coded much.
 */
#include "bench.h"

#include <string.h>

#define PIECE 100 /* characters */

/* So that each piece of the text is coded by each coder, not quite in the same place. */
static void
add_codings (SchoStep *step, guint32 document, guint n, guint n_coders)
{
  static const char *const names[] = { "Ana", "Bo" };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint32 codes[10], coders[2];

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *name = g_strdup_printf ("c%u", i);

      codes[i] = scho_step_find_code (step, 0, name);
      if (codes[i] == 0)
        codes[i] = scho_step_add_code (step, &(SchoCode){ .name = name });
    }
  for (guint i = 0; i < n_coders; i++)
    coders[i] = scho_step_ensure_coder (step, names[i]);
  for (guint i = 0; i < n * n_coders; i++)
    {
      guint32 start = i / n_coders * PIECE + (guint32) g_rand_int_range (random, 0, 40);

      scho_step_add_annotation (
          step,
          &(SchoAnnotation){ .document = document,
                             .start = start,
                             .end = start + (guint32) g_rand_int_range (random, 5, 60),
                             .code = codes[g_rand_int_range (random, 0, 3) == 0
                                               ? (guint) g_rand_int_range (random, 0, 10)
                                               : i / n_coders % 10],
                             .coder = coders[i % n_coders],
                             .weight = SCHO_NO_WEIGHT });
    }
}

static SchoProject *
make_project (BenchContext *context,
              const char *name,
              guint n_documents,
              guint n,
              guint n_coders,
              GError **error)
{
  g_autofree char *path = bench_path (context, name);
  g_autofree char *words = g_strnfill ((gsize) (n + 1) * PIECE, 'x');
  g_autoptr (SchoProject) project = NULL;
  g_autoptr (SchoStep) step = NULL;

  bench_remove (path);
  if (!(project = scho_project_create (path, "", error)))
    return NULL;
  step = scho_step_new (scho_project_get_snapshot (project), "bench");
  for (guint i = 0; i < n_documents; i++)
    {
      g_autofree char *title = g_strdup_printf ("d%u", i);
      g_autoptr (SchoText) text = NULL;

      memcpy (words, title, strlen (title)); /* equal texts are kept once */
      text = scho_text_new (words, NULL);
      add_codings (step,
                   scho_step_add_document (step, &(SchoDocument){ .title = title }, text),
                   n, n_coders);
    }
  return scho_project_apply (project, step, error) ? g_steal_pointer (&project) : NULL;
}

static double
run (const SchoAnalysis *analysis,
     SchoProject *project,
     const char *const *set,
     GError **error)
{
  g_autoptr (SchoOptions) options = scho_options_new (analysis->options);
  g_autoptr (GPtrArray) tables = NULL;
  g_autoptr (SchoStep) step = NULL;
  double start;

  for (; set != NULL && *set != NULL; set++)
    if (!scho_options_set_from (options, *set, error))
      return -1;
  start = bench_now ();
  tables = scho_analysis_run (analysis, scho_project_get_snapshot (project), options,
                              &step, NULL, NULL, error);
  return tables != NULL ? bench_now () - start : -1;
}

/* A program that takes all it gets, and says nothing. */
static SchoPlugins *
install_program (BenchContext *context, GError **error)
{
  g_autofree char *config = bench_path (context, "config");
  g_autofree char *file = bench_path (context, "take.program");
  const char *folders[] = { context->folder, NULL };
  SchoPlugins *plugins;

  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  if (!g_file_set_contents (file,
                            "[Program]\nId=take\nTitle=Take\n"
                            "Command=/bin/sh;-c;cat >/dev/null\n",
                            -1, error))
    return NULL;
  plugins = scho_plugins_new_for_folders (folders);
  scho_plugins_switch (plugins, file, TRUE, error);
  return plugins;
}

static double
hand_over (BenchContext *context, GError **error)
{
  g_autoptr (SchoPlugins) plugins = install_program (context, error);
  g_autoptr (SchoProject) project
      = plugins != NULL ? make_project (context, "program.scholia", 50, 1000, 1, error)
                        : NULL;
  const SchoAnalysis *analysis;

  if (project == NULL
      || !(analysis = scho_plugins_find_analysis (plugins, "take", error)))
    return -1;
  return run (analysis, project, NULL, error);
}

static double
agree (BenchContext *context, GError **error)
{
  static const char *const set[] = { "unit=passages", NULL };
  const SchoAnalysis *analysis
      = scho_plugins_find_analysis (context->plugins, "agreement", error);
  g_autoptr (SchoProject) project
      = make_project (context, "agreement.scholia", 1, 5000, 2, error);

  return analysis != NULL && project != NULL ? run (analysis, project, set, error) : -1;
}

static double
one_second (BenchContext *context, GError **error)
{
  return 1;
}

static double
ten_seconds (BenchContext *context, GError **error)
{
  return 10;
}

const BenchMeasure bench_external_measures[] = {
  { "50,000 codings to a program", "budget: 1 s", 1.0, 3, hand_over, one_second },
  { "agreement of two with 5,000 passages each", "budget: 10 s", 1.0, 3, agree,
    ten_seconds },
  { NULL },
};
