/* rtf.c - documents in rich text format. */
#include "rtf-text.h"

#include "../shared/speakers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const SchoOptionSpec import_options[] = {
  SPEAKERS_OPTIONS,
  IMPORT_LIMIT_OPTION,
  { NULL },
};

static int
guess (const guint8 *head, gsize n_bytes, const char *name)
{
  if (n_bytes >= 5 && memcmp (head, "{\\rtf", 5) == 0)
    return 95;
  return import_is_called (name, "rtf") ? 15 : 0;
}

static gboolean
refuse_others (const char *bytes, gsize n_bytes, const char *name, GError **error)
{
  if (n_bytes >= 5 && memcmp (bytes, "{\\rtf", 5) == 0)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("“%s” is not what its name says: it is no rich text (RTF)"), name);
  return FALSE;
}

static void
tell (SchoStep *step, const char *name, const RtfFound *found)
{
  if (found->n_deleted > 0)
    scho_step_add_note (step, _ ("“%s”: deletions that were tracked, left out: %u"), name,
                        found->n_deleted);
  if (found->n_hidden > 0)
    scho_step_add_note (step, _ ("“%s”: hidden passages left out: %u"), name,
                        found->n_hidden);
  if (found->n_unreadable > 0)
    scho_step_add_note (step,
                        _ ("“%s”: passages that are not in the encoding they say: %u"),
                        name, found->n_unreadable);
}

static SchoStep *
rtf_import (GInputStream *stream,
            const char *name,
            const char *coder,
            SchoSnapshot *base,
            SchoOptions *options,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  gsize limit = import_get_limit (options), n_bytes;
  g_autoptr (TextBuilder) builder = text_builder_new (limit);
  g_autoptr (ImportAttributes) attributes = import_attributes_new ();
  g_autoptr (SchoStep) step = NULL;
  g_autoptr (SchoText) text = NULL;
  g_autofree char *bytes = NULL;
  RtfFound found = { .attributes = attributes };
  SchoDocument document = { .source = name };

  scho_progress_set (progress, -1, name);
  if (!(bytes = import_read_all (stream, name, limit, &n_bytes, cancellable, error))
      || !refuse_others (bytes, n_bytes, name, error)
      || !rtf_read (bytes, n_bytes, builder, &found, name, cancellable, error)
      || !(text = text_builder_finish (builder, name, error)))
    return NULL;
  step = import_step_new (base, name);
  text = speakers_add (g_steal_pointer (&text), options, step, name, cancellable, error);
  if (text == NULL)
    return NULL;
  document.attributes = import_attributes_get (attributes, &document.n_attributes);
  import_add_document (step, name, &document, text);
  import_note_structure (step, name, text);
  tell (step, name, &found);
  return g_steal_pointer (&step);
}

static const SchoImporter importers[] = {
  { .id = "rtf",
    .title = N_ ("Rich text"),
    .extensions = "rtf",
    .options = import_options,
    .guess = guess,
    .read = rtf_import },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.rtf",
  .title = N_ ("Rich text"),
  .description = N_ ("Reads documents in rich text format (RTF)."),
  .importers = importers,
};
