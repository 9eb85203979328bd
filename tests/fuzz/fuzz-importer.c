/* fuzz-importer.c - any bytes into each importer of a plugin, linked into this
 * program.
 *
 * With clang, `ninja fuzz-tei-live` builds it under libFuzzer; everywhere, `fuzz-tei`
 * reads the files it is given, so that what once broke it stays mended.
 */
#include <scholiast/project.h>

#include <scholiast/plugin-types.h>

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

extern const SchoPlugin scho_plugin;
int LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n);

/* To the end, since texts are read from the file. */
static SchoProject *project;
static char *folder; /* of it */

/* A text that codings may belong to. */
static void
add_text (void)
{
  g_autoptr (SchoStep) step = scho_step_new (scho_project_get_snapshot (project), "text");
  g_autoptr (SchoText) text = scho_text_new ("I moved 🙂 out.\nShe laughed.\n", NULL);

  scho_step_add_document (step,
                          &(SchoDocument){ .title = "fuzz.txt",
                                           .line_ends = SCHO_LINE_ENDS_CRLF,
                                           .byte_order_mark = TRUE },
                          text);
  scho_step_add_code (step, &(SchoCode){ .name = "stance" });
  g_assert_true (scho_project_apply (project, step, NULL));
}

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* A project of one text. */
static SchoSnapshot *
make_base (void)
{
  g_autofree char *path = NULL;

  folder = g_dir_make_tmp ("scholiast-fuzz-XXXXXX", NULL);
  path = g_build_filename (folder, "fuzz.scholia", NULL);
  atexit (remove_folder);
  project = scho_project_create (path, "", NULL);
  g_assert_nonnull (project);
  add_text ();
  return scho_project_get_snapshot (project);
}

/* What the step brings must hang together, whatever was read. */
static void
check_step (SchoStep *step)
{
  for (gsize i = 0; i < scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION); i++)
    {
      const SchoAnnotation *annotation
          = scho_step_get_change (step, SCHO_NOUN_ANNOTATION, i).after;
      const SchoDocument *document = scho_step_get_document (step, annotation->document);

      g_assert_nonnull (document);
      g_assert_cmpuint (annotation->start, <, annotation->end);
      g_assert_cmpuint (annotation->end, <=, document->length);
      g_assert_cmpint (annotation->weight, >=, SCHO_NO_WEIGHT);
      g_assert_cmpint (annotation->weight, <=, 100);
      g_assert_nonnull (scho_step_get_code (step, annotation->code));
      g_assert_nonnull (scho_step_get_coder_by_id (step, annotation->coder));
    }
  for (gsize i = 0; i < scho_step_get_n_changes (step, SCHO_NOUN_CODE); i++)
    {
      const SchoCode *code = scho_step_get_change (step, SCHO_NOUN_CODE, i).after;

      g_assert_true (code->parent == 0
                     || scho_step_get_code (step, code->parent) != NULL);
    }
}

/* What is on goes off, and the last of the choices is taken. */
static void
turn (SchoOptions *options, const SchoOptionSpec *specs)
{
  for (; specs != NULL && specs->name != NULL; specs++)
    if (specs->type == SCHO_OPTION_BOOLEAN)
      scho_options_set (
          options, specs->name,
          scho_options_get_boolean (options, specs->name) ? "false" : "true", NULL);
    else if (specs->type == SCHO_OPTION_CHOICE)
      scho_options_set (options, specs->name, strrchr (specs->choices, '|') + 1, NULL);
}

static void
read_with (const SchoImporter *importer,
           gboolean turned,
           SchoSnapshot *base,
           const guint8 *bytes,
           gsize n)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (bytes, n, NULL);
  g_autoptr (SchoOptions) options = scho_options_new (importer->options);
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (GError) error = NULL;

  if (turned)
    turn (options, importer->options);
  importer->guess (bytes, MIN (n, 65536), "fuzz");
  step = importer->read (stream, "fuzz", "Somebody", base, options, NULL, NULL, &error);
  g_assert_true ((step == NULL) == (error != NULL));
  if (step != NULL)
    check_step (step);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n)
{
  static SchoSnapshot *base;

  if (base == NULL)
    base = make_base ();
  for (const SchoImporter *importer = scho_plugin.importers; importer->id != NULL;
       importer++)
    {
      read_with (importer, FALSE, base, bytes, n);
      if (importer->options != NULL)
        read_with (importer, TRUE, base, bytes, n);
    }
  return 0;
}
