/* good.c - a plugin that does what the first words of a file tell it. */
#include <scholiast/plugin.h>

#include <string.h>

static const SchoOptionSpec options[] = {
  { "loud", SCHO_OPTION_BOOLEAN, "false", "Upper case" },
  { NULL },
};

static int
guess (const guint8 *head, gsize n_bytes, const char *name)
{
  return n_bytes >= 5 && memcmp (head, "SHOUT", 5) == 0 ? 1000 : 0;
}

static int
guess_less (const guint8 *head, gsize n_bytes, const char *name)
{
  return n_bytes >= 5 && memcmp (head, "SHOUT", 5) == 0 ? 50 : -3;
}

static char *
read_words (GInputStream *stream)
{
  char words[1000] = "";

  g_input_stream_read_all (stream, words, sizeof words - 1, NULL, NULL, NULL);
  return g_strdup (words);
}

/* A coding on the first character of a document that came before. */
static gboolean
code_first (SchoStep *step, const char *title, GError **error)
{
  guint32 document = scho_step_find_document (step, title);
  g_autoptr (SchoText) text = NULL;

  if (document == 0)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND, "there is no “%s”", title);
      return FALSE;
    }
  text = scho_snapshot_read_text (scho_step_get_base (step), document, error);
  if (text == NULL)
    return FALSE;
  scho_step_add_annotation (
      step, &(SchoAnnotation){
                .document = document,
                .code = scho_step_add_code (step, &(SchoCode){ .name = "first" }),
                .coder = scho_step_ensure_coder (step, "asha"),
                .end = 1,
                .weight = SCHO_NO_WEIGHT });
  return TRUE;
}

static gboolean
obey (SchoStep *step, const char *name, char *words, gboolean is_loud, GError **error)
{
  g_autoptr (SchoText) text = NULL;
  g_autofree char *upper = g_ascii_strup (words, -1);

  if (g_str_equal (words, "SHOUT fail"))
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, "Line 1: too loud");
  if (g_str_equal (words, "SHOUT fail named"))
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, "Line 1 of %s: too loud", name);
  if (g_str_has_prefix (words, "SHOUT fail") || g_str_equal (words, "SHOUT nothing"))
    return FALSE;
  if (g_str_has_prefix (words, "SHOUT code "))
    return code_first (step, words + strlen ("SHOUT code "), error);
  text = scho_text_new (is_loud ? upper : words, error);
  scho_step_add_document (step, &(SchoDocument){ .title = name }, text);
  return TRUE;
}

static SchoStep *
read_file (GInputStream *stream,
           const char *name,
           const char *coder,
           SchoSnapshot *base,
           SchoOptions *set,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *words = read_words (stream);
  g_autoptr (SchoStep) step = scho_step_new (base, "Shouted");

  scho_progress_set (progress, 0.5, NULL);
  if (!obey (step, name, words, scho_options_get_boolean (set, "loud"), error))
    return NULL;
  return g_steal_pointer (&step);
}

static gboolean
write_file (SchoSnapshot *snapshot,
            SchoOutput *output,
            SchoOptions *set,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  return FALSE;
}

static GPtrArray *
run (SchoSnapshot *snapshot,
     SchoOptions *set,
     const SchoProgress *progress,
     GCancellable *cancellable,
     GError **error)
{
  return NULL;
}

static const SchoImporter importers[] = {
  { "whisper", "A whisper", NULL, options, guess_less, read_file },
  { "shout", "Shout", "txt", options, guess, read_file },
  { NULL },
};

static const SchoExporter exporters[] = {
  { "shout", "Shout", "txt", NULL, write_file, NULL },
  { NULL },
};

static const SchoAnalysis analyses[] = {
  { "loudness", "Loudness", "How loud it is.", NULL, run },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.example.good",
  .title = "Good",
  .importers = importers,
  .exporters = exporters,
  .analyses = analyses,
};
