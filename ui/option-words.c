#include "option-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MARK "--set "

static const SchoOptionSpec *
find_spec (const SchoImporter *importer, const char *name)
{
  const SchoOptionSpec *spec = importer->options;

  while (spec != NULL && spec->name != NULL && !g_str_equal (spec->name, name))
    spec++;
  return spec != NULL && spec->name != NULL ? spec : NULL;
}

/* Of several that have it, of the one that is named. (nullable) */
static const SchoOptionSpec *
find_option (GPtrArray *importers, const char *facts, const char *name)
{
  const SchoOptionSpec *found = NULL;

  for (guint i = 0; i < importers->len; i++)
    {
      const SchoImporter *importer = importers->pdata[i];
      const SchoOptionSpec *spec = find_spec (importer, name);

      if (spec != NULL && facts != NULL && strstr (facts, _ (importer->title)) != NULL)
        return spec;
      if (spec != NULL && found == NULL)
        found = spec;
    }
  return found;
}

/* The form also explains some: "Encoding: auto, or a name". */
static char *
dup_title (const SchoOptionSpec *spec)
{
  const char *title = _ (spec->text), *colon = strstr (title, ": ");

  return colon != NULL ? g_strndup (title, colon - title) : g_strdup (title);
}

static char *
describe (const SchoOptionSpec *spec, const char *value)
{
  g_autofree char *title = dup_title (spec);

  if (spec->type == SCHO_OPTION_BOOLEAN && g_str_equal (value, "false"))
    /* Translators: the name of an option, within a sentence */
    return g_strdup_printf (_ ("the option “%s” switched off"), title);
  if (spec->type == SCHO_OPTION_BOOLEAN || value[0] == '\0' || g_str_equal (value, "…"))
    /* Translators: the name of an option, within a sentence */
    return g_strdup_printf (_ ("the option “%s”"), title);
  /* Translators: the name of an option and a value of it, within a sentence */
  return g_strdup_printf (_ ("the option “%s: %s”"), title, value);
}

/* Up to a space; a sign at the end is the sentence's. */
static gsize
measure_value (const char *value)
{
  gsize n = strcspn (value, " \n\t");

  while (n > 0 && strchr (".,;:)", value[n - 1]) != NULL)
    n--;
  return n;
}

char *
scho_option_words (const char *sentence, const char *facts, GPtrArray *importers)
{
  GString *out = g_string_new (NULL);
  const char *mark;

  for (; (mark = strstr (sentence, MARK)) != NULL;)
    {
      const char *begin = mark + strlen (MARK);
      gsize n = strspn (begin, "abcdefghijklmnopqrstuvwxyz-0123456789");
      const char *equals = begin + n;
      gsize n_value = *equals == '=' ? measure_value (equals + 1) : 0;
      g_autofree char *name = g_strndup (begin, n);
      g_autofree char *value = g_strndup (equals + (*equals == '='), n_value);
      const SchoOptionSpec *spec = find_option (importers, facts, name);
      g_autofree char *words
          = spec != NULL ? describe (spec, value) : g_strndup (mark, begin - mark);

      g_string_append_len (out, sentence, mark - sentence);
      g_string_append (out, words);
      sentence = spec != NULL ? equals + (*equals == '=') + n_value : begin;
    }
  g_string_append (out, sentence);
  return g_string_free (out, FALSE);
}
