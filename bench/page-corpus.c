#include "page-corpus.h"

#define SEED 1789
#define N_CODES 100

char *
page_corpus_text (guint n_characters, gboolean one_paragraph)
{
  static const char *const words[]
      = { "she",   "said",      "nobody", "the",    "letter",  "was",    "when",
          "a",     "colleague", "Müller", "left",   "early",   "and",    "because",
          "it",    "would",     "café",   "change", "nothing", "people", "who",
          "heard", "of",        "this",   "in",     "spring",  "naïve",  "questions" };
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  GString *text = g_string_sized_new (n_characters + n_characters / 8);
  guint length = 0, left = 0;

  while (length < n_characters)
    {
      const char *word = words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];
      gboolean ends_paragraph;

      if (left == 0)
        left = g_rand_int_range (random, 200, 900);
      g_string_append (text, word);
      length += (guint) g_utf8_strlen (word, -1) + 1;
      left -= MIN (left, (guint) g_utf8_strlen (word, -1) + 1);
      ends_paragraph = left == 0 && !one_paragraph;
      g_string_append_c (text, ends_paragraph ? '\n' : ' ');
    }
  return g_string_free (text, FALSE);
}

static void
add_codings (SchoStep *step, guint32 document, guint32 length, guint n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);

  for (guint i = 0; i < n; i++)
    {
      guint32 start = (guint32) g_rand_int_range (random, 0, (gint32) length - 400);
      guint32 end = start + (guint32) g_rand_int_range (random, 20, 400);

      scho_step_add_annotation (
          step,
          &(SchoAnnotation){ .start = start,
                             .end = end,
                             .document = document,
                             .code = 1 + (guint32) g_rand_int_range (random, 0, N_CODES),
                             .coder = 1 + i % 2,
                             .weight = SCHO_NO_WEIGHT });
    }
}

SchoProject *
page_corpus_create (const char *path,
                    guint n_characters,
                    gboolean one_paragraph,
                    guint n_codings,
                    GError **error)
{
  g_autoptr (SchoProject) project = scho_project_create (path, "Page", error);
  g_autofree char *utf8 = NULL;
  g_autoptr (SchoText) text = NULL;
  g_autoptr (SchoStep) step = NULL;
  guint32 document;

  if (project == NULL)
    return NULL;
  utf8 = page_corpus_text (n_characters, one_paragraph);
  if (!(text = scho_text_new (utf8, error)))
    return NULL;
  step = scho_step_new (scho_project_get_snapshot (project), "Prepared");
  for (guint i = 0; i < N_CODES; i++)
    {
      g_autofree char *name = g_strdup_printf ("code number %u", i);

      scho_step_add_code (step,
                          &(SchoCode){ .name = name, .colour = scho_colour_nth (i) });
    }
  scho_step_add_coder (step, &(SchoCoder){ .name = "Ada" });
  scho_step_add_coder (step, &(SchoCoder){ .name = "Grace" });
  document = scho_step_add_document (step, &(SchoDocument){ .title = "Book" }, text);
  add_codings (step, document, scho_text_get_length (text), n_codings);
  if (!scho_project_apply (project, step, error))
    return NULL;
  return g_steal_pointer (&project);
}
