/* rtf.c - documents in rich text format. */
#include "rtf-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const SchoOptionSpec import_options[] = {
  OFFICE_OPTIONS,
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
  gsize n_bytes;
  g_autoptr (ImportAttributes) attributes = import_attributes_new ();
  g_autofree char *bytes = NULL;
  g_auto (OfficeText) office = { 0 };
  RtfFound found = { .attributes = attributes, .office = &office };
  Properties properties = { .attributes = attributes };

  scho_progress_set (progress, -1, name);
  office_text_init (&office, name, options);
  if (!(bytes = import_read_all (stream, name, import_get_limit (options), &n_bytes,
                                 cancellable, error))
      || !refuse_others (bytes, n_bytes, name, error)
      || !rtf_read (bytes, n_bytes, &found, cancellable, error))
    return NULL;
  return office_text_finish (&office, &properties, base, options, coder, cancellable,
                             error);
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
  .description = N_ ("Reads rich text (RTF) with its structure, notes and comments."),
  .importers = importers,
};
